import { Z95 } from './wilson.ts';

/** Subjects by how their observation ended; all times ascending and of one unit. */
export interface SurvivalSample {
  /** Times of those who had the event. */
  readonly events: Float64Array;
  /** Times at which the others were last seen without it. */
  readonly censored: Float64Array;
  /** Subjects that can't have the event any more but stay at risk for ever. */
  readonly immune?: number;
  /** Times from which the subjects were observed (left truncation), one per subject; absent: all from the beginning. */
  readonly entries?: Float64Array;
}

/** Returns the number of subjects. */
export function sizeOf({ events, censored, immune = 0 }: SurvivalSample): number {
  return events.length + censored.length + immune;
}

/** The survival function after the events at one time. */
export interface SurvivalPoint {
  readonly time: number;
  readonly survival: number;
  /** Standard error of `survival`: M. Greenwood, 1926. NaN at survival 0. */
  readonly se: number;
  /** 95 % interval: log-log transform of Greenwood's variance. NaN at survival 0, where that isn't defined. */
  readonly low: number;
  readonly high: number;
  /** Cumulative hazard: W. Nelson, 1972; O. Aalen, 1978. */
  readonly hazard: number;
  /** At risk just before this time. */
  readonly atRisk: number;
  readonly events: number;
}

/** The product-limit estimate as columns, one entry for each distinct event time, ascending: see `productLimit`. */
export interface ProductLimit {
  readonly time: Float64Array;
  readonly survival: Float64Array;
  /** Sum of Greenwood's formula: the variance of `survival` is its square times this. */
  readonly greenwood: Float64Array;
  readonly hazard: Float64Array;
  readonly atRisk: Uint32Array;
  readonly events: Uint32Array;
}

/**
 * Returns the product-limit estimate (E. L. Kaplan and P. Meier, JASA 53, 1958) at each distinct event time, ascending. An event
 * precedes a censoring of the same time; who enters at the time of an event isn't yet at risk of it.
 */
export function productLimit(sample: SurvivalSample): ProductLimit {
  const { events } = sample;
  const count = distinct(events);
  const limit: ProductLimit = {
    time: new Float64Array(count),
    survival: new Float64Array(count),
    greenwood: new Float64Array(count),
    hazard: new Float64Array(count),
    atRisk: new Uint32Array(count),
    events: new Uint32Array(count),
  };
  const risk = new RiskSet(sample);
  let survival = 1;
  let greenwood = 0;
  let hazard = 0;
  for (let i = 0, at = 0; i < events.length; at++) {
    const time = events[i]!;
    const atRisk = risk.before(time);
    const from = i;
    while (i < events.length && events[i] === time) i++;
    const d = i - from;
    survival *= 1 - d / atRisk;
    greenwood += d / (atRisk * (atRisk - d));
    hazard += d / atRisk;
    limit.time[at] = time;
    limit.survival[at] = survival;
    limit.greenwood[at] = greenwood;
    limit.hazard[at] = hazard;
    limit.atRisk[at] = atRisk;
    limit.events[at] = d;
  }
  return limit;
}

/**
 * Returns the points of the product-limit estimate with their intervals, after J. D. Kalbfleisch and R. L. Prentice (log-log); with `most`
 * only about so many, evenly, the last always among them.
 */
export function pointsOf(limit: ProductLimit, most = Infinity): SurvivalPoint[] {
  const count = limit.time.length;
  const kept = evenly(count, most);
  const points: SurvivalPoint[] = [];
  for (let i = 0; i < count; i++) if (kept(i)) points.push(pointOf(limit, i));
  return points;
}

/** Returns `pointsOf` of a sample's estimate. */
export function kaplanMeier(sample: SurvivalSample, most = Infinity): SurvivalPoint[] {
  return pointsOf(productLimit(sample), most);
}

function pointOf(limit: ProductLimit, i: number): SurvivalPoint {
  const survival = limit.survival[i]!;
  return {
    time: limit.time[i]!,
    survival,
    se: survival * Math.sqrt(limit.greenwood[i]!),
    ...interval(survival, limit.greenwood[i]!),
    hazard: limit.hazard[i]!,
    atRisk: limit.atRisk[i]!,
    events: limit.events[i]!,
  };
}

/** Returns how many are at risk just before each of `times`, which ascend. */
export function numbersAtRisk(sample: SurvivalSample, times: readonly number[]): number[] {
  const risk = new RiskSet(sample);
  return times.map((time) => risk.before(time));
}

/** Who is at risk, asked for ascending times. */
class RiskSet {
  private left = 0;
  private gone = 0;
  private entered: number;
  private readonly sample: SurvivalSample;
  private readonly immune: number;

  constructor(sample: SurvivalSample) {
    this.sample = sample;
    this.immune = sample.immune ?? 0;
    this.entered = sample.entries === undefined ? sample.events.length + sample.censored.length : 0;
  }

  /** Returns the number at risk just before a time. */
  before(time: number): number {
    const { events, censored, entries } = this.sample;
    while (this.left < events.length && events[this.left]! < time) this.left++;
    while (this.gone < censored.length && censored[this.gone]! < time) this.gone++;
    if (entries !== undefined)
      while (this.entered < entries.length && entries[this.entered]! < time) this.entered++;
    return this.entered + this.immune - this.left - this.gone;
  }
}

function interval(survival: number, greenwood: number): { low: number; high: number } {
  if (survival <= 0) return { low: NaN, high: NaN };
  if (survival >= 1) return { low: survival, high: survival };
  const log = Math.log(survival);
  const spread = (Z95 * Math.sqrt(greenwood)) / log;
  const centre = Math.log(-log);
  const a = Math.exp(-Math.exp(centre - spread));
  const b = Math.exp(-Math.exp(centre + spread));
  return { low: Math.min(a, b), high: Math.max(a, b) };
}

/** Returns the last point at or before `time`; undefined before the first event, where nobody has had it. */
export function pointAt(points: readonly SurvivalPoint[], time: number): SurvivalPoint | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}

/** Forgives the rounding of a product of fractions that should equal the share asked for. */
const ROUNDING = 1e-12;

/** Returns the first of ascending `times` at which `survival` is at most `share`; null when it never is (S4). */
export function curveQuantile(
  times: ArrayLike<number>,
  survival: ArrayLike<number>,
  share: number,
): number | null {
  for (let i = 0; i < times.length; i++) if (survival[i]! <= share + ROUNDING) return times[i]!;
  return null;
}

/**
 * Returns what `curveQuantile` says of the estimate, without making its points: while nobody is censored the factors of the product cancel out,
 * and survival falls with those at risk.
 */
export function survivalQuantile(
  { events, censored, immune = 0 }: Omit<SurvivalSample, 'entries'>,
  share: number,
): number | null {
  const all = events.length + censored.length + immune;
  let survival = 1;
  for (let i = 0, gone = 0; i < events.length; gone++) {
    const from = i;
    const atRisk = all - from - gone;
    const after = (next: number): number => (survival * (atRisk - (next - from))) / atRisk;
    const until = censored[gone] ?? Infinity;
    while (i < events.length && events[i]! <= until) i++;
    if (after(i) <= share + ROUNDING) {
      let first = from + 1;
      while (after(first) > share + ROUNDING) first++;
      return events[first - 1]!;
    }
    survival = after(i);
  }
  return null;
}

/** A time with its 95 % interval; null: not reached. */
export interface SurvivalTime {
  readonly time: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Returns the median with the interval of R. Brookmeyer and J. Crowley (Biometrics 38, 1982): where the ends of the log-log interval reach one half; an end that is undefined (at survival 0) doesn't. */
export function medianSurvival({ time, survival, greenwood }: ProductLimit): SurvivalTime {
  const half = 0.5 + ROUNDING;
  let low: number | null = null;
  let high: number | null = null;
  for (let i = 0; i < time.length && high === null; i++) {
    // The upper end is above the estimate, which costs less to ask.
    if (low !== null && survival[i]! > half) continue;
    const ends = interval(survival[i]!, greenwood[i]!);
    if (low === null && ends.low <= half) low = time[i]!;
    if (ends.high <= half) high = time[i]!;
  }
  return { time: curveQuantile(time, survival, 0.5), low, high };
}

/**
 * Returns the mean time without the event up to `until`, the area under the curve, with its standard error (J. P. Klein and
 * M. L. Moeschberger, Survival Analysis, 2nd ed., formulas 4.5.1 and 4.5.2, without the correction for small samples).
 */
export function restrictedMean(
  { time, survival, atRisk, events }: ProductLimit,
  until: number,
): { mean: number; se: number } {
  let mean = 0;
  let variance = 0;
  let right = until;
  // From the right, so that the area to the right of every event is known when its turn comes.
  for (let i = time.length - 1; i >= 0; i--) {
    const at = time[i]!;
    if (at >= until) continue;
    mean += survival[i]! * (right - at);
    right = at;
    const n = atRisk[i]!;
    const d = events[i]!;
    if (d < n) variance += (mean * mean * d) / (n * (n - d));
  }
  return { mean: mean + right, se: Math.sqrt(variance) };
}

/** Which of `count` positions are kept, to be asked in order. */
function evenly(count: number, most: number): (i: number) => boolean {
  const stride = Math.max(1, count / most);
  let next = 0;
  return (i) => {
    if (i < Math.floor(next) && i < count - 1) return false;
    next += stride;
    return true;
  };
}

function distinct(ascending: Float64Array): number {
  let count = 0;
  for (let i = 0; i < ascending.length; i++) if (i === 0 || ascending[i] !== ascending[i - 1]) count++;
  return count;
}
