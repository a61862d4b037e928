import type { Batch, ColumnData, PropertyColumn, TimePrecision } from './columns.ts';
import { eventOrder } from './event-order.ts';
import { Float64List, Uint32List } from './growable.ts';
import {
  EVENT_DICTIONARY,
  PERSON_DICTIONARY,
  propertyDictionary,
  type Dictionaries,
  type TextIndex,
} from './text-index.ts';

/** Writes cells of one text property. */
export interface TextWriter {
  /** Sets the cell of `row`; an empty text is missing and leaves what is there. */
  set(row: number, text: string): void;
}

/** Writes cells of one number or date property (epoch ms, or floating midnight for precision `day`). */
export interface NumberWriter {
  /** Sets the cell of `row`; NaN is missing and leaves what is there. */
  set(row: number, value: number): void;
}

/**
 * Gathers events and people row by row and returns them sorted and coded as one `Batch`.
 * Codes come from, and new texts go to, the `Dictionaries` given.
 */
export class BatchBuilder {
  private readonly people: TextIndex;
  private readonly names: TextIndex;
  private readonly eventProperties: Properties;
  private readonly personProperties: Properties;
  private readonly dictionaries: Dictionaries;
  private readonly person = new Uint32List();
  private readonly time = new Float64List();
  private readonly name = new Uint32List();
  private readonly line = new Uint32List();
  private dayOnly: Uint32List | null = null;
  private readonly touched = new Uint32List();
  private readonly touchedLine = new Uint32List();
  /** Row of the person in `touched` + 1, by person code. */
  private readonly rowOf = new Uint32List();
  private events = 0;
  private persons = 0;
  private finished = false;

  constructor(dictionaries: Dictionaries) {
    this.dictionaries = dictionaries;
    this.people = dictionaries.index(PERSON_DICTIONARY);
    this.names = dictionaries.index(EVENT_DICTIONARY);
    this.eventProperties = new Properties('event', dictionaries);
    this.personProperties = new Properties('person', dictionaries);
  }

  /** Events added so far. */
  get eventCount(): number {
    return this.events;
  }

  /** People touched so far. */
  get personCount(): number {
    return this.persons;
  }

  /** Returns the 0-based code of a person's key; does not touch the person. */
  personCode(key: string): number {
    return this.people.code(key);
  }

  /** Returns the 0-based code of an event name. */
  eventName(text: string): number {
    return this.names.code(text);
  }

  /**
   * Adds an event and touches its person. `time`: epoch ms, floating midnight (UTC) when `dayOnly`, NaN when
   * undated; `line`: 1-based source line, 0 when unknown. Returns the row for the property writers.
   */
  addEvent(person: number, time: number, dayOnly: boolean, name: number, line: number): number {
    const row = this.events++;
    this.person.set(row, person);
    this.time.set(row, time);
    this.name.set(row, name);
    this.line.set(row, line);
    if (dayOnly) (this.dayOnly ??= new Uint32List()).set(row, 1);
    if ((this.rowOf.data[person] ?? 0) === 0) this.touchPerson(person, line);
    return row;
  }

  /**
   * Returns the row of a person for the property writers, making it on first touch. A later cell that isn't
   * missing overwrites an earlier one; the row's line is the last one given that isn't 0.
   */
  touchPerson(person: number, line: number): number {
    let row = (this.rowOf.data[person] ?? 0) - 1;
    if (row < 0) {
      row = this.persons++;
      this.rowOf.set(person, row + 1);
      this.touched.set(row, person);
    }
    if (line !== 0) this.touchedLine.set(row, line);
    return row;
  }

  /** Returns the writer of an event's text property; asking again returns the same one. Another kind throws. */
  eventText(name: string): TextWriter {
    return this.eventProperties.text(name);
  }

  /** Returns the writer of an event's number property; another kind throws. */
  eventNumber(name: string): NumberWriter {
    return this.eventProperties.number(name);
  }

  /** Returns the writer of an event's date property; another kind or precision throws. */
  eventDate(name: string, precision: TimePrecision): NumberWriter {
    return this.eventProperties.date(name, precision);
  }

  /** Returns the writer of a person's text property; another kind throws. */
  personText(name: string): TextWriter {
    return this.personProperties.text(name);
  }

  /** Returns the writer of a person's number property; another kind throws. */
  personNumber(name: string): NumberWriter {
    return this.personProperties.number(name);
  }

  /** Returns the writer of a person's date property; another kind or precision throws. */
  personDate(name: string, precision: TimePrecision): NumberWriter {
    return this.personProperties.date(name, precision);
  }

  /**
   * Returns everything added as one sorted batch, in new arrays. Can be called once: each column gathered is
   * freed while the batch is made, so that memory stays linear.
   */
  finish(): Batch {
    if (this.finished) throw new Error('BatchBuilder.finish was called before');
    this.finished = true;
    const { events: count, persons } = this;
    const order = eventOrder(this.person.data, this.time.data, count);
    const events: Batch['events'] = {
      count,
      person: takeUint32(this.person, count, order),
      time: takeFloat64(this.time, count, order),
      dayOnly: this.dayOnly === null ? null : Uint8Array.from(takeUint32(this.dayOnly, count, order)),
      name: takeUint32(this.name, count, order),
      line: takeUint32(this.line, count, order),
      properties: this.eventProperties.take(count, order),
    };
    const byCode = this.peopleOrder();
    return {
      events,
      people: {
        count: persons,
        person: takeUint32(this.touched, persons, byCode),
        line: takeUint32(this.touchedLine, persons, byCode),
        properties: this.personProperties.take(persons, byCode),
      },
      added: this.dictionaries.added(),
    };
  }

  private peopleOrder(): Uint32Array {
    const order = new Uint32Array(this.persons);
    let next = 0;
    for (const row of this.rowOf.data) if (row > 0) order[next++] = row - 1;
    return order;
  }
}

type Property =
  | { readonly kind: 'text'; readonly codes: Uint32List; readonly writer: TextWriter }
  | { readonly kind: 'number'; readonly values: Float64List; readonly writer: NumberWriter }
  | {
      readonly kind: 'date';
      readonly precision: TimePrecision;
      readonly values: Float64List;
      readonly writer: NumberWriter;
    };

/** The property columns of the events or of the people, by name, in order of first use. */
class Properties {
  private readonly scope: 'event' | 'person';
  private readonly dictionaries: Dictionaries;
  private readonly byName = new Map<string, Property>();

  constructor(scope: 'event' | 'person', dictionaries: Dictionaries) {
    this.scope = scope;
    this.dictionaries = dictionaries;
  }

  text(name: string): TextWriter {
    const known = this.byName.get(name);
    if (known?.kind === 'text') return known.writer;
    refuse(known, name, 'text');
    const index = this.dictionaries.index(propertyDictionary(this.scope, name));
    const codes = new Uint32List();
    const writer: TextWriter = {
      set(row, text) {
        if (text !== '') codes.set(row, index.code(text) + 1);
      },
    };
    this.byName.set(name, { kind: 'text', codes, writer });
    return writer;
  }

  number(name: string): NumberWriter {
    const known = this.byName.get(name);
    if (known?.kind === 'number') return known.writer;
    refuse(known, name, 'number');
    const values = new Float64List();
    const writer = doubleWriter(values);
    this.byName.set(name, { kind: 'number', values, writer });
    return writer;
  }

  date(name: string, precision: TimePrecision): NumberWriter {
    const known = this.byName.get(name);
    if (known?.kind === 'date' && known.precision === precision) return known.writer;
    refuse(known, name, `date (${precision})`);
    const values = new Float64List();
    const writer = doubleWriter(values);
    this.byName.set(name, { kind: 'date', precision, values, writer });
    return writer;
  }

  take(count: number, order: Uint32Array | null): PropertyColumn[] {
    return [...this.byName].map(([name, property]) => ({ name, data: takeColumn(property, count, order) }));
  }
}

function refuse(known: Property | undefined, name: string, wanted: string): void {
  if (known !== undefined) throw new Error(`property ${name} is written as ${known.kind}, not as ${wanted}`);
}

function doubleWriter(values: Float64List): NumberWriter {
  return {
    set(row, value) {
      if (!Number.isNaN(value)) values.set(row, value);
    },
  };
}

function takeColumn(property: Property, count: number, order: Uint32Array | null): ColumnData {
  if (property.kind === 'text') return { kind: 'text', codes: takeUint32(property.codes, count, order) };
  const values = takeFloat64(property.values, count, order);
  return property.kind === 'number'
    ? { kind: 'number', values }
    : { kind: 'date', values, precision: property.precision };
}

/** Returns `count` entries in `order` (null: as they are) as a new array, and frees the list. */
function takeUint32(list: Uint32List, count: number, order: Uint32Array | null): Uint32Array {
  list.reserve(count);
  const source = list.data;
  list.data = new Uint32Array(0);
  if (order === null) return source.slice(0, count);
  const taken = new Uint32Array(count);
  for (let i = 0; i < count; i++) taken[i] = source[order[i]!]!;
  return taken;
}

function takeFloat64(list: Float64List, count: number, order: Uint32Array | null): Float64Array {
  list.reserve(count);
  const source = list.data;
  list.data = new Float64Array(0);
  if (order === null) return source.slice(0, count);
  const taken = new Float64Array(count);
  for (let i = 0; i < count; i++) taken[i] = source[order[i]!]!;
  return taken;
}
