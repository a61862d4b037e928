import { describe, expect, it } from 'vitest';
import { layoutTrend, nearest, periodsOf, type TrendSeries } from '../../../src/charts/trend/layout.ts';
import { rateOf } from './sample.ts';

const measure = (text: string): number => text.length * 7;
const series = (id: string, shares: readonly (number | null)[], ripe = shares.length): TrendSeries => ({
  id,
  label: id,
  points: shares.map((share, index) => ({
    period: `2026-01-${String(index + 1).padStart(2, '0')}`,
    reached: [],
    matured: 100,
    complete: index < ripe,
    rate: share === null ? rateOf(0, 0) : rateOf(share * 100, 100),
  })),
});

describe('trend', () => {
  it('spreads the periods evenly after the gutter and leaves the end to the names', () => {
    const layout = layoutTrend([series('All', [0.5, 0.5, 0.5, 0.5, 0.5])], 840, measure);
    // 'All' is 21 px wide and stands 8 px after the last point, 2 px from the edge.
    expect(layout.right).toBe(840 - 10 - 21);
    expect(layout.periods.map(({ x }) => x)).toEqual([112, 286.25, 460.5, 634.75, 809]);
    expect(layout.lines[0]?.label).toMatchObject({ x: 817, text: 'All' });
  });

  it('draws shares from 0 on 92 px of plot', () => {
    const layout = layoutTrend([series('All', [0.5, 0.5])], 840, measure);
    expect([layout.top, layout.base]).toEqual([20, 112]);
    expect(layout.ticks.map(({ value, y }) => [value, y])[0]).toEqual([0, 112]);
    // The interval of 50 of 100 ends at 59.6 %; in steps of 20 % the axis ends at the next tick.
    expect(layout.ticks.at(-1)?.value).toBe(0.6);
    expect(layout.lines[0]?.places[0]?.y).toBeCloseTo(112 - (92 * 0.5) / 0.6, 6);
  });

  it('F9 leaves out periods whose windows are open and hatches them to the end', () => {
    const layout = layoutTrend([series('All', [0.5, 0.5, 0.5, 0.5, 0.5], 3)], 840, measure);
    expect(layout.lines[0]?.places.map((place) => place !== null)).toEqual([true, true, true, false, false]);
    expect(layout.right).toBe(840);
    expect(layout.unripe).toEqual({ x: 112 + 182 * 2.5, width: 728 - 182 * 2.5 });
  });

  it('breaks the line where nobody matured', () => {
    const { lines } = layoutTrend([series('All', [0.5, null, 0.5, 0.5])], 840, measure);
    expect(lines[0]?.line.match(/M/g)).toHaveLength(2);
  });

  it('keeps the names of lines that end together apart', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const layout = layoutTrend(
      ids.map((id) => series(id, [0.3, 0.5])),
      840,
      measure,
      200,
    );
    const heights = layout.lines.flatMap(({ label }) => label?.y ?? []).sort((a, b) => a - b);
    expect(heights).toHaveLength(8);
    heights.slice(1).forEach((y, index) => expect(y - (heights[index] ?? 0)).toBeGreaterThanOrEqual(15));
    expect(heights.at(-1)).toBeLessThanOrEqual(layout.base + 4);
  });

  it('keeps the name of a line that ends early clear of a line that goes on', () => {
    const layout = layoutTrend(
      [series('Pooled', [0.5, 0.4, 0.3, 0.3, 0.3]), series('Aug', [0.5, 0.4, 0.3, null, null])],
      840,
      measure,
      200,
    );
    const [pooled, early] = layout.lines;
    const end = early!.places[2]!;
    // The other line goes on level with the end, through where the name would stand.
    expect(pooled!.places[3]!.y).toBe(end.y);
    expect(Math.abs(early!.label!.y - 4 - end.y)).toBeGreaterThanOrEqual(10);
    expect(early!.label!.x).toBe(end.x + 8);
  });

  it('keeps the names of two lines that end early clear of each other too', () => {
    // As months of a real shop: all level at the end, one a column before the other, and the pooled line goes on.
    const level = Array.from({ length: 16 }, () => 0.06);
    for (const width of [390, 1208]) {
      const layout = layoutTrend(
        [
          series('Pooled', [0.2, ...level, 0.06]),
          series('Feb 1997', [0.19, ...level]),
          series('Mar 1997', [0.21, ...level.slice(1)]),
        ],
        width,
        measure,
        200,
      );
      const [pooled, ...early] = layout.lines;
      const { y } = pooled!.places.at(-1)!;
      const names = layout.lines.map(({ label }) => label!);
      // Letters reach from 10 px above where a name stands to 3 px below.
      for (const { label } of early) expect(label!.y - 10 > y || label!.y + 3 < y).toBe(true);
      for (const [index, a] of names.entries())
        for (const b of names.slice(0, index))
          expect(
            Math.abs(a.y - b.y) >= 13 || a.x + measure(a.text) <= b.x || b.x + measure(b.text) <= a.x,
          ).toBe(true);
    }
  });

  it('never draws more than eight lines', () => {
    const many = Array.from({ length: 12 }, (_, index) => series(String(index), [0.1]));
    expect(layoutTrend(many, 840, measure).lines).toHaveLength(8);
  });

  it('finds the nearest period and the series nearest there', () => {
    const layout = layoutTrend(
      [series('low', [0.1, 0.1, 0.1]), series('high', [0.9, 0.9, 0.9])],
      840,
      measure,
    );
    const middle = layout.periods[1]?.x ?? 0;
    expect(nearest(layout, middle + 20, layout.base)).toEqual({ column: 1, row: 0 });
    expect(nearest(layout, middle - 20, layout.top)).toEqual({ column: 1, row: 1 });
  });

  it('knows every period of every series once', () => {
    expect(periodsOf([series('a', [0.1, 0.1]), series('b', [0.1, 0.1, 0.1])])).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
    ]);
  });

  for (const [name, given] of Object.entries({
    none: [],
    empty: [series('a', [])],
    one: [series('a', [0.5])],
    nan: [series('a', [null, null])],
    unripe: [series('a', [0.5, 0.5], 0)],
    zero: [series('a', [0, 0])],
  })) {
    for (const width of [0, 360, 3840]) {
      it(`stays drawable: ${name} at ${width} px`, () => {
        const layout = layoutTrend(given, width, measure);
        const all = [
          layout.right,
          layout.height,
          ...layout.periods.map(({ x }) => x),
          ...layout.ticks.map(({ y }) => y),
        ];
        expect(all.every((value) => Number.isFinite(value))).toBe(true);
        expect(layout.lines.every(({ line, band }) => !`${line}${band}`.includes('NaN'))).toBe(true);
      });
    }
  }
});
