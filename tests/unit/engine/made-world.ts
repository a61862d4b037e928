import fc, { type Arbitrary } from 'fast-check';
import { DAY_MS, formatDate, HOUR_MS, zoneCalendar, type WeekStart } from '../../../src/base/calendar.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import { tableOf } from '../../tools/vectors-table.ts';

/** Midnight of 13 March 2024 in Helsinki. Clocks go forward there in the night to 31 March at three, in Beirut at midnight, which so doesn't exist. */
const BASE = Date.UTC(2024, 2, 12, 22);
const PEOPLE = ['p', 'q', 'r', 's'];

/** An event of a small made-up world. */
interface MadeEvent {
  readonly person: string;
  readonly name: string;
  /** Hours after the base; null: undated. */
  readonly at: number | null;
  /** Only its calendar date is known. */
  readonly day: boolean;
  readonly deal: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
}

/** A small made-up world. */
export interface MadeWorld {
  readonly events: readonly MadeEvent[];
  readonly zone: string;
  readonly weekStart: WeekStart;
}

/**
 * Worlds of few people, one of them always without events, over seven weeks in which clocks change. Many events share an instant or a day; some
 * are calendar dates, few are undated; some worlds are empty.
 */
export function madeWorlds(names: readonly string[], maxLength = 14): Arbitrary<MadeWorld> {
  const event = fc.record({
    person: fc.constantFrom(...PEOPLE.slice(0, 3)),
    name: fc.constantFrom(...names),
    at: fc.option(
      fc.oneof(
        fc.integer({ min: 0, max: 50 }).map((days) => 24 * days),
        fc.integer({ min: 0, max: 1200 }),
        fc.integer({ min: 430, max: 442 }),
      ),
      { freq: 16 },
    ),
    day: fc.constantFrom(false, false, false, true),
    deal: fc.constantFrom('x', 'y', null),
    amount: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 6 }),
    currency: fc.constantFrom('EUR', 'EUR', 'USD', null),
  });
  return fc.record({
    events: fc.array(event, { maxLength }),
    zone: fc.constantFrom('Europe/Helsinki', 'Asia/Beirut', 'UTC'),
    weekStart: fc.constantFrom<WeekStart>(1, 7),
  });
}

/** Returns the table of a world. Its people have a `region` and some an `amount`. */
export function tableOfWorld({ events, zone, weekStart }: MadeWorld): EventTable {
  const calendar = zoneCalendar(zone);
  const rows = events.map(({ person, name, at, day, deal, amount, currency }) => {
    const time = at === null ? null : BASE + at * HOUR_MS;
    return {
      person,
      event: name,
      at: time !== null && day ? formatDate(calendar.dayOf(time)) : time,
      props: { deal, amount, currency },
    };
  });
  const people = PEOPLE.map((id, k) => ({
    id,
    props: {
      region: ['north', 'south', null, 'north'][k],
      amount: [5, null, 2, 9][k],
    },
  }));
  return tableOf(rows, people, { zone, weekStart });
}

/** A dated event as the references see it. */
export interface SeenEvent {
  readonly row: number;
  readonly person: number;
  /** Epoch ms; of a calendar date its first instant. */
  readonly t: number;
  /** Calendar date in the zone. */
  readonly date: number;
  readonly dayOnly: boolean;
  readonly name: string;
}

/** Returns the dated events of a table, those of a person together, by time, those of one instant as in the file. */
export function seenEvents(table: EventTable): SeenEvent[] {
  const calendar = zoneCalendar(table.zone);
  const seen: SeenEvent[] = [];
  for (let person = 0; person < table.personCount; person++)
    for (let row = table.offsets[person]!; row < table.offsets[person + 1]!; row++) {
      const t = table.time[row]!;
      if (Number.isNaN(t)) continue;
      const name = table.names.text(table.name[row]!);
      seen.push({ row, person, t, date: calendar.dayOf(t), dayOnly: table.dayOnly?.[row] === 1, name });
    }
  return seen;
}

/** Returns the events of a table that have no date. */
export function undatedEvents(table: EventTable): Pick<SeenEvent, 'row' | 'person' | 'name'>[] {
  return Array.from({ length: table.personCount }, (_, person) => person).flatMap((person) =>
    Array.from(
      { length: table.offsets[person + 1]! - table.offsets[person]! },
      (_, i) => i + table.offsets[person]!,
    )
      .filter((row) => Number.isNaN(table.time[row]!))
      .map((row) => ({ row, person, name: table.names.text(table.name[row]!) })),
  );
}

/** F10 written out: whole days where either is a calendar date. */
export function msBetween(
  from: Pick<SeenEvent, 't' | 'date' | 'dayOnly'>,
  to: Pick<SeenEvent, 't' | 'date' | 'dayOnly'>,
): number {
  return from.dayOnly || to.dayOnly ? (to.date - from.date) * DAY_MS : to.t - from.t;
}

/** Values of a column of the table by row or person, as text or number; null where missing. */
export async function cellsOf(
  table: EventTable,
  scope: 'event' | 'person',
  name: string,
): Promise<(at: number) => string | number | null> {
  const column = await (scope === 'event' ? table.eventColumn(name) : table.personColumn(name));
  return (at) => {
    if (column === undefined) return null;
    if (column.kind === 'text')
      return column.codes[at] === 0 ? null : column.dictionary.text(column.codes[at]! - 1);
    return Number.isNaN(column.values[at]!) ? null : column.values[at]!;
  };
}

/** X1 written out: type 7 quantile; NaN of nothing. */
export function quantileOf(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Returns the figures of durations. */
export function durationsOfList(values: readonly number[]): object {
  const [min, p10, p25, median, p75, p90, max] = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].map((p) =>
    quantileOf(values, p),
  );
  const mean = values.length === 0 ? NaN : values.reduce((sum, one) => sum + one, 0) / values.length;
  return { n: values.length, min, p10, p25, median, p75, p90, max, mean };
}

/** Returns members by their value: the `top` largest groups, equal ones by value, missing as '', then the rest as one. */
export function groupedBy<T>(
  members: readonly T[],
  valueOf: (member: T) => string | null,
  top: number,
): { value: string | null; kind: 'value' | 'other'; size: number; members: T[] }[] {
  const values = [...new Set(members.map(valueOf))];
  const groups = values.map((value) => ({
    value,
    kind: 'value' as const,
    size: 1,
    members: members.filter((member) => valueOf(member) === value),
  }));
  groups.sort((a, b) => b.members.length - a.members.length || ((a.value ?? '') < (b.value ?? '') ? -1 : 1));
  const rest = groups.slice(top);
  if (rest.length === 0) return groups;
  const names = rest.map(({ value }) => value);
  return [
    ...groups.slice(0, top),
    {
      value: null,
      kind: 'other' as const,
      size: rest.length,
      members: members.filter((member) => names.includes(valueOf(member))),
    },
  ];
}
