import { describe, expect, it } from 'vitest';
import { layoutCurve, medianOf, pointAt } from '../../../src/charts/curve/layout.ts';
import { stepsOfCounts } from '../../../src/charts/counts/steps.ts';
import { step } from '../../../src/charts/grid.svelte.ts';
import { layoutHistogram } from '../../../src/charts/histogram/layout.ts';
import { ledgerOf } from '../../../src/charts/ledger/rows.ts';
import { rateOf, shop } from './sample.ts';

const DAY = 86_400_000;
const measure = (text: string): number => text.length * 7;

describe('histogram', () => {
  const bins = { edges: [0, DAY, 3 * DAY, 7 * DAY], counts: [10, 40, 20] };

  it('gives every bin the same width and the axis the whole plot of 110 px', () => {
    const layout = layoutHistogram(bins, { p25: 0, median: DAY, p75: 3 * DAY }, 840);
    const pitch = (840 - 12 - 44) / 3;
    expect(layout.bins.map(({ box }) => box.x)).toEqual([44, 44 + pitch, 44 + 2 * pitch]);
    expect(layout.bins.map(({ box }) => box.height)).toEqual([27.5, 110, 55]);
    expect(layout.bins[1]?.box).toMatchObject({ y: 24, width: pitch - 1 });
  });

  it('ends the axis with a tick above the largest bin', () => {
    const { bins: boxes, ticks } = layoutHistogram(
      { ...bins, counts: [10, 45, 20] },
      { p25: 0, median: DAY, p75: DAY },
      840,
    );
    expect(ticks.map(({ value }) => value)).toEqual([0, 20, 40, 60]);
    expect(ticks.at(-1)?.y).toBe(24);
    expect(boxes[1]?.box.height).toBeCloseTo((45 / 60) * 110, 12);
  });

  it('places times linearly within their bin', () => {
    const layout = layoutHistogram(bins, { p25: DAY / 2, median: 2 * DAY, p75: 6 * DAY }, 840);
    const pitch = (840 - 12 - 44) / 3;
    expect(layout.marks.map(({ kind, x }) => [kind, Math.round(((x - 44) / pitch) * 1e6) / 1e6])).toEqual([
      ['p25', 0.5],
      ['median', 1.5],
      ['p75', 2.75],
    ]);
  });

  it('draws nothing where nobody converted', () => {
    const empty = layoutHistogram({ edges: [], counts: [] }, { p25: NaN, median: NaN, p75: NaN }, 360);
    expect([empty.bins, empty.times, empty.marks]).toEqual([[], [], []]);
    const zero = layoutHistogram({ edges: [0, 1], counts: [0] }, { p25: NaN, median: NaN, p75: NaN }, 360);
    expect(zero.bins[0]?.box.height).toBe(0);
  });
});

describe('conversion curve', () => {
  const points = [
    { ms: DAY, share: 0.1, low: 0.05, high: 0.15, atRisk: 100 },
    { ms: 2 * DAY, share: 0.5, low: 0.4, high: 0.6, atRisk: 80 },
    { ms: 4 * DAY, share: 0.55, low: 0.45, high: 0.65, atRisk: 30 },
  ];

  it('holds its last value until the next step', () => {
    expect(pointAt(points, DAY - 1)).toBeUndefined();
    expect(pointAt(points, DAY)?.share).toBe(0.1);
    expect(pointAt(points, 3 * DAY)?.share).toBe(0.5);
    expect(pointAt(points, 9 * DAY)?.share).toBe(0.55);
  });

  it('S4 finds the median where half have converted, and none where they have not', () => {
    expect(medianOf(points)).toBe(2 * DAY);
    expect(medianOf(points.slice(0, 1))).toBeNull();
  });

  it('starts at 0 and steps, with the people at risk under round times', () => {
    const layout = layoutCurve([{ id: 'a', label: 'All', points }], 840, measure);
    // 'All' is 21 px; 24 px stay for the gap and the last number.
    expect(layout.right).toBe(840 - 24 - 21);
    expect(layout.times.map(({ ms }) => ms / DAY)).toEqual([0, 1, 2, 3, 4]);
    expect(layout.curves[0]?.risk.counts).toEqual([100, 100, 80, 30, 30]);
    expect(layout.curves[0]?.line.startsWith('M112,162L')).toBe(true);
    expect(layout.curves[0]?.median).toEqual({ ms: 2 * DAY, x: 112 + (795 - 112) / 2, y: layout.y(0.5) });
  });

  it('S4 draws the band up to where all have converted, whose limits are not defined', () => {
    const bandOf = (end: object): string => {
      const last = { ms: 4 * DAY, share: 1, low: NaN, high: NaN, atRisk: 1, ...end };
      return layoutCurve([{ id: 'a', label: '', points: [...points.slice(0, 2), last] }], 840, measure)
        .curves[0]!.band;
    };
    const before = points[1]!;
    expect(bandOf({})).toBe(bandOf({ low: before.low, high: before.high }));
  });

  for (const given of [
    [],
    [{ ms: 0, share: 0, low: 0, high: 0, atRisk: 5 }],
    [{ ms: DAY, share: NaN, low: NaN, high: NaN, atRisk: 0 }],
  ]) {
    it(`stays drawable with ${given.length} points at any width`, () => {
      for (const width of [0, 360, 3840]) {
        const layout = layoutCurve([{ id: 'a', label: 'All', points: given }], width, measure);
        expect(JSON.stringify(layout.curves)).not.toContain('NaN');
        expect(layout.ticks.every(({ y }) => Number.isFinite(y))).toBe(true);
      }
    });
  }
});

describe('funnel of counts', () => {
  const stage = (label: string, count: number) => ({ label, count, ofEntrants: rateOf(0, 1), onward: null });
  it('counts those missing on the next stage as dropped', () => {
    expect(
      stepsOfCounts([stage('a', 100), stage('b', 40)]).map((s) => [s.entered, s.wentOn, s.dropped]),
    ).toEqual([
      [100, 40, 60],
      [40, 0, 0],
    ]);
  });
  it('drops nobody where a count rises', () => {
    expect(stepsOfCounts([stage('a', 40), stage('b', 50)])[0]).toMatchObject({ wentOn: 40, dropped: 0 });
  });
});

describe('ledger', () => {
  it('F9 has parts that sum to entered in every column but the last, where all have converted', () => {
    const { cells, parts } = ledgerOf(shop);
    expect(parts).toEqual(['went-on', 'open', 'dropped', 'excluded']);
    cells.entered.forEach(({ count }, index) => {
      expect(parts.reduce((sum, part) => sum + (cells[part][index]?.count ?? 0), 0)).toBe(count);
    });
    expect(cells['went-on'][4]).toEqual({
      count: 1191,
      share: 1,
      mark: { step: 4, segment: 'entered' },
      converted: true,
    });
  });
  it('leaves out rows that nobody is in and opens nobody', () => {
    const { cells, parts } = ledgerOf(shop.map((each) => ({ ...each, excluded: 0, open: 0 })));
    expect(parts).toEqual(['went-on', 'dropped']);
    expect(cells.open[0]?.mark).toBeNull();
  });
});

it('walks a grid of marks and stops at its edges', () => {
  expect(step({ column: 0, row: 0 }, 'ArrowRight', 3, 2)).toEqual({ column: 1, row: 0 });
  expect(step({ column: 0, row: 0 }, 'ArrowDown', 3, 2)).toEqual({ column: 0, row: 1 });
  expect(step({ column: 2, row: 0 }, 'ArrowRight', 3, 2)).toBeNull();
  expect(step({ column: 1, row: 1 }, 'End', 3, 2)).toEqual({ column: 2, row: 1 });
  expect(step({ column: 0, row: 0 }, 'End', 0, 0)).toBeNull();
});
