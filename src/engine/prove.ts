import type { Control } from '../base/control.ts';
import type { Analyses, PeopledKind, PeopledQuestion, Proof } from '../questions/question.ts';
import { proveChurn } from './churn/prove.ts';
import { proveFunnel } from './funnel/prove.ts';
import { proveLifecycle } from './lifecycle/answer.ts';
import { proveRetention } from './retention/people.ts';
import { proveRevenue } from './revenue/people.ts';
import { proveStages } from './stages/prove.ts';
import { proveStickiness } from './stickiness/answer.ts';
import type { EventTable } from './table.ts';
import { proveVelocity } from './velocity/people.ts';

type Prove<K extends PeopledKind> = (
  table: EventTable,
  question: Analyses[K]['question'],
  person: number,
  control: Control,
) => Promise<Analyses[K]['proof'][]>;

/** One line per kind of question. */
const proofs: { readonly [K in PeopledKind]: Prove<K> } = {
  funnel: proveFunnel,
  stages: proveStages,
  churn: proveChurn,
  retention: proveRetention,
  stickiness: proveStickiness,
  lifecycle: proveLifecycle,
  velocity: proveVelocity,
  revenue: proveRevenue,
};

/** Returns why one person is counted as they are in the answer to any question: one proof per unit, of the question's kind. */
export function prove(
  table: EventTable,
  question: PeopledQuestion,
  person: number,
  control: Control,
): Promise<Proof[]> {
  // As in `answer`: the question belongs to the kind that selects.
  const proveOne = proofs[question.kind] as (
    table: EventTable,
    question: unknown,
    person: number,
    control: Control,
  ) => Promise<Proof[]>;
  return proveOne(table, question, person, control);
}
