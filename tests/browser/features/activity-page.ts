import Star from '@lucide/svelte/icons/star';
import type { Component } from 'svelte';
import { render } from 'vitest-browser-svelte';
import { WorkerClient } from '../../../src/client/worker-client.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import type { AppContext } from '../../../src/state/app-context.ts';
import { Commands } from '../../../src/state/commands.svelte.ts';
import { ImportFlow } from '../../../src/state/import-flow.svelte.ts';
import { ForeignRequests } from '../../../src/state/requests.svelte.ts';
import { Router } from '../../../src/state/router.svelte.ts';
import { Session } from '../../../src/state/session.svelte.ts';
import { Theme } from '../../../src/state/theme.svelte.ts';
import { Toasts } from '../../../src/state/toasts.svelte.ts';
import { fakeWorker, view } from './funnel/fake.ts';

export type Answers = Parameters<typeof fakeWorker>[0];

const TABS = ['cohorts', 'cohorts/lifecycle', 'cohorts/stickiness'];
let opened = 0;

/** Shows a tab of the Cohorts page over a worker of the test's own, at an address. */
export function openTab(
  tab: 'lifecycle' | 'stickiness',
  Host: Component<{ app: AppContext }>,
  answers: Answers,
  query: Record<string, string>,
) {
  return openPage(`cohorts/${tab}`, TABS, Host, answers, query);
}

/** Shows the page at a path of the workspace, in an app that has only the pages of `paths`. */
export async function openPage(
  path: string,
  paths: readonly string[],
  Host: Component<{ app: AppContext }>,
  answers: Answers,
  query: Record<string, string>,
) {
  const id = `w${(opened += 1)}`;
  history.replaceState(null, '', `#/w/${id}/${path}?${new URLSearchParams(query).toString()}`);
  const screens = paths.map((each) => ({
    path: `/w/:workspace/${each}`,
    title: 'cohorts.title' as const,
    icon: Star,
  }));
  const fake = fakeWorker({
    'insights.list': () => [],
    'people.page': () => ({
      total: 10,
      matching: 10,
      offset: 0,
      rows: Array.from({ length: 10 }, (_, index) => ({
        person: index,
        key: `p${index}`,
        name: index === 7 ? 'Ada' : null,
        held: null,
        time: Date.UTC(2026, 0, 5),
        dayOnly: false,
        detail: null,
      })),
      detail: null,
    }),
    ...answers,
    'workspaces.open': (request) => {
      const opening = (answers['workspaces.open'] ?? (() => view))(request) as typeof view;
      return { ...opening, workspace: { ...opening.workspace, id } };
    },
  });
  const session = new Session(new WorkerClient(() => fake.worker));
  const app: AppContext = {
    session,
    router: new Router(screens),
    toasts: new Toasts(),
    imports: new ImportFlow(session, () => 0),
    commands: new Commands(),
    theme: new Theme(),
    requests: new ForeignRequests(),
    format: createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' }),
  };
  app.router.listen();
  await session.open(id);
  const { container } = await render(Host, { app });
  return { ...fake, app, container };
}
