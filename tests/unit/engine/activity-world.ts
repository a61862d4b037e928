import fc from 'fast-check';
import {
  firstDayOf,
  formatDate,
  nextPeriod,
  zoneCalendar,
  type WeekStart,
} from '../../../src/base/calendar.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { PropertyRef } from '../../../src/questions/filter.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

/** Clocks go forward on 31 March 2024 in this zone. */
export const ZONE = 'Europe/Helsinki';
const HOUR = 3_600_000;
const BASE = Date.UTC(2024, 2, 12, 22);
const calendar = zoneCalendar(ZONE);

/** An event of a small made-up world. */
export interface MadeEvent {
  readonly person: string;
  readonly name: string;
  /** Hours after the base; null: undated. */
  readonly at: number | null;
  /** A calendar date without a time. */
  readonly day: boolean;
  readonly account: string | null;
  readonly value: number | null;
}

/** Events of few people over some seven weeks; some are calendar dates, few are undated. */
export const madeEvents = fc.array(
  fc.record({
    person: fc.constantFrom('p', 'q', 'r'),
    name: fc.constantFrom('A', 'B', 'C'),
    at: fc.option(fc.oneof(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 20, max: 26 })), {
      freq: 20,
    }),
    day: fc.constantFrom(false, false, false, true),
    account: fc.constantFrom('x', 'y', null),
    value: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 6 }),
  }),
  { maxLength: 14 },
);

function rowsOf(made: readonly MadeEvent[]): EventRow[] {
  return made.map(({ person, name, at, day, account, value }) => ({
    person,
    event: name,
    at: at === null ? null : day ? formatDate(calendar.dayOf(BASE + at * HOUR)) : BASE + at * HOUR,
    props: { account, value },
  }));
}

/** Returns the table of made-up events; people have a property `region`. */
export function worldOf(made: readonly MadeEvent[], weekStart: WeekStart = 1): EventTable {
  const persons = ['p', 'q', 'r'].map((id, k) => ({ id, props: { region: ['north', 'south', null][k] } }));
  return tableOf(rowsOf(made), persons, { zone: ZONE, weekStart });
}

/** An event as the references see it. */
export interface SeenEvent {
  readonly t: number;
  readonly day: boolean;
  readonly name: string;
  readonly value: number;
  readonly row: number;
}

/** Returns the dated events of a person, in the table's order. */
export function seenEvents(table: EventTable, person: number, values?: Float64Array): SeenEvent[] {
  const list: SeenEvent[] = [];
  for (let row = table.offsets[person]!; row < table.offsets[person + 1]!; row++)
    if (!Number.isNaN(table.time[row]!))
      list.push({
        t: table.time[row]!,
        day: table.dayOnly?.[row] === 1,
        name: table.names.text(table.name[row]!),
        value: values?.[row] ?? NaN,
        row,
      });
  return list;
}

/** Returns periods of `n` units from the one that holds `from` until one holds `to`, as first days; one more closes the last. */
export function periodDays(
  unit: 'day' | 'week' | 'month',
  n: number,
  from: number,
  to: number,
  weekStart: WeekStart,
): number[] {
  const days = [firstDayOf(calendar.dayOf(from), unit, weekStart)];
  while (days.length < 2 || days.at(-1)! <= calendar.dayOf(to)) {
    let next = days.at(-1)!;
    for (let k = 0; k < n; k++) next = nextPeriod(next, unit);
    days.push(next);
  }
  return days;
}

/** Returns the calendar day of an instant in the zone of the world. */
export function dayOf(ms: number): number {
  return calendar.dayOf(ms);
}

/**
 * Returns the keys of the people of a group (L3): by their region, or the account of their first dated A or B in all the data.
 */
export async function membersOf(
  table: EventTable,
  { scope, name }: PropertyRef,
  value: string | null,
): Promise<ReadonlySet<string>> {
  const column = await (scope === 'person' ? table.personColumn(name) : table.eventColumn(name));
  const textAt = (index: number): string | null => {
    const code = column?.kind === 'text' ? column.codes[index]! : 0;
    return column?.kind === 'text' && code > 0 ? column.dictionary.text(code - 1) : null;
  };
  const keys = new Set<string>();
  for (let person = 0; person < table.personCount; person++) {
    const first = seenEvents(table, person).find((event) => event.name !== 'C');
    if (first !== undefined && textAt(scope === 'person' ? person : first.row) === value)
      keys.add(table.people.text(person));
  }
  return keys;
}
