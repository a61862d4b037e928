import { Z95 } from './wilson.ts';

/** The survival function after the events at one time. */
export interface SurvivalPoint {
  readonly time: number;
  readonly survival: number;
  /** 95 % interval: log-log transform of Greenwood's variance. */
  readonly low: number;
  readonly high: number;
  /** At risk just before this time. */
  readonly atRisk: number;
  readonly events: number;
}

/**
 * Returns the product-limit estimate (E. L. Kaplan and P. Meier, JASA 53, 1958) at each distinct event time, ascending.
 * `events` and `censored` are times sorted ascending; an event precedes a censoring of the same time. `immune` subjects
 * stay at risk for ever. Intervals after J. D. Kalbfleisch and R. L. Prentice (log-log).
 */
export function kaplanMeier(events: Float64Array, censored: Float64Array, immune = 0): SurvivalPoint[] {
  const points: SurvivalPoint[] = [];
  let atRisk = events.length + censored.length + immune;
  let survival = 1;
  let greenwood = 0;
  let c = 0;
  for (let i = 0; i < events.length; ) {
    const time = events[i]!;
    let d = 0;
    while (i < events.length && events[i] === time) {
      d++;
      i++;
    }
    while (c < censored.length && censored[c]! < time) {
      c++;
      atRisk--;
    }
    survival *= 1 - d / atRisk;
    greenwood += d / (atRisk * (atRisk - d));
    points.push({ time, survival, ...interval(survival, greenwood), atRisk, events: d });
    atRisk -= d;
  }
  return points;
}

function interval(survival: number, greenwood: number): { low: number; high: number } {
  if (survival <= 0 || survival >= 1) return { low: survival, high: survival };
  const log = Math.log(survival);
  const spread = (Z95 * Math.sqrt(greenwood)) / log;
  const centre = Math.log(-log);
  const a = Math.exp(-Math.exp(centre - spread));
  const b = Math.exp(-Math.exp(centre + spread));
  return { low: Math.min(a, b), high: Math.max(a, b) };
}
