import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { EventMatch } from '../../../src/questions/funnel.ts';
import { defaultRetention, type RetentionResult } from '../../../src/questions/retention.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const named = (...events: string[]): EventMatch => ({ events, where: everything });

/** Starts and returns of people by calendar date. */
function table(rows: Readonly<Record<string, readonly string[]>>, zone = 'UTC'): ReturnType<typeof tableOf> {
  return tableOf(
    Object.entries(rows).flatMap(([person, dates]) => dates.map((at) => ({ person, event: 'A', at }))),
    [],
    { zone },
  );
}

const monthly = defaultRetention(named('A'));
const rates = ({ rows }: RetentionResult): unknown =>
  rows.map(({ key, size, cells }) => [key, size, cells.map((cell) => (cell === null ? null : cell.rate.k))]);

describe('cohorts, rule by rule', () => {
  it('R4 golden means: 1,000 → 500 and 500 → 400 is 60 % pooled and 65 % simple; weighting both sides by size is 56 % and isn’t offered', async () => {
    // Figures: Mixpanel's published worked example, see the comparison of means in its retention documentation.
    const rows: Record<string, string[]> = {};
    for (let k = 0; k < 1000; k++) rows[`a${k}`] = k < 500 ? ['2024-01-10', '2024-02-10'] : ['2024-01-10'];
    for (let k = 0; k < 500; k++) rows[`b${k}`] = k < 400 ? ['2024-02-10', '2024-03-31'] : ['2024-02-10'];
    const { total } = await answer(table(rows), monthly, uncontrolled);
    const mean = total.means[1]!;
    expect([mean.pooled.rate, mean.simple, mean.cohorts]).toEqual([0.6, 0.65, 2]);
    const [first, second] = total.rows.slice(0, 2).map(({ cells }) => cells[1]!.rate);
    expect((first!.k * first!.n + second!.k * second!.n) / (first!.n ** 2 + second!.n ** 2)).toBeCloseTo(
      0.56,
      12,
    );
  });

  it('R4 a mean over less than half the people is marked', async () => {
    // The data end with March: one of the three people has lived through two months after the first, and all through one.
    const { total } = await answer(
      table({ p: ['2024-01-10', '2024-03-31'], q: ['2024-02-10'], r: ['2024-02-11'] }),
      monthly,
      uncontrolled,
    );
    expect(total.means.map(({ pooled, thin }) => [pooled.n, thin])).toEqual([
      [3, false],
      [3, false],
      [1, true],
    ]);
  });

  it('R5 X1 a column that is not over is marked, stays out of the means, and every rate has its interval', async () => {
    // The data end on 15 March: February's cohort has not lived through its first month.
    const { total } = await answer(
      table({ p: ['2024-01-10', '2024-02-10'], q: ['2024-01-31'], r: ['2024-02-01', '2024-03-15'] }),
      monthly,
      uncontrolled,
    );
    expect(rates(total)).toEqual([
      ['2024-01-01', 2, [0, 1, 0]],
      ['2024-02-01', 1, [0, 1, null]],
      ['2024-03-01', 0, [null, null, null]],
    ]);
    expect(total.rows.map(({ cells }) => cells.map((cell) => cell?.complete ?? null))).toEqual([
      [true, true, false],
      [true, false, null],
      [null, null, null],
    ]);
    expect(total.means[1]).toMatchObject({ pooled: { k: 1, n: 2 }, simple: 0.5, cohorts: 1 });
    // Wilson: k = 1, n = 2 gives (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n) = 0.0945, 0.9055.
    expect(total.rows[0]!.cells[1]!.rate.low).toBeCloseTo(0.0945, 4);
    expect(total.rows[0]!.cells[1]!.rate.high).toBeCloseTo(0.9055, 4);
  });

  it('R1 those active before, and the cohort in which the data begin, are flagged', async () => {
    const events = [
      ['p', 'B', '2024-01-05'],
      ['p', 'A', '2024-02-01'],
      ['q', 'A', '2024-02-01'],
      ['q', 'B', '2024-02-01'],
    ] as const;
    const made = tableOf(events.map(([person, event, at]) => ({ person, event, at })));
    const { total } = await answer(
      made,
      { ...defaultRetention(named('A'), named('B')), range: { from: '2024-01-01', to: null, by: 'entry' } },
      uncontrolled,
    );
    expect(total.rows.map(({ key, size, opening }) => [key, size, opening])).toEqual([
      ['2024-01-01', 0, true],
      ['2024-02-01', 2, false],
    ]);
    expect(total.activeBefore).toBe(1);
  });

  it('R3 a second order on the day of the first is no return when days are all that is known', async () => {
    const { total } = await answer(
      table({ p: ['2024-01-10', '2024-01-10'], q: ['2024-01-10', '2024-01-11'] }),
      monthly,
      uncontrolled,
    );
    expect(total.rows[0]!.cells[0]!.rate).toMatchObject({ k: 1, n: 2 });
  });

  it('R6 T1 a day of 23 hours is one day of the calendar, and rolling days are 24 hours', async () => {
    // Clocks go forward on 31 March 2024 in Helsinki. 23.5 hours from the start is the next calendar day, but rolling day 0.
    const at = ['2024-03-30T20:00:00Z', '2024-03-31T19:30:00Z', '2024-04-03T00:00:00Z'];
    const made = tableOf(
      at.map((instant) => ({ person: 'p', event: 'A', at: instant })),
      [],
      { zone: 'Europe/Helsinki' },
    );
    const daily = { ...monthly, period: { unit: 'day', n: 1 } } as const;
    const calendar = await answer(made, daily, uncontrolled);
    const rolling = await answer(made, { ...daily, clock: 'rolling' }, uncontrolled);
    expect(calendar.total.rows[0]!.cells.map((cell) => cell?.rate.k)).toEqual([0, 1, 0, 0, 1]);
    expect(rolling.total.rows[0]!.cells.map((cell) => cell?.rate.k)).toEqual([1, 0, 0, 1]);
  });

  it('R6 T1 weeks begin when the workspace says', async () => {
    // 2 March 2024 is a Saturday, 3 March a Sunday.
    const events = [
      { person: 'p', event: 'A', at: '2024-03-02' },
      { person: 'p', event: 'A', at: '2024-03-03' },
    ];
    const weekly = { ...monthly, period: { unit: 'week', n: 1 } } as const;
    const monday = await answer(tableOf(events, [], { weekStart: 1 }), weekly, uncontrolled);
    const sunday = await answer(tableOf(events, [], { weekStart: 7 }), weekly, uncontrolled);
    expect(rates(monday.total)).toEqual([['2024-02-26', 1, [1]]]);
    expect(rates(sunday.total)).toEqual([
      ['2024-02-25', 1, [0, 1]],
      ['2024-03-03', 0, [null, null]],
    ]);
  });

  it('R9 revenue adds up to what people brought since their start, which is part of it', async () => {
    const events = [
      ['p', '2024-01-10', 10],
      ['p', '2024-01-10', 5],
      ['p', '2024-02-10', 7],
      ['q', '2024-01-20', 4],
      ['q', '2024-02-29', null],
    ] as const;
    const made = tableOf(
      events.map(([person, at, amount]) => ({ person, event: 'A', at, props: { amount } })),
    );
    const { total } = await answer(made, { ...monthly, value: 'amount' }, uncontrolled);
    const cells = total.rows[0]!.cells;
    expect(cells.map((cell) => [cell!.revenue, cell!.cumulative])).toEqual([
      [19, 9.5],
      [7, 13],
    ]);
    expect(total.means[1]).toMatchObject({ revenue: 3.5, cumulative: 13 });
  });

  it('R7 R9 F10 a calendar date of the day of the start ties with it, whatever stands between', async () => {
    // Made for this test: a demo and a sum known by their day alone, a mail at 8 and the start at 10 of the same day.
    const events = tableOf([
      { person: 'p', event: 'demo', at: '2024-01-09', props: { sum: 1 } },
      { person: 'p', event: 'demo', at: '2024-01-10', props: { sum: 2 } },
      { person: 'p', event: 'mail', at: '2024-01-10T08:00:00Z', props: { sum: 4 } },
      { person: 'p', event: 'demo', at: '2024-01-10T09:00:00Z', props: { sum: 8 } },
      { person: 'p', event: 'A', at: '2024-01-10T10:00:00Z', props: { sum: 16 } },
      { person: 'p', event: 'mail', at: '2024-02-20T10:00:00Z', props: { sum: 32 } },
    ]);
    const of = (times: number) =>
      answer(
        events,
        {
          ...defaultRetention(named('A'), named('A', 'demo', 'mail')),
          value: 'sum',
          cohorts: { by: 'behaviour', match: named('demo'), days: 1, times },
        },
        uncontrolled,
      );
    const once = (await of(1)).total;
    expect(once.rows.map(({ kind, size }) => [kind, size])).toEqual([
      ['did', 1],
      ['did-not', 0],
    ]);
    // The date's 2 and the start's own 16.
    expect(once.rows[0]!.cells[0]!.revenue).toBe(18);
    expect((await of(2)).total.rows.map(({ size }) => size)).toEqual([0, 1]);
  });

  it('R7 cohorts by property pool people who started at any time, each as far as they have lived', async () => {
    const persons = [
      { id: 'p', props: { plan: 'pro' } },
      { id: 'q', props: { plan: 'pro' } },
      { id: 'r', props: { plan: null } },
    ];
    const starts = {
      p: ['2024-01-10', '2024-02-10'],
      q: ['2024-02-20', '2024-03-05'],
      r: ['2024-01-10', '2024-03-20'],
    };
    const made = tableOf(
      Object.entries(starts).flatMap(([person, dates]) => dates.map((at) => ({ person, event: 'A', at }))),
      persons,
    );
    const { total } = await answer(
      made,
      { ...monthly, cohorts: { by: 'property', property: { scope: 'person', name: 'plan' }, top: 5 } },
      uncontrolled,
    );
    // q's first month isn't over on 20 March: of the two only p counts there.
    expect(
      total.rows.map(({ key, cells }) => [
        key,
        cells.map((cell) => (cell === null ? null : [cell.rate.k, cell.rate.n])),
      ]),
    ).toEqual([
      ['pro', [[0, 2], [1, 1], null]],
      [null, [[0, 1], [0, 1], null]],
    ]);
  });

  it('says what it does not know', async () => {
    const { total, notes } = await answer(
      table({ p: ['2024-01-10'] }),
      {
        ...defaultRetention(named('X')),
        value: 'amount',
        breakdown: { property: { scope: 'person', name: 'region' }, top: 3 },
      },
      uncontrolled,
    );
    expect(total.rows).toEqual([]);
    expect(notes.map(({ code, details }) => [code, details['name']])).toEqual([
      ['unknown-event', 'X'],
      ['unknown-property', 'amount'],
      ['unknown-property', 'region'],
    ]);
  });
});
