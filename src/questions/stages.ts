import type { Compared, Comparison } from './compare.ts';
import type { CalendarDate } from '../base/calendar.ts';
import type { Filter, PropertyRef } from './filter.ts';
import type { CountingUnit, Durations, EventMatch, Rate } from './funnel.ts';
import type { SurvivalCurves } from './survival.ts';

/** How long things take in a pipeline, and which ways they go (rules W1 to W7 of the engine). */
export interface StagesQuestion {
  readonly kind: 'stages';
  readonly version: 1;
  /** Open stages in the pipeline's order; at least one. */
  readonly stages: readonly Stage[];
  readonly won: EventMatch;
  /** null: nothing says that a lead is lost. */
  readonly lost: EventMatch | null;
  /** What is a lead: a person, or a value of an event property such as a deal. */
  readonly unit: Exclude<CountingUnit, { readonly by: 'attempt' }>;
  /** Chooses people by their current values. */
  readonly people: Filter;
  /** Calendar dates in the workspace's zone between which leads entered the pipeline, both included; null: open. */
  readonly range: { readonly from: CalendarDate | null; readonly to: CalendarDate | null };
  /** Property by which time to win is split: a person's current value, or that of the lead's first event. */
  readonly group: PropertyRef | null;
  /** Largest groups kept; the rest is one. */
  readonly top: number;
  /** Share of won leads' times in a stage that counts as usual there. */
  readonly usual: number;
  /** Stages (0-based) between which the hand-over is measured; null: not asked. */
  readonly handOver: { readonly from: number; readonly to: number } | null;
  readonly compare: Comparison<StagesQuestion['range']> | null;
}

/** A stage: the events with which a lead enters it. */
export interface Stage extends EventMatch {
  /** Shown instead of the event names when not empty. */
  readonly label: string;
}

/** Visits of one stage: entered = wentOn + wentBack + lost + open. */
export interface StageTime {
  readonly label: string;
  /** Times that leads came into the stage. */
  readonly entered: number;
  /** To a later stage, or won. */
  readonly wentOn: number;
  readonly wentBack: number;
  readonly lost: number;
  readonly open: number;
  /** How long finished visits took. */
  readonly time: Durations;
  /** Kaplan–Meier median of the visit, open visits being censored, ms; null: not reached. */
  readonly median: number | null;
  /** What won leads usually took here, ms (the share `usual` of their finished visits); NaN without any. */
  readonly usual: number;
  /** Ages of the open visits. */
  readonly age: Durations;
  /** Open visits that are older than usual. */
  readonly overdue: Rate;
  /** Open visits by age: up to half of usual, up to usual, up to twice usual, older. None where usual isn't known. */
  readonly aged: readonly number[];
  /** What won leads spent here on the average, ms over all visits and all won leads; NaN without any. Sums to their mean cycle where none was reopened. */
  readonly ofWon: number;
}

/** The answer to a question of stages. Where all stages are listed, won and lost stand last, in this order. */
export interface StagesAnswer {
  readonly kind: 'stages';
  readonly leads: number;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  /** Won of those that stand at won or lost. */
  readonly winRate: Rate;
  readonly stages: readonly StageTime[];
  /** Leads that stand without a date in each stage, at won and at lost: in no other figure (rule W7). */
  readonly undated: readonly number[];
  /** Moves `moves[from][to]`. */
  readonly moves: readonly (readonly number[])[];
  /** The same by what they mean, each move once: to the next stage, beyond it, back, out of won or lost into a stage again, to won, to lost. */
  readonly ways: {
    readonly advanced: number;
    readonly skipped: number;
    readonly returned: number;
    readonly reopened: number;
    readonly won: number;
    readonly lost: number;
  };
  /** First entry to the last outcome, of leads that stand there. */
  readonly cycle: {
    readonly won: Durations;
    readonly lost: Durations;
    readonly closed: Durations;
    /** Of the won; equally wide, but for a last bin that holds a long tail, from the outer fence (p75 + 3 (p75 − p25)) on. */
    readonly bins: { readonly edges: readonly number[]; readonly counts: readonly number[] };
  };
  /** Time from the first entry to the win (ms); open leads are censored, lost ones stay at risk. */
  readonly conversion: SurvivalCurves;
  /** From the first entry of one stage to the next entry of the other; those still waiting are censored. */
  readonly handOver: {
    readonly time: Durations;
    readonly waiting: SurvivalCurves;
    /** Those who still wait. */
    readonly open: number;
  } | null;
  readonly unit: StagesQuestion['unit']['by'];
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly notes: readonly StagesNote[];
  /** null when nothing is compared, or there is nothing before the range. */
  readonly compared: Compared<StagesQuestion, StagesAnswer> | null;
}

/** One thing the reader should know; `details` fill the holes of its sentence. */
export interface StagesNote {
  readonly code:
    'undated' | 'unknown-event' | 'unknown-property' | 'outcome-only' | 'outcome-before' | 'repeated-event';
  readonly details: Readonly<Record<string, string | number>>;
}

/** Which leads of an answer are asked for; stages are 0-based, won and lost stand behind the last. */
export type StagesPick =
  | {
      readonly of: 'stage';
      readonly stage: number;
      readonly state: 'entered' | 'went-on' | 'went-back' | 'lost' | 'open' | 'overdue';
    }
  /** Open visits by age, `bucket` as in `StageTime.aged`. */
  | { readonly of: 'aged'; readonly stage: number; readonly bucket: number }
  /** All open visits that are older than usual in their stage. */
  | { readonly of: 'overdue' }
  /** Leads that stand at `place` without a date. */
  | { readonly of: 'undated'; readonly place: number }
  | { readonly of: 'move'; readonly from: number; readonly to: number }
  /** Won leads whose cycle took `from` to less than `to` ms; null: or longer. */
  | { readonly of: 'cycle'; readonly from: number; readonly to: number | null }
  | {
      readonly of: 'outcome';
      readonly state: 'all' | 'won' | 'lost' | 'open';
      readonly group: { readonly value: string | null; readonly kind: 'value' | 'other' } | null;
      /** Of the won those who took at most so long, ms; absent: all. */
      readonly by?: number;
    }
  | { readonly of: 'hand-over'; readonly state: 'all' | 'done' | 'waiting' | 'closed' };

/** One lead's way. Events are indexes into the person's events; null: another person's event. */
export interface StagesProof {
  readonly person: number;
  readonly held: string | null;
  readonly state: 'won' | 'lost' | 'open';
  /** Where the lead stands without a date, and the event that says so; null: its way is dated. `visits` is empty then, and `cycle` NaN. */
  readonly undated: { readonly place: number; readonly event: number | null } | null;
  /** First entry to the last outcome, ms; to the data's end when open. */
  readonly cycle: number;
  readonly visits: readonly {
    readonly stage: number;
    readonly entered: { readonly event: number | null; readonly time: number };
    readonly left: { readonly event: number | null; readonly time: number } | null;
    readonly to: number | null;
    readonly ms: number;
  }[];
  readonly rules: readonly string[];
}
