import type { CalendarDate, PeriodUnit } from '../base/calendar.ts';
import type { Comparison } from './compare.ts';
import type { Filter, PropertyRef } from './filter.ts';

/** What can be asked of a funnel (rules F1 to F10 of the engine). */
export interface FunnelQuestion {
  readonly kind: 'funnel';
  readonly version: 1;
  /** At least one; the first is the entry. */
  readonly steps: readonly FunnelStep[];
  /** F1. */
  readonly order: FunnelOrder;
  /** F2: measured from the attempt's own first step, inclusive. null: no window. */
  readonly window: Span | null;
  /** F6. */
  readonly exclusions: readonly Exclusion[];
  /** F6: `attempt` ends the attempt, `person` removes the person from every bar. */
  readonly exclusionScope: 'attempt' | 'person';
  /**
   * Events that close an attempt without converting it (a lost deal). With `window: null` they are what
   * makes an attempt mature; null: none.
   */
  readonly lost: EventMatch | null;
  /** F8. */
  readonly unit: CountingUnit;
  /** F7: chooses people by their current values, before matching. */
  readonly people: Filter;
  /** F7: only events that satisfy this exist for the question. */
  readonly events: Filter;
  /** Calendar dates in the workspace's zone, both inclusive; null: open. `entry`: by the attempt's first step. `events`: every event. */
  readonly range: {
    readonly from: CalendarDate | null;
    readonly to: CalendarDate | null;
    readonly by: 'entry' | 'events';
  };
  readonly breakdown: Breakdown | null;
  /** F4: clock error forgiven in both directions, ms. */
  readonly graceMs: number;
  /** F3: where time-to-convert starts. */
  readonly clock: 'attempt' | 'first-touch';
  /** Period of the conversion trend; null: none. */
  readonly trend: PeriodUnit | null;
  readonly compare: Comparison<FunnelQuestion['range']> | null;
}

/** F1: other events may come between, nothing may, any order, or a later stage counts for every earlier one. */
export type FunnelOrder = 'ordered' | 'strict' | 'any-order' | 'reached';

/** Which events count as this step: any of the names (empty list: any event) that satisfy `where`. */
export interface EventMatch {
  readonly events: readonly string[];
  readonly where: Filter;
}

/** A step of the funnel: the events that fill it, and how they must follow the step before. */
export interface FunnelStep extends EventMatch {
  /** Shown instead of the event names when not empty. */
  readonly label: string;
  /** F1: nothing between the previous step and this one. */
  readonly directly: boolean;
  /** F1: may be skipped. Never the first step. */
  readonly optional: boolean;
  /** Only the person's first event that matches counts. */
  readonly firstEver: boolean;
  /** F2: longest time since the previous step, inclusive; null: only the whole window. */
  readonly within: Span | null;
}

/** F6: must not happen after step `from` and before step `to` (0-based, from < to). */
export interface Exclusion extends EventMatch {
  readonly from: number;
  readonly to: number;
}

/** A length of time. Days and weeks are 24-hour days for instants, calendar days for calendar dates (F10). */
export interface Span {
  readonly n: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'week';
}

/**
 * F8: people; every attempt (re-entries count); or each value of an event property held constant along the
 * chain. A value is one unit per person, or with `acrossPeople` one unit whoever did it (an account, a deal).
 */
export type CountingUnit =
  | { readonly by: 'person' }
  | { readonly by: 'attempt' }
  | { readonly by: 'property'; readonly property: string; readonly acrossPeople?: boolean };

/** F7: value by which the answer is split. */
export interface Breakdown {
  /** One or two properties. */
  readonly properties: readonly PropertyRef[];
  /**
   * first/last: first/last non-missing on the counted attempt. step: the value at that step (0-based); people
   * who did not reach it are shown apart. every: the funnel is run inside each value. current: the lead's current value.
   */
  readonly attribution: 'first' | 'last' | 'every' | 'current' | { readonly step: number };
  /** Largest groups by entrants that are kept; the rest is one group `other`. */
  readonly top: number;
}

/** A share with its base and 95 % Wilson interval (X1). `rate` is NaN when n is 0, the interval where the share is all by definition. */
export interface Rate {
  readonly k: number;
  readonly n: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Exact order statistics of durations in ms; quantiles by linear interpolation (type 7). All NaN when n is 0. */
export interface Durations {
  readonly n: number;
  readonly min: number;
  readonly p10: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  readonly max: number;
  readonly mean: number;
}

/** F9: entered = wentOn + open + dropped + excluded. On the last step wentOn is 0 and entered are the converted. */
export interface StepResult {
  readonly label: string;
  readonly optional: boolean;
  readonly entered: number;
  readonly wentOn: number;
  readonly open: number;
  readonly dropped: number;
  readonly excluded: number;
  /** Of all entrants of the funnel, those that reached this step. */
  readonly ofEntrants: Rate;
  /** Of matured entrants that reached this step, those that went on. null on the last step. */
  readonly onward: Rate | null;
  /** Time from this step to the next, over those that went on. null on the last step. */
  readonly toNext: Durations | null;
}

/** One funnel counted: of everyone, of a breakdown group or of a comparison. Counts are in the unit of the question. */
export interface FunnelResult {
  readonly steps: readonly StepResult[];
  readonly entered: number;
  readonly converted: number;
  readonly open: number;
  readonly dropped: number;
  readonly excluded: number;
  /** Entrants whose outcome is settled: window over at the data's end, or (without a window) converted or lost. */
  readonly matured: number;
  /** Headline: converted of matured (F9). */
  readonly rate: Rate;
  /** Entry to conversion. */
  readonly time: Durations;
  /** Histogram of entry-to-conversion times: bin i covers [edges[i], edges[i + 1]) ms; the last includes its end. */
  readonly timeBins: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  /** F9: Kaplan–Meier share converted by time since entry (ms, share), serving all entrants; open ones are censored. */
  readonly conversionCurve: readonly {
    readonly ms: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
    readonly atRisk: number;
  }[];
  /** By period of entry, ascending; `complete` is false when some entrant's window is still open. */
  readonly trend: readonly TrendPoint[];
}

/** The entrants of one calendar period and how far they came; `rate` is converted of matured. */
export interface TrendPoint {
  /** First calendar date of the period (for `hour`: `YYYY-MM-DDTHH`), in the workspace's zone. */
  readonly period: string;
  /** Entrants that reached each step. */
  readonly reached: readonly number[];
  readonly matured: number;
  /** Those of `matured` that reached each step. */
  readonly maturedReached: readonly number[];
  readonly rate: Rate;
  readonly complete: boolean;
}

/** The funnel of one breakdown group (F7). */
export interface GroupResult extends FunnelResult {
  /** One value per breakdown property; null = missing. */
  readonly values: readonly (string | null)[];
  /** `value`: a real group. `other`: the rest beyond `top`. `not-reached`: step attribution, step not reached. */
  readonly kind: 'value' | 'other' | 'not-reached';
  /** Number of values gathered here; 1 for `value`. */
  readonly size: number;
  /** Conversions lost against the others' rate: matured × (rate of all others − own rate); negative = gained. */
  readonly lost: number;
}

/** The answer to a funnel question. */
export interface FunnelAnswer {
  readonly kind: 'funnel';
  readonly total: FunnelResult;
  readonly groups: readonly GroupResult[];
  /** The comparison's whole answer and what it covers; null when none was asked. */
  readonly compared: { readonly total: FunnelResult; readonly range: FunnelQuestion['range'] } | null;
  /** Instants at which the data begin and end (epoch ms); the end decides what is still open. null without events. */
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly unit: CountingUnit['by'];
  /** Things the reader should know: undated events, mixed precision, many ties. Codes of the catalogue `funnel.note.<code>`. */
  readonly notes: readonly FunnelNote[];
}

/** One thing the reader should know; `details` fill the holes of its sentence. */
export interface FunnelNote {
  readonly code:
    | 'undated'
    | 'ties'
    | 'mixed-precision'
    | 'no-window'
    | 'unknown-event'
    | 'unknown-property'
    | 'periods-cut';
  readonly details: Readonly<Record<string, string | number>>;
}

/** Which people of an answer are asked for. */
export interface FunnelPick {
  /** 0-based. */
  readonly step: number;
  readonly segment: 'entered' | 'went-on' | 'open' | 'dropped' | 'excluded';
  /** Values of one breakdown group, null: all. `other` asks for the rest group. */
  readonly group: { readonly kind: GroupResult['kind']; readonly values: readonly (string | null)[] } | null;
  /** Only those who entered in this trend period; null: all. */
  readonly period: string | null;
}

/** Why one unit was counted as it was. */
export interface FunnelProof {
  readonly person: number;
  /** Held property value when the unit is a property, else null. */
  readonly held: string | null;
  /** Deepest step reached (0-based), −1 when the person never entered. */
  readonly depth: number;
  readonly state: 'converted' | 'open' | 'dropped' | 'excluded' | 'not-entered';
  /** Events of the counted attempt, by step; index into the person's events. null: optional step skipped or reached without an event of its own. */
  readonly used: readonly ({ readonly event: number; readonly time: number } | null)[];
  /** What ended the chain: an exclusion or lost event, a foreign event (strict), the window's end, the data's end; null when converted. */
  readonly brokenBy: {
    readonly kind: 'exclusion' | 'lost' | 'foreign-event' | 'window' | 'step-window' | 'data-end' | 'never';
    readonly event: number | null;
    readonly time: number | null;
  } | null;
  /** Ms left in the window at the data's end when open, else null. */
  readonly timeLeft: number | null;
  readonly attempts: number;
  /** Rules applied, such as `F2`. */
  readonly rules: readonly string[];
}
