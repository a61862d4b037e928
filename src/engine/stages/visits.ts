import type { Control } from '../../base/control.ts';
import type { StagesNote, StagesQuestion } from '../../questions/stages.ts';
import { eventFlags } from '../event-flags.ts';
import { compileFilter, loadColumn } from '../filter.ts';
import { rangeBounds } from '../funnel/plan.ts';
import { keyOfColumn, unitsAcross, unitsOfPeople, unitsWithin, type Units } from '../funnel/units.ts';
import { noteAllUnknown, noteUnknown } from '../notes.ts';
import { remembering } from '../remember.ts';
import type { EventTable } from '../table.ts';
import { WaySweep, type Leads, type UndatedLeads, type Visits } from './way-sweep.ts';

/** Units taken in at once: few enough to stop in between. */
const STRETCH = 1024;

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
  noteAllUnknown(notes, flags.unknown, filter.unknown);
  const { test } = filter;
  const allowed = test === null ? null : (person: number): boolean => test(-1, person);
  const units = await unitsOf(table, question, allowed, notes, control);
  const entry = rangeBounds({ range: { ...question.range, by: 'entry' } }, table.zone);
  const sweep = new WaySweep({ table, units, flags, won: stages, people: allowed, entry });
  for (let unit = 0; unit < units.count; unit += STRETCH) {
    if (control.due()) await control.pause(0.8 * (unit / units.count));
    sweep.take(unit, Math.min(units.count, unit + STRETCH));
  }
  const { undatedEvents, closedOnly, early } = sweep;
  if (undatedEvents > 0) notes.push({ code: 'undated', details: { events: undatedEvents } });
  if (closedOnly > 0) notes.push({ code: 'outcome-only', details: { leads: closedOnly } });
  if (early > 0) notes.push({ code: 'outcome-before', details: { leads: early } });
  return {
    table,
    units,
    ...sweep.finish(),
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
  const property = { scope: 'event', name: unit.property } as const;
  const column = await loadColumn(table, property);
  if (column === undefined) noteUnknown(notes, property);
  const key = keyOfColumn(column, table.eventCount);
  return unit.acrossPeople === true ? unitsAcross(table, key, allowed, control) : unitsWithin(people, key);
}
