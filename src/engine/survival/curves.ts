import type { Control } from '../../base/control.ts';
import type {
  RestrictedMean,
  SurvivalCurves,
  SurvivalFigures,
  SurvivalGroup,
} from '../../questions/survival.ts';
import { readableWidth } from '../statistics/histogram.ts';
import {
  medianSurvival,
  numbersAtRisk,
  pointsOf,
  productLimit,
  restrictedMean,
  sizeOf,
  type ProductLimit,
  type SurvivalSample,
} from '../statistics/kaplan-meier.ts';
import { logRank } from '../statistics/log-rank.ts';
import { sortedQuantile } from '../statistics/quantiles.ts';
import { sortAscending } from '../statistics/sort.ts';
import { wilson } from '../statistics/wilson.ts';

/** How a subject's observation ended: without the event, with it, or so that it can't come any more. */
export const End = { censored: 0, event: 1, immune: 2 } as const;

/** Subjects as columns: how long each was watched, in whatever unit, and one of `End`. */
export interface Subjects {
  readonly time: Float64Array;
  readonly event: Uint8Array;
}

/** A group of subjects, by index. */
export interface SubjectGroup extends Pick<SurvivalGroup, 'value' | 'kind' | 'size'> {
  readonly members: Uint32Array;
}

/** Most points of a curve. */
const CURVE_POINTS = 240;
/** Most censorings that are told one by one. */
const CENSOR_MARKS = 60;
/** Most steps of the table of numbers at risk. */
const RISK_STEPS = 8;

/**
 * Returns the curves of all subjects and of `groups` (S3, S4). `inMs`: times are ms, so that steps of an axis are hours, days, …. `readTo`: how far
 * readable times go, as far as anybody is watched or only as far as events come: twice the largest 95th percentile of a curve's events. Pauses
 * between groups and while it tests them.
 */
export async function survivalCurves(
  subjects: Subjects,
  groups: readonly SubjectGroup[],
  inMs: boolean,
  control: Control,
  readTo: 'data' | 'events' = 'data',
): Promise<SurvivalCurves> {
  const breathe = async (): Promise<void> => {
    if (control.due()) await control.pause(0.9);
  };
  await breathe();
  const whole = sampleOf(subjects, null);
  const samples: SurvivalSample[] = [];
  for (const { members } of groups) {
    await breathe();
    samples.push(sampleOf(subjects, members));
  }
  const longest = lastTime(whole);
  const common = samples.reduce(
    (least, sample) => (sizeOf(sample) === 0 ? least : Math.min(least, watchedUntil(sample, longest))),
    longest,
  );
  const end = readTo === 'data' ? longest : Math.min(longest, usualEnd([whole, ...samples]));
  const step = inMs ? readableWidth(end, RISK_STEPS) : plainStep(end);
  const steps = Math.min(Math.floor(longest / step), Math.ceil(end / step));
  const riskTimes = Array.from({ length: steps + 1 }, (_, i) => i * step);
  await breathe();
  const test = samples.length < 2 ? null : await logRank(samples, 'log-rank', control);
  await breathe();
  const limit = productLimit(whole);
  const total = figures(whole, limit, riskTimes, longest, longest);
  const split: SurvivalGroup[] = [];
  for (const [g, { value, kind, size }] of groups.entries()) {
    await breathe();
    const sample = samples[g]!;
    split.push({ ...figures(sample, productLimit(sample), riskTimes, longest, common), value, kind, size });
  }
  return {
    total,
    groups: split,
    test: test === null ? null : { statistic: test.statistic, df: test.df, p: test.p },
    riskTimes,
    commonMean: common === longest ? total.mean : meanOf(limit, common),
  };
}

function figures(
  sample: SurvivalSample,
  limit: ProductLimit,
  riskTimes: readonly number[],
  longest: number,
  until: number,
): SurvivalFigures {
  const events = sample.events.length;
  const n = sizeOf(sample);
  return {
    n,
    events,
    rate: wilson(events, n),
    curve: pointsOf(limit, CURVE_POINTS).map(({ time, survival, low, high, atRisk }) => ({
      time,
      survival,
      low,
      high,
      atRisk,
    })),
    last: watchedUntil(sample, longest),
    censored: fewTimes(sample.censored, CENSOR_MARKS),
    atRisk: numbersAtRisk(sample, riskTimes),
    median: medianSurvival(limit),
    mean: meanOf(limit, until),
  };
}

function meanOf(limit: ProductLimit, until: number): RestrictedMean {
  return { ...restrictedMean(limit, until), until };
}

function sampleOf({ time, event }: Subjects, members: Uint32Array | null): SurvivalSample {
  const n = members === null ? time.length : members.length;
  const events = new Float64Array(n);
  const censored = new Float64Array(n);
  let e = 0;
  let c = 0;
  for (let i = 0; i < n; i++) {
    const subject = members === null ? i : members[i]!;
    if (event[subject] === End.event) events[e++] = time[subject]!;
    else if (event[subject] === End.censored) censored[c++] = time[subject]!;
  }
  return {
    events: sortAscending(events.subarray(0, e)),
    censored: sortAscending(censored.subarray(0, c)),
    immune: n - e - c,
  };
}

/** Returns twice the largest 95th percentile of the samples' events; Infinity without any. */
function usualEnd(samples: readonly SurvivalSample[]): number {
  const ends = samples.flatMap(({ events }) =>
    events.length === 0 ? [] : [2 * sortedQuantile(events, 0.95)],
  );
  // Where all are at once nothing says how far to go on.
  return Math.max(0, ...ends) || Infinity;
}

/** Returns ascending times without repetition; none when more than `most` are different. */
function fewTimes(times: Float64Array, most: number): number[] {
  const different: number[] = [];
  for (let i = 0; i < times.length; i++) {
    if (i > 0 && times[i] === times[i - 1]) continue;
    if (different.length === most) return [];
    different.push(times[i]!);
  }
  return different;
}

/** Until when any of a sample is watched. Who can't have the event any more is at risk for as long as anybody is. */
function watchedUntil(sample: SurvivalSample, longest: number): number {
  return (sample.immune ?? 0) > 0 ? longest : lastTime(sample);
}

function lastTime({ events, censored }: SurvivalSample): number {
  return Math.max(events.at(-1) ?? 0, censored.at(-1) ?? 0);
}

/** A step of 1, 2, 3, 6, 12 or 24 and their tens, of which few make up `max`. */
function plainStep(max: number): number {
  let scale = 1;
  for (;;) {
    const step = [1, 2, 3, 6, 12, 24].find((candidate) => max / (candidate * scale) <= RISK_STEPS);
    if (step !== undefined) return step * scale;
    scale *= 10;
  }
}
