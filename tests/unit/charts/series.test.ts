import { describe, expect, it } from 'vitest';
import { layoutSeries, layoutSpark, seriesAt } from '../../../src/charts/series/layout.ts';

const rows = [
  { id: 'a', values: [1, 2, NaN, 4] },
  { id: 'b', values: [NaN, NaN, NaN, NaN] },
];

describe('series', () => {
  // 408 px with 100 of gutter and 8 at the end leave 75 px for each of four periods.
  const layout = layoutSeries(rows, [true, true, true, false], [[1, 2]], 408, 100);

  it('stands every strip on its own scale from 0 over the same periods', () => {
    const [first, second] = layout.strips;
    expect(layout.periods.map(({ x }) => x)).toEqual([137.5, 212.5, 287.5, 362.5]);
    expect([first?.top, first?.base]).toEqual([8, 52]);
    expect([second?.top, second?.base]).toEqual([70, 114]);
    expect(first?.peak).toEqual({ value: 4, y: 8 });
    expect(first?.places).toEqual([{ x: 137.5, y: 41 }, { x: 212.5, y: 30 }, null, { x: 362.5, y: 8 }]);
    expect(second?.peak).toBeNull();
    expect(second?.places.every((place) => place === null)).toBe(true);
  });

  it('draws what the data do not cover apart, and breaks the line where nothing is known', () => {
    expect(layout.strips[0]?.line).toBe('M137.5,41L212.5,30');
    // The last complete period has no value, so the open one stands alone.
    expect(layout.strips[0]?.open).toBe('M362.5,8Z');
  });

  it('draws apart what is too young as well, and everything where nothing is final', () => {
    const young = layoutSeries([{ id: 'a', values: [1, 2, 4, 4] }], [false, true, true, false], [], 408, 100);
    expect(young.strips[0]).toMatchObject({
      line: 'M212.5,30L287.5,8',
      open: 'M137.5,41L212.5,30M287.5,8L362.5,8',
    });
    const none = layoutSeries([{ id: 'a', values: [1, 2] }], [false, false], [], 408, 100);
    expect([none.strips[0]?.line, none.strips[0]?.open]).toEqual(['', 'M175,30L325,8']);
  });

  it('shades ranges of periods from edge to edge', () => {
    expect(layout.marked).toEqual([{ x: 175, width: 150 }]);
  });

  it('keeps room for the names of bands over the first strip', () => {
    const named = layoutSeries(rows, [true, true], [[0, 1, { name: 'asked about', quiet: false }]], 408, 100);
    expect([named.strips[0]?.top, named.height]).toEqual([8 + 16, layout.height + 16]);
  });

  it('finds the mark at a place, and none beside the strips', () => {
    expect(seriesAt(layout, 213, 20)).toEqual({ column: 1, row: 0 });
    expect(seriesAt(layout, 399, 100)).toEqual({ column: 3, row: 1 });
    expect(seriesAt(layout, 50, 20)).toBeNull();
    expect(seriesAt(layout, 213, 150)).toBeNull();
  });
});

describe('a bare line beside its number', () => {
  const point = (value: number, complete = true) => ({ value, complete });
  /** Points of a path. */
  const count = (path: string): number => path.match(/[ML]/g)?.length ?? 0;
  // In a box of 106 by 46 px the plot is 100 by 40 px at 3, 3.
  const points = [point(40, false), point(40), point(20), point(5, false)];
  const lay = (tail: 'none' | 'points' | 'line') => layoutSpark(points, 106, 46, tail);

  it('goes on behind its last final point only where nothing is ever final', () => {
    expect([count(lay('line').line), count(lay('line').open)]).toEqual([2, 4]);
    expect([count(lay('none').line), count(lay('none').open), lay('none').points]).toEqual([2, 2, []]);
    expect(lay('none').end).toMatchObject({ y: 23 });
  });

  it('has what is unfinished of a sum as points of their own', () => {
    expect(count(lay('points').open)).toBe(2);
    expect(lay('points').points).toEqual([{ x: 103, y: 38 }]);
  });

  it('is not scaled to what it leaves out', () => {
    const high = [point(40), point(80, false)];
    expect(layoutSpark(high, 106, 46, 'none').end?.y).toBe(3);
    expect(layoutSpark(high, 106, 46, 'points').end?.y).toBe(23);
  });
});
