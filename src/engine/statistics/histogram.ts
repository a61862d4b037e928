import { DAY_MS, HOUR_MS } from '../../base/calendar.ts';

const MINUTE = 60_000;
/** Widths that read well on a time axis. */
const WIDTHS = [
  1,
  10,
  100,
  1000,
  5000,
  15_000,
  30_000,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
  90 * DAY_MS,
  180 * DAY_MS,
  365 * DAY_MS,
];
const MOST_BINS = 30;

/** Returns a width (ms) that reads well on a time axis and of which at most `most` make up `max`. */
export function readableWidth(max: number, most: number): number {
  let width = WIDTHS.find((candidate) => max / candidate <= most) ?? WIDTHS.at(-1)!;
  while (max / width > most) width *= 2;
  return width;
}

/**
 * Returns a histogram of durations (ms, not negative, NaN left out) in bins of one readable width, from 0 on, at most 30: bin i
 * covers [edges[i], edges[i + 1]), the last its end too. Without values there are no bins.
 */
export function timeHistogram(values: Float64Array, max: number): { edges: number[]; counts: number[] } {
  if (!(max >= 0)) return { edges: [], counts: [] };
  const width = readableWidth(max, MOST_BINS);
  const bins = Math.max(1, Math.ceil(max / width));
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) counts[Math.min(bins - 1, Math.floor(value / width))]!++;
  }
  return { edges: Array.from({ length: bins + 1 }, (_, i) => i * width), counts };
}

/**
 * Like `timeHistogram`, but bins end at the outer fence, p75 + 3 (p75 − p25) (J. W. Tukey, Exploratory Data Analysis, 1977), and one last bin holds
 * what is longer, so that a few very long durations don't crowd all others into the first bin.
 */
export function tailedHistogram(
  values: Float64Array,
  { p25, p75, max }: { readonly p25: number; readonly p75: number; readonly max: number },
): { edges: number[]; counts: number[] } {
  const fence = p75 + 3 * (p75 - p25);
  if (!(fence > 0) || max <= 1.25 * fence) return timeHistogram(values, max);
  const width = readableWidth(fence, MOST_BINS - 1);
  const bins = Math.ceil(fence / width);
  if (bins * width >= max) return timeHistogram(values, max);
  const counts = new Array<number>(bins + 1).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) counts[Math.min(bins, Math.floor(value / width))]!++;
  }
  return { edges: [...Array.from({ length: bins + 1 }, (_, i) => i * width), max], counts };
}
