import { isBlank } from './cells.ts';
import {
  columnOf,
  makeReader,
  writerOf,
  type ImportState,
  type Lookup,
  type LookupValue,
} from './compile.ts';
import type { RowProgram } from './event-rows.ts';
import { foldHeader } from './headers.ts';
import { trimmed } from './profile-column.ts';
import type { ColumnMapping, FileMapping } from './types.ts';

type NamedColumn = ColumnMapping & { readonly role: { readonly name: string } };

function namedColumns(file: FileMapping): NamedColumn[] {
  return file.columns.filter(
    (column): column is NamedColumn => column.role.kind === 'attribute' || column.role.kind === 'value',
  );
}

/** Rows of a look-up file, kept by key until the main file asks. */
export class LookupRows implements RowProgram {
  private readonly file: FileMapping;
  private readonly index: number;
  private readonly state: ImportState;
  private readonly key: number;
  private readonly columns: readonly NamedColumn[];
  private readonly readers: readonly (ReturnType<typeof makeReader> | null)[];
  private readonly entries = new Map<string, LookupValue[]>();

  constructor(file: FileMapping, index: number, state: ImportState) {
    this.file = file;
    this.index = index;
    this.state = state;
    this.key = columnOf(file, 'lookup-key')?.index ?? 0;
    this.columns = namedColumns(file);
    this.readers = this.columns.map(({ reading }) =>
      reading.kind === 'text' ? null : makeReader(reading, state),
    );
    const column = file.lookupOf ?? '';
    const lookup: Lookup = {
      file: file.file,
      column,
      entries: this.entries,
      attributes: this.columns.map(({ role, reading }) => ({ name: role.name, reading })),
      unmatched: new Map(),
    };
    state.lookups.set(foldHeader(column), lookup);
  }

  take(row: readonly string[], line: number): void {
    const { state, index, file } = this;
    const key = trimmed(row[this.key]!);
    const header = file.columns[this.key]?.header ?? '';
    if (key === '' || this.entries.has(key)) {
      state.log.add(index, line, header, key, key === '' ? 'no-person' : 'duplicate-person', row);
      return;
    }
    const values: LookupValue[] = [];
    for (const [i, column] of this.columns.entries()) {
      const raw = row[column.index]!;
      const reader = this.readers[i];
      if (reader === null || reader === undefined) values.push(isBlank(raw) ? '' : raw);
      else {
        values.push(reader.read(raw));
        if (reader.fault !== null && state.mapping.badCells === 'blank') state.blanked++;
        else if (reader.fault !== null) {
          state.log.add(index, line, column.header, raw, reader.fault, row);
          return;
        }
      }
    }
    this.entries.set(key, values);
  }
}

/** Writes what look-up tables say about the values of a main file's columns. */
export class LookupJoin {
  readonly any: boolean;
  private readonly joins: readonly {
    readonly index: number;
    readonly lookup: Lookup;
    readonly write: readonly ((row: number, value: LookupValue) => void)[];
  }[];

  /** `scope`: what the properties are written to. */
  constructor(file: FileMapping, state: ImportState, scope: 'event' | 'person') {
    this.joins = file.columns.flatMap((column) => {
      const lookup = state.lookups.get(foldHeader(column.header));
      if (lookup === undefined || column.header === '') return [];
      return [
        {
          index: column.index,
          lookup,
          write: lookup.attributes.map(({ name }) => makeWrite(state, scope, name)),
        },
      ];
    });
    this.any = this.joins.length > 0;
  }

  /** Writes to the builder's row `to` of an event or a person. */
  write(to: number, row: readonly string[]): void {
    for (const { index, lookup, write } of this.joins) {
      const key = trimmed(row[index]!);
      if (key === '') continue;
      const values = lookup.entries.get(key);
      if (values === undefined) {
        lookup.unmatched.set(key, (lookup.unmatched.get(key) ?? 0) + 1);
        continue;
      }
      for (let i = 0; i < values.length; i++) write[i]!(to, values[i]!);
    }
  }
}

function makeWrite(
  state: ImportState,
  scope: 'event' | 'person',
  name: string,
): (row: number, value: LookupValue) => void {
  const kind = state.kinds.kind(scope, name);
  if (kind === 'text') {
    const writer = scope === 'event' ? state.builder.eventText(name) : state.builder.personText(name);
    return (row, value) => writer.set(row, Number.isNaN(value) ? '' : String(value));
  }
  const writer = writerOf(state, scope, name, kind, state.kinds.precision(scope, name));
  return (row, value) => {
    if (typeof value === 'number') writer.set(row, value);
  };
}
