import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { chiSquareTail } from '../../../src/engine/statistics/chi-square.ts';
import {
  curveQuantile,
  kaplanMeier,
  medianSurvival,
  numbersAtRisk,
  pointAt,
  pointsOf,
  productLimit,
  restrictedMean,
  survivalQuantile,
  type SurvivalSample,
} from '../../../src/engine/statistics/kaplan-meier.ts';
import { logRank } from '../../../src/engine/statistics/log-rank.ts';

const sample = (events: readonly number[], censored: readonly number[] = []): SurvivalSample => ({
  events: Float64Array.from(events).sort(),
  censored: Float64Array.from(censored).sort(),
});

// Remission in weeks, 6-MP and control: E. J. Freireich et al., Blood 21 (1963), as in lifelines' tests.
const treated = sample([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
const control = sample([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

describe('S4 Kaplan–Meier', () => {
  const points = kaplanMeier(treated);
  it.each([
    [6, 0.8571],
    [7, 0.8067],
    [10, 0.7529],
    [13, 0.6902],
    [16, 0.6275],
    [22, 0.5378],
    [23, 0.4482],
  ])('S(%d) of the 6-MP arm', (time, survival) => {
    expect(pointAt(points, time)!.survival).toBeCloseTo(survival, 4);
  });
  it('log-log interval at 10', () => {
    const { low, high, atRisk } = pointAt(points, 10)!;
    expect(low).toBeCloseTo(0.5032, 4);
    expect(high).toBeCloseTo(0.8894, 4);
    expect(atRisk).toBe(15);
  });
  it('median 23 weeks against 8; not reached is null', () => {
    // Medians as lifelines prints them; the upper end of 6-MP's interval lies beyond the data.
    expect(medianSurvival(productLimit(treated))).toEqual({ time: 23, low: 13, high: null });
    // Two of two: the curve falls from one half to 0, where its limits aren't defined (R's survfit says NA).
    const two = productLimit({ events: Float64Array.of(1, 2), censored: new Float64Array(0) });
    expect(medianSurvival(two)).toMatchObject({ time: 1, high: null });
    expect(medianSurvival(productLimit(control)).time).toBe(8);
    expect(medianSurvival(productLimit(sample([1], [2, 3, 4]))).time).toBeNull();
  });
  it('quantiles without the points are those of the points', () => {
    const times = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 });
    const shares = fc.constantFrom(0.05, 0.25, 0.5, 0.75, 0.9);
    fc.assert(
      fc.property(times, times, fc.nat(3), shares, (events, censored, immune, share) => {
        const asked = { ...sample(events, censored), immune };
        const { time, survival } = productLimit(asked);
        expect(survivalQuantile(asked, share)).toBe(curveQuantile(time, survival, share));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps the immune at risk', () => {
    expect(kaplanMeier({ ...sample([1, 2]), immune: 2 }).map(({ survival }) => survival)).toEqual([
      0.75, 0.5,
    ]);
  });
  it('restricted mean without censoring is the mean of min(time, until), its standard error that of the mean', () => {
    const { mean, se } = restrictedMean(productLimit(control), 12);
    const cut = [...control.events].map((time) => Math.min(time, 12));
    const average = cut.reduce((sum, time) => sum + time, 0) / cut.length;
    const variance = cut.reduce((sum, time) => sum + (time - average) ** 2, 0) / cut.length;
    expect(mean).toBeCloseTo(average, 12);
    expect(se).toBeCloseTo(Math.sqrt(variance / cut.length), 12);
    expect(restrictedMean(productLimit(sample([])), 7)).toEqual({ mean: 7, se: 0 });
  });
  it('is what the definition says, on random samples', () => {
    const times = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 25 });
    fc.assert(
      fc.property(times, times, (events, censored) => {
        let survival = 1;
        let last = 1;
        for (const point of kaplanMeier(sample(events, censored))) {
          const atRisk = [...events, ...censored].filter((time) => time >= point.time).length;
          const died = events.filter((time) => time === point.time).length;
          survival *= (atRisk - died) / atRisk;
          expect(point).toMatchObject({ atRisk, events: died });
          expect(point.survival).toBeCloseTo(survival, 12);
          // As R's survfit: at 0 the limits aren't defined.
          expect(Number.isNaN(point.low)).toBe(point.survival === 0);
          expect(Number.isNaN(point.high)).toBe(point.survival === 0);
          expect(point.low > point.survival || point.high < point.survival).toBe(false);
          expect(point.survival).toBeLessThanOrEqual(last);
          last = point.survival;
        }
        expect(numbersAtRisk(sample(events, censored), [0, 5, 13])).toEqual(
          [0, 5, 13].map((at) => [...events, ...censored].filter((time) => time >= at).length),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('S4 log-rank', () => {
  it.each([
    // Freireich: survdiff of R prints 16.8; digits as in lifelines' tests.
    ['6-MP against control', [treated, control], 16.793, 4.17e-5, 3, 7],
    // R's survdiff on the two small tables.
    ['three against three', [sample([10, 20, 30]), sample([10, 20, 50])], 0.254237, 0.614107, 6, 6],
    [
      'with the second of each censored',
      [sample([10, 30], [20]), sample([10, 50], [20])],
      0.384615,
      0.535143,
      6,
      6,
    ],
  ] as const)('%s', async (_, samples, statistic, p, digits, digitsOfP) => {
    const test = await logRank(samples);
    expect(test.df).toBe(1);
    expect(test.statistic).toBeCloseTo(statistic, digits);
    expect(test.p).toBeCloseTo(p, digitsOfP);
  });
  it('doesn’t care for the order of groups nor for empty ones, and expects as many events as there were', async () => {
    const times = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(times, times), { minLength: 2, maxLength: 5 }), async (groups) => {
        const samples = groups.map(([events, censored]) => sample(events, censored));
        const forth = await logRank(samples);
        const back = await logRank([...samples, sample([])].reverse());
        expect(back.df).toBe(forth.df);
        if (Number.isNaN(forth.statistic)) expect(back.statistic).toBeNaN();
        else expect(back.statistic).toBeCloseTo(forth.statistic, 8);
        const sum = (figure: 'observed' | 'expected'): number =>
          forth.groups.reduce((total, group) => total + group[figure], 0);
        expect(sum('expected')).toBeCloseTo(sum('observed'), 9);
      }),
      { numRuns: 500 },
    );
  });
  it('can be stopped', async () => {
    const cancelled: Control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
    await expect(logRank([treated, control], 'log-rank', cancelled)).rejects.toMatchObject({
      appError: { code: 'cancelled' },
    });
  });
  it('compares nothing with nothing', async () => {
    expect(await logRank([treated])).toMatchObject({ df: 0, statistic: NaN, p: NaN });
    expect((await logRank([sample([], [1]), sample([], [2])])).statistic).toBeNaN();
  });
});

describe('chi-square tail', () => {
  it.each([
    // Upper percentage points: NIST/SEMATECH e-Handbook, 1.3.6.7.4.
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [18.307, 10, 0.05],
    [124.342, 100, 0.05],
    [70.065, 100, 0.99],
  ])('above %d at %d degrees: %d', (x, df, p) => {
    expect(chiSquareTail(x, df)).toBeCloseTo(p, 4);
  });
  it('of two degrees is an exponential', () => {
    for (const x of [0, 0.1, 1, 3, 10, 50]) expect(chiSquareTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 14);
  });
});

it('thins evenly and keeps the last', () => {
  const times = (count: number, most: number): number[] =>
    pointsOf(productLimit(sample([...Array(count).keys()])), most).map(({ time }) => time);
  expect(times(10, 4)).toEqual([0, 2, 5, 7, 9]);
  expect(times(2, 4)).toEqual([0, 1]);
});
