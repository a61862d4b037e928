import type { Compared, Comparison } from './compare.ts';
import type { ActivityNote, ActivityProofEvent, ActivityUnit, DateRange, PeriodSpec } from './activity.ts';
import { everything, type Filter, type PropertyRef } from './filter.ts';
import type { EventMatch, Rate } from './funnel.ts';

/** What can be asked of cohorts: who started when, and who of them came back (rules R1 to R9 of the engine). */
export interface RetentionQuestion {
  readonly kind: 'retention';
  readonly version: 1;
  /** The event that puts a person into a cohort. */
  readonly start: EventMatch;
  /** The event that counts as coming back. */
  readonly return: EventMatch;
  /** R1. */
  readonly entry: RetentionEntry;
  /** R2. */
  readonly rule: ReturnRule;
  readonly period: PeriodSpec;
  /** R6: periods since the start by the calendar, or of a fixed length from each person's own start. */
  readonly clock: 'calendar' | 'rolling';
  /** Columns after period 0, one period each; null: as many as the data reach, at most 400. Not used with `brackets`. */
  readonly columns: number | null;
  /** R6: lengths, in periods, of the columns after period 0, such as [1, 3, 7]; null: one period each. */
  readonly brackets: readonly number[] | null;
  /** Return events a person needs in a column to count there; at least 1. */
  readonly minimum: number;
  /** R7. */
  readonly cohorts: CohortsBy;
  /** R9: number property of the return events that is summed; null: no sums. */
  readonly value: string | null;
  /** What the cells show. All figures are in the answer. */
  readonly cells: 'rate' | 'count' | 'revenue' | 'cumulative';
  /** R4: which mean the screen shows. Both are in the answer. */
  readonly mean: 'pooled' | 'simple';
  readonly unit: ActivityUnit;
  /** Chooses people by their current values. */
  readonly people: Filter;
  /** Only events that satisfy this exist for the question. */
  readonly events: Filter;
  /** `entry`: by the start. `events`: every event, but first starts are looked up in all the data. */
  readonly range: DateRange & { readonly by: 'entry' | 'events' };
  /** R8. */
  readonly breakdown: { readonly property: PropertyRef; readonly top: number } | null;
  readonly compare: Comparison<RetentionQuestion['range']> | null;
}

/**
 * R1. `first`: the person's first event that matches. `first-occurrence`: the first event of the names, which counts only if
 * it satisfies the condition too. `every`: the first start in each period, so that a person may be in many cohorts.
 */
export type RetentionEntry = 'first' | 'first-occurrence' | 'every';

/** R2: in the column, in it or later, in it or earlier, or in every column up to it. */
export type ReturnRule = 'on' | 'on-or-after' | 'on-or-before' | 'streak';

/** R7: what makes the rows. */
export type CohortsBy =
  | { readonly by: 'period' }
  /** Value at the start (event property) or current value (person's); the `top` largest, the rest as one. */
  | { readonly by: 'property'; readonly property: PropertyRef; readonly top: number }
  /** Whether `match` happened at least `times` times in the first `days` days. */
  | { readonly by: 'behaviour'; readonly match: EventMatch; readonly days: number; readonly times: number }
  /** Whoever a segment holds for today; in every one that does, and in no row where none does. Names differ. */
  | { readonly by: 'segments'; readonly segments: readonly CohortSegment[] };

/** People found by a filter on their current values, under a name. */
export interface CohortSegment {
  readonly name: string;
  readonly filter: Filter;
}

/** One cohort in one column. */
export interface RetentionCell {
  /** Share of the cell's people that returned, by the question's rule. */
  readonly rate: Rate;
  /** R5: false while the column isn't over for everybody in the row. Such cells are in no mean. */
  readonly complete: boolean;
  /** Sum of the value over the return events in the column; NaN when none is asked for. */
  readonly revenue: number;
  /** Sum of the value from the start to the column's end, per person of the cell; NaN when none is asked for. */
  readonly cumulative: number;
}

/** R7: what kind of cohort a row is. `undecided`: the first days are not over, and too few events so far. */
export type CohortKind = 'period' | 'value' | 'other' | 'did' | 'did-not' | 'undecided' | 'segment';

/** One cohort. */
export interface RetentionRow {
  readonly kind: CohortKind;
  /** Label of the period (first date), the value (null: missing), the segment's name, or '' where the kind says it all. */
  readonly key: string | null;
  /** Those who started: the whole of which a cell shows a share. */
  readonly size: number;
  /** R1: the data begin in this period, so that some may have started before. False for rows that are no periods. */
  readonly opening: boolean;
  /** One per column; null where nobody of the row has reached it. */
  readonly cells: readonly (RetentionCell | null)[];
}

/** R4: means of one column over its complete cells. `cohorts` is their number; NaN without any. */
export interface RetentionMean {
  /** Σ returned ÷ Σ size. */
  readonly pooled: Rate;
  /** Mean of the rows' rates. */
  readonly simple: number;
  readonly cohorts: number;
  /** Whether the complete cells have less than half the people, so that the means say little of all. */
  readonly thin: boolean;
  /** Value per person, pooled; NaN when none is asked for. */
  readonly revenue: number;
  readonly cumulative: number;
}

/** The cohorts of everyone, or of one group. */
export interface RetentionResult {
  readonly rows: readonly RetentionRow[];
  readonly means: readonly RetentionMean[];
  /** Sum of the rows' sizes. */
  readonly entries: number;
  /** Units in any row; less than `entries` where they may be in several. */
  readonly people: number;
  /** R1: of them, those with a return event before their start. Always 0 when every start counts. */
  readonly activeBefore: number;
  /** R7: whether somebody stands in several rows by one start. */
  readonly overlap: boolean;
}

/** The cohorts of one value of the breakdown property (R8). */
interface RetentionGroup extends RetentionResult {
  readonly kind: 'value' | 'other';
  /** null: missing, or `other`. */
  readonly value: string | null;
}

/** The answer to a question of cohorts. */
export interface RetentionAnswer {
  readonly kind: 'retention';
  /** Periods since the start that each column covers, both included; the first is period 0. */
  readonly columns: readonly { readonly from: number; readonly to: number }[];
  readonly total: RetentionResult;
  readonly groups: readonly RetentionGroup[];
  /** Instants at which the data begin and end (epoch ms). null without events. */
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly notes: readonly ActivityNote[];
  /** null when nothing is compared, or there is nothing before the range. */
  readonly compared: Compared<RetentionQuestion, RetentionAnswer> | null;
}

/** Which people of an answer are asked for. */
export interface RetentionPick {
  /** null: all rows, in a column those that are complete there: whom its mean is over (R4). */
  readonly row: Pick<RetentionRow, 'kind' | 'key'> | null;
  /** null: everybody in the row. Else those of the cell that returned, or that didn't. */
  readonly cell: { readonly column: number; readonly returned: boolean } | null;
  readonly group: Pick<RetentionGroup, 'kind' | 'value'> | null;
}

/** Why one person stands in the cohorts as they do: one per start that counts. */
export interface RetentionProof {
  readonly person: number;
  /** Value counted when the unit is a property, else null. */
  readonly held: string | null;
  readonly row: Pick<RetentionRow, 'kind' | 'key'>;
  readonly start: ActivityProofEvent;
  /** R1: whether a return event came before it. */
  readonly activeBefore: boolean;
  /** By column: the return events in it, and whether the unit counts there. `reached`: false when the data end before. */
  readonly columns: readonly {
    readonly reached: boolean;
    readonly over: boolean;
    readonly counted: boolean;
    readonly returns: readonly ActivityProofEvent[];
  }[];
  /** Rules applied, such as `R2`. */
  readonly rules: readonly string[];
}

/** Returns monthly first-time cohorts with the default rules. */
export function defaultRetention(start: EventMatch, back: EventMatch = start): RetentionQuestion {
  return {
    kind: 'retention',
    version: 1,
    start,
    return: back,
    entry: 'first',
    rule: 'on',
    period: { unit: 'month', n: 1 },
    clock: 'calendar',
    columns: null,
    brackets: null,
    minimum: 1,
    cohorts: { by: 'period' },
    value: null,
    cells: 'rate',
    mean: 'pooled',
    unit: { by: 'person' },
    people: everything,
    events: everything,
    range: { from: null, to: null, by: 'entry' },
    breakdown: null,
    compare: null,
  };
}
