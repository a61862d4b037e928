import { area, curveStepAfter, line, scaleLinear } from 'd3';
import type { SurvivalFigures } from '../../questions/survival.ts';
import { shorten, type Measure } from '../fit.ts';
import { holdLimits } from '../limits.ts';
import { px, ticksTo } from '../scale.ts';

/**
 * One curve with the row of numbers under it. All times are of one unit, which only the page knows. `quiet`: the whole
 * beside its groups, drawn thin and grey.
 */
export interface SurvivalSeries extends Pick<
  SurvivalFigures,
  'curve' | 'last' | 'censored' | 'atRisk' | 'median'
> {
  readonly id: string;
  readonly label: string;
  readonly quiet?: boolean;
}

/** What the drawing counts: who still has not had the event, falling from 100 %, or who has, rising from 0. */
export type SurvivalShows = 'staying' | 'gone';

/** A curve's value at a time. */
export interface SurvivalReading {
  readonly rate: number;
  /** 95 % interval; NaN before the first event. */
  readonly low: number;
  readonly high: number;
  /** At least so many were still watched; exact at the times under the axis. null where that isn't known. */
  readonly atRisk: number | null;
}

interface SurvivalLine {
  readonly id: string;
  /** Place among the lines that have a colour; −1 for a quiet one. */
  readonly hue: number;
  readonly line: string;
  readonly band: string;
  /** A stroke across the line wherever somebody was last seen. */
  readonly marks: string;
  /** Where its name stands at the end of the axis; null on a narrow screen, where the rows under the axis name it. */
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | null;
  /** Where the curve passes one half; null where it never does, or the axis ends before. */
  readonly median: { readonly time: number; readonly x: number; readonly y: number } | null;
  /** Its row under the axis: baselines of the name (null: it needs none) and of the numbers, one for each of `times`. */
  readonly row: {
    readonly name: { readonly y: number; readonly text: string } | null;
    readonly y: number;
    readonly counts: readonly (number | null)[];
  };
}

export interface SurvivalLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  /** Baseline of the caption over the numbers at risk. */
  readonly caption: number;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  /** Times under the axis. */
  readonly times: readonly { readonly time: number; readonly x: number }[];
  /** Times at which the curves can be read, ascending. */
  readonly reads: readonly { readonly time: number; readonly x: number }[];
  readonly lines: readonly SurvivalLine[];
  /** What the axis, ending before the curves do, leaves out: until when they go on, and by how much a share changes there at most; null: nothing. */
  readonly beyond: { readonly time: number; readonly change: number } | null;
  readonly y: (rate: number) => number;
}

const TOP = 22;
const ROW = 16;
const NAME_LINE = 15;
/** Height of the axis' own two lines and the caption of the rows. */
const AXIS = 52;
/** Room a number under the axis wants. */
const COUNT = 56;
const WIDE = 560;

/** The last of ascending points at or before a time; undefined before the first. */
function lastAt(points: SurvivalSeries['curve'], time: number): SurvivalSeries['curve'][number] | undefined {
  return points[countUpTo(points, time) - 1];
}

function countUpTo(points: SurvivalSeries['curve'], time: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns a curve's value at a time; null after the last time at which anybody was watched. */
export function readAt(
  { curve, last, atRisk }: SurvivalSeries,
  riskTimes: readonly number[],
  time: number,
  shows: SurvivalShows,
): SurvivalReading | null {
  if (time > last) return null;
  const point = lastAt(curve, time);
  const step = countUpTo(curve, time);
  const before = point?.time === time ? point : curve[step];
  const axis = riskTimes.findIndex((each) => each >= time);
  // Whoever is at risk later is at risk now: the nearest later number that is known comes closest.
  const known = [before?.atRisk, atRisk[axis]].filter((count) => count !== undefined);
  const rate = point?.survival ?? 1;
  const [low, high] = point === undefined ? [Number.NaN, Number.NaN] : [point.low, point.high];
  const bound = { atRisk: known.length === 0 ? null : Math.max(...known) };
  return shows === 'staying'
    ? { rate, low, high, ...bound }
    : { rate: 1 - rate, low: 1 - high, high: 1 - low, ...bound };
}

/** Into how many readings a step of the axis is cut, most first; one that leaves whole units is preferred. */
const CUTS = [12, 10, 8, 7, 6, 5, 4, 3, 2] as const;
/** Units in which times are round when they are ms: day, hour, minute, second. */
const UNITS = [86_400_000, 3_600_000, 60_000, 1000, 1] as const;

function readTimes(riskTimes: readonly number[], longest: number): readonly number[] {
  const step = riskTimes[1] ?? longest;
  if (!(step > 0)) return [];
  const unit = UNITS.find((each) => step % each === 0);
  const cut = unit === undefined ? 4 : (CUTS.find((each) => (step / unit) % each === 0) ?? 1);
  const every = step / cut;
  const inside = Array.from({ length: Math.floor(longest / every + 1e-9) + 1 }, (_, i) => i * every);
  return inside.at(-1) === longest ? inside : [...inside, longest];
}

/**
 * Lays out step curves with their log-log bands, censor marks, medians and the numbers at risk that stand aligned under
 * the axis, one row a curve. The share axis of who stays is whole; that of who went ends above the largest interval.
 * @param riskTimes the times the series' `atRisk` belong to, ascending from 0; the axis ends with the longest curve, or with them where that goes on for
 * more than a step
 * @param room width there is, px
 * @param plot height of the plot, px
 * @param risk whether the numbers at risk have rows
 */
export function layoutSurvival(
  whole: readonly SurvivalSeries[],
  riskTimes: readonly number[],
  shows: SurvivalShows,
  room: number,
  measure: Measure,
  plot: number,
  risk = true,
): SurvivalLayout {
  const width = Math.max(1, room);
  const wide = width >= WIDE;
  const several = whole.length > 1;
  const longest = whole.reduce((most, { last }) => Math.max(most, last), riskTimes.at(-1) ?? 0);
  const end = axisEnd(riskTimes, longest);
  const series = whole.map((each) => upTo(each, end));
  const names = series.map(({ label }) => shorten(label, width * (wide ? 0.2 : 0.8), measure));
  const widest = Math.max(0, ...names.map((name) => measure(name)));
  const left = wide && several ? Math.max(112, widest + 40) : 40;
  const right = Math.max(left + 1, width - (wide && several ? widest + 14 : 20));
  const base = TOP + plot;

  const shareOf = (survival: number): number => (shows === 'staying' ? survival : 1 - survival);
  const most = Math.max(
    0,
    ...series.flatMap(({ curve }) => curve.map(({ low, survival }) => 1 - (low < survival ? low : survival))),
  );
  const stride = ticksTo((shows === 'staying' || most === 0 ? 1 : most) * 100, 4, false)[1] ?? 25;
  const ceiling =
    shows === 'staying' ? 100 : Math.min(100, Math.ceil((most * 100) / stride - 1e-9) * stride) || 100;

  const x = scaleLinear()
    .domain([0, end > 0 ? end : 1])
    .range([left, right]);
  const y = scaleLinear()
    .domain([0, ceiling / 100])
    .range([base, TOP])
    .clamp(true);
  const every = Math.max(1, Math.ceil((COUNT * riskTimes.length) / Math.max(1, right - left)));
  const shown = riskTimes.flatMap((_, index) => (index % every === 0 ? [index] : []));

  type Place = Pick<SurvivalSeries['curve'][number], 'time' | 'survival' | 'low' | 'high'>;
  const stroke = line<Place>()
    .x(({ time }) => x(time))
    .y(({ survival }) => y(shareOf(survival)))
    .curve(curveStepAfter)
    .digits(2);
  const between = area<Place>()
    .defined(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
    .x(({ time }) => x(time))
    .y0(({ low }) => y(shareOf(low)))
    .y1(({ high }) => y(shareOf(high)))
    .curve(curveStepAfter)
    .digits(2);

  const ends = keepApart(
    series.map(({ curve }) => y(shareOf(curve.at(-1)?.survival ?? 1)) + 4),
    TOP + 4,
    base + 4,
  );
  const named = several && !wide;
  const rowHeight = named ? ROW + NAME_LINE : ROW;
  const first = base + AXIS + ROW;
  let hue = 0;
  const lines = series.map(({ id, curve, last, censored, median, atRisk, quiet }, index): SurvivalLine => {
    const begin: Place = { time: 0, survival: 1, low: 1, high: 1 };
    const final = curve.at(-1);
    const steps: readonly Place[] = [
      begin,
      ...curve,
      ...(final && final.time < last ? [{ ...final, time: last }] : []),
    ];
    const places = final === undefined && last > 0 ? [begin, { ...begin, time: last }] : steps;
    const half = median.time;
    const top = first + index * rowHeight;
    return {
      id,
      hue: quiet === true ? -1 : hue++,
      line: stroke(places) ?? '',
      band: between(holdLimits(places, (before, { time }) => ({ ...before, time }))) ?? '',
      marks: censored
        .map((time) => {
          const at = y(shareOf(lastAt(curve, time)?.survival ?? 1));
          return `M${px(x(time))} ${px(at - 4)}v8`;
        })
        .join(''),
      label:
        wide && several && last > 0
          ? { x: right + 8, y: ends[index] ?? base, text: names[index] ?? '' }
          : null,
      median:
        half === null || half > end || quiet === true || ceiling < 50
          ? null
          : { time: half, x: x(half), y: y(0.5) },
      row: {
        name: several ? { y: top, text: names[index] ?? '' } : null,
        y: named ? top + NAME_LINE : top,
        counts: shown.map((at) => atRisk[at] ?? null),
      },
    };
  });

  return {
    width,
    height: risk ? first + series.length * rowHeight - 6 : base + AXIS - 16,
    left,
    right,
    top: TOP,
    base,
    caption: base + AXIS - 1,
    ticks: ticksTo(ceiling, 4, false).map((value) => ({ value: value / 100, y: y(value / 100) })),
    times: shown.map((at) => ({ time: riskTimes[at]!, x: x(riskTimes[at]!) })),
    reads: readTimes(riskTimes, end).map((time) => ({ time, x: x(time) })),
    lines,
    beyond:
      end === longest
        ? null
        : { time: longest, change: Math.max(...whole.map((each) => changeAfter(each, end))) },
    y: (rate) => y(rate),
  };
}

/** Returns where the axis ends: with the longest curve, or with the last readable time where that goes on for more than a step. */
function axisEnd(riskTimes: readonly number[], longest: number): number {
  const last = riskTimes.at(-1) ?? 0;
  return last > 0 && longest - last >= (riskTimes[1] ?? 0) ? last : longest;
}

/** Returns a curve as far as an axis goes. */
function upTo(series: SurvivalSeries, end: number): SurvivalSeries {
  if (series.last <= end) return series;
  return {
    ...series,
    curve: series.curve.filter(({ time }) => time <= end),
    censored: series.censored.filter((time) => time <= end),
    last: end,
  };
}

/** Returns by how much a curve falls after a time. */
function changeAfter({ curve }: SurvivalSeries, time: number): number {
  return (lastAt(curve, time)?.survival ?? 1) - (curve.at(-1)?.survival ?? 1);
}

/** Moves baselines of names apart, each as little as it can, in their order from above. */
function keepApart(wanted: readonly number[], top: number, bottom: number): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  let above = top - NAME_LINE;
  for (const each of order) above = each.y = Math.max(each.y, above + NAME_LINE);
  // What was pushed below the axis pushes back up.
  let under = bottom + NAME_LINE;
  for (const each of order.toReversed()) under = each.y = Math.min(each.y, under - NAME_LINE);
  return order.sort((a, b) => a.index - b.index).map(({ y }) => y);
}
