import { shorten, type Measure } from '../fit.ts';
import type { Box } from '../scale.ts';

/** A part of a time. */
export interface TimeShare {
  readonly name: string;
  /** Not negative. */
  readonly ms: number;
}

export interface SharesLayout {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly {
    readonly box: Box;
    /** The longest of all. */
    readonly main: boolean;
    /** What has room under the part: its name, and its time; null: neither. */
    readonly words: { readonly x: number; readonly name: string; readonly time: boolean } | null;
  }[];
}

const TOP = 2;
const BAR = 26;
/** Room a shortened name wants. */
const NAME = 48;
const LEAST = 1;

/** One bar whose whole length is the whole time, in the order given. `times` are the times as they are written. */
export function layoutShares(
  shares: readonly TimeShare[],
  times: readonly string[],
  room: number,
  measure: Measure,
): SharesLayout {
  const width = Math.max(1, room);
  const whole = shares.reduce((sum, { ms }) => sum + ms, 0);
  const longest = shares.reduce((most, { ms }) => Math.max(most, ms), 0);
  const main = shares.findIndex(({ ms }) => ms === longest);
  let before = 0;
  return {
    width,
    height: TOP + BAR + 40,
    parts: shares.map(({ name, ms }, index) => {
      const x = whole > 0 ? (before / whole) * width : 0;
      before += ms;
      const end = whole > 0 ? (before / whole) * width : 0;
      const length = ms > 0 ? Math.max(LEAST, end - x - (end - x > 3 ? 1 : 0)) : 0;
      const fits = length >= Math.min(NAME, measure(name));
      return {
        box: { x, y: TOP, width: length, height: BAR },
        main: index === main && ms > 0,
        words: fits
          ? { x, name: shorten(name, length - 4, measure), time: measure(times[index] ?? '') <= length }
          : null,
      };
    }),
  };
}
