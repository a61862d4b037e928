import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { FunnelQuestion, Span } from '../../../src/questions/funnel.ts';
import { tableOf } from '../../tools/vectors-table.ts';
import {
  both,
  events,
  eventsOf,
  figures,
  instants,
  minutes,
  mixed,
  rows,
  STATES,
  window,
  type Made,
} from './funnel-worlds.ts';
import { referenceElapsed, referenceOutcomes } from './reference-funnel.ts';

const RUNS = { numRuns: 300 };

/** Steps with one name each, all different. */
const plainSteps = fc
  .constantFrom(['A'], ['A', 'B'], ['A', 'B', 'C'], ['B', 'A', 'X', 'C'])
  .map((list) => list.map((name) => stepOf(name)));
/** Steps that may share names. */
const sharedSteps = fc
  .array(fc.constantFrom(['A'], ['B'], ['A', 'B'], ['B', 'C'], [] as string[]), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.map((set) => stepOf(...set)));

describe('the funnel engine agrees with the rules written out', { timeout: 60_000 }, () => {
  it('F2 F3 F4 F5 ordered, each name one step: plain sweep and general matcher, to the event', async () => {
    await fc.assert(
      fc.asyncProperty(events(instants), plainSteps, window, async (made, steps, span) => {
        const question = defaultFunnel(steps, span);
        const plain = await both(made, question);
        expect(plain.got).toEqual(plain.expected);
        expect((await both(made, question, true)).got).toEqual(plain.expected);
      }),
      { numRuns: 600 },
    );
  });

  it('F4 F5 ordered and strict, steps that share names', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(instants),
        sharedSteps,
        window,
        fc.constantFrom('ordered', 'strict'),
        async (made, steps, span, order) => {
          const { got, expected } = await both(made, { ...defaultFunnel(steps, span), order });
          expect(figures(got)).toEqual(figures(expected));
        },
      ),
      RUNS,
    );
  });

  it('F1 F2 directly after and per-step windows take any chain that keeps them', async () => {
    const step = fc.record({
      directly: fc.boolean(),
      within: fc.option(minutes(8)),
      name: fc.constantFrom('A', 'B', 'C'),
    });
    await fc.assert(
      fc.asyncProperty(
        events(instants),
        fc.array(step, { minLength: 1, maxLength: 3 }),
        window,
        async (made, list, span) => {
          const steps = [stepOf('A'), ...list.map(({ name, ...rest }) => ({ ...stepOf(name), ...rest }))];
          const { got, expected } = await both(made, defaultFunnel(steps, span));
          expect(figures(got)).toEqual(figures(expected));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('F8 attempts, ordered and strict, with exclusions and lost events', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(instants),
        plainSteps,
        window,
        fc.constantFrom('ordered', 'strict'),
        fc.boolean(),
        async (made, steps, span, order, closing) => {
          const { got, expected } = await both(made, {
            ...defaultFunnel(steps, span),
            order,
            unit: { by: 'attempt' },
            lost: closing ? { events: ['Y'], where: everything } : null,
          });
          expect(got).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('F1 any order: most distinct steps inside one window, symmetric in the steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(instants),
        fc.oneof(plainSteps, sharedSteps),
        window,
        fc.boolean(),
        async (made, steps, span, lost) => {
          const question: FunnelQuestion = {
            ...defaultFunnel(steps, span),
            order: 'any-order',
            lost: lost ? { events: ['Y'], where: everything } : null,
          };
          const { got, expected } = await both(made, question);
          expect(figures(got)).toEqual(figures(expected));
          const turned = await both(made, { ...question, steps: [...steps].reverse() });
          expect(turned.got.map(({ depth }) => depth)).toEqual(got.map(({ depth }) => depth));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('F1 reached: the latest stage counts for every earlier one', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(instants),
        plainSteps,
        window,
        fc.boolean(),
        async (made, steps, span, lost) => {
          const { got, expected } = await both(made, {
            ...defaultFunnel(steps, span),
            order: 'reached',
            lost: lost ? { events: ['Y'], where: everything } : null,
          });
          expect(got).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  // The window of a date lasts to the end of a day; what ties with it is in it, though its own would be over.
  const date = (name: string, at: number): Made => ({ person: 'p', name, at, day: true });
  const instant = (name: string, at: number): Made => ({ ...date(name, at), day: false });
  const [baxc, day1, day0]: [FunnelQuestion['steps'], Span, Span] = [
    ['B', 'A', 'X', 'C'].map((name) => stepOf(name)),
    { n: 1, unit: 'day' },
    { n: 0, unit: 'day' },
  ];
  const datesHoldInstants: [Made[], FunnelQuestion['steps'], Span | null, FunnelQuestion['order']][] = [
    [[date('C', 4320), instant('B', 6000), instant('A', 4320)], [...baxc], day1, 'any-order'],
    [[instant('A', 0), instant('X', 240), date('C', 0)], [...baxc], day0, 'any-order'],
    [
      [instant('A', 2880), instant('A', 5760), date('B', 2880)],
      [...baxc],
      { n: 2, unit: 'day' },
      'any-order',
    ],
  ];

  it('F10 calendar dates beside instants, and undated events', async () => {
    const days = fc.option(
      fc.constantFrom<Span>(
        { n: 0, unit: 'day' },
        { n: 1, unit: 'day' },
        { n: 2, unit: 'day' },
        { n: 5, unit: 'hour' },
        { n: 30, unit: 'hour' },
      ),
      { freq: 5 },
    );
    await fc.assert(
      fc.asyncProperty(
        events(mixed),
        plainSteps,
        days,
        fc.constantFrom('ordered', 'strict', 'any-order', 'reached'),
        async (made, steps, span, order) => {
          const { got, expected } = await both(made, { ...defaultFunnel(steps, span), order });
          expect(figures(got)).toEqual(figures(expected));
        },
      ),
      { numRuns: 1500, examples: datesHoldInstants },
    );
  });
});

describe('every figure of an answer', { timeout: 60_000 }, () => {
  const order = fc.constantFrom('ordered', 'strict', 'reached') satisfies fc.Arbitrary<
    FunnelQuestion['order']
  >;

  it('F9 equals what the outcomes say: counts, states, matured, durations', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(fc.oneof(instants, mixed)),
        plainSteps,
        window,
        order,
        async (made, steps, span, mode) => {
          const question: FunnelQuestion = { ...defaultFunnel(steps, span), order: mode };
          const { expected, table } = await both(made, question);
          const { total } = await answer(table, question, uncontrolled);
          expect(total.steps.map(({ entered }) => entered)).toEqual(
            steps.map((_, k) => expected.filter(({ depth }) => depth >= k).length),
          );
          for (const state of STATES)
            expect(total[state]).toBe(expected.filter((outcome) => outcome.state === state).length);
          expect(total.matured).toBe(expected.filter(({ matured }) => matured).length);
          expect(total.rate.k).toBe(
            expected.filter(({ matured, state }) => matured && state === 'converted').length,
          );
          for (const step of total.steps.slice(0, -1))
            expect(step.entered).toBe(step.wentOn + step.open + step.dropped + step.excluded);
          const times: number[] = [];
          let at = 0;
          for (let person = 0; person < table.personCount; person++) {
            const list = eventsOf(table, person);
            for (const outcome of referenceOutcomes(list, question, table.span?.to ?? -Infinity)) {
              at++;
              if (outcome.state === 'converted')
                times.push(referenceElapsed(list[outcome.start]!, list[outcome.path[steps.length - 1]!]!));
            }
          }
          expect(at).toBe(total.entered);
          const known = times.filter((ms) => !Number.isNaN(ms));
          expect(total.time.n).toBe(known.length);
          if (known.length > 0)
            expect(total.time.mean).toBeCloseTo(known.reduce((sum, ms) => sum + ms, 0) / known.length, 6);
          expect(total.timeBins.counts.reduce((sum, n) => sum + n, 0)).toBe(known.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('doesn\u2019t depend on the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(fc.oneof(instants, mixed)).chain((made) =>
          fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length })),
        ),
        sharedSteps,
        window,
        fc.constantFrom('ordered', 'strict', 'any-order'),
        async ([made, shuffled], steps, span, mode) => {
          const question: FunnelQuestion = { ...defaultFunnel(steps, span), order: mode };
          const a = await answer(tableOf(rows(made)), question, uncontrolled);
          const b = await answer(tableOf(rows(shuffled)), question, uncontrolled);
          expect(b.total.steps.map(({ entered, open, dropped }) => [entered, open, dropped])).toEqual(
            a.total.steps.map(({ entered, open, dropped }) => [entered, open, dropped]),
          );
        },
      ),
      RUNS,
    );
  });
});
