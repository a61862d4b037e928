import { area, curveStepAfter, line, scaleLinear } from 'd3';
import type { FunnelResult } from '../../questions/funnel.ts';
import { shorten, type Measure } from '../fit.ts';
import { holdLimits } from '../limits.ts';
import { ticksTo } from '../scale.ts';

export type CurvePoint = FunnelResult['conversionCurve'][number];

/** One conversion curve: the share converted by the time since entry. */
export interface CurveSeries {
  readonly id: string;
  readonly label: string;
  readonly points: readonly CurvePoint[];
}

export interface CurveLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  /** Baseline of the caption over the people at risk. */
  readonly caption: number;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly times: readonly { readonly ms: number; readonly x: number }[];
  /** Times the curves can be read at: four to an axis step. */
  readonly reads: readonly { readonly ms: number; readonly x: number }[];
  readonly curves: readonly {
    readonly id: string;
    readonly line: string;
    readonly band: string;
    readonly label: { readonly x: number; readonly y: number; readonly text: string } | null;
    /** Dotted drop line where half have converted; null when that is not reached. */
    readonly median: { readonly ms: number; readonly x: number; readonly y: number } | null;
    /** Baseline of the row of people at risk, and a number for every time on the axis. */
    readonly risk: { readonly y: number; readonly counts: readonly (number | null)[] };
  }[];
  readonly x: (ms: number) => number;
  readonly y: (share: number) => number;
}

const TOP = 12;
const PLOT = 150;
const RISK_LINE = 15;
const LABEL_LINE = 15;
/** Room a time on the axis wants. */
const TIME = 60;

/** Point of a step function that holds at a time: the last at or before it; undefined before the first. */
export function pointAt(points: readonly CurvePoint[], ms: number): CurvePoint | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.ms ?? Number.POSITIVE_INFINITY) <= ms) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}

/** First time by which half have converted, or null when the curve never gets there; never extrapolated. */
export function medianOf(points: readonly CurvePoint[]): number | null {
  return points.find(({ share }) => share >= 0.5)?.ms ?? null;
}

/** Units in which times on the axis are round, ms. */
const ROUND = [1000, 60_000, 3_600_000, 86_400_000] as const;

function roundTimes(longest: number, most: number): readonly number[] {
  const unit = ROUND.findLast((size) => longest / size >= 2) ?? 1000;
  return ticksTo(longest / unit, most, true).map((value) => value * unit);
}

/** Four readings to an axis step, the end of the curve last. */
function readsOf(stride: number, longest: number): readonly number[] {
  if (!(longest > 0)) return [];
  const every = Math.min(stride, longest) / 4;
  const inside = Array.from({ length: Math.floor(longest / every - 1e-9) + 1 }, (_, index) => index * every);
  return [...inside, longest];
}

/**
 * Steps up from 0, their intervals, and the people still at risk under the axis. The share axis ends just above the
 * largest interval, so that small conversion rates stay readable.
 */
export function layoutCurve(series: readonly CurveSeries[], room: number, measure: Measure): CurveLayout {
  const width = Math.max(1, room);
  const left = width >= 560 ? 112 : 44;
  const names = series.map(({ label }) => shorten(label, width * 0.3, measure));
  // The last number at risk is centred on the end of the axis, and its series is named right of it.
  const right = Math.max(left + 1, width - 24 - Math.max(0, ...names.map((name) => measure(name))));
  const base = TOP + PLOT;
  const known = series.flatMap(({ points }) => points);
  const longest = known.reduce((most, { ms }) => Math.max(most, Number.isFinite(ms) ? ms : 0), 0);
  const most = known.reduce((top, { share, high }) => Math.max(top, finite(share), finite(high)), 0);
  const stride = ticksTo(Math.min(1, most > 0 ? most : 1) * 100, 4, false)[1] ?? 25;
  const ceiling = Math.min(100, Math.ceil((Math.min(1, most) * 100) / stride - 1e-9) * stride) || 100;

  const x = scaleLinear()
    .domain([0, longest > 0 ? longest : 1])
    .range([left, right]);
  const y = scaleLinear()
    .domain([0, ceiling / 100])
    .range([base, TOP])
    .clamp(true);
  const times =
    longest > 0
      ? roundTimes(longest, Math.max(2, Math.min(6, Math.floor((right - left) / TIME)))).map((ms) => ({
          ms,
          x: x(ms),
        }))
      : [];
  const stroke = line<CurvePoint>()
    .x(({ ms }) => x(ms))
    .y(({ share }) => y(share))
    .curve(curveStepAfter)
    .digits(2);
  const between = area<CurvePoint>()
    .defined(({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
    .x(({ ms }) => x(ms))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
    .curve(curveStepAfter)
    .digits(2);

  let lowest = Number.POSITIVE_INFINITY;
  const ends = series
    .map(({ points }, index) => ({ index, y: y(points.at(-1)?.share ?? 0) + 4 }))
    .sort((a, b) => b.y - a.y)
    .map((end) => {
      lowest = Math.min(end.y, lowest - LABEL_LINE);
      return { ...end, y: lowest };
    });

  return {
    width,
    height: base + 52 + series.length * RISK_LINE,
    left,
    right,
    top: TOP,
    base,
    caption: base + 49,
    ticks: ticksTo(ceiling, 4, false).map((value) => ({ value: value / 100, y: y(value / 100) })),
    times,
    reads: readsOf(times[1]?.ms ?? longest, longest).map((ms) => ({ ms, x: x(ms) })),
    curves: series.map(({ id, points }, index) => {
      const usable = points.filter(({ ms, share }) => Number.isFinite(ms) && Number.isFinite(share));
      const first = usable[0];
      const drawn: readonly CurvePoint[] =
        first === undefined || first.ms === 0
          ? usable
          : [{ ms: 0, share: 0, low: 0, high: 0, atRisk: first.atRisk }, ...usable];
      const median = medianOf(usable);
      const end = ends.find((each) => each.index === index);
      return {
        id,
        line: stroke(drawn) ?? '',
        band: between(holdLimits(drawn, (before, { ms }) => ({ ...before, ms }))) ?? '',
        label: usable.length > 0 && end ? { x: right + 8, y: end.y, text: names[index] ?? '' } : null,
        median: median === null ? null : { ms: median, x: x(median), y: y(0.5) },
        risk: {
          y: base + 64 + index * RISK_LINE,
          counts: times.map(({ ms }) =>
            ms === 0 ? (drawn[0]?.atRisk ?? null) : (usable.find((point) => point.ms >= ms)?.atRisk ?? null),
          ),
        },
      };
    }),
    x: (ms) => x(ms),
    y: (share) => y(share),
  };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
