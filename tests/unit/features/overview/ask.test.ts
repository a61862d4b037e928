import { describe, expect, it } from 'vitest';
import { WorkerClient, type WorkerLike } from '../../../../src/client/worker-client.ts';
import { MeasureAnswers } from '../../../../src/features/overview/measures/ask.svelte.ts';
import type { WorkspaceView } from '../../../../src/protocol/requests.ts';
import type { FromWorker, ToWorker } from '../../../../src/protocol/wire.ts';
import { defaultFunnel, stepOf } from '../../../../src/questions/defaults.ts';
import { ownScope } from '../../../../src/questions/dashboard.ts';
import type { Question } from '../../../../src/questions/question.ts';
import { defaultRetention } from '../../../../src/questions/retention.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { Session } from '../../../../src/state/session.svelte.ts';

type Request = Extract<ToWorker, { kind: 'request' }>;

const view = { workspace: { id: 'w' }, span: { from: 0, to: 0 } } as WorkspaceView;
const may = { range: { from: '2026-05-01', to: '2026-05-31' }, people: everything };
const retentionOf = (event: string) => defaultRetention({ events: [event], where: everything });

const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

/** The measures over a worker that replies when the test says so, also to what was called off. */
function setUp() {
  let receive: (message: FromWorker) => void = () => undefined;
  const waiting: Request[] = [];
  const worker: WorkerLike = {
    postMessage(message: ToWorker) {
      if (message.kind === 'request') waiting.push(message);
    },
    terminate: () => undefined,
    addEventListener: ((type: string, listener: (event: unknown) => void) => {
      if (type === 'message') receive = (data) => listener({ data });
    }) as WorkerLike['addEventListener'],
  };
  const session = new Session(new WorkerClient(() => worker));
  /** Replies to the oldest request that waits; returns what was asked. */
  const reply = async (value: unknown): Promise<Request> => {
    await settled();
    const request = waiting.shift()!;
    receive({ kind: 'reply', id: request.id, value } as never);
    await settled();
    return request;
  };
  /** Proposes a question of each kind in turn, or none, and answers it with the dates it asks about. */
  const replyAll = async (propose: (kind: string) => Question | null): Promise<void> => {
    await settled();
    while (waiting.length > 0) {
      const [{ method, params }] = waiting as [Request];
      if (method === 'propose') await reply(propose((params as { kind: string }).kind));
      else await reply({ of: (params as { question: { range: unknown } }).question.range });
    }
  };
  return { measured: new MeasureAnswers(session, () => view), session, waiting, reply, replyAll };
}

describe('the questions of the key measures', () => {
  it('are proposed anew when the data changed, whatever was still on its way', async () => {
    const { measured, session, waiting, reply, replyAll } = setUp();
    void measured.load(null, ownScope);
    await reply(null);
    await reply(null);
    expect(waiting[0]?.params).toMatchObject({ kind: 'retention' });
    session.revision++;
    void measured.load(null, ownScope);
    // That of the data of before comes first.
    await reply(retentionOf('Old'));
    await replyAll((kind) => (kind === 'retention' ? retentionOf('New') : null));
    expect(measured.answers.retention?.question.start.events).toEqual(['New']);
  });

  it('give way to those of other dates all at once', async () => {
    const { measured, waiting, reply, replyAll } = setUp();
    const propose = (kind: string): Question | null => {
      if (kind === 'funnel') return defaultFunnel([stepOf('Visit'), stepOf('Buy')]);
      return kind === 'retention' ? retentionOf('Visit') : null;
    };
    const datesOf = () => [
      measured.scope?.range,
      measured.answers.funnel?.question.range.from,
      measured.answers.retention?.question.range.from,
    ];
    void measured.load(null, ownScope);
    await replyAll(propose);
    expect(datesOf()).toEqual([null, null, null]);
    void measured.load(null, may);
    expect((await reply({})).params).toMatchObject({ question: { kind: 'funnel', range: may.range } });
    expect(waiting[0]?.params).toMatchObject({ question: { kind: 'retention', range: may.range } });
    // The funnel is answered, the return not yet.
    expect(datesOf()).toEqual([null, null, null]);
    await replyAll(propose);
    expect(datesOf()).toEqual([may.range, may.range.from, may.range.from]);
    expect(measured.done).toBe(true);
  });
});
