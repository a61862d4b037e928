import type { ChurnQuestion } from '../../questions/churn.ts';
import { compileFilter } from '../filter.ts';
import { NONE } from '../funnel/outcomes.ts';
import { noteUnknown } from '../notes.ts';
import { codesAt, numbersAt, positionsOf } from '../numbers.ts';
import type { Subjects } from '../survival/curves.ts';
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
  const chosen = positionsOf(stays.first.subarray(0, stays.count), 1);
  const n = chosen.length;
  const goneAt = numbersAt(stays.goneAt, chosen);
  const event = new Uint8Array(n);
  for (let i = 0; i < n; i++) event[i] = Number(!Number.isNaN(goneAt[i]!));
  return {
    time: numbersAt(stays.time, chosen),
    event,
    person: codesAt(stays.person, chosen),
    start: codesAt(stays.start, chosen),
    last: codesAt(stays.last, chosen),
    gone: codesAt(stays.gone, chosen),
    goneAt,
  };
}

/** Returns the people of a file with one row per customer; those without a tenure are left out and noted. */
export async function subjectsOfPeople(
  plan: ChurnPlan,
  { tenure, churned }: ChurnQuestion['rule'] & { by: 'people' },
): Promise<ChurnSubjects> {
  const { table, people, notes } = plan;
  const column = await table.personColumn(tenure);
  const gone = await compileFilter(churned, table);
  if (column === undefined) noteUnknown(notes, { name: tenure, scope: 'person' });
  for (const property of gone.unknown) noteUnknown(notes, property);
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
