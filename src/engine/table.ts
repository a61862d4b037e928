import type { WeekStart } from '../base/calendar.ts';
import type { ColumnInfo } from '../domain/columns.ts';

/** Strings by code; code 0 of a text column means missing and is not in here: entry k has code k + 1. */
export interface Dictionary {
  readonly size: number;
  /** Text of entry k (0-based). */
  text(k: number): string;
  /** Entry of `text`, or −1. */
  find(text: string): number;
}

/** A loaded property, aligned with the table's rows (events) or with person codes (people). */
export type Column =
  | { readonly kind: 'text'; readonly codes: Uint32Array; readonly dictionary: Dictionary }
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'date'; readonly values: Float64Array; readonly precision: 'day' | 'instant' };

/**
 * Every event of a workspace, sorted by person, then time, then source order; and what is known of its people.
 * Events of person p are the rows `offsets[p] .. offsets[p + 1]`. Person codes without events have an empty range.
 */
export interface EventTable {
  readonly people: Dictionary;
  readonly personCount: number;
  readonly eventCount: number;
  readonly offsets: Uint32Array;
  /**
   * Epoch ms. A calendar date is the first instant of that date in `zone`; NaN when undated (undated events
   * stand after the person's dated ones).
   */
  readonly time: Float64Array;
  /** 1 where the event is a calendar date; null when none is. */
  readonly dayOnly: Uint8Array | null;
  readonly name: Uint16Array;
  readonly names: Dictionary;
  readonly zone: string;
  readonly weekStart: WeekStart;
  /** First and last dated event, epoch ms; null without any. A final calendar date ends with its day. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly eventProperties: readonly ColumnInfo[];
  readonly personProperties: readonly ColumnInfo[];
  /** The column, loaded when first asked for; undefined when there is none of that name. */
  eventColumn(name: string): Promise<Column | undefined>;
  personColumn(name: string): Promise<Column | undefined>;
}

/** One run's events as stored, for building a table. Columns are read on demand through `column`. */
export interface TablePart {
  readonly count: number;
  readonly person: Uint32Array;
  readonly time: Float64Array;
  readonly dayOnly: Uint8Array | null;
  readonly name: Uint32Array;
  /** True when sorted by person, then time (NaN last). */
  readonly sorted: boolean;
}
