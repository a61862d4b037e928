import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Control } from '../../../src/base/control.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { answer } from '../../../src/engine/answer.ts';
import { matchAll } from '../../../src/engine/funnel/match.ts';
import { planFunnel } from '../../../src/engine/funnel/plan.ts';
import { settle } from '../../../src/engine/funnel/states.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { FunnelQuestion, Span } from '../../../src/questions/funnel.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';
import { referenceOutcomes } from './reference-funnel.ts';

const MINUTE = 60_000;
const BASE = Date.UTC(2024, 0, 10);
const STATES = ['converted', 'open', 'dropped', 'excluded'] as const;

type Event = readonly [minute: number, name: string];

const rowsOf = (events: readonly Event[], person = 'u'): EventRow[] =>
  events.map(([minute, event]) => ({ person, event, at: BASE + minute * MINUTE }));

async function outcomesOf(
  events: readonly Event[],
  question: FunnelQuestion,
): Promise<{ depth: number; state: string }[]> {
  const table = tableOf(rowsOf(events));
  const plan = await planFunnel(table, question, uncontrolled);
  const { outcomes, state } = settle(plan, await matchAll(plan, uncontrolled));
  return Array.from({ length: outcomes.count }, (_, i) => ({
    depth: outcomes.depth[i]!,
    state: STATES[state[i]!]!,
  }));
}

const abc = (n: number): FunnelQuestion =>
  defaultFunnel(
    ['A', 'B', 'C'].map((name) => stepOf(name)),
    { n, unit: 'minute' },
  );
const without = (from: number, to: number): FunnelQuestion['exclusions'] => [
  { events: ['X'], where: everything, from, to },
];

it('X1 gives the share of every step an interval but that of the first, which is all by definition', async () => {
  const rows = ['u', 'v'].flatMap((person) =>
    rowsOf(
      [
        [0, 'A'],
        [1, 'B'],
      ],
      person,
    ),
  );
  const { total } = await answer(tableOf(rows), abc(10), uncontrolled);
  expect(total.steps.map(({ ofEntrants: { rate, low } }) => [rate, Number.isNaN(low)])).toEqual([
    [1, true],
    [1, false],
    [0, false],
  ]);
});

describe('exclusions beside other rules', () => {
  const happenings = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 24 }), fc.constantFrom('A', 'B', 'C', 'X')),
    { maxLength: 8, selector: ([minute]) => minute },
  );

  it('F2 F6 with windows per step, every event at a time of its own', async () => {
    const within = fc.option(fc.integer({ min: 0, max: 10 }).map((n): Span => ({ n, unit: 'minute' })));
    await fc.assert(
      fc.asyncProperty(
        happenings,
        within,
        within,
        fc.constantFrom([0, 1] as const, [1, 2] as const, [0, 2] as const),
        async (made, first, second, [from, to]) => {
          const events = [...made].sort((a, b) => a[0] - b[0]);
          const steps = [stepOf('A'), { ...stepOf('B'), within: first }, { ...stepOf('C'), within: second }];
          const question: FunnelQuestion = {
            ...defaultFunnel(steps, { n: 20, unit: 'minute' }),
            exclusions: without(from, to),
          };
          const expected = referenceOutcomes(
            events.map(([minute, name]) => ({ t: BASE + minute * MINUTE, day: false, name })),
            question,
            BASE + (events.at(-1)?.[0] ?? 0) * MINUTE,
          );
          expect(await outcomesOf(events, question)).toEqual(
            expected.map(({ depth, state }) => ({ depth, state })),
          );
        },
      ),
      { numRuns: 600 },
    );
  });

  it('F6 lets no later event fill the step behind an exclusion, though the attempt had got past it', async () => {
    const steps = [stepOf('A'), stepOf('B'), { ...stepOf('C'), within: { n: 1, unit: 'minute' } as const }];
    const question = {
      ...defaultFunnel(steps, { n: 20, unit: 'minute' }),
      exclusions: without(0, 1),
    } satisfies FunnelQuestion;
    const events = [
      [0, 'A'],
      [1, 'B'],
      [2, 'X'],
      [3, 'B'],
      [4, 'C'],
    ] as const;
    expect(await outcomesOf(events, question)).toEqual([{ depth: 1, state: 'open' }]);
    const before = events.filter(([, name]) => name !== 'X');
    expect(await outcomesOf(before, question)).toEqual([{ depth: 2, state: 'converted' }]);
  });

  // By the rules: whatever began before the excluded event is over; what begins after it is free.
  it.each<[string, readonly Event[], { depth: number; state: string }]>([
    [
      'ends what began before it',
      [
        [0, 'A'],
        [1, 'X'],
        [2, 'B'],
        [3, 'C'],
      ],
      { depth: 1, state: 'open' },
    ],
    [
      'leaves what begins after it',
      [
        [0, 'X'],
        [1, 'C'],
        [2, 'A'],
        [3, 'B'],
      ],
      { depth: 2, state: 'converted' },
    ],
    [
      'excludes who gets no further',
      [
        [0, 'C'],
        [1, 'B'],
        [2, 'X'],
        [3, 'A'],
      ],
      { depth: 1, state: 'excluded' },
    ],
    [
      'comes too late after conversion',
      [
        [0, 'C'],
        [1, 'B'],
        [2, 'A'],
        [3, 'X'],
      ],
      { depth: 2, state: 'converted' },
    ],
  ])('F6 any order: an excluded event %s', async (_, events, expected) => {
    expect(await outcomesOf(events, { ...abc(60), order: 'any-order', exclusions: without(0, 2) })).toEqual([
      expected,
    ]);
  });

  it.each<[string, readonly Event[], { depth: number; state: string }]>([
    [
      'between its steps ends the unit',
      [
        [0, 'A'],
        [1, 'B'],
        [2, 'X'],
        [3, 'C'],
      ],
      { depth: 1, state: 'excluded' },
    ],
    [
      'before its first step doesn\u2019t',
      [
        [0, 'A'],
        [1, 'X'],
        [2, 'B'],
        [3, 'C'],
      ],
      { depth: 2, state: 'converted' },
    ],
    [
      'after its second step doesn\u2019t',
      [
        [0, 'C'],
        [1, 'X'],
      ],
      { depth: 2, state: 'converted' },
    ],
    [
      'counts where a later stage stands for the first',
      [
        [0, 'B'],
        [1, 'X'],
        [2, 'C'],
      ],
      { depth: 1, state: 'excluded' },
    ],
  ])('F6 reached: an excluded event %s', async (_, events, expected) => {
    expect(await outcomesOf(events, { ...abc(60), order: 'reached', exclusions: without(1, 2) })).toEqual([
      expected,
    ]);
  });
});

describe('F4 grace', () => {
  /** How deep an attempt gets whose steps have one event each, at these minutes. */
  function deepest(at: readonly number[], grace: number): number {
    let depth = 0;
    while (depth + 1 < at.length && at[depth + 1]! >= at[depth]! - grace) depth++;
    return depth;
  }

  it.each([0, 1, 2])(
    'lets a step follow the one before from %d minutes earlier, and no more',
    async (grace) => {
      // All ways to give A, B and C a minute from 0 to 4 each.
      for (let code = 0; code < 125; code++) {
        const at = [code % 5, Math.floor(code / 5) % 5, Math.floor(code / 25)];
        const events = at.map((minute, k): Event => [minute, 'ABC'[k]!]).sort((a, b) => a[0] - b[0]);
        const [outcome] = await outcomesOf(events, { ...abc(60), graceMs: grace * MINUTE });
        expect([at, outcome?.depth]).toEqual([at, deepest(at, grace)]);
      }
    },
  );
});

describe('trends of groups', () => {
  const at = (person: string, day: number, event: string, channel: string): EventRow => ({
    person,
    event,
    at: BASE + day * 1440 * MINUTE,
    props: { channel },
  });
  // p's counted attempt is that of the first day; the second day's has a channel that no counted attempt has.
  const events = [
    at('p', 0, 'A', 'ads'),
    at('p', 0, 'B', 'ads'),
    at('p', 1, 'A', 'mail'),
    at('q', 0, 'A', 'web'),
    at('r', 1, 'A', 'ads'),
  ];
  const question = (top: number): FunnelQuestion => ({
    ...defaultFunnel(
      ['A', 'B'].map((name) => stepOf(name)),
      { n: 60, unit: 'minute' },
    ),
    trend: 'day',
    breakdown: { properties: [{ scope: 'event', name: 'channel' }], attribution: 'first', top },
  });
  const entered = async (top: number): Promise<Record<string, number[]>> => {
    const { groups } = await answer(tableOf(events), question(top), uncontrolled);
    return Object.fromEntries(
      groups.map(({ kind, values, trend }) => [
        kind === 'value' ? (values[0] ?? '') : kind,
        trend.map(({ reached }) => reached[0]!),
      ]),
    );
  };

  it('F12 put values that no counted attempt has under the rest', async () => {
    expect(await entered(1)).toEqual({ ads: [1, 1], other: [1, 1] });
  });
  it('F12 have the latest 1000 periods, and say how many earlier ones are left out', async () => {
    const { total, notes } = await answer(
      tableOf([...events, at('z', 1500, 'A', 'ads')]),
      { ...question(1), breakdown: null },
      uncontrolled,
    );
    expect(total.trend).toHaveLength(1000);
    // 1500 days after 10 January 2024.
    expect(total.trend.at(-1)).toMatchObject({ period: '2028-02-18', reached: [1, 0] });
    expect(notes).toContainEqual({ code: 'periods-cut', details: { count: 501, kept: 1000 } });
  });
  it('F12 leave them out where there is no rest', async () => {
    expect(await entered(10)).toEqual({ ads: [1, 1], web: [1, 0] });
  });
});

describe('cancelling', () => {
  const people = 40_000;
  const events = Array.from({ length: people }, (_, p): EventRow[] => [
    ...rowsOf(
      [
        [0, 'A'],
        [1, 'B'],
      ],
      `p${p}`,
    ),
  ]).flat();
  const table = tableOf(events);
  const question = abc(60);

  /** Always due; cancels at the pause numbered `last`. */
  function impatient(last: number): { control: Control; pauses: number[] } {
    const pauses: number[] = [];
    return {
      pauses,
      control: {
        due: () => true,
        pause: (done) => {
          pauses.push(done);
          return pauses.length === last ? Promise.reject(new AppFailure('cancelled')) : Promise.resolve();
        },
      },
    };
  }

  it('works between any two slices, and never goes back in progress', async () => {
    // What is found once per table has pauses of its own.
    await answer(table, question, impatient(Infinity).control);
    const whole = impatient(Infinity);
    const asked = await answer(table, question, whole.control);
    expect(asked.total.entered).toBe(people);
    expect(whole.pauses.length).toBeGreaterThan(10);
    expect(whole.pauses).toEqual([...whole.pauses].sort((a, b) => a - b));
    for (let last = 1; last <= whole.pauses.length; last += 3)
      await expect(answer(table, question, impatient(last).control)).rejects.toMatchObject({
        appError: { code: 'cancelled' },
      });
    // Nothing of a cancelled answer is kept.
    expect(await answer(table, question, uncontrolled)).toEqual(asked);
  });
});
