import type { Batch, ColumnData, ColumnInfo, PropertyColumn } from '../domain/columns.ts';
import { damaged } from './errors.ts';
import type { TableName } from './types.ts';

/** Rows in one stored piece of a column; the last piece of a run holds the rest. */
export const SEGMENT_ROWS = 65_536;

export type SegmentArray = Uint8Array | Uint32Array | Float64Array;

/** A whole column of a run under the name it is stored by. */
export interface StoredColumn {
  readonly table: TableName;
  readonly column: string;
  readonly data: SegmentArray;
}

/** Names of the columns every run has; properties are stored as `p:<name>`, so that they never collide with these. */
export type CoreColumn = 'person' | 'time' | 'dayOnly' | 'name' | 'line';

/** Returns the name a property's column is stored by. */
export function propertyColumn(name: string): string {
  return `p:${name}`;
}

/** Returns every column of a batch that is stored. */
export function columnsOf(batch: Batch): StoredColumn[] {
  const { events, people } = batch;
  const core = (table: TableName, column: CoreColumn, data: SegmentArray): StoredColumn => ({
    table,
    column,
    data,
  });
  const properties = (table: TableName, list: readonly PropertyColumn[]): StoredColumn[] =>
    list.map(({ name, data }) => ({ table, column: propertyColumn(name), data: arrayOf(data) }));
  return [
    core('events', 'person', events.person),
    core('events', 'time', events.time),
    ...(events.dayOnly === null ? [] : [core('events', 'dayOnly', events.dayOnly)]),
    core('events', 'name', events.name),
    core('events', 'line', events.line),
    ...properties('events', events.properties),
    core('people', 'person', people.person),
    core('people', 'line', people.line),
    ...properties('people', people.properties),
  ];
}

/** Returns name, kind and precision of properties without their data. */
export function infosOf(properties: readonly PropertyColumn[]): ColumnInfo[] {
  return properties.map(({ name, data }) =>
    data.kind === 'date' ? { name, kind: data.kind, precision: data.precision } : { name, kind: data.kind },
  );
}

/** Returns the array behind a property's data. */
export function arrayOf(data: ColumnData): Uint32Array | Float64Array {
  return data.kind === 'text' ? data.codes : data.values;
}

/** Returns a loaded array as the data of a property. Throws `storage-failed` when its type isn't the kind's. */
export function dataOf(info: ColumnInfo, array: SegmentArray): ColumnData {
  if (info.kind === 'text') {
    if (array instanceof Uint32Array) return { kind: 'text', codes: array };
  } else if (array instanceof Float64Array) {
    return info.kind === 'number'
      ? { kind: 'number', values: array }
      : { kind: 'date', values: array, precision: info.precision ?? 'instant' };
  }
  throw damaged(`column ${info.name} is not of kind ${info.kind}`);
}

/** Returns how many pieces `rows` rows are stored in. */
export function segmentCount(rows: number): number {
  return Math.ceil(rows / SEGMENT_ROWS);
}

/** Returns piece `index` of a column in an array of its own: a view would be stored with all it is a view of. */
export function pieceOf<A extends SegmentArray>(data: A, index: number): A {
  return data.slice(index * SEGMENT_ROWS, (index + 1) * SEGMENT_ROWS) as A;
}

/**
 * Returns the pieces of a column as one array of `rows` entries; `make` gives it. Throws `storage-failed` when pieces
 * are missing, too many or of another type.
 */
export function joinPieces<A extends SegmentArray>(
  pieces: readonly SegmentArray[],
  rows: number,
  make: new (length: number) => A,
  what: string,
): A {
  const [first] = pieces;
  if (pieces.length === 1 && first instanceof make && first.length === rows) return first;
  const joined = new make(rows);
  let at = 0;
  for (const piece of pieces) {
    if (!(piece instanceof make) || at + piece.length > rows)
      throw damaged(`${what} has pieces of another run`);
    joined.set(piece, at);
    at += piece.length;
  }
  if (at !== rows) throw damaged(`${what} has ${at} of ${rows} rows`);
  return joined;
}
