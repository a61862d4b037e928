import type { Compared, Comparison } from './compare.ts';
import type { CalendarDate, PeriodUnit } from '../base/calendar.ts';
import type { Filter, PropertyRef } from './filter.ts';
import type { EventMatch, Rate, Span } from './funnel.ts';

/** Recurring revenue and how it moves, from subscription events with an amount (rules M1 and M4 to M6 of the engine). */
export interface RevenueQuestion {
  readonly kind: 'revenue';
  readonly version: 1;
  /** Events that say what a person pays from now on. */
  readonly subscription: EventMatch;
  /** Number property of those events. */
  readonly amount: string;
  /** What the amount is paid for: figures are per month. */
  readonly per: 'month' | 'quarter' | 'year';
  /** Text property with the currency; null: there is only one. */
  readonly currency: string | null;
  /** Events after which a person pays nothing; null: only an amount of 0 says so. */
  readonly ended: EventMatch | null;
  /** A person who wasn't charged again for longer than this pays nothing any more (data of payments); null: amounts hold until changed. */
  readonly lapse: Span | null;
  /** Chooses people by their current values. */
  readonly people: Filter;
  /** Periods shown, by calendar dates in the workspace's zone, both included; what came before still counts as paid. */
  readonly range: { readonly from: CalendarDate | null; readonly to: CalendarDate | null };
  readonly period: PeriodUnit;
  readonly compare: Comparison<RevenueQuestion['range']> | null;
  /** Property by which the figures are split: a person's current value, or that of the event with which they first paid; null: not split. Besides the `top` largest values the rest is one. */
  readonly breakdown: { readonly property: PropertyRef; readonly top: number } | null;
}

/** Revenue of one period: end = start + new + reactivated + expansion − contraction − churned. */
export interface RevenuePeriod {
  /** First calendar date of the period. */
  readonly period: string;
  readonly start: number;
  /** Of people who never paid before. */
  readonly new: number;
  /** Of people who paid before, but not at the period's start. */
  readonly reactivated: number;
  readonly expansion: number;
  /** As positive numbers. */
  readonly contraction: number;
  readonly churned: number;
  readonly end: number;
  /** The same in customers; those who pay more or less stay. */
  readonly customers: {
    readonly start: number;
    readonly new: number;
    readonly reactivated: number;
    readonly expanded: number;
    readonly contracted: number;
    readonly churned: number;
    readonly end: number;
  };
  /** Customers at the start who pay nothing at the end. */
  readonly customerChurn: Rate;
  /** (contraction + churned) ÷ start; NaN without a start. */
  readonly grossChurn: number;
  /** (contraction + churned − expansion) ÷ start: negative when those who stayed grew by more. NaN without a start. */
  readonly netChurn: number;
  /** False for a period that the data don't cover to its end. */
  readonly complete: boolean;
}

/** The periods of one currency. */
export interface RevenueTable {
  /** null: no currency given. */
  readonly currency: string | null;
  readonly periods: readonly RevenuePeriod[];
}

/** The customers of one value, counted like all. */
export interface RevenueGroup {
  /** null: missing, or the rest. */
  readonly value: string | null;
  /** `other`: what lies beyond the largest values. */
  readonly kind: 'value' | 'other';
  /** Number of values gathered here. */
  readonly size: number;
  /** People who ever paid. */
  readonly customers: number;
  readonly currencies: readonly RevenueTable[];
}

/** The answer to a question of revenue. */
export interface RevenueAnswer {
  readonly kind: 'revenue';
  /** One table per currency, the one with most customers first; never added (M1). */
  readonly currencies: readonly RevenueTable[];
  /** By value, those with most customers first, the rest last, over the same periods; empty when not split. They sum to all in every currency. */
  readonly groups: readonly RevenueGroup[];
  readonly data: { readonly from: number; readonly to: number } | null;
  readonly notes: readonly RevenueNote[];
  /** null when nothing is compared, or there is nothing before the range. */
  readonly compared: Compared<RevenueQuestion, RevenueAnswer> | null;
}

/** One thing the reader should know; `details` fill the holes of its sentence. */
export interface RevenueNote {
  readonly code:
    'undated' | 'unknown-event' | 'unknown-property' | 'no-amount' | 'negative-amount' | 'periods-cut';
  readonly details: Readonly<Record<string, string | number>>;
}

/** Which people of a period are asked for. */
export interface RevenuePick {
  readonly currency: string | null;
  readonly period: string;
  readonly change: 'start' | 'new' | 'reactivated' | 'expanded' | 'contracted' | 'churned' | 'end';
  /** One group of the breakdown; null or absent: all. */
  readonly group?: { readonly value: string | null; readonly kind: 'value' | 'other' } | null;
}

/** What changed a person's amount: events are indexes into the person's events, null where the amount lapsed. */
export interface RevenueProof {
  readonly person: number;
  readonly changes: readonly {
    readonly event: number | null;
    readonly time: number;
    readonly currency: string | null;
    readonly from: number;
    readonly to: number;
  }[];
  readonly rules: readonly string[];
}
