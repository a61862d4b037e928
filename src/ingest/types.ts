import type { Batch, TimePrecision } from '../domain/columns.ts';
import type { RunCounts } from '../domain/run.ts';

/**
 * Bytes that can be read from the start as often as needed (recognition, dry run, import). A `File` or `Blob`
 * fits as it is; pasted text becomes one through `textSource`.
 */
export interface ByteSource {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
}

/** Text encodings that are read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | 'windows-1252';

/** `spaces`: columns aligned by runs of blanks (fixed-width listings). */
export type Delimiter = ',' | ';' | '\t' | '|' | 'spaces';

/** How lines end outside quotes; `none`: a single line without an end. */
export type LineEnding = 'lf' | 'crlf' | 'cr' | 'mixed' | 'none';

/** How the bytes of a file become rows of cells. Plain JSON: part of the remembered mapping. */
export interface TextFormat {
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
  readonly delimiter: Delimiter;
  /** Lines before the table: `sep=` line, `#` preamble, blank lines. */
  readonly skipLines: number;
  /** True when the first line of the table names the columns. */
  readonly header: boolean;
}

/** Order of day, month and year in a written date; `ymd` includes `YYYYMMDD`. Epochs count from 1970 UTC. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy' | 'epoch-s' | 'epoch-ms' | 'epoch-us';

/** Mark between whole and fraction. */
export type DecimalMark = '.' | ',';

/** How the cells of a column become values. */
export type CellReading =
  | { readonly kind: 'text' }
  | { readonly kind: 'number'; readonly decimal: DecimalMark }
  | {
      readonly kind: 'date';
      readonly order: DateOrder;
      readonly precision: TimePrecision;
      /** Zone of times that carry none: the workspace's, or UTC when the file says so. */
      readonly zone: 'workspace' | 'utc';
    };

/** What a user may say about a file instead of leaving it to recognition. */
export interface FileHints {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly decimal?: DecimalMark;
  readonly header?: boolean;
  /** By column index, 0-based. */
  readonly columns?: Readonly<Record<number, ColumnHint>>;
}

/** What a user may say about one column. */
export interface ColumnHint {
  readonly kind?: CellReading['kind'];
  readonly order?: DateOrder;
}

/** Hints by file name, and what settles a day-month order the data leave open. */
export interface Hints {
  readonly files?: Readonly<Record<string, FileHints>>;
  /** BCP 47 tag of the workspace. */
  readonly locale?: string;
}

/**
 * One sign behind a conclusion, for the message catalogue: `import.evidence.<code>` with `details` as its holes.
 * `ok` false: the reader should look.
 */
export interface Evidence {
  readonly code: EvidenceCode;
  readonly ok: boolean;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Every sign, with the holes its sentence has. */
export type EvidenceCode =
  // text
  | 'encoding-bom' // encoding
  | 'encoding-valid' // encoding
  | 'encoding-nulls' // encoding
  | 'encoding-fallback' // encoding, line (first line that is not UTF-8)
  | 'encoding-given' // encoding
  | 'delimiter' // delimiter, columns, rows, even (rows with exactly that many cells)
  | 'delimiter-line' // delimiter (a `sep=` line says so)
  | 'delimiter-given' // delimiter
  | 'line-ending' // ending
  | 'line-ending-mixed' // lf, crlf, cr
  | 'preamble' // lines
  | 'footer' // lines
  | 'header' // columns
  | 'header-none' // columns
  // values
  | 'dates' // column, sample, order, cells, dayAbove12
  | 'dates-sibling' // column, sample, order, sibling
  | 'dates-ambiguous' // column, sample, order (assumed)
  | 'dates-some' // column, order, cells, misfits (cells that are no such date)
  | 'dates-midnight' // column
  | 'numbers' // column, sample, decimal
  | 'numbers-some' // column, decimal, cells, misfits
  | 'zone-missing' // column
  | 'zone-utc' // column
  | 'zone-offset' // column
  // shape
  | 'headers-only' // rows (none of which could be read)
  | 'profile' // profile, matched, of
  | 'key' // column, people, rows
  | 'key-shared' // column, files
  | 'event-names' // column, names
  | 'event-constant' // name
  | 'time' // column
  | 'no-time'
  | 'stage-columns' // columns
  | 'stage-values' // column, stages
  | 'created' // column
  | 'closed' // column
  | 'steps-by-size' // steps
  | 'steps-dated' // file, column
  | 'lookup' // file, column, matched, unmatched
  | 'files-alike' // files
  | 'counts' // stages
  | 'file-ignored' // file
  | 'held' // column (a second unit such as a session, kept as an event property)
  | 'shape-unknown';

/** What the cells of a column are. */
type ColumnKind = 'text' | 'number' | 'date' | 'empty';

/** What the whole of one column shows. */
export interface RecognisedColumn {
  readonly index: number;
  /** As written; `Column 3` style names are left to the reader when there is no header (empty text). */
  readonly header: string;
  readonly kind: ColumnKind;
  /** Best reading of its cells. */
  readonly reading: CellReading;
  /** Text that names things: every value different, or leading zeros, or more than 15 digits. */
  readonly identifier: boolean;
  /** Text with at most two values of the yes/no family, or numbers 0 and 1. */
  readonly binary: boolean;
  /** Pattern for people, such as `D.M.YYYY HH:mm` or `1.234,56`; empty for text. */
  readonly pattern: string;
  /** Rows whose cell is empty or blank (null words too where the column is a number or date). */
  readonly blanks: number;
  readonly filled: number;
  readonly distinct: number;
  /** False when there are more than `distinct` values; counting stopped there. */
  readonly distinctExact: boolean;
  /** Every filled cell is different (as far as `distinct` was counted). */
  readonly unique: boolean;
  /** First few different values with their 1-based lines. */
  readonly samples: readonly { readonly line: number; readonly text: string }[];
  /** Most frequent values, falling count; at most 100; empty when there are more and none repeats. */
  readonly values: readonly { readonly text: string; readonly count: number }[];
  /** Filled cells that the reading refuses, with the first of them. */
  readonly misfits: number;
  readonly firstMisfit: { readonly line: number; readonly text: string } | null;
  /** Day and month could be either way round and nothing in the drop settles it: ask. */
  readonly ambiguous: boolean;
  /** Earliest and latest value of a date (ms as stored) or number column; null otherwise. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** What a file is, read whole. */
export interface Recognition {
  readonly file: string;
  readonly size: number;
  readonly format: TextFormat;
  readonly lineEnding: LineEnding;
  readonly columns: readonly RecognisedColumn[];
  /** Data rows, without header, preamble, blank lines and footer. */
  readonly rows: number;
  readonly blankLines: number;
  /** Lines after the table that are no data (totals, notes). */
  readonly footerLines: number;
  /** Rows whose cells don't fit the header, by reason. */
  readonly ragged: { readonly tooFew: number; readonly tooMany: number; readonly quotes: number };
  /** Hash of the folded header names: the same for the next export of the same kind. */
  readonly fingerprint: string;
  readonly evidence: readonly Evidence[];
  /** `label → count` lines, when the file is nothing else. */
  readonly counts: readonly StageCount[] | null;
}

/** A stage of a funnel without people. */
export interface StageCount {
  readonly label: string;
  readonly count: number;
}

/**
 * events: a row is something somebody did. stage-dates: a row is a lead, with a date per stage (also spread over
 * several files that share a key). stage-current: a row is a lead with its stage now. step-files: a file is a
 * step. people: a row is somebody, without anything that happened. counts: a row is a stage with a number.
 */
export type Shape =
  'events' | 'stage-dates' | 'stage-current' | 'step-files' | 'people' | 'counts' | 'unknown';

/** What a file contributes. */
export type FileRole = 'events' | 'leads' | 'step' | 'people' | 'lookup' | 'counts' | 'ignored';

/** What a column becomes. */
export type ColumnRole =
  | { readonly kind: 'person' }
  | { readonly kind: 'event-name' }
  | { readonly kind: 'time' }
  /** A filled cell is an event of this name at that date. */
  | { readonly kind: 'stage-date'; readonly stage: string }
  /** The stage the lead is in now. */
  | { readonly kind: 'stage' }
  /** When the lead came to the stage it is in now. */
  | { readonly kind: 'stage-since' }
  | { readonly kind: 'created' }
  | { readonly kind: 'closed' }
  /** Dates the undated steps of the other files (step-files). */
  | { readonly kind: 'step-date' }
  /** Lead attribute, under `name`. */
  | { readonly kind: 'attribute'; readonly name: string }
  /** Event property, under `name`. */
  | { readonly kind: 'property'; readonly name: string }
  /** Money or another measure of worth: an event property in `events` files, else a lead attribute. */
  | { readonly kind: 'value'; readonly name: string }
  /** Key of a look-up file. */
  | { readonly kind: 'lookup-key' }
  | {
      readonly kind: 'ignored';
      readonly why: 'empty' | 'constant' | 'names-the-step' | 'duplicate' | 'user';
    };

/** What one column becomes and how its cells are read. */
export interface ColumnMapping {
  readonly index: number;
  readonly header: string;
  readonly role: ColumnRole;
  readonly reading: CellReading;
}

/** How one file is read. */
export interface FileMapping {
  readonly file: string;
  readonly fingerprint: string;
  readonly format: TextFormat;
  /** Lines at the end that are no data. */
  readonly footerLines: number;
  readonly role: FileRole;
  /** Name of the file's events when no column gives it (`events` without event names, `step`); else null. */
  readonly eventName: string | null;
  /** Header of the main file's column that a look-up file explains; else null. */
  readonly lookupOf: string | null;
  readonly columns: readonly ColumnMapping[];
}

/** Canonical type of a stage. */
export type StageType = 'open' | 'won' | 'lost';

/** A stage or step, in the proposed order: open ones first, then won, then lost. */
export interface MappedStage {
  readonly name: string;
  readonly type: StageType;
}

/** Everything needed to import the dropped files. Plain JSON with a version: remembered per header fingerprint. */
export interface Mapping {
  readonly version: 1;
  readonly shape: Shape;
  /** Known export it was recognised as, such as `hubspot-deals`; null for none. */
  readonly profile: string | null;
  /** One per source, in their order. */
  readonly files: readonly FileMapping[];
  /** Stages or steps in order; empty for `events` and `people`. */
  readonly stages: readonly MappedStage[];
  /** Whether a cell that can't be read rejects its row, or only that cell counts as missing. */
  readonly badCells: 'reject' | 'blank';
  /** Stages with counts (shape `counts`). */
  readonly counts: readonly StageCount[];
}

/** What we think the dropped files are, with the evidence. */
export interface Proposal {
  readonly files: readonly Recognition[];
  readonly mapping: Mapping;
  /** 0 to 1. Below 0.5 the reader should choose. */
  readonly confidence: number;
  /** Signs for the shape and the mapping; each file has its own for text and values. */
  readonly evidence: readonly Evidence[];
  /** Columns that wait for an answer before the import: the day-month order is open. */
  readonly questions: readonly { readonly file: number; readonly column: number; readonly sample: string }[];
}

/** What the workspace says about how files are read. */
export interface ImportContext {
  /** IANA zone of times that carry none. */
  readonly timeZone: string;
  /** Epoch ms after which an event lies in the future; absent: nothing is called so. */
  readonly now?: number;
}

/** Why a row was refused; catalogue: `import.reject.<reason>`. */
export type RejectReason =
  | 'too-few-fields' // value: number of cells
  | 'too-many-fields' // value: number of cells
  | 'open-quote'
  | 'stray-quote'
  | 'no-person'
  | 'no-event'
  | 'no-time'
  | 'bad-date'
  | 'no-such-day' // 31 June
  | 'bad-number'
  | 'duplicate-person'; // otherLine

/** A row that was not taken over, as it stood. */
export interface RejectedRow {
  /** Index of the source. */
  readonly file: number;
  /** 1-based. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: RejectReason;
  /** Line with the same key (`duplicate-person`), else 0. */
  readonly otherLine: number;
  readonly cells: readonly string[];
}

/** Refused rows: all counted, the first `kept` in detail. */
export interface Rejections {
  readonly total: number;
  /** Exact, by file, column and reason. */
  readonly groups: readonly {
    readonly file: number;
    readonly column: string;
    readonly reason: RejectReason;
    readonly count: number;
  }[];
  readonly rows: readonly RejectedRow[];
}

/** Something the reader should know about an import that goes ahead. */
export interface ImportWarning {
  readonly code: WarningCode;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Catalogue: `import.warning.<code>`. */
type WarningCode =
  | 'zone-assumed' // zone
  | 'duplicate-events' // count (same person, name, time)
  | 'undated-events' // count
  | 'future-events' // count: dated after now
  | 'ancient-events' // count: dated before 1900
  | 'unmatched-lookup' // file, column, value, count
  | 'quotes-in-text' // file, count
  | 'blanked-cells' // count
  | 'time-gap' // count: local times that a clock change skipped
  | 'stage-order'; // count: a later stage dated before an earlier one

/** What an import would do; nothing is written. */
export interface DryRun {
  readonly counts: RunCounts;
  readonly files: readonly { readonly rows: number; readonly rejected: number }[];
  /** Events by name, falling count; at most 200. */
  readonly events: readonly { readonly name: string; readonly count: number }[];
  /** Events that carry no date. */
  readonly undated: number;
  /** First and last are calendar dates: show them without a zone. */
  readonly dayOnly: boolean;
  readonly rejections: Rejections;
  readonly warnings: readonly ImportWarning[];
}

/** An import made, not yet stored. */
export interface Imported {
  readonly batch: Batch;
  readonly counts: RunCounts;
  /** Rows read and refused per source. */
  readonly files: readonly { readonly rows: number; readonly rejected: number }[];
  readonly rejections: Rejections;
  readonly warnings: readonly ImportWarning[];
}
