/**
 * Columns as they travel: from ingest (or samples) to storage to the engine. Typed arrays, so that they
 * move between threads without copying and are stored as they are.
 *
 * text: `codes[i]` is 0 when missing, else 1 + index into the dictionary of that column.
 * number: NaN when missing.
 * date: epoch ms when an instant; for a calendar date, ms of that date's midnight in UTC ("floating",
 *   never an instant; T2). NaN when missing. One column holds one precision.
 */
export type ColumnData =
  | { readonly kind: 'text'; readonly codes: Uint32Array }
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'date'; readonly values: Float64Array; readonly precision: TimePrecision };

/** What a column holds; see `ColumnData`. */
type ColumnKind = ColumnData['kind'];

/** `day`: a calendar date without a time. `instant`: a point in time. */
export type TimePrecision = 'day' | 'instant';

/** Name, kind and precision of a property, without its data. */
export interface ColumnInfo {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly precision?: TimePrecision;
}

/**
 * New dictionary entries, in the order of their codes, encoded once and decoded lazily:
 * entry k is the UTF-8 text `bytes[offsets[k] .. offsets[k + 1])`. offsets has count + 1 numbers.
 */
export interface TextBlock {
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

/**
 * A checked, sorted, coded set of rows, ready to be stored as one run. All codes are workspace codes:
 * the dictionaries the run met (see `Dictionaries`) extended by `added`.
 *
 * events: sorted by person code, then time, then the order of the source (stable).
 *   `dayOnly[i]` = 1 when event i is a calendar date (time = that date's UTC midnight); null when none is.
 * people: one row per person touched by this run, ascending person code. A missing cell leaves what
 *   earlier runs said: the current value is the last live run's non-missing one, manual edits above all.
 */
export interface Batch {
  readonly events: {
    readonly count: number;
    /** 0-based person codes. */
    readonly person: Uint32Array;
    /** Epoch ms, or floating midnight where `dayOnly`. */
    readonly time: Float64Array;
    readonly dayOnly: Uint8Array | null;
    /** 0-based codes into the dictionary of event names. */
    readonly name: Uint32Array;
    /** 1-based line of the source file, 0 when unknown. */
    readonly line: Uint32Array;
    readonly properties: readonly PropertyColumn[];
  };
  readonly people: {
    readonly count: number;
    readonly person: Uint32Array;
    readonly line: Uint32Array;
    readonly properties: readonly PropertyColumn[];
  };
  /** New entries per dictionary key; keys: `person`, `event`, `e:<property>`, `p:<property>`. */
  readonly added: readonly {
    readonly dictionary: string;
    readonly from: number;
    readonly block: TextBlock;
  }[];
}

/** One property over the rows of a batch: as many values as the batch has rows. */
export interface PropertyColumn {
  readonly name: string;
  readonly data: ColumnData;
}
