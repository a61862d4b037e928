import { describe, expect, it } from 'vitest';
import { WorkerClient, type WorkerLike } from '../../../src/client/worker-client.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/wire.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import type { FunnelQuestion } from '../../../src/questions/funnel.ts';
import { TileAnswer, TileAnswers } from '../../../src/state/dashboard-answers.svelte.ts';
import { Session } from '../../../src/state/session.svelte.ts';

type Request = Extract<ToWorker, { kind: 'request' }>;

/** The answers of a page over a worker that replies when the test says so; it cancels at once, or one that is `deaf` not at all. */
function setUp({ deaf = false } = {}) {
  let receive: (message: FromWorker) => void = () => undefined;
  const asked: Request[] = [];
  const cancelled: number[] = [];
  const worker: WorkerLike = {
    postMessage(message: ToWorker) {
      if (message.kind === 'request') asked.push(message);
      else {
        cancelled.push(message.id);
        if (!deaf) receive({ kind: 'failure', id: message.id, error: { code: 'cancelled', details: {} } });
      }
    },
    terminate: () => undefined,
    addEventListener: ((type: string, listener: (event: unknown) => void) => {
      if (type === 'message') receive = (data) => listener({ data });
    }) as WorkerLike['addEventListener'],
  };
  const answers = new TileAnswers(new Session(new WorkerClient(() => worker)), 'w');
  return {
    answers,
    asked,
    cancelled,
    names: () => asked.map(nameOf),
    reply: (request: Request | undefined) =>
      receive({ kind: 'reply', id: request!.id, value: { kind: 'funnel', of: nameOf(request!) } } as never),
    fail: (request: Request | undefined) =>
      receive({ kind: 'failure', id: request!.id, error: { code: 'internal', details: { message: 'x' } } }),
  };
}

const nameOf = (request: Request): string =>
  (request.params as { question: FunnelQuestion }).question.steps[0]!.events[0]!;
const question = (name: string): FunnelQuestion => defaultFunnel([stepOf(name), stepOf('Buy')]);
const shown = (tile: TileAnswer): unknown =>
  (tile.answered?.answer as unknown as { of: string } | undefined)?.of;
const settle = async (): Promise<void> => {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setTimeout(resolve));
};

describe('the answers of a page of questions', () => {
  it('are asked two at a time, those in view first, of those the newest', async () => {
    const { answers, names, asked, reply } = setUp();
    const tiles = ['a', 'b', 'c', 'd'].map((name) => {
      const tile = new TileAnswer();
      answers.want(tile, question(name));
      return tile;
    });
    answers.see(tiles[0]!, true);
    answers.see(tiles[2]!, true);
    await settle();
    expect(names()).toEqual(['c', 'a']);
    reply(asked[0]);
    await settle();
    expect(names()).toEqual(['c', 'a', 'd']);
    expect(tiles.map(shown)).toEqual([undefined, undefined, 'c', undefined]);
    reply(asked[1]);
    reply(asked[2]);
    await settle();
    reply(asked[3]);
    await settle();
    expect(tiles.map(shown)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keep the dates of the page that they were asked about', async () => {
    const { answers, asked, reply } = setUp();
    const [may, june] = ['05', '06'].map((month) => ({ from: `2026-${month}-01`, to: `2026-${month}-30` }));
    const tile = new TileAnswer();
    answers.want(tile, question('a'), may);
    await settle();
    reply(asked[0]);
    await settle();
    answers.want(tile, question('b'), june);
    await settle();
    expect([shown(tile), tile.answered?.dates]).toEqual(['a', may]);
    reply(asked[1]);
    await settle();
    expect([shown(tile), tile.answered?.dates]).toEqual(['b', june]);
    // The page has none any more, and the question the same by itself.
    answers.want(tile, question('b'), null);
    expect(tile.answered?.dates).toBeNull();
  });

  it('are asked once for one question, and known when it comes back', async () => {
    const { answers, names, asked, reply } = setUp();
    const tile = new TileAnswer();
    answers.want(tile, question('a'));
    answers.want(tile, question('a'));
    await settle();
    reply(asked[0]);
    await settle();
    answers.want(tile, question('b'));
    await settle();
    reply(asked[1]);
    await settle();
    answers.want(tile, question('a'));
    await settle();
    expect(names()).toEqual(['a', 'b']);
    expect(shown(tile)).toBe('a');
    // Data that changed make every answer an old one.
    answers.refresh();
    await settle();
    expect(names()).toEqual(['a', 'b', 'a']);
  });

  it('never show an older answer over a newer question, and keep what was shown until then', async () => {
    const { answers, asked, cancelled, reply } = setUp({ deaf: true });
    const tile = new TileAnswer();
    answers.want(tile, question('a'));
    await settle();
    reply(asked[0]);
    await settle();
    answers.want(tile, question('b'));
    await settle();
    answers.want(tile, question('c'));
    await settle();
    expect(cancelled).toEqual([asked[1]!.id]);
    reply(asked[1]);
    await settle();
    expect([shown(tile), tile.progress]).toEqual(['a', 0]);
    reply(asked[2]);
    await settle();
    expect([shown(tile), tile.progress, tile.error]).toEqual(['c', null, null]);
  });

  it('are not remembered from before the data changed, however late they arrive', async () => {
    const { answers, asked, names, reply } = setUp({ deaf: true });
    const tile = new TileAnswer();
    answers.want(tile, question('a'));
    await settle();
    answers.refresh();
    await settle();
    reply(asked[0]);
    await settle();
    expect([shown(tile), tile.progress]).toEqual([undefined, 0]);
    answers.want(tile, question('b'));
    await settle();
    answers.want(tile, question('a'));
    await settle();
    expect(names()).toEqual(['a', 'a', 'b', 'a']);
    expect(shown(tile)).toBeUndefined();
  });

  it('are cancelled when their tile is left, and make room for others', async () => {
    const { answers, names, asked, cancelled } = setUp();
    const tiles = ['a', 'b', 'c'].map((name) => {
      const tile = new TileAnswer();
      answers.want(tile, question(name));
      return tile;
    });
    await settle();
    expect(names()).toEqual(['c', 'b']);
    answers.leave(tiles[2]!);
    await settle();
    expect(cancelled).toEqual([asked[0]!.id]);
    expect(names()).toEqual(['c', 'b', 'a']);
    expect([tiles[2]!.answered, tiles[2]!.error]).toEqual([null, null]);
  });

  it('say why there is none, and are asked again on demand; what can’t be asked is not', async () => {
    const { answers, asked, names, fail, reply } = setUp();
    const tile = new TileAnswer();
    answers.want(tile, question('a'));
    await settle();
    fail(asked[0]);
    await settle();
    expect([tile.error?.code, tile.progress]).toEqual(['internal', null]);
    answers.retry(tile);
    await settle();
    reply(asked[1]);
    await settle();
    expect([tile.error, shown(tile)]).toEqual([null, 'a']);
    answers.want(tile, { ...question('a'), steps: [] });
    await settle();
    expect(tile.error?.code).toBe('question-invalid');
    expect(names()).toEqual(['a', 'a']);
  });
});
