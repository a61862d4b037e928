import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { peopleBehind } from '../../../src/engine/people.ts';
import { prove } from '../../../src/engine/prove.ts';
import { proveRevenue, revenuePeople } from '../../../src/engine/revenue/people.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultRevenue } from '../../../src/questions/revenue-form.ts';
import type { RevenuePick, RevenueQuestion } from '../../../src/questions/revenue.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const named = (event: string): RevenueQuestion['subscription'] => ({ events: [event], where: everything });
const base = defaultRevenue(named('Pay'), 'amount', named('End'));
const pay = (person: string, at: string, amount: number, currency = 'EUR'): EventRow => ({
  person,
  event: 'Pay',
  at,
  props: { amount, currency },
});
const end = (person: string, at: string): EventRow => ({ person, event: 'End', at });

describe('recurring revenue', () => {
  it('M4 M5 tells new, expansion, contraction, churned and reactivated by the ends of periods', async () => {
    const events = [
      pay('a', '2024-01-05', 100),
      pay('a', '2024-02-05', 150),
      pay('a', '2024-02-20', 120), // net + 20 in February
      end('a', '2024-03-03'),
      pay('b', '2024-01-31', 50),
      pay('b', '2024-03-10', 20),
      pay('a', '2024-04-01', 30),
      pay('c', '2024-04-02', 10), // paid and ended inside a period: neither new nor churned
      end('c', '2024-04-20'),
      pay('b', '2024-04-30', 20),
    ];
    const { currencies } = await answer(tableOf(events), base, uncontrolled);
    expect(currencies.length).toBe(1);
    const rows = currencies[0]!.periods.map(
      ({ period, start, new: fresh, reactivated, expansion, contraction, churned, end: last }) => [
        period,
        start,
        fresh,
        reactivated,
        expansion,
        contraction,
        churned,
        last,
      ],
    );
    expect(rows).toEqual([
      ['2024-01-01', 0, 150, 0, 0, 0, 0, 150],
      ['2024-02-01', 150, 0, 0, 20, 0, 0, 170],
      ['2024-03-01', 170, 0, 0, 0, 30, 120, 20],
      ['2024-04-01', 20, 0, 30, 0, 0, 0, 50],
    ]);
    const march = currencies[0]!.periods[2]!;
    expect([march.customerChurn.k, march.customerChurn.n]).toEqual([1, 2]);
    expect(march.grossChurn).toBeCloseTo(150 / 170, 12);
    expect(currencies[0]!.periods[1]!.netChurn).toBeCloseTo(-20 / 150, 12);
    expect(currencies[0]!.periods.map(({ complete }) => complete)).toEqual([true, true, true, true]);
  });
  it('M1 keeps currencies apart; who changes currency leaves one and joins the other', async () => {
    const events = [
      pay('a', '2024-01-05', 100),
      pay('a', '2024-02-05', 90, 'USD'),
      pay('b', '2024-01-05', 10),
      pay('b', '2024-02-29', 10),
    ];
    const { currencies } = await answer(tableOf(events), { ...base, currency: 'currency' }, uncontrolled);
    expect(
      currencies.map(({ currency, periods }) => [currency, periods.map((period) => period.end)]),
    ).toEqual([
      ['EUR', [110, 10]],
      ['USD', [0, 90]],
    ]);
    expect(currencies[0]!.periods[1]!.churned).toBe(100);
    const [proof] = await proveRevenue(tableOf(events), { ...base, currency: 'currency' }, 0);
    expect(proof!.rules).toContain('M1');
    expect(proof!.changes.map(({ currency, from, to }) => [currency, from, to])).toEqual([
      ['EUR', 0, 100],
      ['EUR', 100, 0],
      ['USD', 0, 90],
    ]);
  });
  it('M4 F10 an end by calendar date comes after the instants of its day, else the order of the file decides', async () => {
    const of = async (...events: readonly EventRow[]): Promise<unknown> => {
      const table = tableOf([...events, pay('other', '2024-01-01', 1)]);
      const { currencies } = await answer(table, { ...base, period: 'hour' }, uncontrolled);
      const proofs = await proveRevenue(table, base, table.people.find('a'));
      const times = proofs.flatMap(({ changes }) => changes.map(({ time }) => time));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      return currencies[0]!.periods.at(-1)!.end - 1;
    };
    const at = (hour: number): number => Date.UTC(2024, 0, 5, hour);
    const timed = (hour: number, amount: number): EventRow => ({ ...pay('a', '', amount), at: at(hour) });
    const date = '2024-01-05';
    expect(await of(end('a', date), timed(10, 10))).toBe(0);
    expect(await of(pay('a', date, 10), { ...end('a', ''), at: at(10) })).toBe(0);
    expect(await of(pay('a', date, 10), { ...end('a', ''), at: at(9) }, timed(10, 20))).toBe(20);
    expect(await of(end('a', date), pay('a', date, 10), timed(10, 20))).toBe(20);
    expect(await of(end('a', date), pay('a', date, -1), timed(10, 20))).toBe(0);
    expect(await of(end('a', '2024-01-04'), timed(10, 10))).toBe(10);
  });
  it('M6 payments lapse when none follows in time; yearly amounts are a twelfth', async () => {
    const events = [
      pay('a', '2024-01-10', 120),
      pay('b', '2024-01-10', 1200),
      pay('b', '2024-02-10', 1200),
      pay('b', '2024-03-10', 1200),
    ];
    const question: RevenueQuestion = { ...base, ended: null, per: 'year', lapse: { n: 35, unit: 'day' } };
    const { currencies } = await answer(tableOf(events), question, uncontrolled);
    // 10 January + 35 days is 14 February, the whole of which counts.
    expect(currencies[0]!.periods.map(({ churned, end: last }) => [churned, last])).toEqual([
      [0, 110],
      [10, 100],
      [0, 100],
    ]);
    const [proof] = await proveRevenue(tableOf(events), question, 0);
    expect(proof!.changes.at(-1)).toEqual({
      event: null,
      time: Date.UTC(2024, 1, 15),
      currency: null,
      from: 10,
      to: 0,
    });
    expect(proof!.rules).toContain('M6');
  });
  it('M6 of a payment dated by calendar, lapses when the Nth day is over, so that complete periods stay as they are', async () => {
    const question: RevenueQuestion = { ...base, ended: null, lapse: { n: 30, unit: 'day' } };
    const churned = async (dataTo: string): Promise<unknown> => {
      const events = [pay('a', '2024-01-01', 10), { person: 'b', event: 'Call', at: dataTo }];
      const { currencies } = await answer(tableOf(events), question, uncontrolled);
      return currencies[0]!.periods.map((period) => [period.churned, period.complete]);
    };
    expect(await churned('2024-01-31')).toEqual([[0, true]]);
    expect(await churned('2024-02-01')).toEqual([
      [0, true],
      [10, false],
    ]);
  });
  it('shows the periods of a range, knowing what was paid before', async () => {
    const events = [pay('a', '2024-01-05', 100), pay('b', '2024-03-05', 5)];
    const { currencies } = await answer(
      tableOf(events),
      { ...base, range: { from: '2024-02-10', to: '2024-02-28' } },
      uncontrolled,
    );
    expect(currencies[0]!.periods.map(({ period, start, end: last }) => [period, start, last])).toEqual([
      ['2024-02-01', 100, 100],
    ]);
  });
  it('M5 has people and proofs behind its figures', async () => {
    const table = tableOf([
      pay('a', '2024-01-05', 100),
      pay('a', '2024-02-05', 150),
      pay('a', '2024-02-20', 120),
      pay('b', '2024-01-31', 50),
      end('b', '2024-02-10'),
      { person: 'never', event: 'End', at: '2024-03-01' },
    ]);
    const list = async (change: RevenuePick['change']): Promise<unknown> => {
      const pick = { currency: null, period: '2024-02-01', change };
      const found = await peopleBehind(table, { question: base, pick }, uncontrolled);
      return [...found.person].map((code, i) => [table.people.text(code), found.entered[i]]);
    };
    // Customers since their first payment in the currency.
    expect(await list('start')).toEqual([
      ['a', Date.UTC(2024, 0, 5)],
      ['b', Date.UTC(2024, 0, 31)],
    ]);
    expect(await list('expanded')).toEqual([['a', Date.UTC(2024, 0, 5)]]);
    expect(await list('churned')).toEqual([['b', Date.UTC(2024, 0, 31)]]);
    const pick = { currency: null, period: '2024-02-01', change: 'expanded' } as const;
    const { at, from, to } = await revenuePeople(table, base, pick, uncontrolled);
    expect([[...at], [...from], [...to]]).toEqual([[Date.UTC(2024, 1, 20)], [100], [120]]);
    const proofs = await prove(table, base, table.people.find('b'), uncontrolled);
    expect(proofs).toMatchObject([
      {
        changes: [
          { event: 0, from: 0, to: 50 },
          { event: 1, from: 50, to: 0 },
        ],
        rules: ['M4', 'M5'],
      },
    ]);
    expect(await prove(table, base, table.people.find('never'), uncontrolled)).toEqual([]);
  });
  it('is what adding up everyone’s payments at the ends of periods gives, and lists as many as it counts', async () => {
    const rows = fc.array(
      fc.record({
        person: fc.constantFrom('p', 'q', 'r'),
        event: fc.constantFrom('Pay', 'Pay', 'End'),
        at: fc.integer({ min: 1, max: 28 }).map((n) => `2024-02-${String(n).padStart(2, '0')}`),
        amount: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const table = tableOf(
          list.map(({ person, event, at, amount }) => ({ person, event, at, props: { amount } })),
        );
        const question: RevenueQuestion = { ...base, period: 'week' };
        const { currencies } = await answer(table, question, uncontrolled);
        const sorted = list
          .map((row, i) => ({ ...row, i }))
          .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.i - b.i));
        const paying = (person: string, before: string): number => {
          const row = sorted.findLast((one) => one.person === person && one.at < before);
          return row === undefined || row.event === 'End' ? 0 : row.amount;
        };
        const periods = currencies[0]?.periods ?? [];
        for (const [t, period] of periods.entries()) {
          const next = periods[t + 1]?.period ?? '2024-99';
          const people = ['p', 'q', 'r'].map((person) => ({
            from: paying(person, period.period),
            to: paying(person, next),
          }));
          const sum = (of: (one: (typeof people)[number]) => number): number =>
            people.reduce((total, one) => total + of(one), 0);
          expect(period.start).toBe(sum(({ from }) => from));
          expect(period.end).toBe(sum(({ to }) => to));
          expect(period.new + period.reactivated).toBe(sum(({ from, to }) => (from === 0 ? to : 0)));
          expect(period.churned).toBe(sum(({ from, to }) => (to === 0 ? from : 0)));
          expect(period.expansion).toBe(sum(({ from, to }) => (from > 0 && to > from ? to - from : 0)));
          expect(period.end).toBe(
            period.start +
              period.new +
              period.reactivated +
              period.expansion -
              period.contraction -
              period.churned,
          );
          for (const [change, n] of Object.entries(period.customers)) {
            const found = await revenuePeople(
              table,
              question,
              { currency: null, period: period.period, change: change as RevenuePick['change'] },
              uncontrolled,
            );
            expect(found.person.length).toBe(n);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('a question of revenue comes back from its address as it was', () => {
  expect(encodeQuestion(base)).toBe("revenue(subscription~'Pay~amount~'amount~ended~'End)");
  for (const question of [
    base,
    { ...base, currency: 'currency', lapse: { n: 35, unit: 'day' }, per: 'year' } as const,
    { ...base, breakdown: { property: { scope: 'event', name: 'plan' }, top: 8 } } as const,
  ])
    expect(decodeQuestion(encodeQuestion(question))).toEqual({ ok: true, value: question });
});

it('keeps the latest 500 periods, and says how many it left out', async () => {
  // 1 January 2020 to 15 May 2021 are 501 days.
  const events = [pay('a', '2020-01-01', 10), end('a', '2021-05-15')];
  const { currencies, notes } = await answer(tableOf(events), { ...base, period: 'day' }, uncontrolled);
  const { periods } = currencies[0]!;
  expect([periods.length, periods[0]!.period, periods[0]!.start]).toEqual([500, '2020-01-02', 10]);
  expect(notes).toEqual([{ code: 'periods-cut', details: { count: 1, kept: 500 } }]);
});
