import { scaleLinear } from 'd3';
import type { StickinessPeriod } from '../../questions/stickiness.ts';
import type { Box } from '../scale.ts';
import { px } from '../scale.ts';

/** What is drawn of one number of sub-periods. */
interface StickinessMark {
  /** From 1. */
  readonly parts: number;
  /** Middle of the column. */
  readonly x: number;
  /** Those active in exactly so many, as a share of the active. */
  readonly bar: Box;
  /** Those active in at least so many; null when nobody is active. */
  readonly point: { readonly y: number } | null;
  /** The ends of its interval; null where it has none. */
  readonly whisker: { readonly high: number; readonly low: number } | null;
  /** Whether the number stands under the column. */
  readonly labelled: boolean;
  /** Where the count stands: in the bar, or over what is drawn; null where it has no room. */
  readonly count: { readonly y: number; readonly inside: boolean } | null;
}

export interface StickinessLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly bar: number;
  readonly marks: readonly StickinessMark[];
  /** Through the points. */
  readonly line: string;
  readonly ticks: readonly { readonly share: number; readonly y: number }[];
}

const TOP = 16;
/** Room that a number under a column, and a count a count want, px. */
const NUMBER = 22;
const COUNT = 46;
/** A bar this high holds its count, clear of the point on its end. */
const INSIDE = 30;
/** Nobody who is there goes unseen. */
const LEAST = 0.6;
/** Columns drawn at least, where a period has as many sub-periods: a week is drawn whole. */
const WHOLE = 31;

/** Bars of exactly, and a line of at least so many sub-periods, on one scale of shares of the active from 0 to all. */
export function layoutStickiness(
  { parts, active, exactly, atLeast }: Pick<StickinessPeriod, 'parts' | 'active' | 'exactly' | 'atLeast'>,
  room: number,
  plot: number,
): StickinessLayout {
  const width = Math.max(1, room);
  const left = 48;
  const right = Math.max(left + 1, width - 4);
  const base = TOP + plot;
  const y = scaleLinear([0, 1], [base, TOP]);
  // Of hundreds of hours the numbers that nobody reached are left out.
  const count = Math.min(parts, Math.max(WHOLE, exactly.findLastIndex((people) => people > 0) + 2));
  const pitch = (right - left) / Math.max(1, count);
  const bar = Math.max(1, Math.min(52, pitch * 0.66));
  const every = Math.max(1, Math.ceil(NUMBER / pitch));
  const marks = Array.from({ length: count }, (_, index): StickinessMark => {
    const x = left + pitch * (index + 0.5);
    const people = exactly[index] ?? 0;
    const rate = atLeast[index];
    const known = active === 0 ? undefined : rate;
    const point = known === undefined ? null : { y: y(known.rate) };
    const height = people === 0 ? 0 : Math.max(LEAST, base - y(people / active));
    return {
      parts: index + 1,
      x,
      bar: { x: x - bar / 2, y: base - height, width: bar, height },
      point,
      whisker:
        known === undefined || !Number.isFinite(known.low)
          ? null
          : { high: y(known.high), low: y(known.low) },
      labelled: index % every === 0,
      count: pitch >= COUNT && people > 0 ? countAt(base - height, height, point?.y ?? base) : null,
    };
  });
  const places = marks.flatMap(({ x, point }) => (point === null ? [] : [`${px(x)} ${px(point.y)}`]));
  return {
    width,
    height: base + 36,
    left,
    right,
    top: TOP,
    base,
    bar,
    marks,
    line: places.length === 0 ? '' : `M${places.join('L')}`,
    ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ share, y: y(share) })),
  };
}

/** In the bar where it is high enough, else clear of the bar and of the point. */
function countAt(top: number, height: number, point: number): { y: number; inside: boolean } {
  return height >= INSIDE ? { y: top + 16, inside: true } : { y: Math.min(top, point) - 9, inside: false };
}

/** The mark at a place: the column by its distance sideways, then the point (row 0) or the bar (row 1), whichever is nearer. */
export function stickinessAt(
  { marks }: StickinessLayout,
  x: number,
  y: number,
): { column: number; row: number } | null {
  let column = -1;
  for (const [index, mark] of marks.entries())
    if (column < 0 || Math.abs(mark.x - x) < Math.abs((marks[column]?.x ?? 0) - x)) column = index;
  const mark = marks[column];
  if (mark === undefined) return null;
  const toPoint = mark.point === null ? Number.POSITIVE_INFINITY : Math.abs(mark.point.y - y);
  const toBar = mark.bar.height === 0 ? Number.POSITIVE_INFINITY : Math.max(mark.bar.y - y, 0);
  // A point often lies on the end of its bar: only right at it is the point meant.
  return { column, row: toPoint <= Math.min(6, toBar) || toBar > toPoint ? 0 : 1 };
}
