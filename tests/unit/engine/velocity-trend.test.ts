import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, parseDate, zoneCalendar } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import type { VelocityAnswer, VelocityNote } from '../../../src/questions/velocity.ts';
import { differences } from './differences.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const named = (event: string) => ({ events: [event], where: everything });
const base = defaultVelocity(named('New'), named('Won'), named('Lost'), { scope: 'event', name: 'amount' });
const calendar = zoneCalendar('Europe/Helsinki');
const START = Date.UTC(2024, 1, 25);
const FIRST = parseDate('2024-02-25')!;

const worlds = fc.array(
  fc.record({
    person: fc.constantFrom('a', 'b', 'c', 'd'),
    event: fc.constantFrom('New', 'Won', 'Lost'),
    // Some three months around a change of the clocks, a third of it calendar dates.
    at: fc.option(
      fc.oneof(
        {
          weight: 2,
          arbitrary: fc.integer({ min: 0, max: 90 * 24 }).map((hours) => START + hours * 3_600_000),
        },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 90 }).map((days) => formatDate(FIRST + days)) },
      ),
      { freq: 12 },
    ),
    props: fc.record({ amount: fc.option(fc.integer({ min: 1, max: 9 }).map((n) => n / 8)) }),
  }),
  { maxLength: 16 },
);

describe('the trend of velocity', () => {
  it('V1 V3 F10 says of each period, and of those it is rolled over, what a question of that range alone gets', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom('week' as const, 'month' as const), async (rows, trend) => {
        const table = tableOf(rows, [], { zone: 'Europe/Helsinki', weekStart: 1 });
        const { trend: points, width } = await answer(table, { ...base, trend }, uncontrolled);
        for (const { period, complete, rolling, young: _, ...figures } of points) {
          expect(period).toBe(figures.range.from);
          const end = calendar.startOfDay(parseDate(figures.range.to!)! + 1);
          expect(complete).toBe(end <= table.span!.to + 1);
          const alone = await answer(table, { ...base, range: figures.range, trend: null }, uncontrolled);
          expect(figures).toEqual(alone.current);
          expect(rolling.range.to).toBe(figures.range.to);
          const over = await answer(table, { ...base, range: rolling.range, trend: null }, uncontrolled);
          // Amounts are eighths: they add up exactly, whatever the order; cycles don't.
          expect({ ...over.current, cycle: 0, perDay: 0 }).toEqual({ ...rolling, cycle: 0, perDay: 0 });
          expect(differences(over.current, rolling)).toEqual([]);
          const place = points.findIndex((each) => each.period === period);
          // Cut where the data begin, and nowhere else.
          expect(rolling.range.from).toBe(points[Math.max(0, place - width + 1)]!.period);
        }
        expect(points.length > 0).toBe(table.span !== null);
        expect(width).toBeLessThanOrEqual(Math.max(1, points.length));
      }),
      { numRuns: 1000 },
    );
  });

  it('V3 is rolled over as long as three of four wins take, and hollow as long after the data begin', async () => {
    // Ten wins of 60 days each, opened on the first of every month; two of one day in June make that month soar by itself.
    const rows = Array.from({ length: 10 }, (_, m) => {
      const opened = Date.UTC(2024, m, 1);
      return [
        { person: `p${m}`, event: 'New', at: opened },
        { person: `p${m}`, event: 'Won', at: opened + 60 * 86_400_000, props: { amount: 1000 } },
      ];
    }).flat();
    const quick = ['a', 'b'].flatMap((person) => [
      { person, event: 'New', at: Date.UTC(2024, 5, 10) },
      { person, event: 'Won', at: Date.UTC(2024, 5, 11), props: { amount: 1000 } },
    ]);
    const { trend, width } = await answer(
      tableOf([...rows, ...quick]),
      { ...base, trend: 'month' },
      uncontrolled,
    );
    // 60 days are two months of 30.4 days, rounded up. The data begin on 1 January; 60 days later is 1 March.
    expect(trend.slice(0, 5).map(({ rolling, young }) => [rolling.range.from, young])).toEqual([
      ['2024-01-01', true],
      ['2024-01-01', true],
      ['2024-02-01', true],
      ['2024-03-01', false],
      ['2024-04-01', false],
    ]);
    // June: one win of 60 days and two of 1; with May's, two and two.
    expect(width).toBe(2);
    expect([trend[5]!.cycle, trend[5]!.rolling.cycle]).toEqual([62 / 3, 122 / 4]);
  });

  it('has the latest 500 periods, and says that it leaves out the others', async () => {
    const rows = [
      { person: 'old', event: 'New', at: '2010-01-04' },
      { person: 'new', event: 'New', at: '2026-01-05' },
      { person: 'new', event: 'Won', at: '2026-01-06' },
    ];
    const weekly = { ...base, trend: 'week' } as const;
    const { trend, notes } = await answer(tableOf(rows, [], { weekStart: 1 }), weekly, uncontrolled);
    // 4 January 2010 and 5 January 2026 are Mondays 835 weeks apart: 836 weeks.
    expect(notes).toContainEqual({ code: 'periods-cut', details: { count: 336, kept: 500 } });
    expect(trend.length).toBe(500);
    // Who was opened in a week that is left out is still open.
    expect([trend[0]!.open, trend.at(-1)!.period]).toEqual([1, '2026-01-05']);
  });

  it('V3 says over how many periods it is rolled, though all its dates begin before the latest 500', async () => {
    const rows = [
      { person: 'slow', event: 'New', at: '2022-01-01' },
      { person: 'slow', event: 'Won', at: '2023-08-24' },
      { person: 'late', event: 'New', at: '2023-12-31' },
    ];
    const { trend, width } = await answer(tableOf(rows), { ...base, trend: 'day' }, uncontrolled);
    // 1 January 2022 to 24 August 2023 are 600 days; the 600 days up to 31 December 2023 begin on 11 May 2022, before the 500.
    expect([width, trend.length, trend.at(-1)!.rolling.range.from]).toEqual([600, 500, '2022-05-11']);
    expect(trend[0]!.period > '2022-05-11').toBe(true);
    const none = await answer(tableOf(rows), { ...base, trend: null }, uncontrolled);
    expect([none.width, none.trend]).toEqual([1, []]);
  });

  it('M1 shows no amounts where the periods together have several currencies', async () => {
    const rows = ['EUR', 'USD'].flatMap((currency, k) => [
      { person: currency, event: 'New', at: `2024-0${k + 1}-01` },
      { person: currency, event: 'Won', at: `2024-0${k + 1}-11`, props: { amount: 5, currency } },
    ]);
    const question = { ...base, currency: { scope: 'event', name: 'currency' } } as const;
    const { trend } = await answer(tableOf(rows), question, uncontrolled);
    expect(trend.map(({ cycle, value, perDay }) => [cycle, value, perDay])).toEqual([
      [10, NaN, NaN],
      [10, NaN, NaN],
    ]);
    // Dates without wins show the periods beside them in the currency of those.
    const quiet = { ...question, range: { from: '2023-01-01', to: '2023-01-31' } };
    expect((await answer(tableOf(rows.slice(2)), quiet, uncontrolled)).currency).toBe('USD');
    expect(
      (await answer(tableOf(rows.slice(2)), { ...quiet, trend: null }, uncontrolled)).currency,
    ).toBeNull();
    const alone = { ...question, range: { from: '2024-01-01', to: '2024-01-31' } };
    const kept = await answer(tableOf(rows), alone, uncontrolled);
    expect(kept.current.value).toBe(5);
    // The dates asked about are in one currency, so that nothing else says why the trend knows no amounts.
    const noted = { code: 'mixed-trend', details: { currencies: ['EUR', 'USD'] } };
    const mixed = ({ notes }: VelocityAnswer): VelocityNote[] =>
      notes.filter(({ code }) => code.startsWith('mixed'));
    expect([kept.trend.every(({ value }) => Number.isNaN(value)), mixed(kept)]).toEqual([true, [noted]]);
    expect(mixed(await answer(tableOf(rows), { ...alone, trend: null }, uncontrolled))).toEqual([]);
    expect(mixed(await answer(tableOf(rows), question, uncontrolled))).toEqual([
      { ...noted, code: 'mixed-currencies' },
    ]);
  });
});
