import { line, scaleLinear } from 'd3';

/** A number followed over the periods, in a strip of its own. */
export interface SeriesRow {
  readonly id: string;
  readonly label: string;
  /** By period; NaN: not known. */
  readonly values: readonly number[];
  /** Writes a value. */
  readonly text: (value: number) => string;
}

/** Periods that are shaded, by index, both ends included: those asked about, or, `quiet`, those compared with. */
export type SeriesBand = readonly [
  from: number,
  to: number,
  as?: { readonly name: string; readonly quiet: boolean },
];

interface SeriesStrip {
  readonly id: string;
  readonly top: number;
  readonly base: number;
  /** From the first to the last complete period. */
  readonly line: string;
  /** On to those before and behind that are not complete, if they are known. */
  readonly open: string;
  /** By period; null where the value isn't known. */
  readonly places: readonly ({ readonly x: number; readonly y: number } | null)[];
  /** Largest value drawn, and where it stands; null for a strip without values. */
  readonly peak: { readonly value: number; readonly y: number } | null;
}

export interface SeriesLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly strips: readonly SeriesStrip[];
  readonly periods: readonly { readonly x: number }[];
  /** Periods that a range covers, as boxes from the first to the last strip. */
  readonly marked: readonly { readonly x: number; readonly width: number }[];
}

const TOP = 8;
const GAP = 18;
const AXIS = 22;
/** Room of a name above its strip, and of each of its lines but the last, px. */
const NAME = 20;
export const NAME_LINE = 16;
/** Room of the names of bands over the first strip, px. */
const BAND = 16;

/**
 * Lays rows of numbers out as strips under each other, each on its own scale from 0, over the same periods.
 * @param complete by period; those at the ends that aren't hang on a dashed line
 * @param marked bands; where one has a name there is room for it over the first strip
 * @param gutter width of the names at the left, px; 0: they stand above their strips
 * @param strip height of one strip, px
 * @param nameLines lines of the longest name
 */
export function layoutSeries(
  rows: readonly Pick<SeriesRow, 'id' | 'values'>[],
  complete: readonly boolean[],
  marked: readonly SeriesBand[],
  room: number,
  gutter: number,
  strip = 44,
  nameLines = 1,
): SeriesLayout {
  const count = complete.length;
  const width = Math.max(1, room);
  const left = gutter;
  const right = Math.max(left + 1, width - 8);
  const step = (right - left) / Math.max(1, count);
  const x = (period: number): number => left + step * (period + 0.5);
  const name = gutter === 0 ? NAME + (nameLines - 1) * NAME_LINE : 0;
  const first = TOP + (marked.some(([, , as]) => as !== undefined) ? BAND : 0);
  const whole = [complete.indexOf(true), complete.lastIndexOf(true)] as const;
  const strips = rows.map(({ id, values }, row): SeriesStrip => {
    const top = first + name + row * (strip + name + GAP);
    const base = top + strip;
    const peak = Math.max(0, ...values.filter(Number.isFinite));
    const y = scaleLinear([0, peak > 0 ? peak : 1], [base, top]);
    const places = values.map((value, period) =>
      Number.isFinite(value) ? { x: x(period), y: y(value) } : null,
    );
    const draw = (from: number, to: number): string =>
      line<(typeof places)[number]>(
        (place) => place!.x,
        (place) => place!.y,
      ).defined((place) => place !== null)(places.slice(from, to)) ?? '';
    return {
      id,
      top,
      base,
      ...ended(draw, whole, count),
      places,
      peak: peak > 0 ? { value: peak, y: y(peak) } : null,
    };
  });
  const end = rows.length === 0 ? first : first + rows.length * (strip + name + GAP) - GAP;
  return {
    width,
    height: end + AXIS,
    left,
    right,
    strips,
    periods: complete.map((_, period) => ({ x: x(period) })),
    marked: marked.map(([from, to]) => ({ x: x(from) - step / 2, width: step * (to - from + 1) })),
  };
}

/** How the points behind the last final one are drawn: those of a share not at all, since it falls while people may still come; sums apart from the line; where nothing is ever final, on as a line. */
export type SparkTail = 'none' | 'points' | 'line';

type Place = { readonly x: number; readonly y: number };

/** A line without axes, as it stands beside its number. */
export interface SparkLayout {
  /** From the first to the last final point. */
  readonly line: string;
  /** On to those before that are not final, and with the tail `line` to those behind. */
  readonly open: string;
  /** Those behind, with the tail `points`. */
  readonly points: readonly Place[];
  /** The newest final point; null without any. */
  readonly end: Place | null;
}

/** Lays a row of numbers out as a bare line from 0 up, in a box of `width` by `height` px; NaN leaves a gap. */
export function layoutSpark(
  points: readonly { readonly value: number; readonly complete: boolean }[],
  width: number,
  height: number,
  tail: SparkTail = 'line',
): SparkLayout {
  const PAD = 3;
  const final = ({ value, complete }: (typeof points)[number]): boolean => complete && Number.isFinite(value);
  const last = points.findLastIndex(final);
  const drawn = tail === 'none' ? points.slice(0, last + 1) : points;
  const peak = Math.max(0, ...drawn.map(({ value }) => value).filter(Number.isFinite));
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [PAD, Math.max(PAD, width - PAD)]);
  const y = scaleLinear([0, peak > 0 ? peak : 1], [height - PAD, PAD]);
  const places = points.map(({ value }, index) =>
    Number.isFinite(value) ? { x: x(index), y: y(value) } : null,
  );
  const draw = (from: number, to: number): string =>
    line<(typeof places)[number]>(
      (place) => place!.x,
      (place) => place!.y,
    ).defined((place) => place !== null)(places.slice(from, to)) ?? '';
  const count = tail === 'line' ? points.length : last + 1;
  return {
    ...ended(draw, [points.findIndex(final), last], count),
    points: tail === 'points' ? places.slice(last + 1).filter((place) => place !== null) : [],
    end: places[last] ?? null,
  };
}

/** Draws a line of `count` places whole from the first to the last of `whole`, and apart what lies before and behind; −1: nothing is whole. */
function ended(
  draw: (from: number, to: number) => string,
  [first, last]: readonly [first: number, last: number],
  count: number,
): { readonly line: string; readonly open: string } {
  if (last < 0) return { line: '', open: draw(0, count) };
  return {
    line: draw(first, last + 1),
    open: (first > 0 ? draw(0, first + 1) : '') + (last < count - 1 ? draw(last, count) : ''),
  };
}

/** Returns the period and row nearest to a place in the drawing; null outside of the strips. */
export function seriesAt(
  { left, right, periods, strips }: SeriesLayout,
  x: number,
  y: number,
): { readonly column: number; readonly row: number } | null {
  if (x < left || x > right || periods.length === 0) return null;
  const column = Math.min(periods.length - 1, Math.floor(((x - left) / (right - left)) * periods.length));
  const row = strips.findIndex(({ base }) => y <= base + GAP / 2);
  return row < 0 ? null : { column, row };
}
