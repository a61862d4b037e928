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
  /** Narrow, the names stand as a list under the bar. */
  readonly form: 'wide' | 'narrow';
  readonly parts: readonly {
    readonly box: Box;
    /** The longest of all. */
    readonly main: boolean;
    /** Baseline and beginning of its name, whose time stands below, or at the end of the line in a list; null: it takes no time. */
    readonly words: { readonly x: number; readonly y: number; readonly name: string } | null;
    /** From the bar down to words that have no room right under their part; null: none. */
    readonly leader: { readonly x: number; readonly from: number; readonly to: number } | null;
  }[];
}

const WIDE = 760;
const TOP = 2;
const BAR = 26;
const LINE = 17;
/** Height of a name with its time below. */
const WORDS = 40;
/** Between names beside each other. */
const GAP = 12;
/** Height of a line of the list. */
const ROW = 24;
const LEAST = 1;

/** One bar whose whole length is the whole time, in the order given. `times` are the times as they are written. */
export function layoutShares(
  shares: readonly TimeShare[],
  times: readonly string[],
  room: number,
  measure: Measure,
): SharesLayout {
  const width = Math.max(1, room);
  const wide = width >= WIDE;
  const whole = shares.reduce((sum, { ms }) => sum + ms, 0);
  const longest = shares.reduce((most, { ms }) => Math.max(most, ms), 0);
  const main = shares.findIndex(({ ms }) => ms === longest);
  const base = TOP + BAR;
  let before = 0;
  const boxes = shares.map(({ ms }): Box => {
    const x = whole > 0 ? (before / whole) * width : 0;
    before += ms;
    const end = whole > 0 ? (before / whole) * width : 0;
    const length = ms > 0 ? Math.max(LEAST, end - x - (end - x > 3 ? 1 : 0)) : 0;
    return { x, y: TOP, width: length, height: BAR };
  });
  const wanted = shares.map(({ name }, index) => Math.max(measure(name), measure(times[index] ?? '')));
  const levels = wide ? levelsOf(boxes, wanted, width) : [];
  let row = 0;
  const parts = shares.map(({ name, ms }, index): SharesLayout['parts'][number] => {
    const box = boxes[index]!;
    const own = { box, main: index === main && ms > 0 };
    if (!(ms > 0)) return { ...own, words: null, leader: null };
    if (!wide) {
      const y = base + ROW * ++row - 4;
      return { ...own, words: { x: 0, y, name: shorten(name, width * 0.6, measure) }, leader: null };
    }
    const level = levels[index]!;
    const from = base + level * WORDS;
    const x = Math.max(0, Math.min(box.x, width - wanted[index]!));
    return {
      ...own,
      words: { x, y: from + LINE, name: shorten(name, width, measure) },
      leader: level === 0 ? null : { x: box.x + Math.min(4, box.width / 2), from: base, to: from + 4 },
    };
  });
  const height = base + (wide ? (Math.max(0, ...levels) + 1) * WORDS : row * ROW + 4);
  return { width, height, form: wide ? 'wide' : 'narrow', parts };
}

/**
 * Returns on which level under the bar the words of each part stand: right under it where they have room, else on the first lower one that they
 * don't share with words to their right.
 */
function levelsOf(boxes: readonly Box[], wanted: readonly number[], width: number): readonly number[] {
  const begun: number[] = [];
  return boxes
    .map((box, index) => ({ box, want: wanted[index]! }))
    .toReversed()
    .map(({ box, want }) => {
      if (box.width === 0 || want <= box.width) return 0;
      let level = 1;
      while (box.x + want + GAP > (begun[level] ?? Infinity)) level++;
      begun[level] = Math.min(box.x, width - want);
      return level;
    })
    .reverse();
}
