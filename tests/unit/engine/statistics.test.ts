import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { answerCounts } from '../../../src/engine/counts.ts';
import { timeHistogram } from '../../../src/engine/statistics/histogram.ts';
import { findsAmong } from '../../../src/engine/statistics/many-tests.ts';
import { durationsOf } from '../../../src/engine/statistics/quantiles.ts';
import { sortAscending } from '../../../src/engine/statistics/sort.ts';
import { certain, wilson } from '../../../src/engine/statistics/wilson.ts';

describe('X1 Wilson intervals', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d', (k, n, low, high) => {
    const rate = wilson(k, n);
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
    expect(rate.rate).toBe(k / n);
  });
  it('are none of what is all by definition', () => {
    expect(certain(8)).toEqual({ k: 8, n: 8, rate: 1, low: NaN, high: NaN });
    expect(certain(0).rate).toBeNaN();
    const stages = [60, 60, 15].map((count) => ({ label: '', count }));
    const { stages: counted } = answerCounts({ kind: 'counts', version: 1, stages });
    expect(counted.map(({ ofEntrants }) => ofEntrants.low)).toEqual([
      NaN,
      wilson(60, 60).low,
      wilson(15, 60).low,
    ]);
  });
  it('has no rate of nothing', () => {
    expect(wilson(0, 0)).toEqual({ k: 0, n: 0, rate: NaN, low: 0, high: 1 });
  });
});

describe('X2 tests at once', () => {
  // Y. Benjamini and Y. Hochberg, JRSS B 57 (1995), section 3.2: four of fifteen are found, of which Bonferroni's method finds three.
  it('find what Benjamini and Hochberg find', () => {
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(findsAmong(ps)).toEqual(ps.map((_, k) => k < 4));
    expect(findsAmong(ps.toReversed())).toEqual(ps.map((_, k) => k > 10));
  });
  it('find by 5 % alone, and what is over its own share where the next is not', () => {
    expect([findsAmong([0.049]), findsAmong([0.051]), findsAmong([])]).toEqual([[true], [false], []]);
    expect(findsAmong([0.04, 0.045])).toEqual([true, true]);
  });
});

describe('quantiles', () => {
  it('type 7: R\u2019s quantile(c(1, 2, 3, 4)) is 1.75, 2.5, 3.25', () => {
    const { p25, median, p75, mean, n } = durationsOf(Float64Array.of(4, NaN, 1, 3, 2));
    expect([p25, median, p75, mean, n]).toEqual([1.75, 2.5, 3.25, 2.5, 4]);
  });
  it('selects among many what sorting them all would give', () => {
    const random = seededRandom(5);
    for (const value of [
      () => random.next() ** 8 * 1e9,
      () => random.int(3),
      () => Math.floor(random.next() * 1e6),
    ]) {
      const values = Float64Array.from({ length: 5001 }, value);
      const sorted = values.slice().sort();
      const { p10, p25, median, p75, p90 } = durationsOf(values);
      // 5001 values: the ranks are whole.
      expect([p10, p25, median, p75, p90]).toEqual([500, 1250, 2500, 3750, 4500].map((rank) => sorted[rank]));
    }
  });
  it('has none of nothing', () => {
    expect(durationsOf(Float64Array.of(NaN)).median).toBeNaN();
  });
});

describe('sorting', () => {
  const random = seededRandom(11);
  const awkward = [0, 5e-324, 0.1, 1e-9, 2 ** 32, 2 ** 53, 1.7e308];
  it.each([
    ['whole milliseconds', () => Math.floor(random.next() * 4e10)],
    ['fractions of any size', () => random.next() * 10 ** random.int(20)],
    ['many of one value', () => random.int(3)],
    ['the smallest and largest', () => awkward[random.int(awkward.length)]!],
    ['whole numbers below and above zero', () => random.int(100_000) - 50_000 || 0],
    ['whole ms of minutes', () => 1.7e12 + random.int(600_000)],
    ['whole ms of a year', () => random.int(31_536_000) * 1000],
    ['whole ms of three years', () => random.int(94_608_000) * 1000],
    ['some infinite', () => (random.int(9) === 0 ? Infinity : random.next())],
    ['some missing', () => (random.int(9) === 0 ? NaN : random.next() * 1e6)],
    ['some negative', () => random.next() - 0.01],
  ])('is that of the platform: %s', (_, value) => {
    for (const length of [0, 1, 9, 15, 100, 2048, 5003]) {
      const values = Float64Array.from({ length: length + 3 }, value);
      // A part of a longer array, whose neighbours stay as they are.
      const part = values.subarray(1, length + 1);
      const expected = part.slice().sort();
      const around = [values[0], values[length + 1], values[length + 2]];
      expect(sortAscending(part)).toBe(part);
      expect(part).toEqual(expected);
      expect([values[0], values[length + 1], values[length + 2]]).toEqual(around);
    }
  });
});

describe('time histogram', () => {
  it('has readable bins that hold every value, the last edge included', () => {
    const { edges, counts } = timeHistogram(
      Float64Array.of(0, 86_400_000, 3 * 86_400_000, NaN),
      3 * 86_400_000,
    );
    expect(edges[1]).toBe(6 * 3_600_000);
    expect(edges.at(-1)).toBe(3 * 86_400_000);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(counts.at(-1)).toBe(1);
  });
});
