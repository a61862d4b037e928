import { DAY_MS, zoneCalendar, type WeekStart, type ZoneCalendar } from '../base/calendar.ts';
import { AppFailure } from '../base/error.ts';
import type { ColumnData, ColumnInfo } from '../domain/columns.ts';
import type { Column, Dictionary, EventTable, TablePart } from './table.ts';

/** What one run says of its people for one property; later layers win where they aren't missing. */
export interface PersonLayer {
  readonly person: Uint32Array;
  readonly data: ColumnData;
}

/** Where a table takes its data from. Parts and layers are in the order in which their runs went live. */
export interface TableSource {
  readonly parts: readonly TablePart[];
  readonly people: Dictionary;
  readonly names: Dictionary;
  readonly zone: string;
  readonly weekStart: WeekStart;
  readonly eventProperties: readonly ColumnInfo[];
  readonly personProperties: readonly ColumnInfo[];
  /** The property as stored with part `part`, aligned with its rows; undefined when the part lacks it. */
  eventColumn(part: number, name: string): Promise<ColumnData | undefined>;
  personLayers(name: string): Promise<readonly PersonLayer[]>;
  /** Dictionary of a text property. */
  dictionary(scope: 'event' | 'person', name: string): Promise<Dictionary>;
}

/**
 * Returns the event table over all parts: sorted by person, then time, then part and row. One part that is
 * sorted already is taken without copying, but for what calendar dates and the narrow name codes ask.
 * Columns load when first asked for and are kept. Throws AppFailure('internal') beyond 65,536 event names.
 */
export function buildTable(source: TableSource): EventTable {
  const { parts, people, names, zone, weekStart } = source;
  if (names.size > 65_536)
    throw new AppFailure('internal', {
      message: `${names.size} event names, at most 65536 can be told apart`,
    });
  const calendar = zoneCalendar(zone);
  const eventCount = parts.reduce((sum, part) => sum + part.count, 0);
  const personCount = people.size;

  const times = parts.map((part) => instantsOf(part, calendar));
  const offsets = countPeople(parts, personCount);
  const single = parts.length === 1 && parts[0]!.sorted ? parts[0]! : null;
  const order =
    single !== null && timesAscend(times[0]!, offsets) ? null : sortRows(parts, times, offsets, eventCount);
  const bases = startsOf(parts);

  const time = gather(times, bases, order, Float64Array, eventCount);
  const name = gather(
    parts.map((part) => part.name),
    bases,
    order,
    Uint16Array,
    eventCount,
  );
  const dayOnly = parts.some((part) => part.dayOnly?.includes(1))
    ? gather(
        parts.map((part) => part.dayOnly),
        bases,
        order,
        Uint8Array,
        eventCount,
      )
    : null;

  const eventColumns = new Map<string, Promise<Column | undefined>>();
  const personColumns = new Map<string, Promise<Column | undefined>>();
  return {
    people,
    personCount,
    eventCount,
    offsets,
    time,
    dayOnly,
    name,
    names,
    zone,
    weekStart,
    span: spanOf(time, dayOnly, calendar),
    eventProperties: source.eventProperties,
    personProperties: source.personProperties,
    eventColumn: (wanted) =>
      remembered(eventColumns, wanted, async () => {
        const info = source.eventProperties.find((property) => property.name === wanted);
        if (info === undefined) return undefined;
        const data = await Promise.all(parts.map((_, part) => source.eventColumn(part, wanted)));
        const at = (part: number): ColumnData | undefined => sameKind(data[part], info, calendar);
        switch (info.kind) {
          case 'text': {
            const codes = gather(
              parts.map((_, part) => codesOf(at(part))),
              bases,
              order,
              Uint32Array,
              eventCount,
            );
            return { kind: 'text', codes, dictionary: await source.dictionary('event', wanted) };
          }
          case 'number':
          case 'date': {
            const values = gather(
              parts.map((_, part) => valuesOf(at(part))),
              bases,
              order,
              Float64Array,
              eventCount,
              NaN,
            );
            return info.kind === 'number'
              ? { kind: 'number', values }
              : { kind: 'date', values, precision: info.precision ?? 'instant' };
          }
        }
      }),
    personColumn: (wanted) =>
      remembered(personColumns, wanted, async () => {
        const info = source.personProperties.find((property) => property.name === wanted);
        if (info === undefined) return undefined;
        const layers = (await source.personLayers(wanted)).map(({ person, data }) => ({
          person,
          data: sameKind(data, info, calendar),
        }));
        if (info.kind === 'text') {
          const codes = new Uint32Array(personCount);
          for (const { person, data } of layers) overlay(codes, person, codesOf(data), (code) => code !== 0);
          return { kind: 'text', codes, dictionary: await source.dictionary('person', wanted) };
        }
        const values = new Float64Array(personCount).fill(NaN);
        for (const { person, data } of layers)
          overlay(values, person, valuesOf(data), (value) => !Number.isNaN(value));
        return info.kind === 'number'
          ? { kind: 'number', values }
          : { kind: 'date', values, precision: info.precision ?? 'instant' };
      }),
  };
}

async function remembered<T>(
  known: Map<string, Promise<T>>,
  key: string,
  load: () => Promise<T>,
): Promise<T> {
  let value = known.get(key);
  if (value === undefined) {
    value = load();
    known.set(key, value);
    // A failed load must not be remembered: the next question tries again.
    value.catch(() => known.delete(key));
  }
  return value;
}

/** Times as instants: a calendar date becomes its first instant in the zone. */
function instantsOf(part: TablePart, calendar: ZoneCalendar): Float64Array {
  const { dayOnly } = part;
  if (dayOnly === null) return part.time;
  const time = part.time.slice();
  for (let i = 0; i < part.count; i++)
    if (dayOnly[i] === 1) time[i] = calendar.startOfDay(Math.round(part.time[i]! / DAY_MS));
  return time;
}

function countPeople(parts: readonly TablePart[], personCount: number): Uint32Array {
  const offsets = new Uint32Array(personCount + 1);
  for (const { person, count } of parts) for (let i = 0; i < count; i++) offsets[person[i]! + 1]!++;
  for (let p = 0; p < personCount; p++) offsets[p + 1]! += offsets[p]!;
  return offsets;
}

function timesAscend(time: Float64Array, offsets: Uint32Array): boolean {
  for (let p = 0; p + 1 < offsets.length; p++)
    for (let i = offsets[p]! + 1; i < offsets[p + 1]!; i++)
      if (!inOrder(time[i - 1]!, time[i]!)) return false;
  return true;
}

/** Whether a may stand before b; undated (NaN) stands last. */
function inOrder(a: number, b: number): boolean {
  return a <= b || Number.isNaN(b);
}

/** Counting sort by person (stable over parts), then by time within the people that need it. */
function sortRows(
  parts: readonly TablePart[],
  times: readonly Float64Array[],
  offsets: Uint32Array,
  count: number,
): Uint32Array {
  const order = new Uint32Array(count);
  const keys = new Float64Array(count);
  const next = offsets.slice();
  let base = 0;
  parts.forEach((part, k) => {
    const time = times[k]!;
    for (let i = 0; i < part.count; i++) {
      const to = next[part.person[i]!]!++;
      order[to] = base + i;
      keys[to] = time[i]!;
    }
    base += part.count;
  });
  for (let p = 0; p + 1 < offsets.length; p++) {
    const from = offsets[p]!;
    const to = offsets[p + 1]!;
    for (let i = from + 1; i < to; i++) {
      if (inOrder(keys[i - 1]!, keys[i]!)) continue;
      sortSlice(order, keys, from, to);
      break;
    }
  }
  return order;
}

function sortSlice(order: Uint32Array, keys: Float64Array, from: number, to: number): void {
  const at = Array.from({ length: to - from }, (_, i) => i);
  const key = keys.slice(from, to).map((ms) => (Number.isNaN(ms) ? Infinity : ms));
  const rows = order.slice(from, to);
  at.sort((a, b) => (key[a]! < key[b]! ? -1 : key[a]! > key[b]! ? 1 : a - b));
  at.forEach((k, i) => {
    order[from + i] = rows[k]!;
    keys[from + i] = key[k]!;
  });
}

function startsOf(parts: readonly TablePart[]): number[] {
  let base = 0;
  return parts.map((part) => (base += part.count) - part.count);
}

type NumberArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Joins the parts' arrays in the table's order; a part without the array is `missing` throughout. */
function gather<T extends NumberArray>(
  arrays: readonly (ArrayLike<number> | null | undefined)[],
  bases: readonly number[],
  order: Uint32Array | null,
  type: new (length: number) => T,
  count: number,
  missing = 0,
): T {
  const only = arrays.length === 1 && order === null ? arrays[0] : undefined;
  if (only instanceof type && only.length === count) return only;
  const joined = new type(count);
  if (missing !== 0) joined.fill(missing);
  arrays.forEach((array, part) => {
    if (array) joined.set(array, bases[part]);
  });
  if (order === null) return joined;
  const sorted = new type(count);
  for (let i = 0; i < count; i++) sorted[i] = joined[order[i]!]!;
  return sorted;
}

function codesOf(data: ColumnData | undefined): Uint32Array | undefined {
  return data?.kind === 'text' ? data.codes : undefined;
}

function valuesOf(data: ColumnData | undefined): Float64Array | undefined {
  return data === undefined || data.kind === 'text' ? undefined : data.values;
}

/** The data when they are of the kind the workspace gives the property, dates in its precision; otherwise missing. */
function sameKind(
  data: ColumnData | undefined,
  info: ColumnInfo,
  calendar: ZoneCalendar,
): ColumnData | undefined {
  if (data?.kind !== info.kind) return undefined;
  if (data.kind !== 'date') return data;
  const precision = info.precision ?? 'instant';
  if (data.precision === precision) return data;
  const values =
    precision === 'instant'
      ? data.values.map((ms) => (Number.isNaN(ms) ? NaN : calendar.startOfDay(ms / DAY_MS)))
      : data.values.map((ms) => (Number.isNaN(ms) ? NaN : calendar.dayOf(ms) * DAY_MS));
  return { kind: 'date', values, precision };
}

function overlay(
  into: NumberArray,
  person: Uint32Array,
  from: ArrayLike<number> | undefined,
  known: (value: number) => boolean,
): void {
  if (from === undefined) return;
  for (let i = 0; i < person.length; i++) {
    const value = from[i]!;
    if (known(value)) into[person[i]!] = value;
  }
}

function spanOf(time: Float64Array, dayOnly: Uint8Array | null, calendar: ZoneCalendar): EventTable['span'] {
  let from = Infinity;
  let to = -Infinity;
  let lastDay = -Infinity;
  for (let i = 0; i < time.length; i++) {
    const ms = time[i]!;
    if (ms < from) from = ms;
    if (ms > to) to = ms;
    if (dayOnly !== null && dayOnly[i] === 1 && ms > lastDay) lastDay = ms;
  }
  if (from === Infinity) return null;
  if (lastDay > -Infinity) to = Math.max(to, calendar.startOfDay(calendar.dayOf(lastDay) + 1) - 1);
  return { from, to };
}
