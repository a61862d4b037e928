import type { Compared, Comparison } from './compare.ts';
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
import type { EventMatch } from './funnel.ts';

/** What can be asked of a life cycle: who is new, who stays, who comes back and who falls silent, by period (L1, L2). */
export interface LifecycleQuestion {
  readonly kind: 'lifecycle';
  readonly version: 1;
  /** The event that counts as being active. */
  readonly event: EventMatch;
  readonly period: PeriodSpec;
  readonly unit: ActivityUnit;
  /** Chooses people by their current values. */
  readonly people: Filter;
  /** Only events that satisfy this exist for the question. */
  readonly events: Filter;
  /** L2: which periods are shown, whole; earlier events still tell who is new. */
  readonly range: DateRange;
  /** L3. */
  readonly breakdown: ActivityBreakdown | null;
  readonly compare: Comparison<DateRange> | null;
}

/** L1: how somebody stands in a period. */
export type LifecycleState = 'new' | 'returning' | 'resurrected' | 'dormant';

/** L1: active = new + returning + resurrected, and active − active before = new + resurrected − dormant. */
export interface LifecyclePeriod {
  /** Label: first calendar date, hours as in `Periods`. */
  readonly period: string;
  readonly active: number;
  /** Active here, and never before in the data. */
  readonly new: number;
  /** Active here and in the period before. */
  readonly returning: number;
  /** Active here, not in the period before, but earlier. */
  readonly resurrected: number;
  /** Active in the period before, not here. */
  readonly dormant: number;
  /** (new + resurrected) ÷ dormant; NaN when nobody fell dormant. */
  readonly quickRatio: number;
  /** L2: false when the data end before the period does. */
  readonly complete: boolean;
  /** R1: the data begin here, so that some of the new may be old. */
  readonly opening: boolean;
}

/** The periods of one value of the breakdown property (L3). */
interface LifecycleGroup extends ActivityGroup {
  readonly periods: readonly LifecyclePeriod[];
}

/** The answer to a question of life cycle. */
export interface LifecycleAnswer {
  readonly kind: 'lifecycle';
  readonly periods: readonly LifecyclePeriod[];
  /** L3: the same periods of each group; they add up to the whole. */
  readonly groups: readonly LifecycleGroup[];
  /** Instants at which the data begin and end (epoch ms). null without events. */
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly notes: readonly ActivityNote[];
  /** null when nothing is compared, or there is nothing before the range. */
  readonly compared: Compared<LifecycleQuestion, LifecycleAnswer> | null;
}

/** Which people of an answer are asked for; `active` are all but the dormant. */
export interface LifecyclePick {
  readonly period: string;
  readonly state: LifecycleState | 'active';
  /** null: of everyone. */
  readonly group: ActivityGroup | null;
}

/** How one person stood in each period shown, and by which events. */
export interface LifecycleProof {
  readonly person: number;
  /** Value counted when the unit is a property, else null. */
  readonly held: string | null;
  /** Periods in which the unit stands in some state. */
  readonly periods: readonly {
    readonly period: string;
    readonly state: LifecycleState;
    /** The period's active events. */
    readonly events: readonly ActivityProofEvent[];
    /** The last active event before the period; null when there is none. */
    readonly before: ActivityProofEvent | null;
  }[];
  readonly rules: readonly string[];
}

/** Returns a monthly life cycle of `event` with the default rules. */
export function defaultLifecycle(event: EventMatch): LifecycleQuestion {
  return {
    kind: 'lifecycle',
    version: 1,
    event,
    period: { unit: 'month', n: 1 },
    unit: { by: 'person' },
    people: everything,
    events: everything,
    range: { from: null, to: null },
    breakdown: null,
    compare: null,
  };
}
