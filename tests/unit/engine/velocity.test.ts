import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { peopleBehind } from '../../../src/engine/people.ts';
import { prove } from '../../../src/engine/prove.ts';
import { shapleyProduct } from '../../../src/engine/statistics/shapley.ts';
import { proveVelocity, velocityPeople } from '../../../src/engine/velocity/people.ts';
import { everything } from '../../../src/questions/filter.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import type { VelocityPick, VelocityQuestion } from '../../../src/questions/velocity.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const named = (event: string): VelocityQuestion['won'] => ({ events: [event], where: everything });
const base = defaultVelocity(named('New'), named('Won'), named('Lost'), { scope: 'event', name: 'amount' });
const april: VelocityQuestion = {
  ...base,
  range: { from: '2024-04-01', to: '2024-04-30' },
  compare: 'previous',
};
const won = (person: string, entered: string, at: string, props: EventRow['props']): EventRow[] => [
  { person, event: 'New', at: entered },
  { person, event: 'Won', at, props: props! },
];

const events = [
  ...won('a', '2024-03-01', '2024-03-11', { amount: 100, currency: 'EUR' }),
  ...won('b', '2024-03-11', '2024-04-10', { amount: 300, currency: 'EUR' }),
  ...won('c', '2024-03-20', '2024-04-09', { amount: 500, currency: 'EUR' }),
  { person: 'd', event: 'New', at: '2024-03-05' },
  { person: 'd', event: 'Lost', at: '2024-04-30' },
  { person: 'e', event: 'New', at: '2024-04-30' },
  { person: 'f', event: 'New', at: '2024-05-02' },
];

describe('velocity', () => {
  it('V1 is open × win rate × value ÷ cycle of the period, and of the one before', async () => {
    const { current, compared } = await answer(tableOf(events), april, uncontrolled);
    // April: e is open; b and c won, d lost; 400 on average; 30 and 20 days.
    expect(current).toMatchObject({
      range: { from: '2024-04-01', to: '2024-04-30' },
      open: 1,
      rate: { k: 2, n: 3 },
      value: 400,
      valued: 2,
      cycle: 25,
    });
    expect(current.perDay).toBeCloseTo((1 * (2 / 3) * 400) / 25, 12);
    // March: b, c and d are open; a won after 10 days.
    expect(compared).toMatchObject({
      range: { from: '2024-03-01', to: '2024-03-31' },
      open: 3,
      rate: { k: 1, n: 1 },
      value: 100,
      cycle: 10,
      perDay: 30,
    });
  });
  it('V1 counts every closing of a lead that was reopened in between', async () => {
    const again = [
      ...events,
      { person: 'b', event: 'New', at: '2024-04-12' },
      { person: 'b', event: 'Won', at: '2024-04-14', props: { amount: 700, currency: 'EUR' } },
    ];
    const { current } = await answer(tableOf(again), april, uncontrolled);
    // b won twice, 30 and 34 days after it first came in.
    expect(current).toMatchObject({ rate: { k: 3, n: 4 }, value: 500, cycle: 28 });
  });

  it('V1 knows neither win rate nor velocity where nothing loses a lead', async () => {
    const question = { ...april, lost: null };
    const { current, compared, trend, change } = await answer(tableOf(events), question, uncontrolled);
    for (const figures of [current, compared!, ...trend, ...trend.map(({ rolling }) => rolling)])
      expect([figures.rate.rate, figures.rate.low, figures.perDay]).toEqual([NaN, NaN, NaN]);
    expect(current.rate).toMatchObject({ k: 2, n: 2 });
    expect(change).toBeNull();
  });
  it('V2 the parts of the change sum to it', async () => {
    const { change, current, compared } = await answer(tableOf(events), april, uncontrolled);
    expect(change!.total).toBe(current.perDay - compared!.perDay);
    expect(change!.open + change!.rate + change!.value + change!.cycle).toBeCloseTo(change!.total, 10);
    expect(change!.value).toBeGreaterThan(0);
    expect(change!.cycle).toBeLessThan(0);
  });
  it('M1 never adds currencies: the value isn’t known where they are mixed', async () => {
    const mixed = [...events, ...won('g', '2024-04-01', '2024-04-02', { amount: 7, currency: 'USD' })];
    const { current, change, currency, notes } = await answer(
      tableOf(mixed),
      { ...april, currency: { scope: 'event', name: 'currency' } },
      uncontrolled,
    );
    expect([current.value, current.valued, current.perDay, change, currency]).toEqual([
      NaN,
      0,
      NaN,
      null,
      null,
    ]);
    expect(notes).toContainEqual({ code: 'mixed-currencies', details: { currencies: ['EUR', 'USD'] } });
    const unnamed = [...events, ...won('g', '2024-04-01', '2024-04-02', { amount: 7 })];
    expect(
      (
        await answer(
          tableOf(unnamed),
          { ...april, currency: { scope: 'event', name: 'currency' } },
          uncontrolled,
        )
      ).notes,
    ).toContainEqual({ code: 'mixed-currencies', details: { currencies: ['EUR', null] } });
    const one = await answer(
      tableOf(events),
      { ...april, currency: { scope: 'event', name: 'currency' } },
      uncontrolled,
    );
    expect([one.currency, one.current.value]).toEqual(['EUR', 400]);
  });
  it('M1 a breakdown by currency knows each currency’s value', async () => {
    const mixed = [...events, ...won('g', '2024-04-01', '2024-04-02', { amount: 7, currency: 'USD' })];
    const priced = mixed.map((row) => ({
      ...row,
      props: { currency: row.person === 'g' ? 'USD' : 'EUR', ...row.props },
    }));
    const currency = { scope: 'event', name: 'currency' } as const;
    const { current, groups } = await answer(
      tableOf(priced),
      { ...april, currency, breakdown: { property: currency, top: 8 } },
      uncontrolled,
    );
    expect(current.value).toBeNaN();
    expect(groups.map((group) => [group.value, group.leads, group.currency, group.current.value])).toEqual([
      ['EUR', 6, 'EUR', 400],
      ['USD', 1, 'USD', 7],
    ]);
  });
  it('counts the leads it lists, and knows nothing of nothing', async () => {
    const table = tableOf(events);
    const list = async (of: 'open' | 'won' | 'lost', compared: boolean): Promise<string[]> => {
      const { person } = await velocityPeople(table, april, { of, compared }, uncontrolled);
      return [...person].map((code) => table.people.text(code));
    };
    expect(await list('open', false)).toEqual(['e']);
    expect(await list('won', false)).toEqual(['b', 'c']);
    expect(await list('lost', false)).toEqual(['d']);
    expect(await list('open', true)).toEqual(['b', 'c', 'd']);
    const [proof] = await proveVelocity(table, april, table.people.find('b'));
    expect(proof).toMatchObject({ state: 'won', cycle: 30 * DAY_MS });
    const empty = await answer(tableOf([]), april, uncontrolled);
    expect(empty).toMatchObject({
      current: { open: 0, value: NaN, perDay: NaN },
      compared: null,
      change: null,
    });
  });
  it('V1 has people and proofs behind every figure of both periods', async () => {
    const table = tableOf([
      ...events,
      { person: 'free', event: 'New', at: '2024-03-31' },
      { person: 'free', event: 'Won', at: '2024-04-03' },
    ]);
    const result = await answer(table, april, uncontrolled);
    const list = async (of: VelocityPick['of'], compared = false): Promise<string[]> => {
      const picked = { question: april, pick: { of, compared } };
      const { person } = await peopleBehind(table, picked, uncontrolled);
      return [...person].map((code) => table.people.text(code));
    };
    expect(await list('closed')).toEqual(['b', 'c', 'd', 'free']);
    expect(result.current.rate.n).toBe(4);
    expect(await list('valued')).toEqual(['b', 'c']);
    expect(await list('unvalued')).toEqual(['free']);
    expect(result.notes).toContainEqual({ code: 'no-value', details: { leads: 1 } });
    expect(await list('closed', true)).toEqual(['a']);
    const proofs = await prove(table, april, table.people.find('b'), uncontrolled);
    expect(proofs).toMatchObject([
      {
        state: 'won',
        cycle: 30 * DAY_MS,
        visits: [
          { stage: 0, to: 1 },
          { stage: 1, to: null },
        ],
        counted: [
          { of: 'won', compared: false, visit: 1, value: 300 },
          { of: 'open', compared: true, visit: 0, value: null },
        ],
        rules: ['V1', 'W1', 'W3'],
      },
    ]);
    const alone = { ...april, compare: null };
    const none = { question: alone, pick: { of: 'won', compared: true } } as const;
    expect((await peopleBehind(table, none, uncontrolled)).person.length).toBe(0);
  });
  it('V3 lists the leads of a point of the trend, not those of the dates asked about', async () => {
    const table = tableOf(events);
    const { trend } = await answer(table, { ...april, trend: 'month' }, uncontrolled);
    const march = trend.find(({ period }) => period === '2024-03-01')!;
    // In March a won, and b, c and d were open at its end.
    for (const [of, people] of [
      ['won', ['a']],
      ['open', ['b', 'c', 'd']],
    ] as const) {
      const pick = { of, compared: false, range: march.range };
      const { person } = await velocityPeople(table, april, pick, uncontrolled);
      expect([...person].map((code) => table.people.text(code))).toEqual(people);
    }
    const that = { of: 'won', compared: true, range: march.range } as const;
    expect((await velocityPeople(table, april, that, uncontrolled)).person.length).toBe(0);
  });
  it('W7 proves every lead that it lists without a date', async () => {
    const table = tableOf([
      ...events,
      { person: 'g', event: 'New', at: '2024-04-02' },
      { person: 'g', event: 'Won', at: null },
    ]);
    const list = await velocityPeople(table, april, { of: 'undated', compared: false }, uncontrolled);
    expect([...list.person]).toEqual([table.people.find('g')]);
    expect(await proveVelocity(table, april, table.people.find('g'))).toMatchObject([
      { state: 'won', undated: { place: 1, event: 1 }, visits: [], counted: [], rules: ['W7'] },
    ]);
  });
  it('V1 tells both dates of a period that the question leaves open: those of the data', async () => {
    const rows = [
      { person: 'p', event: 'New', at: '2024-04-02' },
      { person: 'p', event: 'Won', at: '2024-04-09', props: { amount: 8 } },
    ];
    const open = { ...base, range: { from: null, to: null } };
    const { current } = await answer(tableOf(rows), open, uncontrolled);
    expect(current.range).toEqual({ from: '2024-04-02', to: '2024-04-09' });
    const none = await answer(tableOf([]), open, uncontrolled);
    expect(none.current.range).toEqual({ from: null, to: null });
  });
  it('open at any date is who had entered and not been closed by then', async () => {
    const rows = fc.array(
      fc.record({
        person: fc.constantFrom('p', 'q', 'r'),
        event: fc.constantFrom('New', 'Won', 'Lost'),
        at: fc.integer({ min: 0, max: 20 }).map((n) => Date.UTC(2024, 3, 1) + n * DAY_MS),
      }),
      { maxLength: 20 },
    );
    const order = ['New', 'Won', 'Lost'];
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 21 }), async (list, day) => {
        const to = `2024-04-${String(day).padStart(2, '0')}`;
        const { current } = await answer(tableOf(list), { ...base, range: { from: null, to } }, uncontrolled);
        const known = list
          .filter(({ at }) => at < Date.UTC(2024, 3, day + 1))
          .sort((a, b) => a.at - b.at || order.indexOf(a.event) - order.indexOf(b.event));
        const open = [...new Set(known.map(({ person }) => person))].filter(
          (person) => known.findLast((row) => row.person === person)!.event === 'New',
        );
        expect(current.open).toBe(open.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('V2 Shapley parts of a product', () => {
  const factors = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 });
  it('sum to the change; a factor that stays contributes nothing', () => {
    const product = (list: readonly number[]): number => list.reduce((all, one) => all * one, 1);
    fc.assert(
      fc.property(factors, factors, fc.integer({ min: 0, max: 3 }), (before, other, kept) => {
        const after = other.with(kept, before[kept]!);
        const parts = shapleyProduct(before, after);
        expect(parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(product(after) - product(before), 6);
        expect(Math.abs(parts[kept]!)).toBe(0);
      }),
    );
  });
  it('of two factors shares the joint part in halves', () => {
    // 2 × 3 → 4 × 5: (4 − 2)(3 + 5)/2 and (5 − 3)(2 + 4)/2.
    expect(shapleyProduct([2, 3], [4, 5])).toEqual([8, 6]);
  });
});

it('a question of velocity comes back from its address as it was', () => {
  expect(encodeQuestion(april)).toBe(
    "velocity(open~'New~won~'Won~lost~'Lost~value~(scope~'event~name~'amount)~range~(from~'2024-04-01~to~'2024-04-30)~compare~'previous)",
  );
  for (const question of [
    april,
    { ...base, compare: { from: '2024-01-01', to: null } },
    { ...base, breakdown: { property: { scope: 'person', name: 'owner' }, top: 3 } } as const,
  ])
    expect(decodeQuestion(encodeQuestion(question))).toEqual({ ok: true, value: question });
});
