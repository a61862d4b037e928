import { describe, expect, it } from 'vitest';
import { average } from '../../../src/charts/fit.ts';
import { layoutSurvival, readAt, type SurvivalSeries } from '../../../src/charts/survival/layout.ts';

/**
 * Ten subjects: one event at 2, two censored at 3, two events at 4, the rest watched to 10. By hand: S(2) = 9/10, S(4) = 9/10 × 5/7.
 * The intervals are made up.
 */
const ten: SurvivalSeries = {
  id: 'ten',
  label: 'Ten',
  curve: [
    { time: 2, survival: 0.9, low: 0.5, high: 0.98, atRisk: 10 },
    { time: 4, survival: 9 / 14, low: 0.3, high: 0.85, atRisk: 7 },
  ],
  last: 10,
  censored: [3, 10],
  atRisk: [10, 5, 5],
  median: { time: null, low: null, high: null },
};
const short: SurvivalSeries = {
  ...ten,
  id: 'short',
  label: 'Short',
  curve: [{ time: 1, survival: 0.4, low: 0.1, high: 0.7, atRisk: 5 }],
  last: 2,
  censored: [],
  atRisk: [5, 0, 0],
  median: { time: 1, low: 1, high: null },
};
const TIMES = [0, 5, 10];
const lay = (series: readonly SurvivalSeries[], room = 800, shows: 'staying' | 'gone' = 'staying') =>
  layoutSurvival(series, TIMES, shows, room, average(13), 200);

describe('reading a survival curve', () => {
  it('holds a value from its step to the next', () => {
    expect(readAt(ten, TIMES, 1, 'staying')).toEqual({ rate: 1, low: NaN, high: NaN, atRisk: 10 });
    expect(readAt(ten, TIMES, 2, 'staying')).toMatchObject({ rate: 0.9, low: 0.5, high: 0.98, atRisk: 10 });
    expect(readAt(ten, TIMES, 3.5, 'staying')).toMatchObject({ rate: 0.9, atRisk: 7 });
    expect(readAt(ten, TIMES, 10, 'staying')).toMatchObject({ rate: 9 / 14, atRisk: 5 });
  });

  it('tells who went as what is left of who stays', () => {
    const reading = readAt(ten, TIMES, 2, 'gone');
    expect(reading?.rate).toBeCloseTo(0.1, 12);
    expect(reading?.low).toBeCloseTo(0.02, 12);
    expect(reading?.high).toBeCloseTo(0.5, 12);
  });

  it('says nothing after the last time anybody was watched', () => {
    expect(readAt(short, TIMES, 2, 'staying')).not.toBeNull();
    expect(readAt(short, TIMES, 2.5, 'staying')).toBeNull();
  });
});

describe('layout of survival curves', () => {
  it('ends with the readable times where curves go on for more than a step, and says what it leaves out', () => {
    // Steps of 1 to 3: the last step of `ten`, at 4, lies beyond.
    const cut = layoutSurvival([ten], [0, 1, 2, 3], 'gone', 800, average(13), 200);
    expect(cut.beyond).toEqual({ time: 10, change: expect.closeTo(0.9 - 9 / 14, 12) as number });
    expect(cut.reads.at(-1)).toEqual({ time: 3, x: cut.right });
    expect(cut.lines[0]?.line.endsWith(`L${cut.right},${Math.round(cut.y(0.1) * 100) / 100}`)).toBe(true);
    expect(lay([ten]).beyond).toBeNull();
  });

  it('keeps room for names before the axis only where there are several', () => {
    expect(lay([ten]).left).toBe(40);
    expect(lay([ten, short]).left).toBe(112);
  });

  it('begins at 100 % and goes on, flat, to the last time anybody was watched', () => {
    const { lines, left, right, top } = lay([ten]);
    expect(lines[0]?.line.startsWith(`M${left},${top}`)).toBe(true);
    expect(lines[0]?.line.endsWith(`L${right},${Math.round(lay([ten]).y(9 / 14) * 100) / 100}`)).toBe(true);
    const ends = lay([ten, short]).lines.map(({ line }) => Number(/L([\d.]+),[\d.]+$/.exec(line)?.[1]));
    expect(ends[1]! - left).toBeLessThan(ends[0]! - left);
  });

  it('S4 draws the band up to where the curve is 0, whose limits are not defined', () => {
    const [first] = ten.curve;
    const zero = { time: 6, survival: 0, low: NaN, high: NaN, atRisk: 1 };
    const { lines } = lay([{ ...ten, curve: [first!, zero], last: 6 }]);
    const held = lay([{ ...ten, curve: [first!], last: 6 }]);
    expect(lines[0]?.band).toBe(held.lines[0]?.band);
    expect(lines[0]?.line).not.toContain('NaN');
    expect(readAt({ ...ten, curve: [zero] }, TIMES, 6, 'gone')).toMatchObject({
      rate: 1,
      low: NaN,
      high: NaN,
    });
  });

  it('S4 leads to a median only where there is one', () => {
    const { lines, y } = lay([ten, short]);
    expect(lines.map(({ median }) => median?.time ?? null)).toEqual([null, 1]);
    expect(lines[1]?.median?.y).toBe(y(0.5));
  });

  it('sets the numbers at risk under their times, one row a curve', () => {
    const { lines, times, height } = lay([ten, short]);
    expect(times.map(({ time }) => time)).toEqual(TIMES);
    expect(lines.map(({ row }) => row.counts)).toEqual([
      [10, 5, 5],
      [5, 0, 0],
    ]);
    expect(lines[1]!.row.y).toBeGreaterThan(lines[0]!.row.y);
    expect(height).toBeGreaterThan(lines[1]!.row.y);
  });

  it('leaves out times that have no room, and their numbers with them', () => {
    const times = Array.from({ length: 9 }, (_, i) => i * 12);
    const wide = { ...ten, last: 96, atRisk: times.map((time) => 96 - time) };
    const { times: shown, lines } = layoutSurvival([wide], times, 'staying', 320, average(13), 200);
    expect(shown.length).toBeLessThan(9);
    expect(lines[0]?.row.counts).toEqual(shown.map(({ time }) => 96 - time));
  });

  it('ends under its axis where the numbers at risk have no room', () => {
    const [whole, bare] = [true, false].map((risk) =>
      layoutSurvival([ten], [0, 1, 2], 'staying', 800, average(13), 200, risk),
    );
    expect(bare!.height).toBeLessThan(whole!.height);
    // The name of the axis stands 31 px under it.
    expect(bare!.height).toBeGreaterThan(bare!.base + 31);
  });

  it('reads whole units between the times under the axis', () => {
    const times = [0, 12, 24];
    const months = { ...ten, last: 26 };
    const { reads } = layoutSurvival([months], times, 'staying', 800, average(13), 200);
    expect(reads.map(({ time }) => time)).toEqual(Array.from({ length: 27 }, (_, i) => i));
  });

  it('keeps the names at the ends apart, and names rows instead on a narrow screen', () => {
    const twin = { ...ten, id: 'twin', label: 'Twin' };
    const [one, two] = lay([ten, twin]).lines;
    expect(Math.abs(one!.label!.y - two!.label!.y)).toBeGreaterThanOrEqual(14);
    const narrow = lay([ten, twin], 350).lines;
    expect(narrow.map(({ label }) => label)).toEqual([null, null]);
    for (const { row } of narrow) expect(row.name!.y).toBeLessThan(row.y);
  });

  it('draws who went upwards, on an axis that ends above the largest interval', () => {
    const few = {
      ...ten,
      curve: [{ time: 2, survival: 0.96, low: 0.93, high: 0.98, atRisk: 10 }],
    };
    const { ticks, y, base } = lay([few], 800, 'gone');
    expect(ticks.at(-1)!.value).toBeLessThan(0.2);
    expect(y(0)).toBe(base);
    expect(y(0.04)).toBeLessThan(base);
  });

  it('gives colours to groups in order and none to the whole beside them', () => {
    const { lines } = lay([{ ...ten, quiet: true }, short, { ...ten, id: 'c' }]);
    expect(lines.map(({ hue }) => hue)).toEqual([-1, 0, 1]);
  });

  it('strokes each censoring at the height of its curve', () => {
    const [line] = lay([ten]).lines;
    expect(line!.marks.split('M')).toHaveLength(3);
    expect(lay([short]).lines[0]?.marks).toBe('');
  });

  it('has nothing to read without subjects', () => {
    const nobody = { ...ten, curve: [], last: 0, censored: [], atRisk: [0] };
    const { reads, lines } = layoutSurvival([nobody], [0], 'staying', 800, average(13), 200);
    expect(reads).toEqual([]);
    expect(lines).toHaveLength(1);
  });
});
