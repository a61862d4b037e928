import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { churnPeople } from '../../../src/engine/churn/people.ts';
import { proveChurn } from '../../../src/engine/churn/prove.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import type { ChurnPick, ChurnQuestion } from '../../../src/questions/churn.ts';
import { everything } from '../../../src/questions/filter.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const BASE = Date.UTC(2024, 2, 1);
const day = (n: number): number => BASE + n * DAY_MS;
const named = (...events: string[]): ChurnQuestion['start'] => ({ events, where: everything });
const silence = (days: number): ChurnQuestion =>
  defaultChurn({ by: 'silence', after: { n: days, unit: 'day' }, share: 0.9 });
const cancelled: ChurnQuestion = { ...defaultChurn({ by: 'event', event: named('C') }), start: named('S') };

/** A stay as the rules say it, found slowly. */
interface Stay {
  readonly person: string;
  readonly first: boolean;
  readonly start: number;
  /** null: still there. */
  readonly gone: number | null;
}

/** S1 to S3 and S5 written out, for instants: every stay of everyone. */
function slowStays(events: readonly EventRow[], rule: 'event' | number): Stay[] {
  const end = Math.max(...events.map(({ at }) => Number(at)));
  const stays: Stay[] = [];
  for (const person of new Set(events.map((row) => row.person))) {
    // Of one instant, whoever begins and goes begins first.
    const goes = (row: EventRow): number => Number(rule === 'event' && row.event === 'C');
    const own = events
      .filter((row) => row.person === person)
      .sort((a, b) => Number(a.at) - Number(b.at) || goes(a) - goes(b));
    let from = 0;
    let first = true;
    for (;;) {
      const begin = own.findIndex(
        (row, i) => i >= from && (row.event === 'S' || (!first && rule !== 'event')),
      );
      if (begin < 0) break;
      const start = Number(own[begin]!.at);
      let until: number | null = null;
      if (rule === 'event') {
        const ending = own.findIndex((row, i) => i > begin && row.event === 'C');
        if (ending >= 0) until = Number(own[ending]!.at);
        from = ending < 0 ? own.length : ending + 1;
      } else {
        let last = begin;
        while (last + 1 < own.length && Number(own[last + 1]!.at) - Number(own[last]!.at) <= rule) last++;
        if (last + 1 < own.length || end - Number(own[last]!.at) > rule) until = Number(own[last]!.at) + rule;
        from = last + 1;
      }
      stays.push({ person, first, start, gone: until });
      first = false;
    }
  }
  return stays;
}

const rows = fc.array(
  fc.record({
    person: fc.constantFrom('p', 'q', 'r', 's'),
    event: fc.constantFrom('S', 'A', 'C'),
    at: fc.integer({ min: 0, max: 60 }).map(day),
    props: fc.record({ why: fc.constantFrom('price', 'moved', null) }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('S1 S2 S3 S5 stays', () => {
  it.each([
    ['gone with an event', cancelled, 'event'],
    ['gone after a silence', { ...silence(7), start: named('S') }, 7 * DAY_MS],
  ] as const)('are what the rules say, and add up: %s', async (_, question, rule) => {
    await fc.assert(
      fc.asyncProperty(rows, async (events) => {
        const table = tableOf(events, []);
        const asked = { ...question, period: 'week', reason: { scope: 'event', name: 'why' } } as const;
        const result = await answer(table, asked, uncontrolled);
        const stays = slowStays(events, rule);
        const firsts = stays.filter(({ first }) => first);
        expect(result.total.n).toBe(firsts.length);
        expect(result.total.events).toBe(firsts.filter(({ gone }) => gone !== null).length);
        const proofs = (
          await Promise.all(
            [...Array(table.personCount).keys()].map((code) => proveChurn(table, question, code)),
          )
        ).flat();
        expect(
          proofs
            .map(({ person, start, churned }) => [
              table.people.text(person),
              start!.time,
              churned?.time ?? null,
            ])
            .sort(),
        ).toEqual(stays.map(({ person, start, gone }) => [person, start, gone]).sort());
        let there = 0;
        for (const period of result.periods) {
          expect(period.atStart).toBe(there);
          there = period.atStart + period.started + period.returned - period.churned;
          expect(period.atEnd).toBe(there);
        }
        expect(there).toBe(stays.filter(({ gone }) => gone === null).length);
        expect(result.reasons.reduce((sum, { share }) => sum + share.k, 0)).toBe(result.total.events);
      }),
      { numRuns: 200 },
    );
  });
  it('S1 of one instant begin before they end, and a later beginning is a return', async () => {
    const events = [
      { person: 'p', event: 'C', at: day(1) },
      { person: 'p', event: 'S', at: day(1) },
      { person: 'p', event: 'S', at: day(5) },
    ];
    const { total, periods } = await answer(tableOf(events), { ...cancelled, period: 'day' }, uncontrolled);
    expect([total.n, total.events]).toEqual([1, 1]);
    expect(periods.map(({ started, returned, churned }) => [started, returned, churned])).toEqual([
      [1, 0, 1],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 1, 0],
    ]);
  });
  it('S1 F10 a calendar date ties with its whole day: begin before going, at any time of it', async () => {
    const of = async (...path: readonly (readonly [string, string])[]): Promise<unknown> => {
      const events = path.map(([event, at]) => ({
        person: 'p',
        event,
        at: at.includes('T') ? Date.parse(at) : at,
      }));
      const table = tableOf([...events, { person: 'q', event: 'A', at: '2024-03-20' }]);
      const { total, periods } = await answer(table, { ...cancelled, period: 'hour' }, uncontrolled);
      const [proof] = await proveChurn(table, cancelled, 0);
      return [total.n, total.events, periods.at(-1)?.atEnd, proof?.time, proof?.churned?.time];
    };
    const ten = Date.UTC(2024, 2, 5, 10);
    const at = '2024-03-05T10:00:00Z';
    expect(await of(['C', '2024-03-05'], ['S', at])).toEqual([1, 1, 0, 0, ten]);
    expect(await of(['S', '2024-03-05'], ['C', at])).toEqual([1, 1, 0, 0, ten]);
    // Instants of one day don't tie with each other: gone at ten, back at eleven.
    expect(await of(['S', '2024-03-05'], ['C', at], ['S', '2024-03-05T11:00:00Z'])).toEqual([
      1,
      1,
      1,
      0,
      ten,
    ]);
    expect(await of(['C', '2024-03-04'], ['S', at])).toEqual([1, 0, 1, expect.any(Number), undefined]);
  });
  it('S2 of calendar dates: when the Nth day is over', async () => {
    const dates = (last: string): EventRow[] => [
      { person: 'p', event: 'S', at: '2024-03-28' },
      { person: 'q', event: 'S', at: last },
    ];
    const at = async (last: string): Promise<number> =>
      (await answer(tableOf(dates(last), [], { zone: 'Europe/Helsinki' }), silence(7), uncontrolled)).total
        .events;
    // The whole seventh day, 4 April, still counts; clocks change on 31 March.
    expect(await at('2024-04-04')).toBe(0);
    expect(await at('2024-04-05')).toBe(1);
    const table = tableOf(dates('2024-04-05'), [], { zone: 'Europe/Helsinki' });
    const [proof] = await proveChurn(table, silence(7), 0);
    expect(proof).toMatchObject({
      time: 8 * DAY_MS,
      churned: { event: null, time: Date.UTC(2024, 3, 4, 21) },
      rules: ['S1', 'S2'],
    });
  });
});

it('S2 a complete period says the same when more data come', async () => {
  const question: ChurnQuestion = { ...silence(30), start: named('S'), activity: named('S') };
  const january = async (dataTo: string): Promise<unknown> => {
    const table = tableOf([
      { person: 'p', event: 'S', at: '2024-01-01' },
      { person: 'q', event: 'A', at: dataTo },
    ]);
    const { periods } = await answer(table, question, uncontrolled);
    return periods.map(({ churned, complete }) => [churned, complete]);
  };
  expect(await january('2024-01-31')).toEqual([[0, true]]);
  expect(await january('2024-02-01')).toEqual([
    [0, true],
    [1, false],
  ]);
});

it('S2 S5 a period that is over before anybody could be gone has no rate', async () => {
  const events: EventRow[] = [
    { person: 'p', event: 'S', at: '2024-01-10' },
    { person: 'q', event: 'S', at: '2024-01-20' },
    { person: 'q', event: 'A', at: '2024-05-31' },
  ];
  const of = async (rule: ChurnQuestion, to: string): Promise<unknown> => {
    const table = tableOf([...events, { person: 'r', event: 'A', at: to }]);
    const { periods } = await answer(table, { ...rule, start: named('S') }, uncontrolled);
    return periods.map(({ knowable, rate: { k, n } }) => (knowable ? [k, n] : null));
  };
  // The 81st day after 10 January is 31 March: p is gone on 1 April at the soonest.
  expect(await of(silence(81), '2024-05-31')).toEqual([null, null, null, [2, 2], [0, 0]]);
  expect(await of(silence(80), '2024-05-31')).toEqual([null, null, [1, 2], [1, 1], [0, 0]]);
  // The data end before the silence does.
  expect(await of(silence(200), '2024-05-31')).toEqual([null, null, null, null, null]);
  // By an event one may be gone at once.
  expect(await of(cancelled, '2024-05-31')).toEqual([
    [0, 0],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
  ]);
});

it('S5 a period in which somebody was gone has a rate, however the first start is dated', async () => {
  // The silence runs from an instant of the day on which the stay began, and so is over before the day is.
  const table = tableOf([
    { person: 'p', event: 'S', at: '2024-03-10' },
    { person: 'p', event: 'A', at: '2024-03-10T09:00:00Z' },
    { person: 'q', event: 'A', at: '2024-03-12T09:00:00Z' },
  ]);
  const question: ChurnQuestion = { ...silence(1), start: named('S'), period: 'day' };
  const { periods } = await answer(table, question, uncontrolled);
  expect(periods.map(({ churned, knowable, rate: { k, n } }) => [churned, knowable, k, n])).toEqual([
    [0, false, 0, 0],
    [1, true, 1, 1],
    [0, true, 0, 0],
  ]);
});

it('notes undated events of customers, but only those that mean something', async () => {
  const notes = async (activity: ChurnQuestion['activity']): Promise<unknown> => {
    const table = tableOf([
      { person: 'p', event: 'S', at: day(0) },
      { person: 'p', event: 'A', at: null },
      { person: 'p', event: 'C', at: null },
    ]);
    return (await answer(table, { ...cancelled, activity }, uncontrolled)).notes;
  };
  expect(await notes(named('S'))).toEqual([{ code: 'undated', details: { events: 1 } }]);
  expect(await notes(named('S', 'A'))).toEqual([{ code: 'undated', details: { events: 2 } }]);
});

describe('S1 a proposed silence', () => {
  it('is the percentile of the gaps between active days, printed', async () => {
    // Gaps 1, 2, 3, 4 and 10 days; two events of one day are one.
    const days = [0, 0.2, 1, 3, 6, 10, 20];
    const table = tableOf([...days.map((n) => ({ person: 'p', event: 'S', at: day(n) }))]);
    const { silence: found } = await answer(
      table,
      defaultChurn({ by: 'silence', after: null, share: 0.75 }),
      uncontrolled,
    );
    expect(found!.ms).toBe(4 * DAY_MS);
    expect(found!.proposed).toMatchObject({
      share: 0.75,
      gaps: { n: 5, median: 3 * DAY_MS, max: 10 * DAY_MS },
    });
  });
  it('is none where nobody ever came back', async () => {
    const { total, notes } = await answer(
      tableOf([{ person: 'p', event: 'S', at: day(0) }]),
      defaultChurn({ by: 'silence', after: null, share: 0.9 }),
      uncontrolled,
    );
    expect([total.n, total.events]).toEqual([1, 0]);
    expect(notes.map(({ code }) => code)).toEqual(['no-gaps']);
  });
});

describe('S6 at risk', () => {
  it('are those silent for longer than usual with them, the most unusual first', async () => {
    const of = (person: string, ...days: number[]): EventRow[] =>
      days.map((n) => ({ person, event: 'S', at: day(n) }));
    // Usual gaps 1, 5 and 10 days, silent 20, 15 and 10 at day 40; the last has too few gaps to tell.
    const table = tableOf([
      ...of('slow', 0, 10, 20, 30),
      ...of('mid', 10, 15, 20, 25),
      ...of('fast', 17, 18, 19, 20),
      ...of('new', 1, 40),
    ]);
    const question = silence(100);
    const { atRisk } = await answer(table, question, uncontrolled);
    expect([atRisk!.k, atRisk!.n]).toEqual([2, 3]);
    const { person, silence: own } = await churnPeople(table, question, { of: 'at-risk' }, uncontrolled);
    expect([...person].map((code) => table.people.text(code))).toEqual(['fast', 'mid']);
    expect(own).toEqual({ days: Float64Array.of(20, 15), usual: Float64Array.of(1, 5) });
  });
});

describe('people behind the figures', () => {
  it('are as many as every count says', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (events) => {
        const table = tableOf(events, []);
        for (const base of [cancelled, silence(5)]) {
          const question: ChurnQuestion = {
            ...base,
            period: 'week',
            group: { scope: 'event', name: 'why' },
            top: 1,
            reason: { scope: 'event', name: 'why' },
          };
          const result = await answer(table, question, uncontrolled);
          const count = async (pick: ChurnPick): Promise<number> =>
            (await churnPeople(table, question, pick, uncontrolled)).person.length;
          for (const group of [null, ...result.groups]) {
            const figures = group ?? result.total;
            expect(await count({ of: 'curve', state: 'all', group })).toBe(figures.n);
            expect(await count({ of: 'curve', state: 'churned', group })).toBe(figures.events);
            expect(await count({ of: 'curve', state: 'staying', group })).toBe(figures.n - figures.events);
            // S4: at a time on the curve, those at risk just before it, and everyone whose event had come.
            for (const [i, time] of result.riskTimes.entries()) {
              const by = { time, unit: 'ms' } as const;
              expect(await count({ of: 'curve', state: 'staying', group, by })).toBe(figures.atRisk[i]);
            }
            let gone = 0;
            let before = 1;
            for (const { time, survival, atRisk } of figures.curve) {
              gone += Math.round(atRisk * (1 - survival / before));
              before = survival;
              expect(await count({ of: 'curve', state: 'churned', group, by: { time, unit: 'ms' } })).toBe(
                gone,
              );
            }
          }
          expect(result.groups.reduce((sum, { n }) => sum + n, 0)).toBe(result.total.n);
          for (const { period, ...figures } of result.periods.slice(-3)) {
            const wanted = {
              'at-start': figures.atStart,
              started: figures.started,
              returned: figures.returned,
              churned: figures.churned,
              rate: figures.rate.k,
              'at-end': figures.atEnd,
            };
            for (const [change, n] of Object.entries(wanted))
              expect(await count({ of: 'period', period, change: change as keyof typeof wanted })).toBe(n);
          }
          for (const { value, share } of result.reasons)
            expect(await count({ of: 'reason', value })).toBe(share.k);
          expect(await count({ of: 'at-risk' })).toBe(result.atRisk!.k);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('one row per customer', () => {
  const persons = [
    { id: 'a', props: { tenure: 1, churn: 'Yes', plan: 'x' } },
    { id: 'b', props: { tenure: 5, churn: 'No', plan: 'x' } },
    { id: 'c', props: { tenure: 2, churn: 'Yes', plan: 'y' } },
    { id: 'd', props: { churn: 'No', plan: 'y' } },
  ];
  const question: ChurnQuestion = {
    ...defaultChurn({
      by: 'people',
      tenure: 'tenure',
      unit: 'month',
      churned: { kind: 'is', property: { scope: 'person', name: 'churn' }, op: 'equals', value: 'Yes' },
    }),
    group: { scope: 'person', name: 'plan' },
  };
  it('takes tenure and state from the people', async () => {
    const result = await answer(tableOf([], persons), question, uncontrolled);
    expect(result).toMatchObject({
      unit: 'month',
      periods: [],
      atRisk: null,
      total: { n: 3, events: 2 },
      riskTimes: [0, 1, 2, 3, 4, 5],
    });
    // 3 at risk at 1, 2 at 2.
    expect(result.total.curve.map(({ time, survival }) => [time, Math.round(survival * 1e6)])).toEqual([
      [1, 666667],
      [2, 333333],
    ]);
    expect(result.groups.map(({ value, n, events }) => [value, n, events])).toEqual([
      ['x', 2, 1],
      ['y', 1, 1],
    ]);
    expect(result.notes).toEqual([{ code: 'no-tenure', details: { people: 1 } }]);
    expect(result.test!.df).toBe(1);
  });
  it('S4 golden: remission with 6-MP and without, from one row per patient to the curves and their test', async () => {
    // E. J. Freireich et al., Blood 21 (1963); digits of the curve and of the test as published with lifelines.
    const weeks = (arm: string, times: readonly number[], relapsed: 'Yes' | 'No') =>
      times.map((tenure, i) => ({
        id: `${arm} ${relapsed} ${i}`,
        props: { tenure, churn: relapsed, plan: arm },
      }));
    const patients = [
      ...weeks('6-MP', [6, 6, 6, 7, 10, 13, 16, 22, 23], 'Yes'),
      ...weeks('6-MP', [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], 'No'),
      ...weeks('none', [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], 'Yes'),
    ];
    const { groups, test } = await answer(tableOf([], patients), question, uncontrolled);
    const treated = groups.find(({ value }) => value === '6-MP')!;
    expect(treated.curve.map(({ time, survival }) => [time, survival.toFixed(4)])).toEqual([
      [6, '0.8571'],
      [7, '0.8067'],
      [10, '0.7529'],
      [13, '0.6902'],
      [16, '0.6275'],
      [22, '0.5378'],
      [23, '0.4482'],
    ]);
    const { low, high } = treated.curve[2]!;
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.5032', '0.8894']);
    expect([test!.statistic.toFixed(3), test!.p.toExponential(2)]).toEqual(['16.793', '4.17e-5']);
  });
});

it('a question of churn comes back from its address as it was', () => {
  const brief = encodeQuestion(cancelled);
  expect(brief).toBe("churn(rule~(by~'event~event~'C)~start~'S)");
  for (const question of [
    cancelled,
    silence(30),
    {
      ...silence(3),
      people: { kind: 'is', property: { scope: 'person', name: 'x' }, op: 'set' },
      range: { from: '2024-01-01', to: null, by: 'events' },
      group: { scope: 'person', name: 'plan' },
      atRisk: { share: 0.5, gaps: 2 },
    } as ChurnQuestion,
  ])
    expect(decodeQuestion(encodeQuestion(question))).toEqual({ ok: true, value: question });
});
