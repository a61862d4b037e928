import { DAY_MS, zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { StagesNote, StagesQuestion } from '../../questions/stages.ts';
import { eventFlags } from '../event-flags.ts';
import { compileFilter, loadColumn } from '../filter.ts';
import { eventClock } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import { peopleOfRows } from '../funnel/people.ts';
import { rangeBounds } from '../funnel/plan.ts';
import { keyOfColumn, unitsAcross, unitsOfPeople, unitsWithin, type Units } from '../funnel/units.ts';
import { remembering } from '../remember.ts';
import type { EventTable } from '../table.ts';

/** Leads as columns, in the order of the units. */
interface Leads {
  readonly unit: Uint32Array;
  readonly person: Uint32Array;
  /** The visits of lead l are `first[l] .. first[l + 1]` of the list, in order; one entry more than leads. */
  readonly first: Uint32Array;
  /** Row of the first entry. */
  readonly start: Uint32Array;
  /** Where it stands at the end of the data: a stage, or `won`, or `won + 1` for lost. */
  readonly at: Uint8Array;
  /** First entry to where it stands if that is an outcome, else to the end of the data, ms. */
  readonly cycle: Float64Array;
}

/** Stays of leads in a stage or, as `won` and `won + 1`, in an outcome, as columns; those of a lead stand together. */
export interface Visits {
  readonly lead: Uint32Array;
  readonly stage: Uint8Array;
  /** Row with which it began. */
  readonly entered: Uint32Array;
  /** Where the lead went, with the row that entered the next visit; −1: nowhere yet. */
  readonly to: Int8Array;
  /** Ms there, until it went or the data end. */
  readonly ms: Float64Array;
}

/** Leads that stand in the pipeline without a date (W7), as columns. */
interface UndatedLeads {
  readonly unit: readonly number[];
  readonly person: readonly number[];
  /** Where each stands: a stage, or `won`, or `won + 1` for lost. */
  readonly place: readonly number[];
  /** Row of the event that says so. */
  readonly row: readonly number[];
}

/** All leads of a question and their ways. */
export interface Ways {
  readonly table: EventTable;
  readonly units: Units;
  readonly leads: Leads;
  readonly visits: Visits;
  readonly undated: UndatedLeads;
  /** Code of won: the number of stages. */
  readonly won: number;
  /** Whether some event says that a lead is lost. */
  readonly losable: boolean;
  readonly notes: readonly StagesNote[];
}

/** Returns the ways of all leads that entered in the question's range: one linear sweep (W1, W2). */
export const findWays = remembering(
  sweepWays,
  ({ stages, won, lost, unit, people, range }: StagesQuestion) => [
    stages.map(({ events, where }) => [events, where]),
    won,
    lost,
    unit,
    people,
    range,
  ],
);

async function sweepWays(table: EventTable, question: StagesQuestion, control: Control): Promise<Ways> {
  const notes: StagesNote[] = [];
  const stages = question.stages.length;
  const flags = await eventFlags(table, [...question.stages, question.won, question.lost]);
  const filter = await compileFilter(question.people, table);
  for (const name of flags.unknown.events) notes.push({ code: 'unknown-event', details: { name } });
  for (const { name, scope } of [...flags.unknown.properties, ...filter.unknown])
    notes.push({ code: 'unknown-property', details: { name, scope } });
  const { test } = filter;
  const allowed = test === null ? null : (person: number): boolean => test(-1, person);
  const units = await unitsOf(table, question, allowed, notes, control);
  const owner = units.order === null ? null : peopleOfRows(table);
  const entry = rangeBounds({ range: { ...question.range, by: 'entry' } }, table.zone);
  const codeOf = (row: number, person: number): number => {
    const bits =
      flags.of === null
        ? flags.byName[table.name[row]!]!
        : flags.of(row, owner === null ? person : owner(row));
    return bits === 0 ? -1 : 31 - Math.clz32(bits);
  };
  const sweep = new WaySweep(table, stages, units);
  const left = { unit: [] as number[], person: [] as number[], place: [] as number[], row: [] as number[] };
  const dated = question.range.from !== null || question.range.to !== null;
  let undated = 0;
  let closedOnly = 0;
  for (let unit = 0; unit < units.count; unit++) {
    if ((unit & 1023) === 0 && control.due()) await control.pause(0.8 * (unit / units.count));
    const person = units.person === null ? unit : units.person[unit]!;
    if (allowed !== null && !allowed(person)) continue;
    sweep.clear();
    let latest = -1;
    let latestRow = NONE;
    let without = 0;
    for (let i = units.offsets[unit]!; i < units.offsets[unit + 1]!; i++) {
      const row = units.order === null ? i : units.order[i]!;
      const code = codeOf(row, person);
      if (code < 0) continue;
      if (Number.isNaN(table.time[row]!)) {
        without++;
        if (code > latest) [latest, latestRow] = [code, row];
      } else sweep.push(row, code);
    }
    const first = sweep.firstEntry();
    // Who never entered at a known time is in no range of dates.
    const inside =
      first === NONE ? !dated : table.time[first]! >= entry.from && table.time[first]! < entry.to;
    const reached = without > 0 ? sweep.furthest() : stages;
    if (inside && latest > reached && reached < stages) {
      left.unit.push(unit);
      left.person.push(person);
      left.place.push(latest);
      left.row.push(latestRow);
      continue;
    }
    undated += without;
    if (first === NONE) closedOnly += Number(sweep.size > 0);
    else if (inside) sweep.add(unit, person);
  }
  if (undated > 0) notes.push({ code: 'undated', details: { events: undated } });
  if (closedOnly > 0) notes.push({ code: 'outcome-only', details: { leads: closedOnly } });
  if (sweep.early > 0) notes.push({ code: 'outcome-before', details: { leads: sweep.early } });
  return {
    table,
    units,
    ...sweep.finish(),
    undated: left,
    won: stages,
    losable: question.lost !== null,
    notes,
  };
}

async function unitsOf(
  table: EventTable,
  { unit }: StagesQuestion,
  allowed: ((person: number) => boolean) | null,
  notes: StagesNote[],
  control: Control,
): Promise<Units> {
  const people = unitsOfPeople(table);
  if (unit.by === 'person') return people;
  const column = await loadColumn(table, { scope: 'event', name: unit.property });
  if (column === undefined)
    notes.push({ code: 'unknown-property', details: { name: unit.property, scope: 'event' } });
  const key = keyOfColumn(column, table.eventCount);
  return unit.acrossPeople === true ? unitsAcross(table, key, allowed, control) : unitsWithin(people, key);
}

/** Turns the events of one lead after the other into visits. */
class WaySweep {
  size = 0;
  /** Leads with an outcome before their first entry. */
  early = 0;
  private readonly won: number;
  private readonly leads: Leads;
  private readonly visits: Visits;
  private leadCount = 0;
  private visitCount = 0;
  private readonly rows: number[] = [];
  private readonly codes: number[] = [];
  private readonly tied: (row: number, later: number) => boolean;
  private readonly elapsed: (from: number, to: number) => number;
  private readonly toEnd: (from: number) => number;

  constructor(table: EventTable, won: number, { count, offsets }: Units) {
    this.won = won;
    // Every visit begins with an event of its own.
    const most = offsets[count]!;
    this.leads = {
      unit: new Uint32Array(count),
      person: new Uint32Array(count),
      first: new Uint32Array(count + 1),
      start: new Uint32Array(count),
      at: new Uint8Array(count),
      cycle: new Float64Array(count),
    };
    this.visits = {
      lead: new Uint32Array(most),
      stage: new Uint8Array(most),
      entered: new Uint32Array(most),
      to: new Int8Array(most),
      ms: new Float64Array(most),
    };
    const calendar = zoneCalendar(table.zone);
    const end = table.span?.to ?? NaN;
    const { time, dayOnly } = table;
    const clock = eventClock(table);
    this.tied = (row, later) => (dayOnly === null ? time[row] === time[later] : clock.tied(row, later));
    this.elapsed = (from, to) => (dayOnly === null ? time[to]! - time[from]! : clock.elapsed(from, to));
    this.toEnd = (from) =>
      dayOnly !== null && dayOnly[from] === 1
        ? (calendar.dayOf(end) - calendar.dayOf(time[from]!)) * DAY_MS
        : end - time[from]!;
  }

  clear(): void {
    this.size = 0;
  }

  /** Takes the next event; among those that tie, stages come in their order and outcomes last. Instants of one day keep theirs (F10). */
  push(row: number, code: number): void {
    const { rows, codes } = this;
    let at = this.size++;
    for (; at > 0 && codes[at - 1]! > code && this.tied(rows[at - 1]!, row); at--) {
      rows[at] = rows[at - 1]!;
      codes[at] = codes[at - 1]!;
    }
    rows[at] = row;
    codes[at] = code;
  }

  /** Row of the first entry into a stage, or NONE. */
  firstEntry(): number {
    for (let i = 0; i < this.size; i++) if (this.codes[i]! < this.won) return this.rows[i]!;
    return NONE;
  }

  /** Returns the latest stage or outcome of the events at hand in the pipeline's order, from the first entry on where there is one; −1 without any. */
  furthest(): number {
    const { codes, size, won } = this;
    let from = 0;
    while (from < size && codes[from]! >= won) from++;
    let most = -1;
    for (let i = from === size ? 0 : from; i < size; i++) most = Math.max(most, codes[i]!);
    return most;
  }

  /** Adds the lead of the events at hand. */
  add(unit: number, person: number): void {
    const { rows, codes, leads } = this;
    const lead = this.leadCount++;
    let at = 0;
    // An outcome before the first entry belongs to nothing.
    while (codes[at]! >= this.won) at++;
    if (at > 0) this.early++;
    const start = rows[at]!;
    let entered = start;
    let stage = codes[at]!;
    for (at++; at < this.size; at++) {
      const to = codes[at]!;
      if (to === stage) continue;
      this.visit(lead, stage, entered, to, this.elapsed(entered, rows[at]!));
      entered = rows[at]!;
      stage = to;
    }
    this.visit(lead, stage, entered, -1, this.toEnd(entered));
    leads.unit[lead] = unit;
    leads.person[lead] = person;
    leads.first[lead + 1] = this.visitCount;
    leads.start[lead] = start;
    leads.at[lead] = stage;
    leads.cycle[lead] = stage < this.won ? this.toEnd(start) : this.elapsed(start, entered);
  }

  private visit(lead: number, stage: number, entered: number, to: number, ms: number): void {
    const { visits } = this;
    const i = this.visitCount++;
    visits.lead[i] = lead;
    visits.stage[i] = stage;
    visits.entered[i] = entered;
    visits.to[i] = to;
    visits.ms[i] = ms;
  }

  /** Returns what was found. Room that wasn't needed is given back where it is the larger part: copying costs more than a little of it. */
  finish(): Pick<Ways, 'leads' | 'visits'> {
    const { leads, visits, leadCount, visitCount } = this;
    return {
      leads: {
        unit: fitted(leads.unit, leadCount),
        person: fitted(leads.person, leadCount),
        first: fitted(leads.first, leadCount + 1),
        start: fitted(leads.start, leadCount),
        at: fitted(leads.at, leadCount),
        cycle: fitted(leads.cycle, leadCount),
      },
      visits: {
        lead: fitted(visits.lead, visitCount),
        stage: fitted(visits.stage, visitCount),
        entered: fitted(visits.entered, visitCount),
        to: fitted(visits.to, visitCount),
        ms: fitted(visits.ms, visitCount),
      },
    };
  }
}

function fitted<T extends Uint8Array | Int8Array | Uint32Array | Float64Array>(values: T, count: number): T {
  return (2 * count < values.length ? values.slice(0, count) : values.subarray(0, count)) as T;
}
