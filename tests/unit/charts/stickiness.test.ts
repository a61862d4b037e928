import { describe, expect, it } from 'vitest';
import { layoutStickiness, stickinessAt } from '../../../src/charts/stickiness/layout.ts';
import { markOf, partsText } from '../../../src/charts/stickiness/words.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import { answer } from '../../browser/features/stickiness/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
/** 40, 30 and 20 of 100 on one, two and three days, 10 on seven. */
const week = answer.periods[1]!;
const layout = layoutStickiness(week, 900, 200);

describe('stickiness', () => {
  it('K1 X1 draws exactly and at least on one scale of shares, from nobody to all', () => {
    const share = (y: number): number => (layout.base - y) / (layout.base - layout.top);
    for (const { parts, bar, point } of layout.marks) {
      expect(bar.height / (layout.base - layout.top)).toBeCloseTo((week.exactly[parts - 1] ?? NaN) / 100, 9);
      expect(share(point?.y ?? NaN)).toBeCloseTo(week.atLeast[parts - 1]?.rate ?? NaN, 9);
    }
    // At least one is everybody.
    expect(layout.marks[0]?.point?.y).toBe(layout.top);
    // X1: by definition, so that only the others have an interval.
    expect(layout.marks.map(({ whisker }) => whisker === null)).toEqual(week.exactly.map((_, k) => k === 0));
    expect(layout.line.match(/[ML]/g)).toHaveLength(7);
  });

  it('keeps counts off the curve: in a bar that is high enough, else over bar and point', () => {
    const [first, , , fourth, , , seventh] = layout.marks;
    expect(first?.count?.inside).toBe(true);
    expect(fourth?.count).toBeNull();
    expect(seventh?.count?.inside).toBe(false);
    expect(seventh?.count?.y ?? NaN).toBeLessThan(Math.min(seventh!.bar.y, seventh!.point!.y));
  });

  it('finds the point where it is pointed at, else the bar, and the point alone where no bar is', () => {
    const [, second, , fourth] = layout.marks;
    expect(stickinessAt(layout, second!.x, second!.point!.y + 3)).toEqual({ column: 1, row: 0 });
    expect(stickinessAt(layout, second!.x - 8, layout.base - 10)).toEqual({ column: 1, row: 1 });
    expect(stickinessAt(layout, fourth!.x, layout.base - 2)).toEqual({ column: 3, row: 0 });
  });

  it('leaves out numbers that nobody reached in a long period, and keeps a week or a month whole', () => {
    const long = (reached: number, parts: number) =>
      layoutStickiness(
        {
          parts,
          active: 1,
          exactly: Array.from({ length: parts }, (_, k) => Number(k === reached - 1)),
          atLeast: [],
        },
        900,
        200,
      ).marks.length;
    expect(long(1, 7)).toBe(7);
    expect(long(2, 31)).toBe(31);
    expect(long(2, 744)).toBe(31);
    expect(long(300, 744)).toBe(301);
    expect(long(744, 744)).toBe(744);
  });

  for (const width of [0, 390, 3840]) {
    it(`stays drawable: nobody at ${width} px`, () => {
      const none = { parts: 7, active: 0, exactly: Array<number>(7).fill(0), atLeast: [] };
      const { marks, line } = layoutStickiness(none, width, 200);
      expect(marks.every(({ x, bar }) => [x, bar.x, bar.y].every((place) => Number.isFinite(place)))).toBe(
        true,
      );
      expect(marks.every(({ bar }) => bar.width > 0 && bar.height === 0)).toBe(true);
      expect(line).toBe('');
    });
  }

  it('says its marks in words', () => {
    expect(markOf(week, 2, 'at-least', { unit: 'day', n: 1 }, format)).toBe(
      'at least 2 days: 60.0%, 60 of 100 active',
    );
    expect(markOf(week, 8, 'exactly', { unit: 'day', n: 1 }, format)).toBe('');
    expect(partsText(3, { unit: 'week', n: 2 })).toBe('3 × 2 weeks');
  });
});
