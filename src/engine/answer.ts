import type { Control } from '../base/control.ts';
import type { Analyses, AnswerTo, Question, QuestionKind } from '../questions/question.ts';
import { answerChurn } from './churn/answer.ts';
import { withComparison } from './compare.ts';
import { answerCounts } from './counts.ts';
import { answerFunnel } from './funnel/answer.ts';
import { answerLifecycle } from './lifecycle/answer.ts';
import { answerRetention } from './retention/answer.ts';
import { answerStickiness } from './stickiness/answer.ts';
import { answerRevenue } from './revenue/answer.ts';
import { answerStages } from './stages/answer.ts';
import { answerVelocity } from './velocity/answer.ts';
import type { EventTable } from './table.ts';

type Analysis<K extends QuestionKind> = (
  table: EventTable,
  question: Analyses[K]['question'],
  control: Control,
) => Promise<Analyses[K]['answer']>;

/** One line per kind of question. */
const analyses: { readonly [K in QuestionKind]: Analysis<K> } = {
  funnel: answerFunnel,
  retention: withComparison(answerRetention),
  stickiness: withComparison(answerStickiness),
  lifecycle: withComparison(answerLifecycle),
  counts: (_, question) => Promise.resolve(answerCounts(question)),
  velocity: answerVelocity,
  revenue: withComparison(answerRevenue),
  stages: withComparison(answerStages),
  churn: withComparison(answerChurn),
};

/** Returns the answer to any question over a table. Reports and pauses through `control`, which throws when cancelled. */
export function answer<Q extends Question>(
  table: EventTable,
  question: Q,
  control: Control,
): Promise<AnswerTo<Q>> {
  // The kind selects the analysis whose question and answer belong together; the compiler can't follow that through a look-up.
  const analysis = analyses[question.kind] as unknown as (
    table: EventTable,
    question: Q,
    control: Control,
  ) => Promise<AnswerTo<Q>>;
  return analysis(table, question, control);
}
