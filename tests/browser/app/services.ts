import { WorkerClient, type WorkerLike } from '../../../src/client/worker-client.ts';
import type { Workspace } from '../../../src/domain/workspace.ts';
import type { ToWorker } from '../../../src/protocol/wire.ts';
import { Commands } from '../../../src/state/commands.svelte.ts';
import { ImportFlow } from '../../../src/state/import-flow.svelte.ts';
import { ForeignRequests } from '../../../src/state/requests.svelte.ts';
import { Router } from '../../../src/state/router.svelte.ts';
import { Session } from '../../../src/state/session.svelte.ts';
import { Theme } from '../../../src/state/theme.svelte.ts';
import { Toasts } from '../../../src/state/toasts.svelte.ts';
import type { Screen } from '../../../src/app/routes.ts';

function workspace(id: string, name: string): Workspace {
  return {
    id,
    name,
    currency: 'EUR',
    timeZone: 'Europe/Helsinki',
    weekStart: 1,
    locale: 'en-GB',
    createdAt: 0,
    lastBackupAt: null,
    sample: null,
  };
}

const workspaces = [workspace('a', 'Kallio Cycles'), workspace('b', 'Porvoo Rentals')];

/** A worker that knows two empty workspaces and fails whatever writes. */
function worker(): WorkerLike {
  const target = new EventTarget();
  const answer = (data: unknown): void =>
    queueMicrotask(() => target.dispatchEvent(new MessageEvent('message', { data })));
  return {
    addEventListener: target.addEventListener.bind(target),
    terminate: () => undefined,
    postMessage(message: ToWorker) {
      if (message.kind !== 'request') return;
      const { id, method, params } = message;
      if (method === 'workspaces.list') answer({ kind: 'reply', id, value: workspaces });
      else if (method === 'workspaces.open') {
        const found = workspaces.find((one) => params !== null && 'id' in params && one.id === params.id);
        const value = {
          workspace: found,
          readOnly: false,
          eventCount: 0,
          personCount: 0,
          span: null,
          events: [],
          eventProperties: [],
          personProperties: [],
          runs: [],
        };
        answer({ kind: 'reply', id, value });
      } else answer({ kind: 'failure', id, error: { code: 'storage-failed', details: { message: 'disk' } } });
    },
  };
}

/** Returns the services of an app with `screens`, over a worker of the test's own. */
export function makeServices(screens: readonly Screen[]) {
  const session = new Session(new WorkerClient(worker));
  return {
    session,
    router: new Router(screens),
    toasts: new Toasts(),
    imports: new ImportFlow(session, () => 0),
    commands: new Commands(),
    theme: new Theme(),
    requests: new ForeignRequests(),
  };
}
