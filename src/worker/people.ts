import type { Control } from '../base/control.ts';
import { DAY_MS, formatDate, zoneCalendar } from '../base/calendar.ts';
import { codesAt, everyPosition, numbersAt } from '../engine/numbers.ts';
import { peopleBehind } from '../engine/people.ts';
import { orderAscending, orderDescending } from '../engine/statistics/order.ts';
import type { Column, EventTable } from '../engine/table.ts';
import { rowWriter } from '../ingest/csv-writer.ts';
import type { PeoplePage, PeopleQuery, PersonName, PersonRow } from '../protocol/requests.ts';
import { withValue, type ValuedPeople } from './measures.ts';
import { cell, detailProperty, naming, textAt } from './names.ts';

interface List {
  readonly table: EventTable;
  readonly key: string;
  readonly people: ValuedPeople;
  /** Entries in the order asked, those that match the search. */
  readonly order: Uint32Array;
  readonly name: (person: number) => PersonName;
  readonly detail: Column | undefined;
}

/** The list asked last of a table, kept so that scrolling reads windows of it instead of asking again. Forgotten with the table. */
export class PeopleLists {
  readonly #last = new WeakMap<EventTable, List>();

  /** Returns rows `offset` to `offset + limit` of the people behind a figure. */
  async page(
    table: EventTable,
    query: PeopleQuery,
    offset: number,
    limit: number,
    control: Control,
  ): Promise<PeoplePage> {
    const list = await this.#list(table, query, control);
    return {
      total: list.people.person.length,
      matching: list.order.length,
      offset,
      rows: Array.from(list.order.subarray(offset, offset + limit), (entry) => rowOf(list, entry)),
      detail: detailProperty(table) ?? null,
      measures: (list.people.measures ?? []).map(({ name }) => name),
      worth: list.people.worth,
    };
  }

  /** Returns the whole list as CSV: key, entry, the analysis's figures, every person property. `safe` neutralises spreadsheet formulas (P2). */
  async csv(table: EventTable, query: PeopleQuery, safe: boolean, control: Control): Promise<Blob> {
    const list = await this.#list(table, query, control);
    const { people, order } = list;
    const columns = await Promise.all(table.personProperties.map((info) => table.personColumn(info.name)));
    const write = rowWriter({ safe });
    const header = [
      'person',
      ...(people.held === null ? [] : ['held']),
      'entered',
      ...(people.measures ?? []).map(({ name }) => headerOf(name, people.worth)),
      ...table.personProperties.map((info) => info.name),
    ];
    const pieces: BlobPart[] = [`${write(header)}\r\n`];
    let text = '';
    for (let i = 0; i < order.length; i++) {
      const entry = order[i]!;
      const person = people.person[entry]!;
      const cells = columns.map((column) => (column === undefined ? null : exported(column, person)));
      const held = people.held === null ? [] : [people.held[entry] ?? null];
      const entered = people.entered[entry]!;
      const measures = (people.measures ?? []).map(({ values }) => known(values[entry]!));
      text += `${write([table.people.text(person), ...held, enteredText(table, person, entered), ...measures, ...cells])}\r\n`;
      if (text.length > 1 << 20) {
        pieces.push(text);
        text = '';
      }
      if (i % 256 === 0 && control.due()) await control.pause(i / order.length);
    }
    pieces.push(text);
    return new Blob(pieces, { type: 'text/csv;charset=utf-8' });
  }

  async #list(table: EventTable, query: PeopleQuery, control: Control): Promise<List> {
    const key = JSON.stringify(query);
    const last = this.#last.get(table);
    if (last?.key === key) return last;
    const people = await withValue(table, await peopleBehind(table, query, control));
    const detailed = detailProperty(table);
    const name = await naming(table);
    const detail = detailed === undefined ? undefined : await table.personColumn(detailed.name);
    const base = { table, key, people, name, detail };
    const matching = await searched(base, query.search, control);
    const list = { ...base, order: await sorted(base, matching, query.sort, control) };
    this.#last.set(table, list);
    return list;
  }
}

type Unordered = Omit<List, 'order'>;

function rowOf({ table, people, name, detail }: Unordered, entry: number): PersonRow {
  const person = people.person[entry]!;
  return {
    person,
    ...name(person),
    held: people.held?.[entry] ?? null,
    time: people.entered[entry]!,
    dayOnly: startsOnDay(table, person, people.entered[entry]!),
    detail: detail === undefined ? null : cell(detail, person),
    measures: (people.measures ?? []).map(({ values }) => values[entry]!),
  };
}

/** A figure as a table's head names it: amounts with what they are and their currency, `latest-value (EUR)`. */
function headerOf(name: string, worth: PeoplePage['worth']): string {
  if (name !== 'value' || !worth) return name;
  const called = worth.is === 'latest' ? 'latest-value' : name;
  return worth.currency === null ? called : `${called} (${worth.currency})`;
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** When a person entered as a table has it: a calendar date as such (T2), an instant in UTC. */
function enteredText(table: EventTable, person: number, at: number): string | null {
  return startsOnDay(table, person, at) ? formatDate(zoneCalendar(table.zone).dayOf(at)) : isoTime(at);
}

/** Whether the event at `time` of a person is a calendar date. */
function startsOnDay({ dayOnly, time, offsets }: EventTable, person: number, at: number): boolean {
  if (dayOnly === null) return false;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++)
    if (time[row] === at && dayOnly[row] === 1) return true;
  return false;
}

async function searched(list: Unordered, search: string, control: Control): Promise<Uint32Array> {
  const { people, name } = list;
  const all = everyPosition(people.person.length);
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === '') return all;
  const found: number[] = [];
  for (const entry of all) {
    const called = name(people.person[entry]!);
    const texts = [called.key, called.name, people.held?.[entry] ?? null];
    if (texts.some((text) => typeof text === 'string' && text.toLocaleLowerCase().includes(wanted)))
      found.push(entry);
    if (entry % 1024 === 0 && control.due()) await control.pause(entry / all.length);
  }
  return Uint32Array.from(found);
}

async function sorted(
  list: Unordered,
  entries: Uint32Array,
  by: PeopleQuery['sort'],
  control: Control,
): Promise<Uint32Array> {
  const { people, name, detail } = list;
  const byNumber = async (values: Float64Array, order: typeof orderAscending): Promise<Uint32Array> =>
    codesAt(entries, await order(numbersAt(values, entries), control));
  switch (by) {
    case 'newest':
      return byNumber(people.entered, orderDescending);
    case 'oldest':
      return byNumber(people.entered, orderAscending);
    case 'name':
      return byText(entries, (entry) => {
        const { key, name: own, shared } = name(people.person[entry]!);
        // People of one name stand in the order of their keys.
        return own === null ? key : shared ? `${own} ${key}` : own;
      });
    case 'detail': {
      if (detail === undefined) return entries;
      if (detail.kind === 'text') return byText(entries, (entry) => textAt(detail, people.person[entry]!));
      return byNumber(numbersAt(detail.values, people.person), orderDescending);
    }
    case 'given':
      return entries;
    default: {
      const name = by.slice('measure.'.length);
      const values = people.measures?.find((measure) => measure.name === name)?.values;
      return values === undefined ? entries : byNumber(values, orderDescending);
    }
  }
}

/** Sorts by text as the language does, missing last. */
function byText(entries: Uint32Array, text: (entry: number) => string | null): Uint32Array {
  const collator = new Intl.Collator(undefined, { numeric: true });
  const keyed = Array.from(entries, (entry) => ({ entry, text: text(entry) }));
  keyed.sort((a, b) =>
    a.text === null || b.text === null
      ? Number(a.text === null) - Number(b.text === null) || a.entry - b.entry
      : collator.compare(a.text, b.text) || a.entry - b.entry,
  );
  return Uint32Array.from(keyed, ({ entry }) => entry);
}

function exported(column: Column, row: number): string | number | null {
  const value = cell(column, row);
  if (column.kind !== 'date' || typeof value !== 'number') return value;
  return column.precision === 'day'
    ? isoTime(Math.floor(value / DAY_MS) * DAY_MS)!.slice(0, 10)
    : isoTime(value);
}

function isoTime(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
