import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { tailedHistogram } from '../../../src/engine/statistics/histogram.ts';
import { durationsOf } from '../../../src/engine/statistics/quantiles.ts';

const days = (...values: number[]): Float64Array => Float64Array.from(values, (day) => day * DAY_MS);
const of = (values: Float64Array) => tailedHistogram(values, durationsOf(values));

describe('a histogram with a long tail', () => {
  it('gathers what lies beyond the outer fence in one last bin', () => {
    // p25 2.75 and p75 6.25 days (type 7): the fence is at 6.25 + 3 × 3.5 = 16.75 days.
    const { edges, counts } = of(days(1, 2, 3, 4, 5, 6, 7, 400));
    expect(edges.slice(0, 2)).toEqual([0, DAY_MS]);
    expect(edges.slice(-2)).toEqual([17 * DAY_MS, 400 * DAY_MS]);
    expect(counts).toEqual([0, 1, 1, 1, 1, 1, 1, 1, ...Array<number>(9).fill(0), 1]);
  });

  it('has equal bins throughout where there is no tail, and none without values', () => {
    const { edges, counts } = of(days(1, 2, 3, 4, 5, 6));
    expect(new Set(edges.slice(1).map((edge, i) => edge - edges[i]!)).size).toBe(1);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(6);
    expect(of(days())).toEqual({ edges: [], counts: [] });
  });

  it('holds values that are all the same, and mostly zero ones', () => {
    expect(of(days(3, 3, 3)).counts.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(of(days(0, 0, 0, 0, 0, 9)).counts.reduce((sum, n) => sum + n, 0)).toBe(6);
  });
});
