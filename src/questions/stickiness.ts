import type { Compared, Comparison } from './compare.ts';
import type { PeriodUnit } from '../base/calendar.ts';
import type {
  ActivityBreakdown,
  ActivityGroup,
  ActivityNote,
  ActivityProofEvent,
  ActivityUnit,
  DateRange,
  PeriodSpec,
} from './activity.ts';
import { everything, type Filter } from './filter.ts';
import type { EventMatch, Rate } from './funnel.ts';

/** What can be asked of stickiness: in how many sub-periods of a period people are active (K1, K2). */
export interface StickinessQuestion {
  readonly kind: 'stickiness';
  readonly version: 1;
  /** The event that counts as being active. */
  readonly event: EventMatch;
  /** The sub-periods that are counted. */
  readonly each: PeriodSpec;
  /** The periods in which they are counted; null: the whole range is one. */
  readonly within: PeriodUnit | null;
  /** K2: how many events a sub-period needs to count as active; asked of sub-periods with at least one. */
  readonly times: { readonly op: 'at-least' | 'exactly' | 'at-most'; readonly n: number };
  readonly unit: ActivityUnit;
  /** Chooses people by their current values. */
  readonly people: Filter;
  /** Only events that satisfy this exist for the question. */
  readonly events: Filter;
  /** K1: which periods are shown, whole. With `within: null` the period that begins with its first sub-period and ends with its last. */
  readonly range: DateRange;
  /** L3. */
  readonly breakdown: ActivityBreakdown | null;
  readonly compare: Comparison<DateRange> | null;
}

/** How often people were active in one period. */
export interface StickinessPeriod {
  /** Label: first calendar date, hours as in `Periods`. */
  readonly period: string;
  /** Sub-periods that the period has. */
  readonly parts: number;
  /** Active in at least one. */
  readonly active: number;
  /** Entry k − 1: active in exactly k sub-periods. They add up to `active`. */
  readonly exactly: readonly number[];
  /** Entry k − 1: active in at least k, of the active. */
  readonly atLeast: readonly Rate[];
  /** Mean number of active sub-periods of the active; NaN without any. */
  readonly mean: number;
  /** False when the data end before the period does. */
  readonly complete: boolean;
  /** R1: the data begin after the period's first sub-period, so that nobody could be active in all of them. */
  readonly opening: boolean;
}

/** The periods of one value of the breakdown property (L3). */
interface StickinessGroup extends ActivityGroup {
  readonly periods: readonly StickinessPeriod[];
}

/** The answer to a question of stickiness. */
export interface StickinessAnswer {
  readonly kind: 'stickiness';
  readonly periods: readonly StickinessPeriod[];
  /** L3: the same periods of each group; they add up to the whole. */
  readonly groups: readonly StickinessGroup[];
  /** Instants at which the data begin and end (epoch ms). null without events. */
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly notes: readonly ActivityNote[];
  /** null when nothing is compared, or there is nothing before the range. */
  readonly compared: Compared<StickinessQuestion, StickinessAnswer> | null;
}

/** Which people of an answer are asked for: those active in exactly or at least `parts` (from 1) sub-periods of a period. */
export interface StickinessPick {
  readonly period: string;
  readonly parts: number;
  readonly rule: 'exactly' | 'at-least';
  /** null: of everyone. */
  readonly group: ActivityGroup | null;
}

/** In which sub-periods of each period one person was active. */
export interface StickinessProof {
  readonly person: number;
  /** Value counted when the unit is a property, else null. */
  readonly held: string | null;
  readonly periods: readonly {
    readonly period: string;
    /** Number of active sub-periods. */
    readonly parts: number;
    /** Sub-periods with events, by number from 0. */
    readonly with: readonly {
      readonly part: number;
      readonly active: boolean;
      readonly events: readonly ActivityProofEvent[];
    }[];
  }[];
  readonly rules: readonly string[];
}

/** Returns the days active in each week, with the default rules. */
export function defaultStickiness(event: EventMatch): StickinessQuestion {
  return {
    kind: 'stickiness',
    version: 1,
    event,
    each: { unit: 'day', n: 1 },
    within: 'week',
    times: { op: 'at-least', n: 1 },
    unit: { by: 'person' },
    people: everything,
    events: everything,
    range: { from: null, to: null },
    breakdown: null,
    compare: null,
  };
}
