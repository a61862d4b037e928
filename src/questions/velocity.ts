import type { CalendarDate, PeriodUnit } from '../base/calendar.ts';
import type { Filter, PropertyRef } from './filter.ts';
import type { EventMatch, Rate } from './funnel.ts';
import type { StagesNote, StagesProof, StagesQuestion } from './stages.ts';

/** How fast a pipeline makes money, and what changed it (rules V1, V2, V3, W7 and M1 of the engine). */
export interface VelocityQuestion {
  readonly kind: 'velocity';
  readonly version: 1;
  /** Events of an open lead: the first one enters it. */
  readonly open: EventMatch;
  readonly won: EventMatch;
  readonly lost: EventMatch | null;
  /** What is a lead. */
  readonly unit: StagesQuestion['unit'];
  /** Chooses people by their current values. */
  readonly people: Filter;
  /** Amount of a won lead: of the winning event, or the person's. */
  readonly value: PropertyRef;
  /** Currency of the amount; null: there is only one. */
  readonly currency: PropertyRef | null;
  /** Calendar dates in the workspace's zone, both included; null: the data's. */
  readonly range: VelocityRange;
  /** What it is compared with; null: nothing. */
  readonly compare: 'previous' | VelocityRange | null;
  /** Calendar periods whose figures are followed over all the data; null: none. */
  readonly trend: VelocityTrend | null;
  /** Property by which the figures are split: the person's current value, or that of the lead's first event; null: not split. Besides the `top` largest values the rest is one. */
  readonly breakdown: { readonly property: PropertyRef; readonly top: number } | null;
}

/** Periods that have a first and a last date. */
export type VelocityTrend = Exclude<PeriodUnit, 'hour'>;

/** A period by its first and last date. */
export interface VelocityRange {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** Velocity of one period: open × rate × value ÷ cycle, in money per day. */
export interface VelocityFigures {
  /** Both dates, the data's where the question leaves one open; null without data. */
  readonly range: VelocityRange;
  /** Open leads at the period's end. */
  readonly open: number;
  /** Won of those closed in the period; without a share where nothing loses a lead. */
  readonly rate: Rate;
  /** Mean amount of the wins of the period that have one; NaN without, or where currencies are mixed (M1). */
  readonly value: number;
  /** Wins that `value` is the mean of; 0 where currencies are mixed (M1). */
  readonly valued: number;
  /** Mean time from first entry to the wins of the period, days; NaN without wins. */
  readonly cycle: number;
  /** Sum of the amounts of the period's wins: what did come in; NaN where none of them has one, or currencies are mixed (M1). */
  readonly sum: number;
  /** NaN where a factor is, a cycle takes no time, or nothing says that leads are lost, so that no win rate is known. */
  readonly perDay: number;
}

/** Velocity of one calendar period; `range` holds the whole of it. */
export interface VelocityPoint extends VelocityFigures {
  /** First calendar date. */
  readonly period: string;
  /** False when the data end before the period does. */
  readonly complete: boolean;
  /** The same over as many periods up to this one's end as a win usually takes (rule V3), cut where the data begin. */
  readonly rolling: VelocityFigures;
  /** `rolling` begins sooner after the data than a win usually takes: longer cycles can't be seen in it yet. */
  readonly young: boolean;
}

/** What each factor contributed to the change, in money per day; they sum to it. */
export interface VelocityChange {
  readonly open: number;
  readonly rate: number;
  readonly value: number;
  readonly cycle: number;
  readonly total: number;
}

/** The leads of one value, counted like all. */
interface VelocityGroup {
  /** null: missing, or the rest. */
  readonly value: string | null;
  /** `other`: what lies beyond the largest values. */
  readonly kind: 'value' | 'other';
  /** Number of values gathered here. */
  readonly size: number;
  /** Leads of all times. */
  readonly leads: number;
  readonly current: VelocityFigures;
  readonly compared: VelocityFigures | null;
  readonly change: VelocityChange | null;
  /** Currency of its own amounts, which may be one where those of all are mixed (M1); null: not told, or mixed. */
  readonly currency: string | null;
}

/** The answer to a question of velocity. */
export interface VelocityAnswer {
  readonly kind: 'velocity';
  readonly current: VelocityFigures;
  readonly compared: VelocityFigures | null;
  /** null when nothing is compared, or either velocity isn't known. */
  readonly change: VelocityChange | null;
  /** By period, ascending, at most the last 500; amounts NaN throughout where they are of several currencies. Empty when none is asked for. */
  readonly trend: readonly VelocityPoint[];
  /** Over how many periods each `rolling` of the trend is (rule V3), but for those that the data's beginning cuts; 1 without a trend. */
  readonly width: number;
  /** By value, those with most leads first, the rest last; empty when not split. Their open leads, wins and losses sum to those of all. */
  readonly groups: readonly VelocityGroup[];
  /** Currency of all amounts; null: not told, or mixed. */
  readonly currency: string | null;
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly notes: readonly VelocityNote[];
}

/** One thing the reader should know; `details` fill the holes of its sentence. */
export type VelocityNote =
  | {
      /** `undated-leads`: they stand in the pipeline without a date, and count in no period (rule W7). */
      readonly code: StagesNote['code'] | 'undated-leads' | 'no-value' | 'periods-cut';
      readonly details: Readonly<Record<string, string | number>>;
    }
  | {
      /** `mixed-trend`: those of all the data are, though those asked about and compared with are not. */
      readonly code: 'mixed-currencies' | 'mixed-trend';
      /** As the data write them, ascending; null, the last: none given. */
      readonly details: { readonly currencies: readonly (string | null)[] };
    };

/** Which leads of an answer are asked for. */
export interface VelocityPick {
  /**
   * `closed`: won and lost together, whom the rate is over. `valued`, `unvalued`: wins with and without an amount. `undated`: those who count in no period, of all
   * groups.
   */
  readonly of: 'open' | 'won' | 'lost' | 'closed' | 'valued' | 'unvalued' | 'undated';
  /** Those of the period that is compared with; a point of the trend has none. */
  readonly compared: boolean;
  /** One group of the breakdown; null or absent: all. */
  readonly group?: { readonly value: string | null; readonly kind: 'value' | 'other' } | null;
  /** Dates of a point of the trend; null or absent: those of the question. Its leads are those of a question of these dates. */
  readonly range?: VelocityRange | null;
}

/** One lead's way, and where it counts. */
export interface VelocityProof extends StagesProof {
  /** One entry for each time that the lead counts in a period. */
  readonly counted: readonly {
    readonly of: 'open' | 'won' | 'lost';
    readonly compared: boolean;
    /** The visit, by its place in `visits`, with which it counts. */
    readonly visit: number;
    /** Amount of a win; null: none, or no win. */
    readonly value: number | null;
  }[];
}
