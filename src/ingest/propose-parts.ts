import { readsLikeCurrency } from '../domain/names.ts';
import { foldHeader } from './headers.ts';
import { sign } from './recognise-evidence.ts';
import { MARKER_COLUMNS } from './rejected-csv.ts';
import type {
  ColumnMapping,
  ColumnRole,
  Evidence,
  FileMapping,
  FileRole,
  MappedStage,
  RecognisedColumn,
  Recognition,
  Shape,
} from './types.ts';
import { dateRole, eventNameScore, isValue, keyScore, stageScore, timeScore } from './vocabulary.ts';

/** One file read as one shape. */
export interface FileProposal {
  readonly shape: Shape;
  readonly profile: string | null;
  readonly confidence: number;
  readonly mapping: FileMapping;
  readonly stages: readonly MappedStage[];
  readonly evidence: readonly Evidence[];
}

const isMarker = (header: string): boolean =>
  header === '_file' || MARKER_COLUMNS.some((name) => name === header);

/** A column that says the same in every one of at least this many rows says nothing about any of them. */
const CONSTANT_ROWS = 10;

/** Which columns of a file could play which part. */
export class FileFacts {
  readonly file: Recognition;
  readonly given: Readonly<Record<string, ColumnRole>>;

  constructor(file: Recognition, given: Readonly<Record<string, ColumnRole>> = {}) {
    this.file = file;
    this.given = given;
  }

  /** Best key of people: for a table of leads one without repeats. */
  key(unique: boolean): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('person', (column) => keyScore(column, this.file.rows, unique));
  }

  eventName(not: RecognisedColumn | undefined): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('event-name', (column) =>
      column === not ? 0 : eventNameScore(column, this.file.rows),
    );
  }

  time(): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('time', (column) => timeScore(column, this.file.rows));
  }

  stage(): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('stage', (column) => stageScore(column, this.file.rows));
  }

  /** Date columns that could be steps of a lead's way. */
  steps(): RecognisedColumn[] {
    return this.dates().filter((column) => dateRole(column) !== 'side' && dateRole(column) !== 'since');
  }

  dates(): RecognisedColumn[] {
    return this.file.columns.filter(({ kind, filled }) => kind === 'date' && filled > 0);
  }

  private givenOr(
    kind: ColumnRole['kind'],
    score: (column: RecognisedColumn) => number,
  ): { column: RecognisedColumn; score: number } | null {
    const named = this.file.columns.find((column) => this.given[foldHeader(column.header)]?.kind === kind);
    if (named !== undefined) return { column: named, score: 130 };
    let best: { column: RecognisedColumn; score: number } | null = null;
    for (const column of this.file.columns) {
      const value = score(column);
      if (value > (best?.score ?? 0)) best = { column, score: value };
    }
    return best;
  }
}

/** Gives every column without a role one as lead attribute, or leaves it out. */
export function fillAttributes(file: Recognition, roles: Map<RecognisedColumn, ColumnRole>): void {
  for (const column of file.columns) {
    if (roles.has(column)) continue;
    roles.set(
      column,
      leftOut(column, file) ?? { kind: isValue(column) ? 'value' : 'attribute', name: columnName(column) },
    );
  }
}

/** Returns the role of a column that says nothing, or null. */
export function leftOut(column: RecognisedColumn, { rows, columns }: Recognition): ColumnRole | null {
  // Refused rows that come back corrected bring what we said about them.
  if (
    isMarker(column.header) &&
    MARKER_COLUMNS.every((name) => columns.some(({ header }) => header === name))
  )
    return { kind: 'ignored', why: 'user' };
  if (column.kind === 'empty') return { kind: 'ignored', why: 'empty' };
  // One currency throughout still says what the amounts are in.
  const constant = column.distinct === 1 && column.filled === rows && rows >= CONSTANT_ROWS;
  if (constant && !readsLikeCurrency(columnName(column))) return { kind: 'ignored', why: 'constant' };
  return null;
}

/** Returns the name a column's values go by: its header, or `Column 3`. */
export function columnName(column: RecognisedColumn): string {
  return column.header === '' ? `Column ${column.index + 1}` : column.header;
}

/** Returns how a column is spoken of in evidence. */
export function label(column: RecognisedColumn): string {
  return column.header === '' ? `#${column.index + 1}` : column.header;
}

/** Returns the sign for the key of the people. */
export function keySign(column: RecognisedColumn, file: Recognition): Evidence {
  return sign(
    'key',
    { column: label(column), people: column.distinct, rows: file.rows },
    column.blanks === 0,
  );
}

/** Returns the mapping of a file; columns without a role are left out. Names used twice get a number. */
export function fileMapping(
  file: Recognition,
  role: FileRole,
  roles: ReadonlyMap<RecognisedColumn, ColumnRole>,
  eventName: string | null = null,
  lookupOf: string | null = null,
): FileMapping {
  const used = new Map<string, number>();
  const columns = file.columns.map((column): ColumnMapping => {
    const given = roles.get(column) ?? { kind: 'ignored', why: 'user' };
    return {
      index: column.index,
      header: column.header,
      role: numbered(given, used),
      reading: asKey(given, column),
    };
  });
  return {
    file: file.file,
    fingerprint: file.fingerprint,
    format: file.format,
    footerLines: file.footerLines,
    role,
    eventName,
    lookupOf,
    columns,
  };
}

function numbered(role: ColumnRole, used: Map<string, number>): ColumnRole {
  if (!('name' in role)) return role;
  const scope = role.kind === 'property' ? 'e' : 'p';
  const n = (used.get(scope + role.name) ?? 0) + 1;
  used.set(scope + role.name, n);
  return n === 1 ? role : { ...role, name: `${role.name} (${n})` };
}

/** Keys and names are text whatever they look like: `007` and `7` are two people. */
function asKey(role: ColumnRole, column: RecognisedColumn): ColumnMapping['reading'] {
  return role.kind === 'person' ||
    role.kind === 'event-name' ||
    role.kind === 'stage' ||
    role.kind === 'lookup-key'
    ? { kind: 'text' }
    : column.reading;
}
