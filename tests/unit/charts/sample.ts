import type { Durations, Rate, StepResult } from '../../../src/questions/funnel.ts';

/** Wilson score interval at 95 % (Wilson 1927, eq. for z = 1.959964). */
export function rateOf(k: number, n: number): Rate {
  if (n === 0) return { k, n, rate: Number.NaN, low: Number.NaN, high: Number.NaN };
  const z = 1.959963984540054;
  const p = k / n;
  const scale = 1 + (z * z) / n;
  const middle = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return { k, n, rate: p, low: middle - half, high: middle + half };
}

export function durationsOf(median: number, n: number): Durations {
  return {
    n,
    min: median / 10,
    p10: median / 5,
    p25: median / 2,
    median,
    p75: median * 2,
    p90: median * 5,
    max: median * 10,
    mean: median * 1.5,
  };
}

type Row = readonly [
  label: string,
  entered: number,
  wentOn: number,
  open: number,
  dropped: number,
  excluded: number,
];

/** Steps from rows of counts; every onward rate is over those whose outcome is settled. */
export function stepsOf(rows: readonly Row[]): StepResult[] {
  const entrants = rows[0]?.[1] ?? 0;
  return rows.map(([label, entered, wentOn, open, dropped, excluded], index) => {
    const last = index === rows.length - 1;
    return {
      label,
      optional: false,
      entered,
      wentOn,
      open,
      dropped,
      excluded,
      ofEntrants: rateOf(entered, entrants),
      onward: last ? null : rateOf(wentOn, wentOn + dropped),
      toNext: last ? null : durationsOf(3_600_000, wentOn),
    };
  });
}

/** The funnel of the design's mock: 9,284 entrants in five steps. */
export const shop = stepsOf([
  ['Visit', 9284, 6566, 490, 2185, 43],
  ['Product viewed', 6566, 2926, 698, 2867, 75],
  ['Added to cart', 2926, 1795, 190, 906, 35],
  ['Checkout started', 1795, 1191, 134, 462, 8],
  ['Purchase', 1191, 0, 0, 0, 0],
]);
