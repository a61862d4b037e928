import { dictionaryFrom } from '../../src/engine/dictionary.ts';
import { buildTable } from '../../src/engine/build-table.ts';
import { parseInstant } from '../../src/engine/filter.ts';
import type { EventTable } from '../../src/engine/table.ts';
import type { ColumnData, ColumnInfo } from '../../src/domain/columns.ts';
import { DAY_MS, parseDate, type WeekStart } from '../../src/base/calendar.ts';

/** One event of a case: `at` is an instant with a zone, a calendar date, or absent. */
export interface EventRow {
  readonly person: string;
  readonly event: string;
  readonly at?: string | number | null;
  readonly props?: Readonly<Record<string, unknown>>;
}

export interface PersonRow {
  readonly id: string;
  readonly ids?: readonly string[];
  readonly props?: Readonly<Record<string, unknown>>;
}

/** Returns the table of rows in any order. Values become text, numbers where every value of a property is one. */
export function tableOf(
  events: readonly EventRow[],
  persons: readonly PersonRow[] = [],
  options: { zone?: string; weekStart?: WeekStart } = {},
): EventTable {
  const owner = new Map(persons.flatMap(({ id, ids = [] }) => [id, ...ids].map((alias) => [alias, id])));
  const people = [
    ...new Set([...persons.map(({ id }) => id), ...events.map(({ person }) => owner.get(person) ?? person)]),
  ];
  const names = [...new Set(events.map(({ event }) => event))];
  const personCode = new Map(people.map((id, code) => [id, code]));
  const nameCode = new Map(names.map((name, code) => [name, code]));
  const days = events.map(({ at }) => typeof at === 'string' && parseDate(at) !== null);
  const time = events.map(({ at }, i) =>
    at === undefined || at === null
      ? NaN
      : typeof at === 'number'
        ? at
        : days[i] === true
          ? parseDate(at)! * DAY_MS
          : parseInstant(at),
  );
  const eventColumns = columnsOf(events);
  const personColumns = columnsOf(persons);
  return buildTable({
    parts: [
      {
        count: events.length,
        person: Uint32Array.from(events, ({ person }) => personCode.get(owner.get(person) ?? person)!),
        time: Float64Array.from(time),
        dayOnly: days.includes(true) ? Uint8Array.from(days, Number) : null,
        name: Uint32Array.from(events, ({ event }) => nameCode.get(event)!),
        sorted: false,
      },
    ],
    people: dictionaryFrom(people),
    names: dictionaryFrom(names),
    zone: options.zone ?? 'UTC',
    weekStart: options.weekStart ?? 1,
    eventProperties: eventColumns.map(({ info }) => info),
    personProperties: personColumns.map(({ info }) => info),
    eventColumn: (_, name) => Promise.resolve(eventColumns.find(({ info }) => info.name === name)?.data),
    personLayers: (name) =>
      Promise.resolve(
        personColumns
          .filter(({ info }) => info.name === name)
          .map(({ data }) => ({ person: Uint32Array.from(persons, ({ id }) => personCode.get(id)!), data })),
      ),
    dictionary: (scope, name) =>
      Promise.resolve(
        (scope === 'event' ? eventColumns : personColumns).find(({ info }) => info.name === name)!.dictionary,
      ),
  });
}

interface Built {
  readonly info: ColumnInfo;
  readonly data: ColumnData;
  readonly dictionary: ReturnType<typeof dictionaryFrom>;
}

function columnsOf(rows: readonly { readonly props?: Readonly<Record<string, unknown>> }[]): Built[] {
  const names = [...new Set(rows.flatMap(({ props = {} }) => Object.keys(props)))];
  return names.map((name): Built => {
    const values = rows.map(({ props = {} }) => props[name] ?? null);
    const present = values.filter((value) => value !== null);
    if (present.every((value) => typeof value === 'number')) {
      const numbers = Float64Array.from(values, (value) => (value === null ? NaN : Number(value)));
      return {
        info: { name, kind: 'number' },
        data: { kind: 'number', values: numbers },
        dictionary: dictionaryFrom([]),
      };
    }
    const texts = [...new Set(present.map(textOf))];
    const codes = Uint32Array.from(values, (value) =>
      value === null ? 0 : texts.indexOf(textOf(value)) + 1,
    );
    return { info: { name, kind: 'text' }, data: { kind: 'text', codes }, dictionary: dictionaryFrom(texts) };
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
