import type { Rate } from './funnel.ts';

/** A time with its 95 % interval; null where the curve doesn't come down so far ("not reached", S4). */
export interface SurvivalTime {
  readonly time: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The mean time without the event up to a time, the area under the curve so far, and its standard error. */
export interface RestrictedMean {
  readonly mean: number;
  readonly se: number;
  readonly until: number;
}

/** How long subjects stay without an event, those without it at the end of the data being censored (S3, S4). */
export interface SurvivalFigures {
  /** Subjects. */
  readonly n: number;
  readonly events: number;
  /** Events of subjects, regardless of how long each was watched. */
  readonly rate: Rate;
  /** Kaplan–Meier with log-log Greenwood intervals, ascending, thinned to some 240 points; `atRisk` just before `time`. */
  readonly curve: readonly {
    readonly time: number;
    readonly survival: number;
    readonly low: number;
    readonly high: number;
    readonly atRisk: number;
  }[];
  /** The longest time that one of them was watched, where the curve ends; 0 without subjects. */
  readonly last: number;
  /** Times at which somebody was last seen without the event, ascending, each once; empty where they are too many to be told apart. */
  readonly censored: readonly number[];
  /** At risk at each of the answer's `riskTimes`. */
  readonly atRisk: readonly number[];
  readonly median: SurvivalTime;
  /** S4: of everyone as far as anybody was watched, of a group as far as every group was. */
  readonly mean: RestrictedMean;
}

/** The subjects of one group. */
export interface SurvivalGroup extends SurvivalFigures {
  /** null: missing, or the rest. */
  readonly value: string | null;
  /** `other`: what lies beyond the largest groups. */
  readonly kind: 'value' | 'other';
  /** Number of values gathered here. */
  readonly size: number;
}

/** Curves of everyone and by group, on one axis. */
export interface SurvivalCurves {
  readonly total: SurvivalFigures;
  readonly groups: readonly SurvivalGroup[];
  /** Log-rank between the groups as shown; null with fewer than two. */
  readonly test: { readonly statistic: number; readonly df: number; readonly p: number } | null;
  /** Readable times from 0 to the longest observed, or to where a drawing may end since hardly any event comes after. */
  readonly riskTimes: readonly number[];
  /** S4: the mean of everyone as far as every group was watched, to be set beside those of the groups; without groups that of `total`. */
  readonly commonMean: RestrictedMean;
}
