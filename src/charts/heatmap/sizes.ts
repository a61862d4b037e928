import type { Measure } from '../fit.ts';

/** Lengths of a heatmap, px. Between columns and rows lies a gap of 1. */
export interface HeatSizes {
  readonly small: boolean;
  /** First column: names of the cohorts. */
  readonly name: number;
  readonly size: number;
  readonly cell: number;
  /** From the top of one row to the top of the next. */
  readonly pitch: number;
  readonly width: number;
  /** What stays in place at the left while the rest scrolls. */
  readonly pinned: number;
}

/** Texts that decide how wide the columns are. */
export interface HeatTexts {
  readonly names: readonly string[];
  readonly sizes: readonly string[];
  readonly cells: readonly string[];
}

/** Lengths of a table of `count` columns in `room` px: cells share what is left, within what reads well. */
export function heatSizes(
  room: number,
  rem: number,
  count: number,
  texts: HeatTexts,
  measure: Measure,
): HeatSizes {
  const small = room < 45 * rem;
  const widest = (of: readonly string[]): number =>
    of.reduce((most, text) => Math.max(most, measure(text)), 0);
  const most = (small ? 7 : 14) * rem;
  const name = Math.round(
    Math.min(most, Math.max(widest(texts.names) + 1.25 * rem, (small ? 4.75 : 7) * rem)),
  );
  const size = Math.round(widest(texts.sizes) + 1.25 * rem);
  const least = Math.max(2.5 * rem, widest(texts.cells) + 0.75 * rem);
  const share = (room - name - size - 3) / Math.max(1, count) - 1;
  const cell = Math.floor(Math.max(least, Math.min(share, 6.5 * rem)));
  return {
    small,
    name,
    size,
    cell,
    pitch: (small ? 1.75 : 1.375) * rem + 1,
    width: name + size + count * (cell + 1) + 3,
    pinned: name + 2 + (small ? 0 : size + 1),
  };
}
