import type { Compared, Comparison } from './compare.ts';
import type { CalendarDate, PeriodUnit } from '../base/calendar.ts';
import type { Filter, PropertyRef } from './filter.ts';
import type { Durations, EventMatch, Rate, Span } from './funnel.ts';
import type { SurvivalCurves } from './survival.ts';

/** Who leaves, when, why, and who is about to (rules S1 to S6 of the engine). */
export interface ChurnQuestion {
  readonly kind: 'churn';
  readonly version: 1;
  /** S1: what makes somebody gone. */
  readonly rule: ChurnRule;
  /** Begins a stay, the first one and after having gone. Not read by the rule `people`. */
  readonly start: EventMatch;
  /** What counts as a sign of life: for silence, and for who is at risk now. */
  readonly activity: EventMatch;
  /** Chooses people by their current values. */
  readonly people: Filter;
  /**
   * Calendar dates in the workspace's zone, both included. `start`: customers who began inside; they are watched to the data's end.
   * `events`: what lies outside doesn't exist, so observation ends with it.
   */
  readonly range: {
    readonly from: CalendarDate | null;
    readonly to: CalendarDate | null;
    readonly by: 'start' | 'events';
  };
  /** Property by which curves are split: a person's current value, or that of the event with which they began. */
  readonly group: PropertyRef | null;
  /** Largest groups kept; the rest is one. */
  readonly top: number;
  /** Period of the churn table. */
  readonly period: PeriodUnit;
  /** Why people went: a property of the churn event (of the last sign of life, by silence), or of the person; null: not asked. */
  readonly reason: PropertyRef | null;
  readonly atRisk: UsualGap;
  readonly compare: Comparison<ChurnQuestion['range']> | null;
}

/**
 * `event`: gone with the event. `silence`: gone after a silence longer than `after`; null proposes it, the percentile `share` of all return
 * gaps. `people`: one row per customer, `tenure` (a number property of people, in `unit`) and whether `churned`.
 */
export type ChurnRule =
  | { readonly by: 'event'; readonly event: EventMatch }
  | { readonly by: 'silence'; readonly after: Span | null; readonly share: number }
  | { readonly by: 'people'; readonly tenure: string; readonly unit: TenureUnit; readonly churned: Filter };

/** A time on a curve; ms for the rules that go by events. */
export interface CurveTime {
  readonly time: number;
  readonly unit: 'ms' | TenureUnit;
}

/** Unit of a tenure property. */
export type TenureUnit = 'day' | 'week' | 'month' | 'year';

/** A person's usual gap: the percentile `share` of the gaps between own active days, given at least `gaps` of them. */
interface UsualGap {
  readonly share: number;
  readonly gaps: number;
}

/** Customers of one calendar period: atEnd = atStart + started + returned − churned. */
export interface ChurnPeriod {
  /** First calendar date of the period. */
  readonly period: string;
  readonly atStart: number;
  /** First began in the period. */
  readonly started: number;
  /** Began anew after having gone. */
  readonly returned: number;
  /** Went in the period, those included that began in it. */
  readonly churned: number;
  readonly atEnd: number;
  /** Of those there at the period's start, how many went in it; of nobody where that can't be known. */
  readonly rate: Rate;
  /** False for a period that was over before anybody could be gone: the data had not lasted as long as the silence (S2). */
  readonly knowable: boolean;
  /** False for a period that the data don't cover to its end. */
  readonly complete: boolean;
}

/** Why people went: one reason (`value` null: none given), or the rest of them (`value` null), `size` reasons together. */
export interface ChurnReason {
  readonly value: string | null;
  readonly kind: 'value' | 'other';
  readonly size: number;
  readonly share: Rate;
}

/** The answer to a question of churn. */
export interface ChurnAnswer extends SurvivalCurves {
  readonly kind: 'churn';
  /** Unit of all times on the curves. */
  readonly unit: CurveTime['unit'];
  /** The silence that counts as gone, ms, and, where it was proposed, from what: gaps between active days. null for the other rules. */
  readonly silence: {
    readonly ms: number;
    readonly proposed: { readonly share: number; readonly gaps: Durations } | null;
  } | null;
  /** Ascending, at most the latest 500; empty for the rule `people`, which knows no dates. */
  readonly periods: readonly ChurnPeriod[];
  /** Of those gone (first time), at most the 100 commonest by falling number, then the rest as one. Empty when not asked. */
  readonly reasons: readonly ChurnReason[];
  /** Customers at the end of the data that have been silent for longer than usual with them, of those whose usual gap can be told. */
  readonly atRisk: Rate | null;
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly notes: readonly ChurnNote[];
  /** null when nothing is compared, or there is nothing before the range. */
  readonly compared: Compared<ChurnQuestion, ChurnAnswer> | null;
}

/** One thing the reader should know; `details` fill the holes of its sentence. */
export interface ChurnNote {
  readonly code: 'undated' | 'unknown-event' | 'unknown-property' | 'no-gaps' | 'no-tenure' | 'periods-cut';
  readonly details: Readonly<Record<string, string | number>>;
}

/** Which people of an answer are asked for. */
export type ChurnPick =
  /**
   * With `by`, a time on the curve: who had gone by then, or (`staying`) who was at risk then,
   * those included that went at that very time.
   */
  | {
      readonly of: 'curve';
      readonly state: 'all' | 'churned' | 'staying';
      readonly group: { readonly value: string | null; readonly kind: 'value' | 'other' } | null;
      readonly by?: CurveTime;
    }
  | {
      readonly of: 'period';
      readonly period: string;
      readonly change: 'at-start' | 'started' | 'returned' | 'churned' | 'rate' | 'at-end';
    }
  /** One reason, or all beyond the commonest (`kind` other, `value` null). */
  | { readonly of: 'reason'; readonly value: string | null; readonly kind?: 'other' }
  | { readonly of: 'at-risk' };

/** One stay of a person as a customer, and why it ended. Events are indexes into the person's events. */
export interface ChurnProof {
  readonly person: number;
  readonly start: { readonly event: number; readonly time: number } | null;
  readonly last: { readonly event: number; readonly time: number } | null;
  /** When it was known that the person had gone, epoch ms, and the event that said so; null: still there at the data's end. */
  readonly churned: { readonly event: number | null; readonly time: number } | null;
  /** Time on the curve, in the answer's unit; null for a stay after the first. */
  readonly time: number | null;
  /** Of who is still there: days since the last sign of life beside the usual gap of their own, null where it can't be told (S6). */
  readonly silence: { readonly days: number; readonly usual: number | null } | null;
  readonly rules: readonly string[];
}
