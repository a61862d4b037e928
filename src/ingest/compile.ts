import type { ZoneClock } from '../base/zone.ts';
import type { BatchBuilder, NumberWriter, TextWriter } from '../domain/batch-builder.ts';
import type { TimePrecision } from '../domain/columns.ts';
import { DateReader, isBlank, NumberReader, type ZoneTally } from './cells.ts';
import type { RejectionLog } from './rejections.ts';
import type {
  CellReading,
  ColumnMapping,
  FileMapping,
  ImportWarning,
  Mapping,
  RejectReason,
} from './types.ts';

/** What all files of one import share while they are read. */
export interface ImportState {
  readonly mapping: Mapping;
  readonly builder: BatchBuilder;
  readonly log: RejectionLog;
  readonly clock: ZoneClock;
  readonly zone: ZoneTally;
  readonly kinds: PropertyKinds;
  readonly warnings: ImportWarning[];
  /** Look-up tables by the folded header of the column they explain. */
  readonly lookups: Map<string, Lookup>;
  /** Dates for undated steps, by person code: floating midnight or instant. */
  readonly stepDates: Map<number, { readonly time: number; readonly dayOnly: boolean }>;
  /** Cells that were taken for missing because they could not be read. */
  blanked: number;
}

/** Rows of a look-up file by key. */
export interface Lookup {
  readonly file: string;
  readonly column: string;
  readonly entries: ReadonlyMap<string, readonly LookupValue[]>;
  readonly attributes: readonly { readonly name: string; readonly reading: CellReading }[];
  /** Values of the main file without an entry, with the number of rows. */
  readonly unmatched: Map<string, number>;
}

/** A look-up cell: its text, or its value where the column is read as number or date. */
export type LookupValue = string | number;

type Scope = 'event' | 'person';

/** One kind per property over all files: where they disagree the property is text. */
export class PropertyKinds {
  private readonly known = new Map<string, CellReading['kind']>();
  private readonly precisions = new Map<string, TimePrecision>();

  /** Notes that a column is read into a property. */
  note(scope: Scope, name: string, reading: CellReading): void {
    const key = `${scope}:${name}`;
    const before = this.known.get(key);
    this.known.set(key, before === undefined || before === reading.kind ? reading.kind : 'text');
    if (reading.kind === 'date')
      this.precisions.set(key, this.precisions.get(key) === 'instant' ? 'instant' : reading.precision);
  }

  /** Returns the kind the property has in the whole import. */
  kind(scope: Scope, name: string): CellReading['kind'] {
    return this.known.get(`${scope}:${name}`) ?? 'text';
  }

  /** Returns the precision a date property has in the whole import. */
  precision(scope: Scope, name: string): TimePrecision {
    return this.precisions.get(`${scope}:${name}`) ?? 'day';
  }
}

/** A typed property column: read first, so that a row is refused before anything of it is written. */
export interface TypedColumn {
  readonly index: number;
  readonly header: string;
  readonly reader: NumberReader | DateReader;
  /** Instants only: the column is a date property of that precision. */
  readonly instant: boolean;
  readonly writer: NumberWriter;
  readonly scope: Scope;
}

/** A text property column. */
export interface TextColumn {
  readonly index: number;
  readonly writer: TextWriter;
  readonly scope: Scope;
}

/** The property columns of one file, ready to read and write. */
export class RowProperties {
  readonly typed: readonly TypedColumn[];
  private readonly values: Float64Array;
  private readonly eventTexts: readonly TextColumn[];
  private readonly personTexts: readonly TextColumn[];
  /** Whether a row writes anything to its person. */
  readonly touchesPerson: boolean;
  faultColumn: TypedColumn | null = null;
  private readonly state: ImportState;

  constructor(file: FileMapping, state: ImportState) {
    this.state = state;
    const typed: TypedColumn[] = [];
    const texts: TextColumn[] = [];
    for (const column of file.columns) {
      for (const { scope, name } of propertiesOf(file, column)) {
        const kind = state.kinds.kind(scope, name);
        const { index, header, reading } = column;
        if (kind === 'text' || reading.kind === 'text') {
          texts.push({
            index,
            writer: scope === 'event' ? state.builder.eventText(name) : state.builder.personText(name),
            scope,
          });
          continue;
        }
        const reader = makeReader(reading, state);
        const precision = state.kinds.precision(scope, name);
        typed.push({
          index,
          header,
          reader,
          instant: kind === 'date' && precision === 'instant',
          writer: writerOf(state, scope, name, kind, precision),
          scope,
        });
      }
    }
    this.typed = typed;
    this.values = new Float64Array(typed.length);
    this.eventTexts = texts.filter(({ scope }) => scope === 'event');
    this.personTexts = texts.filter(({ scope }) => scope === 'person');
    this.touchesPerson = this.personTexts.length > 0 || typed.some(({ scope }) => scope === 'person');
  }

  /** Reads the typed cells of a row; returns why it is refused (see `faultColumn`), or null. */
  read(row: readonly string[]): RejectReason | null {
    const { typed, values, state } = this;
    for (let i = 0; i < typed.length; i++) {
      const column = typed[i]!;
      const { reader } = column;
      const raw = row[column.index]!;
      values[i] = column.instant ? (reader as DateReader).readInstant(raw) : reader.read(raw);
      if (reader.fault !== null) {
        if (state.mapping.badCells === 'reject') {
          this.faultColumn = column;
          return reader.fault;
        }
        state.blanked++;
      }
    }
    return null;
  }

  /** Writes the properties of the event in `event` (a builder's row). */
  writeEvent(event: number, row: readonly string[]): void {
    const { typed, values, eventTexts } = this;
    for (let i = 0; i < typed.length; i++) {
      const column = typed[i]!;
      if (column.scope === 'event') column.writer.set(event, values[i]!);
    }
    for (let i = 0; i < eventTexts.length; i++) {
      const { index, writer } = eventTexts[i]!;
      const raw = row[index]!;
      if (!isBlank(raw)) writer.set(event, raw);
    }
  }

  /** Writes the properties of the person in `person` (a builder's row). */
  writePerson(person: number, row: readonly string[]): void {
    const { typed, values, personTexts } = this;
    for (let i = 0; i < typed.length; i++) {
      const column = typed[i]!;
      if (column.scope === 'person') column.writer.set(person, values[i]!);
    }
    for (let i = 0; i < personTexts.length; i++) {
      const { index, writer } = personTexts[i]!;
      const raw = row[index]!;
      if (!isBlank(raw)) writer.set(person, raw);
    }
  }
}

/**
 * Returns the properties a column becomes, with their scope. What dates or stages a lead is kept as an attribute as
 * well, so that it can be filtered by: the stage now, when it was created and closed.
 */
export function propertiesOf(file: FileMapping, column: ColumnMapping): { scope: Scope; name: string }[] {
  const { role } = column;
  switch (role.kind) {
    case 'attribute':
      return [{ scope: 'person', name: role.name }];
    case 'property':
      return [{ scope: 'event', name: role.name }];
    case 'value':
      return [
        { scope: file.role === 'events' || file.role === 'step' ? 'event' : 'person', name: role.name },
      ];
    case 'stage':
    case 'created':
    case 'closed':
    case 'step-date':
      return column.header === '' ? [] : [{ scope: 'person', name: column.header }];
    default:
      return [];
  }
}

/** Returns the writer of a typed property. */
export function writerOf(
  state: ImportState,
  scope: Scope,
  name: string,
  kind: 'number' | 'date',
  precision: TimePrecision,
): NumberWriter {
  const { builder } = state;
  if (kind === 'number') return scope === 'event' ? builder.eventNumber(name) : builder.personNumber(name);
  return scope === 'event' ? builder.eventDate(name, precision) : builder.personDate(name, precision);
}

/** Returns a reader for numbers or dates. */
export function makeReader(
  reading: Exclude<CellReading, { kind: 'text' }>,
  state: ImportState,
): NumberReader | DateReader {
  return reading.kind === 'number'
    ? new NumberReader(reading.decimal)
    : new DateReader(reading, state.clock, state.zone);
}

/** Returns a reader for the dates of a column, or null when it isn't read as dates. */
export function dateReader(column: ColumnMapping | undefined, state: ImportState): DateReader | null {
  return column?.reading.kind === 'date' ? new DateReader(column.reading, state.clock, state.zone) : null;
}

/** Returns the first column of a role. */
export function columnOf(file: FileMapping, kind: ColumnMapping['role']['kind']): ColumnMapping | undefined {
  return file.columns.find(({ role }) => role.kind === kind);
}
