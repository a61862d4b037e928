import type { ChurnNote, ChurnQuestion } from '../../questions/churn.ts';
import type { PropertyRef } from '../../questions/filter.ts';
import { compileFilter, loadColumn } from '../filter.ts';
import { codedColumn, type Coded } from '../funnel/breakdown.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { SubjectGroup, Subjects } from '../survival/curves.ts';
import type { ChurnPlan } from './plan.ts';
import type { Stays } from './stays.ts';

/** Customers on the curves, by their first stay. */
export interface ChurnSubjects extends Subjects {
  readonly person: Uint32Array;
  /** Row with which each began and of the last sign of life; NONE for the rule `people`. */
  readonly start: Uint32Array;
  readonly last: Uint32Array;
  /** The event that ended it, or NONE. */
  readonly gone: Uint32Array;
  /** When it ended, epoch ms; NaN when it didn't or nobody knows. */
  readonly goneAt: Float64Array;
}

/** Returns the first stays of `stays` as subjects. */
export function subjectsOfStays(stays: Stays): ChurnSubjects {
  const chosen: number[] = [];
  for (let i = 0; i < stays.count; i++) if (stays.first[i] === 1) chosen.push(i);
  return {
    time: Float64Array.from(chosen, (i) => stays.time[i]!),
    event: Uint8Array.from(chosen, (i) => Number(!Number.isNaN(stays.goneAt[i]!))),
    person: Uint32Array.from(chosen, (i) => stays.person[i]!),
    start: Uint32Array.from(chosen, (i) => stays.start[i]!),
    last: Uint32Array.from(chosen, (i) => stays.last[i]!),
    gone: Uint32Array.from(chosen, (i) => stays.gone[i]!),
    goneAt: Float64Array.from(chosen, (i) => stays.goneAt[i]!),
  };
}

/** Returns the people of a file with one row per customer; those without a tenure are left out and noted. */
export async function subjectsOfPeople(plan: ChurnPlan, { tenure, churned }: ChurnQuestion['rule'] & { by: 'people' }): Promise<ChurnSubjects> {
  const { table, people, notes } = plan;
  const column = await table.personColumn(tenure);
  const gone = await compileFilter(churned, table);
  if (column === undefined) notes.push({ code: 'unknown-property', details: { name: tenure, scope: 'person' } });
  for (const { name, scope } of gone.unknown) notes.push({ code: 'unknown-property', details: { name, scope } });
  const chosen: number[] = [];
  let without = 0;
  for (let person = 0; person < table.personCount; person++) {
    if (people !== null && !people(person)) continue;
    if (column?.kind === 'number' && column.values[person]! >= 0) chosen.push(person);
    else without++;
  }
  if (without > 0) notes.push({ code: 'no-tenure', details: { people: without } });
  const values = column?.kind === 'number' ? column.values : new Float64Array(0);
  const none = (): Uint32Array => new Uint32Array(chosen.length).fill(NONE);
  return {
    time: Float64Array.from(chosen, (person) => values[person]!),
    event: Uint8Array.from(chosen, (person) => Number(gone.test === null || gone.test(-1, person))),
    person: Uint32Array.from(chosen),
    start: none(),
    last: none(),
    gone: none(),
    goneAt: new Float64Array(chosen.length).fill(NaN),
  };
}

/** Values of one property by subject, as codes with their texts; 0 is missing. */
export interface SubjectValues {
  readonly code: (subject: number) => number;
  readonly text: (code: number) => string | null;
}

/** Returns a property's values of subjects: of their person, or of the event at `row`. */
export async function valuesOf(plan: ChurnPlan, { scope, name }: PropertyRef, person: Uint32Array, row: (subject: number) => number): Promise<SubjectValues> {
  const column = await loadColumn(plan.table, { scope, name });
  const note: ChurnNote = { code: 'unknown-property', details: { name, scope } };
  if (column === undefined && !plan.notes.some(({ code, details }) => code === note.code && details['name'] === name)) plan.notes.push(note);
  const coded: Coded = codedColumn(column, scope, plan.table);
  return {
    code: (subject) => {
      const at = scope === 'person' ? person[subject]! : row(subject);
      return at === NONE ? 0 : coded.code(at);
    },
    text: (code) => (code === 0 ? null : coded.text(code)),
  };
}

/** Returns `count` subjects by value: the `top` largest groups (equal ones by value), then the rest as one. */
export function groupsOf({ code, text }: SubjectValues, count: number, top: number): SubjectGroup[] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const group = code(i);
    const list = members.get(group);
    if (list === undefined) members.set(group, [i]);
    else list.push(i);
  }
  const label = (group: number): string => text(group) ?? '';
  const ranked = [...members].sort(([a, one], [b, other]) => other.length - one.length || (label(a) < label(b) ? -1 : 1));
  const groups = ranked.slice(0, top).map(([group, list]): SubjectGroup => ({ value: text(group), kind: 'value', size: 1, members: Uint32Array.from(list) }));
  const rest = ranked.slice(top);
  if (rest.length > 0) groups.push({ value: null, kind: 'other', size: rest.length, members: Uint32Array.from(rest.flatMap(([, list]) => list)).sort() });
  return groups;
}
