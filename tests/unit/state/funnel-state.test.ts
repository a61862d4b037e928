import { describe, expect, it } from 'vitest';
import { WorkerClient, type WorkerLike } from '../../../src/client/worker-client.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/wire.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import type { FunnelAnswer, FunnelQuestion } from '../../../src/questions/funnel.ts';
import { encodeQuestion } from '../../../src/questions/url.ts';
import { bareAddress } from '../../../src/state/address.ts';
import type { How } from '../../../src/state/analysis.svelte.ts';
import type { FunnelAddress } from '../../../src/state/funnel-address.ts';
import { funnelKind, FunnelState } from '../../../src/state/funnel.svelte.ts';
import { Session } from '../../../src/state/session.svelte.ts';

const proposed = defaultFunnel([stepOf('Visit'), stepOf('Buy')]);
const other = defaultFunnel([stepOf('Visit'), stepOf('Cart'), stepOf('Buy')]);
const answerOf = (question: FunnelQuestion): FunnelAnswer =>
  ({ kind: 'funnel', total: { steps: question.steps.map(() => ({})) } }) as unknown as FunnelAnswer;

type Request = Extract<ToWorker, { kind: 'request' }>;

/** A state over a worker whose replies the test decides, and the history it wrote. */
function setUp({
  hold = false,
  propose = () => proposed,
  last = new Map<string, string>(),
}: { hold?: boolean; propose?: () => FunnelQuestion | null; last?: Map<string, string> } = {}) {
  let receive: (message: FromWorker) => void = () => undefined;
  const held: Request[] = [];
  const cancelled: number[] = [];
  const answer = ({ id, method, params }: Request): void => {
    const value =
      method === 'propose'
        ? propose()
        : method === 'ask'
          ? answerOf((params as { question: FunnelQuestion }).question)
          : method === 'insights.list'
            ? [{ id: 'saved', name: 'Saved', question: other }]
            : null;
    receive({ kind: 'reply', id, value } as FromWorker);
  };
  const worker: WorkerLike = {
    postMessage: (message: ToWorker) => {
      if (message.kind === 'cancel') cancelled.push(message.id);
      else if (hold && message.method === 'ask') held.push(message);
      else queueMicrotask(() => answer(message));
    },
    terminate: () => undefined,
    addEventListener: ((type: string, listener: (event: unknown) => void) => {
      if (type === 'message') receive = (data) => listener({ data });
    }) as WorkerLike['addEventListener'],
  };
  const history: { address: FunnelAddress; how: How }[] = [];
  const state = new FunnelState(
    funnelKind,
    new Session(new WorkerClient(() => worker)),
    'w',
    (address, how) => {
      history.push({ address, how });
      // The page follows its own address.
      state.follow(address);
    },
    last,
  );
  const asked = (entry: { address: FunnelAddress } | undefined): string | null =>
    entry?.address.question ?? null;
  return { state, history, held, cancelled, answer, asked };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const text = encodeQuestion;

describe('the funnel that is asked', () => {
  it('is proposed by the data when the address says nothing, and then stands in it', async () => {
    const { state, history } = setUp();
    state.follow(bareAddress);
    await settle();
    expect(state.question).toEqual(proposed);
    expect(state.answered?.question).toEqual(proposed);
    expect(history).toEqual([{ address: { ...bareAddress, question: text(proposed) }, how: 'replace' }]);
  });

  it('is said to be none when the data propose nothing', async () => {
    const { state, history } = setUp({ propose: () => null });
    state.follow(bareAddress);
    await settle();
    expect(state.barren).toBe(true);
    expect(state.progress).toBeNull();
    expect(history).toEqual([]);
  });

  it('is read from the address, and asked once', async () => {
    const { state, history } = setUp();
    state.follow({ ...bareAddress, question: text(other) });
    await settle();
    expect(state.answered?.question).toEqual(other);
    expect(history).toEqual([]);
  });

  it('is opened from a saved question that the address names alone', async () => {
    const { state } = setUp();
    state.follow({ ...bareAddress, insight: 'saved' });
    await settle();
    expect(state.question).toEqual(other);
    expect(state.insight).toBe('saved');
    expect(state.differsFrom(other)).toBe(false);
    expect(state.differsFrom(proposed)).toBe(true);
  });

  it('is proposed when the saved question of the address was deleted', async () => {
    const { state } = setUp();
    state.follow({ ...bareAddress, insight: 'gone' });
    await settle();
    expect(state.question).toEqual(proposed);
    expect(state.insight).toBeNull();
  });

  it('says why an address cannot be read, and asks nothing', async () => {
    const { state } = setUp();
    state.follow({ ...bareAddress, question: 'funnel(nonsense' });
    await settle();
    expect(state.unreadable?.code).toBe('question-unreadable');
    expect(state.question).toBeNull();
  });
});

describe('a proposal that is asked for while a question is on screen', () => {
  const pick = { step: 1, segment: 'entered', group: null, period: null } as const;

  it('takes its place', async () => {
    const { state, history, asked } = setUp();
    state.follow({ ...bareAddress, question: text(other) });
    await settle();
    await state.propose();
    expect(state.question).toEqual(proposed);
    expect(asked(history.at(-1))).toBe(text(proposed));
  });

  it('leaves it there when the data give none, with its people still to be opened', async () => {
    const { state, history } = setUp({ propose: () => null });
    state.follow({ ...bareAddress, question: text(other) });
    await settle();
    await state.propose();
    expect(state.barren).toBe(true);
    expect(state.question).toEqual(other);
    state.show(pick);
    expect(state.pick).toEqual(pick);
    expect(history.at(-1)).toEqual({ address: { ...bareAddress, question: text(other), pick }, how: 'push' });
    state.edit(proposed);
    expect(state.barren).toBe(false);
  });

  it('leaves it there when it is given up, or overtaken by an edit', async () => {
    const { state, history } = setUp();
    state.follow({ ...bareAddress, question: text(other) });
    await settle();
    const given = state.propose();
    state.cancel();
    await given;
    state.show(pick);
    expect(history.at(-1)?.address.question).toBe(text(other));
    const edited = { ...other, window: { n: 7, unit: 'day' } } as const;
    const overtaken = state.propose();
    state.edit(edited);
    await overtaken;
    await settle();
    expect(state.question).toEqual(edited);
  });

  it('leaves a bare address with the question that stays on screen', async () => {
    let barren = false;
    const { state, history, asked } = setUp({ propose: () => (barren ? null : proposed) });
    state.follow(bareAddress);
    await settle();
    barren = true;
    history.length = 0;
    state.follow(bareAddress);
    await settle();
    expect(state.barren).toBe(true);
    expect(history.map(asked)).toEqual([text(proposed)]);
  });
});

describe('a reader who comes back to the page', () => {
  it('finds the question asked last, and a proposal after asking for the page again', async () => {
    const last = new Map<string, string>();
    const before = setUp({ last });
    before.state.follow({ ...bareAddress, question: text(other) });
    await settle();
    const { state } = setUp({ last });
    state.follow(bareAddress);
    await settle();
    expect(state.question).toEqual(other);
    state.follow(bareAddress);
    await settle();
    expect(state.question).toEqual(proposed);
  });
});

describe('an edit', () => {
  it('closes the group and its people when the split is by another property, and keeps what an address says', async () => {
    const { state, history } = setUp();
    const by = (name: string): FunnelQuestion => ({
      ...other,
      breakdown: { properties: [{ scope: 'person', name }], attribution: 'current', top: 8 },
    });
    const finns = { kind: 'value', value: 'FI' } as const;
    const pick = {
      step: 1,
      segment: 'entered',
      group: { kind: 'value', values: ['FI'] },
      period: null,
    } as const;
    state.follow({ ...bareAddress, question: text(by('country')), shown: finns, pick });
    await settle();
    expect([state.shown, state.pick]).toEqual([finns, pick]);
    state.edit({ ...by('country'), window: { n: 7, unit: 'day' } });
    expect([state.shown, state.pick]).toEqual([finns, pick]);
    state.edit(by('channel'));
    expect([state.shown, state.pick]).toEqual([null, null]);
    expect(history.at(-1)?.address).toMatchObject({ shown: null, pick: null });
    state.follow({ ...bareAddress, question: text(by('country')), shown: finns, pick });
    expect([state.shown, state.pick]).toEqual([finns, pick]);
  });

  it('alone is a step of the history', async () => {
    const { state, history, asked } = setUp();
    state.follow(bareAddress);
    await settle();
    state.edit(other);
    expect(history.at(-1)?.how).toBe('push');
    expect(asked(history.at(-1))).toBe(text(other));
  });

  it('in steps is one step of the history, with the question before it behind', async () => {
    const { state, history } = setUp();
    state.follow(bareAddress);
    await settle();
    history.length = 0;
    state.begin();
    state.edit({ ...proposed, window: { n: 7, unit: 'day' } });
    state.edit(other);
    state.commit();
    expect(history.map(({ how }) => how)).toEqual(['replace', 'replace', 'replace', 'push']);
    expect(history.slice(-2).map(({ address }) => address.question)).toEqual([text(proposed), text(other)]);
    await settle();
    expect(state.answered?.question).toEqual(other);
  });

  it('in steps that changed nothing leaves no trace', async () => {
    const { state, history } = setUp();
    state.follow(bareAddress);
    await settle();
    history.length = 0;
    state.begin();
    state.commit();
    state.begin();
    state.revert();
    expect(history).toEqual([]);
  });

  it('is taken back whole', async () => {
    const { state, history } = setUp();
    state.follow(bareAddress);
    await settle();
    state.begin();
    state.edit(other);
    state.revert();
    state.commit();
    await settle();
    expect(state.question).toEqual(proposed);
    expect(state.answered?.question).toEqual(proposed);
    expect(history.every(({ how }) => how === 'replace')).toBe(true);
  });

  it('that cannot be asked keeps the last answer and says what is wrong', async () => {
    const { state } = setUp();
    state.follow(bareAddress);
    await settle();
    state.edit({ ...proposed, steps: [] });
    expect(state.error?.code).toBe('question-invalid');
    expect(state.progress).toBeNull();
    expect(state.answered?.question).toEqual(proposed);
    state.edit(proposed);
    await settle();
    expect(state.error).toBeNull();
  });

  it('closes people who are no longer there', async () => {
    const { state } = setUp();
    state.follow(bareAddress);
    await settle();
    state.edit(other);
    state.show({ step: 2, segment: 'entered', group: null, period: null });
    state.showPerson(4, 'D-1');
    state.edit(proposed);
    expect(state.pick).toBeNull();
    expect([state.person, state.held]).toEqual([null, null]);
  });
});

describe('an answer', () => {
  it('never overtakes the one to a newer question', async () => {
    const { state, held, cancelled, answer } = setUp({ hold: true });
    state.follow({ ...bareAddress, question: text(proposed) });
    state.edit(other);
    expect(held).toHaveLength(2);
    expect(cancelled).toEqual([held[0]!.id]);
    answer(held[1]!);
    answer(held[0]!);
    await settle();
    expect(state.answered?.question).toEqual(other);
  });

  it('can be given up, keeping what was there', async () => {
    const { state, held } = setUp({ hold: true });
    state.follow({ ...bareAddress, question: text(proposed) });
    expect(state.progress).toBe(0);
    state.cancel();
    await settle();
    expect(held).toHaveLength(1);
    expect(state.progress).toBeNull();
    expect(state.error?.code).toBe('cancelled');
  });
});
