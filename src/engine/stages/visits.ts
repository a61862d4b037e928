import type { Control } from '../../base/control.ts';
import type { StagesNote, StagesQuestion } from '../../questions/stages.ts';
import { eventFlags } from '../event-flags.ts';
import { compileFilter, loadColumn } from '../filter.ts';
import { NONE } from '../funnel/outcomes.ts';
import { peopleOfRows } from '../funnel/people.ts';
import { rangeBounds } from '../funnel/plan.ts';
import { keyOfColumn, unitsAcross, unitsOfPeople, unitsWithin, type Units } from '../funnel/units.ts';
import { remembering } from '../remember.ts';
import type { EventTable } from '../table.ts';
import { WaySweep, type Leads, type Visits } from './way-sweep.ts';

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
    return codeOfBits(bits);
  };
  const sweep = new WaySweep(table, stages, units);
  // Names alone decide where nothing else does.
  const codes = flags.of === null ? Int8Array.from(flags.byName, codeOfBits) : null;
  const left = { unit: [] as number[], person: [] as number[], place: [] as number[], row: [] as number[] };
  const dated = question.range.from !== null || question.range.to !== null;
  let undated = 0;
  for (let unit = 0; unit < units.count; unit++) {
    if ((unit & 1023) === 0 && control.due()) await control.pause(0.8 * (unit / units.count));
    const person = units.person === null ? unit : units.person[unit]!;
    if (allowed !== null && !allowed(person)) continue;
    if (codes !== null && sweep.addInOrder(unit, person, codes, entry)) continue;
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
    if (first === NONE) sweep.closedOnly += Number(sweep.size > 0);
    else if (inside) sweep.add(unit, person);
  }
  if (undated > 0) notes.push({ code: 'undated', details: { events: undated } });
  if (sweep.closedOnly > 0) notes.push({ code: 'outcome-only', details: { leads: sweep.closedOnly } });
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

/** Stage or outcome of an event that matches several: the last of them; −1: none. */
function codeOfBits(bits: number): number {
  return bits === 0 ? -1 : 31 - Math.clz32(bits);
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
