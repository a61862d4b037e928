import type { CalendarDate, PeriodUnit } from '../base/calendar.ts';
import type { PropertyRef } from './filter.ts';

/** Consecutive calendar periods of `n` units each, such as 2 weeks; counted from the range's first period, or the data's. */
export interface PeriodSpec {
  readonly unit: PeriodUnit;
  /** At least 1. */
  readonly n: number;
}

/** Calendar dates in the workspace's zone, both included; null: open. */
export interface DateRange {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/**
 * What is counted: people, or the values of an event property (accounts, deals), each one whoever did it. Events without a
 * value then count for nobody.
 */
export type ActivityUnit = { readonly by: 'person' } | { readonly by: 'property'; readonly property: string };

/** L3: by which property an answer is split, and how many of its largest groups stand alone. */
export interface ActivityBreakdown {
  readonly property: PropertyRef;
  readonly top: number;
}

/** A group of a breakdown: those of one value (null: missing), or the rest beyond the largest (`value` null). */
export interface ActivityGroup {
  readonly kind: 'value' | 'other';
  readonly value: string | null;
}

/** One thing the reader should know; `details` fill the holes of its sentence. */
export interface ActivityNote {
  readonly code: 'undated' | 'unknown-event' | 'unknown-property' | 'periods-cut';
  readonly details: Readonly<Record<string, string | number>>;
}

/** An event of a proof. */
export interface ActivityProofEvent {
  /** Index among the unit's events. */
  readonly event: number;
  /** Index among the events of the person the proof is of; null for an event of somebody else with the unit's value. */
  readonly own: number | null;
  /** Epoch ms; of a calendar date (`dayOnly`) its first instant. */
  readonly time: number;
  readonly dayOnly: boolean;
}
