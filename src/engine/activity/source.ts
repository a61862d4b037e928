import { parseDate, zoneCalendar } from '../../base/calendar.ts';
import type { ActivityNote, ActivityUnit, DateRange } from '../../questions/activity.ts';
import type { Filter } from '../../questions/filter.ts';
import type { EventMatch } from '../../questions/funnel.ts';
import type { Control } from '../../base/control.ts';
import { compileFilter, loadColumn, type Test } from '../filter.ts';
import { peopleOfRows } from '../funnel/people.ts';
import { keyOfColumn, unitsAcross } from '../funnel/units.ts';
import { noteUnknown, noteUnknownEvent } from '../notes.ts';
import type { EventTable } from '../table.ts';

/** Which events count: those whose name is wanted (by code: 1) and, where there is a test, that pass it. */
export interface Matcher {
  readonly wanted: Uint8Array;
  /** Asked of an event by its place in the source and its unit; null: all pass. */
  readonly test: ((at: number, unit: number) => boolean) | null;
}

/** What the questions of activity have in common. */
export interface ActivityScope {
  readonly unit: ActivityUnit;
  readonly people: Filter;
  readonly events: Filter;
}

/**
 * The events of a question by unit: those of unit u stand at the places `offsets[u] .. offsets[u + 1]`, in time order, undated
 * (NaN) last. For people the places are the table's rows.
 */
export interface ActivitySource {
  readonly table: EventTable;
  readonly units: number;
  readonly offsets: Uint32Array;
  readonly time: Float64Array;
  readonly name: Uint16Array;
  readonly dayOnly: Uint8Array | null;
  /** Whether a unit is asked about; null: all are. */
  readonly allowed: ((unit: number) => boolean) | null;
  /** Row of the table at a place. */
  row(at: number): number;
  /** Person whose event stands at a place. */
  personAt(at: number, unit: number): number;
  /** Value of a unit; null when units are people. */
  held(unit: number): string | null;
  readonly notes: ActivityNote[];
  /** Makes an event match ready; the scope's event filter is part of it. */
  matcher(match: EventMatch): Promise<Matcher>;
}

/** Returns the events that `scope` asks about, grouped by unit. Pauses through `control`. */
export async function activitySource(
  table: EventTable,
  scope: ActivityScope,
  control: Control,
): Promise<ActivitySource> {
  const notes: ActivityNote[] = [];
  const compile = async (filter: Filter): Promise<Test | null> => {
    const { test, unknown } = await compileFilter(filter, table);
    for (const property of unknown) noteUnknown(notes, property);
    return test;
  };
  const people = await compile(scope.people);
  const events = await compile(scope.events);
  const allowed = people === null ? null : (person: number): boolean => people(-1, person);
  const undated = undatedEvents(table);
  if (undated > 0) notes.push({ code: 'undated', details: { count: undated } });
  const grouped = await group(table, scope.unit, allowed, notes, control);

  return {
    ...grouped,
    table,
    notes,
    async matcher({ events: names, where }) {
      const condition = await compile(where);
      const wanted = new Uint8Array(table.names.size).fill(Number(names.length === 0));
      for (const name of names) {
        const code = table.names.find(name);
        if (code >= 0) wanted[code] = 1;
        else noteUnknownEvent(notes, name);
      }
      if (condition === null && events === null) return { wanted, test: null };
      const test = (at: number, unit: number): boolean => {
        const row = grouped.row(at);
        const person = grouped.personAt(at, unit);
        return (condition === null || condition(row, person)) && (events === null || events(row, person));
      };
      return { wanted, test };
    },
  };
}

type Grouped = Pick<
  ActivitySource,
  'units' | 'offsets' | 'time' | 'name' | 'dayOnly' | 'allowed' | 'row' | 'personAt' | 'held'
>;

async function group(
  table: EventTable,
  unit: ActivityUnit,
  allowed: ((person: number) => boolean) | null,
  notes: ActivityNote[],
  control: Control,
): Promise<Grouped> {
  const { offsets, time, name, dayOnly } = table;
  if (unit.by === 'person')
    return {
      units: table.personCount,
      offsets,
      time,
      name,
      dayOnly,
      allowed,
      row: (at) => at,
      personAt: (_, person) => person,
      held: () => null,
    };
  const property = { scope: 'event', name: unit.property } as const;
  const column = await loadColumn(table, property);
  if (column === undefined) noteUnknown(notes, property);
  // People are chosen by their events: a value has those of the people who are asked about.
  const across = await unitsAcross(table, keyOfColumn(column, table.eventCount), allowed, control);
  const order = across.order ?? new Uint32Array(0);
  const ownerOf = peopleOfRows(table);
  return {
    units: across.count,
    offsets: across.offsets,
    time: gathered(time, order),
    name: gathered(name, order),
    dayOnly: dayOnly && gathered(dayOnly, order),
    allowed: null,
    row: (at) => order[at]!,
    personAt: (at) => ownerOf(order[at]!),
    held: (value) => across.labels(value),
  };
}

/** Returns the values of the rows, in their order. */
function gathered<T extends Float64Array | Uint16Array | Uint8Array>(values: T, rows: Uint32Array): T {
  const into = new (values.constructor as new (length: number) => T)(rows.length);
  // `from` with a function would go through an iterator, at many times the cost.
  for (let i = 0; i < rows.length; i++) into[i] = values[rows[i]!]!;
  return into;
}

/** Adds a note once. */
export function addNote(notes: ActivityNote[], note: ActivityNote): void {
  if (!notes.some(({ code, details }) => code === note.code && details['name'] === note.details['name']))
    notes.push(note);
}

/** Same for all questions of a table. */
const undated = new WeakMap<EventTable, number>();

function undatedEvents(table: EventTable): number {
  let count = undated.get(table);
  if (count !== undefined) return count;
  const { offsets, time, personCount } = table;
  count = 0;
  for (let person = 0; person < personCount; person++)
    for (let row = offsets[person + 1]! - 1; row >= offsets[person]! && Number.isNaN(time[row]!); row--)
      count++;
  undated.set(table, count);
  return count;
}

/** Returns the first instant of a range and the first after it, in a zone (epoch ms); infinite where it is open. */
export function instantsOf(
  { from, to }: DateRange,
  zone: string,
): { readonly from: number; readonly to: number } {
  const calendar = zoneCalendar(zone);
  const first = from === null ? null : parseDate(from);
  const last = to === null ? null : parseDate(to);
  return {
    from: first === null ? -Infinity : calendar.startOfDay(first),
    to: last === null ? Infinity : calendar.startOfDay(last + 1),
  };
}

/** Units behind a figure, one entry each, in the order of the table. */
export interface ActivityPeople {
  /** Person codes; of a unit that is a property's value, the person of its first event that counts. */
  readonly person: Uint32Array;
  /** The unit's value, by entry; null when units are people. */
  readonly held: readonly (string | null)[] | null;
  /** When each entered (the start, or the first event that counts), epoch ms. */
  readonly entered: Float64Array;
  /** When each did what is asked about, epoch ms; NaN where nothing was done. */
  readonly at: Float64Array;
}

/** Returns a list of people from places of their events; −1 stands for no event. */
export function peopleAt(
  source: ActivitySource,
  scope: ActivityScope,
  entries: readonly { readonly unit: number; readonly entered: number; readonly at: number }[],
): ActivityPeople {
  const time = (at: number): number => (at < 0 ? NaN : source.time[at]!);
  return {
    person: Uint32Array.from(entries, ({ unit, entered }) => source.personAt(entered, unit)),
    held: scope.unit.by === 'property' ? entries.map(({ unit }) => source.held(unit)) : null,
    entered: Float64Array.from(entries, ({ entered }) => time(entered)),
    at: Float64Array.from(entries, ({ at }) => time(at)),
  };
}
