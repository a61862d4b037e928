import { shorten, type Measure } from '../fit.ts';
import { ticksTo } from '../scale.ts';

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
  /** Shares that are marked on the scale, from 0 on. */
  readonly ticks: readonly { readonly share: number; readonly x: number }[];
}

/** The scale of ranked bars: from 0 to a round share that no whisker goes beyond. */
export interface RankedScale {
  /** Shares that are marked, ascending; the last is the end of the scale. */
  readonly ticks: readonly number[];
  /** Where a share stands on it, 0 to 1. */
  readonly at: (share: number) => number;
}

/** Returns the scale of bars whose whiskers end at `most`, a share from 0 to 1. */
export function rankedScale(most: number): RankedScale {
  const step = ticksTo(most * 100, STEPS, false)[1] ?? 100;
  const count = Math.max(1, Math.ceil((most * 100) / step - 1e-9));
  const end = (count * step) / 100;
  return {
    ticks: Array.from({ length: count + 1 }, (_, index) => (index * step) / 100),
    at: (share) => share / end,
  };
}

/** Height of a row and of a bar in it, px. */
export const ROW = 28;
export const BAR = 14;

const WIDTH = 960;
const NAMES = 280;
const GAP = 12;
/** More bars than anybody reads in one picture. */
const MOST = 60;
/** Steps of the scale at the most. */
const STEPS = 4;
/** Room under the bars for what the scale says. */
const AXIS = 20;

/**
 * Places ranked bars on one scale from 0 to beyond the highest whisker. Draws the first 60.
 * @param measure widths of names at 13 px
 */
export function layoutRanked(all: readonly RankedBar[], measure: Measure): RankedLayout {
  const drawn = all.slice(0, MOST);
  const widest = (texts: readonly string[]): number => Math.ceil(Math.max(0, ...texts.map(measure)));
  const left = Math.min(NAMES, widest(drawn.map(({ name }) => name))) + GAP;
  const rates = widest(drawn.map(({ rate, interval }) => `${rate}  ${interval}`));
  const counts = WIDTH - rates - GAP;
  const room = counts - widest(drawn.map(({ count }) => count)) - GAP - left;
  const scale = rankedScale(Math.max(0, ...drawn.map(({ share }) => share.high)));
  const x = (share: number): number => left + room * scale.at(share);
  return {
    width: WIDTH,
    height: drawn.length * ROW + AXIS,
    left,
    counts,
    ticks: scale.ticks.map((share) => ({ share, x: x(share) })),
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
