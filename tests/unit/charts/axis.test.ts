import { describe, expect, it } from 'vitest';
import { axisNames, type AxisName } from '../../../src/charts/axis.ts';
import { average } from '../../../src/charts/fit.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import type { PeriodUnit } from '../../../src/base/calendar.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/Helsinki', currency: 'EUR' });
const measure = average(11);

/** Columns of so many periods, each so many days after the one before. */
const columnsOf = (count: number, days: number, pitch: number, first = '2024-01-01') =>
  Array.from({ length: count }, (_, index) => ({
    period: new Date(Date.parse(first) + index * days * 86_400_000).toISOString().slice(0, 10),
    x: pitch * (index + 0.5),
  }));
const named = (columns: Parameters<typeof axisNames>[0], unit: PeriodUnit, width: number) =>
  axisNames(columns, unit, format, width, measure);
const textsOf = (names: readonly AxisName[]): string[] => names.map(({ text }) => text);
const boxOf = ({ text, x, anchor }: AxisName): [from: number, to: number] => {
  const long = measure(text);
  const from = anchor === 'start' ? x : anchor === 'end' ? x - long : x - long / 2;
  return [from, from + long];
};

describe('names under an axis of periods', () => {
  it('say the year with the first, and wherever it is another than before', () => {
    expect(textsOf(named(columnsOf(5, 7, 100, '2025-12-15'), 'week', 500))).toEqual([
      '15 Dec 2025',
      '22 Dec',
      '29 Dec',
      '5 Jan 2026',
      '12 Jan',
    ]);
    const years = textsOf(named(columnsOf(1200, 1, 0.5), 'day', 600));
    expect(years[0]).toMatch(/2024$/);
    expect(years.filter((text) => text.endsWith('2025'))).toHaveLength(1);
    expect(years.filter((text) => text.endsWith('2026'))).toHaveLength(1);
  });

  it('say the year with each where each is of another', () => {
    for (const text of textsOf(named(columnsOf(157, 7, 1, '2024-01-01'), 'week', 157)))
      expect(text).toMatch(/ 20\d\d$/);
  });

  it('say the year of hours too, and have the room for it', () => {
    const hours = Array.from({ length: 48 }, (_, hour) => ({
      period: `${hour < 24 ? '2025-12-31' : '2026-01-01'}T${String(hour % 24).padStart(2, '0')}`,
      x: 30 * hour,
    }));
    const texts = textsOf(axisNames(hours, 'hour', format, 1440, measure));
    expect(texts[0]).toMatch(/^31 Dec 2025, /);
    expect(texts.filter((text) => text.includes('2026'))).toHaveLength(1);
  });

  it.each([326, 560, 1100])('stand apart, inside of %d px, the newest among them', (width) => {
    for (const count of [1, 2, 18, 120, 900]) {
      const names = named(columnsOf(count, 7, width / count), 'week', width);
      const boxes = names.map(boxOf);
      expect(names.at(-1)?.column).toBe(count - 1);
      expect(boxes[0]![0]).toBeGreaterThanOrEqual(0);
      expect(boxes.at(-1)![1]).toBeLessThanOrEqual(width);
      boxes.slice(1).forEach(([from], index) => expect(from).toBeGreaterThan(boxes[index]![1]));
    }
  });

  it('name the first period too, whatever the step', () => {
    // 18 months, of which every second has room: the newest and the first are an odd number apart.
    const names = named(columnsOf(18, 31, 40), 'month', 720);
    expect(names.map(({ column }) => column)).toEqual([0, 3, 5, 7, 9, 11, 13, 15, 17]);
    for (const count of [5, 18, 40, 157])
      expect(named(columnsOf(count, 7, 900 / count), 'week', 900)[0]?.column).toBe(0);
    // No room for two.
    expect(named(columnsOf(30, 7, 3), 'week', 90).map(({ column }) => column)).toEqual([29]);
  });

  it('fill the room there is', () => {
    // Some 60 px a name.
    expect(named(columnsOf(120, 7, 6), 'week', 720).length).toBeGreaterThan(6);
  });

  it('carry the marks of their periods', () => {
    const open = { period: '2024-01-01', x: 50, mark: '*' };
    expect(textsOf(named([open], 'week', 100))).toEqual(['1 Jan 2024*']);
    expect(named([], 'week', 100)).toEqual([]);
  });
});
