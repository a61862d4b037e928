import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { peopleBehind } from '../../../src/engine/people.ts';
import { proveChurn } from '../../../src/engine/churn/prove.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { withValue } from '../../../src/worker/measures.ts';
import { PeopleLists } from '../../../src/worker/people.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const BASE = Date.UTC(2026, 0, 1, 12);
const on = (person: string, days: readonly number[], props?: (day: number) => object): EventRow[] =>
  days.map((day) => ({
    person,
    event: 'visit',
    at: BASE + day * DAY_MS,
    ...(props && { props: props(day) as NonNullable<EventRow['props']> }),
  }));

/** Every 2 days until day 10, then silent; every 7 days until day 28; twice only; and one who is there on the last day, 40. */
const table = tableOf([
  ...on('often', [0, 2, 4, 6, 8, 10], () => ({ amount: 5 })),
  ...on('weekly', [0, 7, 14, 21, 28], (day) => (day === 7 ? { amount: 100 } : {})),
  ...on('twice', [0, 3]),
  ...on('here', [0, 10, 20, 30, 40]),
]);
const question = defaultChurn({ by: 'event', event: { events: ['left'], where: { kind: 'all', of: [] } } });
const pick = { of: 'at-risk' } as const;

describe('S6 who is at risk', () => {
  it('comes with days of silence, the usual gap, and how many times the one is the other', async () => {
    const { person, measures } = await peopleBehind(table, { question, pick }, uncontrolled);
    // Silent since day 10 of 40 with gaps of 2, and since day 28 with gaps of 7.
    expect(Array.from(person, (code) => table.people.text(code))).toEqual(['often', 'weekly']);
    expect(measures?.map(({ name, values }) => [name, ...values])).toEqual([
      ['silence-days', 30, 12],
      ['usual-days', 2, 7],
      ['silence-ratio', 15, 12 / 7],
    ]);
  });

  it('is told of one person too, and not where too few gaps tell', async () => {
    const silenceOf = async (name: string) =>
      (await proveChurn(table, question, table.people.find(name)))[0]?.silence;
    expect(await silenceOf('often')).toEqual({ days: 30, usual: 2 });
    expect(await silenceOf('twice')).toEqual({ days: 37, usual: null });
  });

  const worthIn = async (rows: readonly EventRow[]) => {
    const own = tableOf(rows);
    const { measures, worth } = await withValue(
      own,
      await peopleBehind(own, { question, pick }, uncontrolled),
    );
    return { worth, values: [...(measures?.find(({ name }) => name === 'value')?.values ?? [])] };
  };
  const visits = [0, 2, 4, 6, 8, 10];
  const here = on('here', [0, 10, 20, 30, 40]);

  it('is worth what their events add up to, in one currency alone (M1)', async () => {
    const found = await peopleBehind(table, { question, pick }, uncontrolled);
    const { measures, worth } = await withValue(table, found);
    expect(measures?.at(-1)).toEqual({ name: 'value', values: Float64Array.of(30, 100) });
    expect(worth).toEqual({ is: 'sum', currency: null });

    const paid = (currency: (day: number) => string | null) => [
      ...on('often', visits, (day) => ({ amount: 5, currency: currency(day) })),
      ...here,
    ];
    expect(await worthIn(paid(() => 'EUR'))).toEqual({ worth: { is: 'sum', currency: 'EUR' }, values: [30] });
    expect(await worthIn(paid((day) => (day < 4 ? 'EUR' : 'USD')))).toEqual({ worth: null, values: [] });
    expect(await worthIn(paid((day) => (day < 4 ? 'EUR' : null)))).toEqual({ worth: null, values: [] });
  });

  it('is worth the latest amount where events of several names bear it, or it is a rate', async () => {
    const deal = ['Opened', 'Offered', 'Talked'];
    const repeated = visits.map((day, i) => ({
      person: 'often',
      event: deal[i % 3]!,
      at: BASE + day * DAY_MS,
      props: { amount: i < 2 ? 100 : i < 5 ? 900 : null },
    }));
    expect(await worthIn([...repeated, ...here])).toEqual({
      worth: { is: 'latest', currency: null },
      values: [900],
    });
    const rate = on('often', visits, (day) => ({ mrr: day === 10 ? 40 : 20 }));
    expect(await worthIn([...rate, ...here])).toEqual({
      worth: { is: 'latest', currency: null },
      values: [40],
    });
  });

  it('is worth their own amount in their own currency, where people have one', async () => {
    const own = tableOf(
      [...on('often', visits), ...here],
      [
        { id: 'often', props: { value: 70, currency: 'EUR' } },
        { id: 'here', props: { value: 9, currency: 'USD' } },
      ],
    );
    const found = await withValue(own, await peopleBehind(own, { question, pick }, uncontrolled));
    expect(found.measures?.at(-1)).toEqual({ name: 'value', values: Float64Array.of(70) });
    expect(found.worth).toEqual({ is: 'own', currency: 'EUR' });
  });

  it('can be ordered by any of these, and keeps the order of the analysis', async () => {
    const order = async (sort: 'given' | 'measure.value' | 'measure.nothing') =>
      (
        await new PeopleLists().page(table, { question, pick, search: '', sort }, 0, 10, uncontrolled)
      ).rows.map(({ key, measures }) => [key, measures.at(-1)]);
    expect(await order('given')).toEqual([
      ['often', 30],
      ['weekly', 100],
    ]);
    expect(await order('measure.value')).toEqual([
      ['weekly', 100],
      ['often', 30],
    ]);
    expect(await order('measure.nothing')).toEqual(await order('given'));
  });

  it('is taken away with its figures', async () => {
    const csv = await new PeopleLists().csv(
      table,
      { question, pick, search: '', sort: 'given' },
      true,
      uncontrolled,
    );
    expect((await csv.text()).replaceAll('"', '').split('\r\n').slice(0, 2)).toEqual([
      'person,entered,silence-days,usual-days,silence-ratio,value',
      'often,2026-01-01T12:00:00.000Z,30,2,15,30',
    ]);
  });
});
