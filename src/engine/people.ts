import type { Control } from '../base/control.ts';
import type { Analyses, PeopledKind, Picked } from '../questions/question.ts';
import { churnMeasures, churnPeople } from './churn/people.ts';
import { funnelPeople } from './funnel/people.ts';
import { lifecyclePeople } from './lifecycle/answer.ts';
import { retentionPeople } from './retention/people.ts';
import { revenuePeople } from './revenue/people.ts';
import { stagesMeasures, stagesPeople } from './stages/people.ts';
import { stickinessPeople } from './stickiness/answer.ts';
import type { EventTable } from './table.ts';
import { velocityPeople } from './velocity/people.ts';

/** Units behind a figure, one entry each. */
export interface ListedPeople {
  /** Person codes. */
  readonly person: Uint32Array;
  /** The unit's value, by entry; null when units are no values of a property. */
  readonly held: readonly (string | null)[] | null;
  /** When each entered, epoch ms; NaN when undated. */
  readonly entered: Float64Array;
  /** What else the analysis knows of each, by name, as numbers; NaN: not known. Absent: nothing. */
  readonly measures?: readonly PeopleMeasure[];
}

/** A figure of every unit listed. */
interface PeopleMeasure {
  readonly name: string;
  readonly values: Float64Array;
}

type List<K extends PeopledKind> = (
  table: EventTable,
  question: Analyses[K]['question'],
  pick: Analyses[K]['pick'],
  control: Control,
) => Promise<ListedPeople>;

/** One line per kind of question. */
const lists: { readonly [K in PeopledKind]: List<K> } = {
  funnel: funnelPeople,
  stages: async (...asked) => {
    const found = await stagesPeople(...asked);
    return { ...found, measures: stagesMeasures(found) };
  },
  churn: async (...asked) => {
    const found = await churnPeople(...asked);
    return { ...found, held: null, measures: churnMeasures(found) };
  },
  retention: retentionPeople,
  stickiness: stickinessPeople,
  lifecycle: lifecyclePeople,
  velocity: velocityPeople,
  revenue: async (...asked) => ({ ...(await revenuePeople(...asked)), held: null }),
};

/** Returns the units behind a figure of any answer. Reports and pauses through `control`, which throws when cancelled. */
export function peopleBehind(
  table: EventTable,
  { question, pick }: Picked<PeopledKind>,
  control: Control,
): Promise<ListedPeople> {
  // The kind selects the list whose question and pick belong together; the compiler can't follow that through a look-up.
  const list = lists[question.kind] as (
    table: EventTable,
    question: unknown,
    pick: unknown,
    control: Control,
  ) => Promise<ListedPeople>;
  return list(table, question, pick, control);
}
