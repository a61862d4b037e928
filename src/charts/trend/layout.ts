import { area, line, scaleLinear } from 'd3';
import type { TrendPoint as FunnelPoint } from '../../questions/funnel.ts';
import { shorten, type Measure } from '../fit.ts';
import { ticksTo } from '../scale.ts';

/** What of a point of a trend is drawn. */
type TrendPoint = Omit<FunnelPoint, 'maturedReached'>;

/** One line of the trend. */
export interface TrendSeries {
  readonly id: string;
  readonly label: string;
  readonly points: readonly TrendPoint[];
  /** A line to compare with, drawn thin and grey. */
  readonly quiet?: boolean;
}

interface TrendPlace {
  readonly x: number;
  readonly y: number;
  readonly point: TrendPoint;
}

interface TrendLine {
  readonly id: string;
  readonly line: string;
  /** Interval around the line; empty when it has none. */
  readonly band: string;
  /** By period; null where the period is unripe or nobody matured. */
  readonly places: readonly (TrendPlace | null)[];
  /** Where the name stands at the line's end, kept clear of the other names; null for a line without points. */
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | null;
}

export interface TrendLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  /** All periods of all series, ascending, with their places. */
  readonly periods: readonly { readonly period: string; readonly x: number }[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly lines: readonly TrendLine[];
  /** Periods whose windows are still open: hatched, without a line; null when all are ripe. */
  readonly unripe: { readonly x: number; readonly width: number } | null;
}

/** Series beyond these are not drawn; the caller folds them into one. */
export const MOST_SERIES = 8;
const TOP = 20;
const PLOT = 92;
const LABEL_LINE = 15;

/** Every period that some series knows, ascending. Periods compare as text: they are ISO dates of one unit. */
export function periodsOf(series: readonly TrendSeries[]): readonly string[] {
  return [...new Set(series.flatMap(({ points }) => points.map(({ period }) => period)))].sort();
}

/**
 * Where the lines stand. Only ripe periods (every window over) with someone in them have a point; a line breaks where
 * one is missing. The share axis starts at 0 and ends just above the largest value drawn.
 * @param gutter where the plot begins, px; absent: as wide as a funnel's first column
 */
export function layoutTrend(
  allSeries: readonly TrendSeries[],
  room: number,
  measure: Measure,
  plot: number = PLOT,
  gutter?: number,
): TrendLayout {
  const series = allSeries.slice(0, MOST_SERIES);
  const width = Math.max(1, room);
  const left = gutter ?? (width >= 560 ? 112 : 38);
  const base = TOP + plot;
  const periods = periodsOf(series);
  const last = periods.length - 1;
  const grown = series.map(({ points }) => new Map(points.map((point) => [point.period, point])));
  const ripe = periods.map((period) => grown.every((known) => known.get(period)?.complete ?? true));
  const lastRipe = ripe.lastIndexOf(true);
  /** Bands of more than two lines would hide one another. */
  const banded = (index: number): boolean =>
    index < (series.length <= 2 ? 2 : 1) && series[index]?.quiet !== true;

  // Names stand at their lines' ends. Where the unripe zone is too small for them, the plot gives way.
  const names = series.map(({ label }) => shorten(label, width * 0.34, measure));
  const widest = Math.max(0, ...names.map((name) => measure(name)));
  const fraction = last > 0 ? Math.max(0, lastRipe) / last : 1;
  const room4names = (width - 10 - widest - left) / Math.max(fraction, 0.05);
  const right = Math.max(left + 1, Math.min(width, left + room4names));
  const x = scaleLinear()
    .domain([0, Math.max(1, last)])
    .range([left, right]);

  const values = series.flatMap(({ points }, index) =>
    points
      .filter(({ complete }) => complete)
      .flatMap(({ rate }) => (banded(index) ? [rate.rate, rate.high] : [rate.rate])),
  );
  const most = values.reduce((top, value) => (Number.isFinite(value) ? Math.max(top, value) : top), 0);
  const steps = ticksTo(Math.min(1, most > 0 ? most : 1) * 100, 3, false);
  const stride = steps[1] ?? 25;
  const ceiling = Math.min(100, Math.ceil((Math.min(1, most) * 100) / stride - 1e-9) * stride) || 100;
  const y = scaleLinear()
    .domain([0, ceiling / 100])
    .range([base, TOP])
    .clamp(true);
  const ticks = ticksTo(ceiling, 4, false).map((value) => ({ value: value / 100, y: y(value / 100) }));

  const drawLine = line<TrendPlace | null>()
    .defined((place) => place !== null)
    .x((place) => place?.x ?? 0)
    .y((place) => place?.y ?? 0)
    .digits(2);
  // A mean of rates has no interval, and so no band.
  const drawBand = area<TrendPlace | null>()
    .defined((place) => place !== null && Number.isFinite(place.point.rate.high - place.point.rate.low))
    .x((place) => place?.x ?? 0)
    .y0((place) => y(place?.point.rate.low ?? 0))
    .y1((place) => y(place?.point.rate.high ?? 0))
    .digits(2);

  const lines = series.map(({ id }, index): TrendLine => {
    const places = periods.map((period, column): TrendPlace | null => {
      const point = grown[index]?.get(period);
      return point?.complete === true && Number.isFinite(point.rate.rate)
        ? { x: x(column), y: y(point.rate.rate), point }
        : null;
    });
    const end = places.findLast((place) => place !== null);
    return {
      id,
      line: drawLine(places) ?? '',
      band: banded(index) ? (drawBand(places) ?? '') : '',
      places,
      label: end ? { x: end.x + 8, y: end.y + 4, text: names[index] ?? '' } : null,
    };
  });

  const zone = lastRipe < last ? (lastRipe < 0 ? left : (x(lastRipe) + x(lastRipe + 1)) / 2) : null;
  return {
    width,
    height: base + 18,
    left,
    right,
    top: TOP,
    base,
    periods: periods.map((period, column) => ({ period, x: x(column) })),
    ticks,
    lines: keepApart(clearOfLines(lines, base, measure), TOP, base, measure),
    unripe: zone === null ? null : { x: zone, width: right - zone },
  };
}

interface Box {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly end: number;
}

/** How far a name may be moved from the end of its line, the least first. */
const MOVES = [-LABEL_LINE, LABEL_LINE, -2 * LABEL_LINE, 2 * LABEL_LINE];

/** Moves a name that another line would run through above or below the end of its own, where no line and no other name is. */
function clearOfLines(all: readonly TrendLine[], base: number, measure: Measure): readonly TrendLine[] {
  const lines = [...all];
  const boxOf = ({ x, y, text }: NonNullable<TrendLine['label']>): Box => ({
    from: x,
    to: x + measure(text),
    top: y - 10,
    end: y + 3,
  });
  for (const [index, each] of all.entries()) {
    if (each.label === null) continue;
    const { label } = each;
    const others = lines.filter((_, other) => other !== index);
    const crossed = (box: Box): boolean => others.some(({ places }) => crosses(places, box));
    if (!crossed(boxOf(label))) continue;
    const moved = MOVES.map((by) => ({ ...label, y: label.y + by })).filter(
      (name) => name.y >= TOP + 4 && name.y <= base + 4 && !crossed(boxOf(name)),
    );
    const clear = moved.find((name) =>
      others.every((other) => other.label === null || !overlap(boxOf(name), boxOf(other.label))),
    );
    lines[index] = { ...each, label: clear ?? moved[0] ?? label };
  }
  return lines;
}

function overlap(a: Box, b: Box): boolean {
  return a.from < b.to && b.from < a.to && a.top < b.end && b.top < a.end;
}

/** Whether a line runs through a box. */
function crosses(places: TrendLine['places'], { from, to, top, end }: Box): boolean {
  return places.some((place, index) => {
    const next = places[index + 1];
    if (!place || !next || next.x < from || place.x > to) return false;
    const at = (x: number): number => place.y + ((next.y - place.y) * (x - place.x)) / (next.x - place.x);
    const [a, b] = [at(Math.max(from, place.x)), at(Math.min(to, next.x))];
    return Math.min(a, b) < end && Math.max(a, b) > top;
  });
}

/** Moves the names of lines that end near each other apart, in the order of their ends. */
function keepApart(
  lines: readonly TrendLine[],
  top: number,
  base: number,
  measure: Measure,
): readonly TrendLine[] {
  const byPlace = lines
    .flatMap(({ id, label }) =>
      label === null ? [] : [{ id, from: label.x, to: label.x + measure(label.text), y: label.y }],
    )
    .sort((a, b) => a.y - b.y);
  const beside = (at: number, others: typeof byPlace): number[] =>
    others.flatMap(({ from, to, y }) =>
      from < (byPlace[at]?.to ?? 0) && to > (byPlace[at]?.from ?? 0) ? [y] : [],
    );
  for (const [index, each] of byPlace.entries()) {
    const above = beside(index, byPlace.slice(0, index));
    each.y = Math.max(each.y, top + 4, ...above.map((y) => y + LABEL_LINE));
  }
  // What was pushed below the base pushes back up.
  for (let index = byPlace.length - 1; index >= 0; index -= 1) {
    const each = byPlace[index];
    const under = beside(index, byPlace.slice(index + 1));
    if (each) each.y = Math.min(each.y, base + 4, ...under.map((y) => y - LABEL_LINE));
  }
  const moved = new Map(byPlace.map(({ id, y }) => [id, y]));
  return lines.map((each) =>
    each.label === null ? each : { ...each, label: { ...each.label, y: moved.get(each.id) ?? each.label.y } },
  );
}

/** The mark nearest to a place: the period by its distance sideways, the series by its point's height there. */
export function nearest(layout: TrendLayout, x: number, y: number): { column: number; row: number } | null {
  if (layout.periods.length === 0) return null;
  let column = 0;
  for (const [index, period] of layout.periods.entries()) {
    if (Math.abs(period.x - x) < Math.abs((layout.periods[column]?.x ?? 0) - x)) column = index;
  }
  let row = 0;
  let best = Number.POSITIVE_INFINITY;
  for (const [index, { places }] of layout.lines.entries()) {
    const off = Math.abs((places[column]?.y ?? Number.POSITIVE_INFINITY) - y);
    if (off < best) {
      best = off;
      row = index;
    }
  }
  return { column, row };
}
