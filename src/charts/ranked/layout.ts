import { shorten, type Measure } from '../fit.ts';

/** A bar of a ranking, its figures as they are written. */
export interface RankedBar {
  readonly name: string;
  /** Shares from 0 to 1; the whisker is from low to high. */
  readonly share: { readonly rate: number; readonly low: number; readonly high: number };
  readonly count: string;
  readonly rate: string;
  readonly interval: string;
  /** Outlined only: what has no value. */
  readonly hollow: boolean;
}

/** A bar in its place, px. */
interface PlacedBar {
  readonly bar: RankedBar;
  /** Its name, as far as there is room. */
  readonly name: string;
  /** Top of the row. */
  readonly y: number;
  /** Ends of the bar, and of the whisker. */
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

export interface RankedLayout {
  readonly width: number;
  readonly height: number;
  /** Where the bars begin, and where counts and rates end. */
  readonly left: number;
  readonly counts: number;
  readonly bars: readonly PlacedBar[];
}

/** Height of a row and of a bar in it, px. */
export const ROW = 28;
export const BAR = 14;

const WIDTH = 960;
const NAMES = 280;
const GAP = 12;
/** More bars than anybody reads in one picture. */
const MOST = 60;

/**
 * Places ranked bars on one scale that begins at 0 and ends with the highest whisker. Draws the first 60.
 * @param measure widths of names at 13 px
 */
export function layoutRanked(all: readonly RankedBar[], measure: Measure): RankedLayout {
  const drawn = all.slice(0, MOST);
  const widest = (texts: readonly string[]): number => Math.ceil(Math.max(0, ...texts.map(measure)));
  const left = Math.min(NAMES, widest(drawn.map(({ name }) => name))) + GAP;
  const rates = widest(drawn.map(({ rate, interval }) => `${rate}  ${interval}`));
  const counts = WIDTH - rates - GAP;
  const room = counts - widest(drawn.map(({ count }) => count)) - GAP - left;
  const most = Math.max(...drawn.map(({ share }) => share.high), Number.MIN_VALUE);
  const x = (share: number): number => left + (room * share) / most;
  return {
    width: WIDTH,
    height: drawn.length * ROW,
    left,
    counts,
    bars: drawn.map((bar, index) => ({
      bar,
      name: shorten(bar.name, left - GAP, measure),
      y: index * ROW,
      right: x(bar.share.rate),
      low: x(bar.share.low),
      high: x(bar.share.high),
    })),
  };
}
