import type { FunnelAnswer, FunnelQuestion, FunnelResult } from '../../questions/funnel.ts';
import { stepText } from '../question/words.ts';

/** Returns an answer whose steps all have a name: their label, or else their events in the reader's words. */
export function named({
  question,
  answer,
}: {
  readonly question: FunnelQuestion;
  readonly answer: FunnelAnswer;
}): FunnelAnswer {
  const names = question.steps.map(stepText);
  const name = <R extends FunnelResult>(result: R): R => ({
    ...result,
    steps: result.steps.map((step, index) => ({ ...step, label: names[index] ?? step.label })),
  });
  return {
    ...answer,
    total: name(answer.total),
    groups: answer.groups.map(name),
    compared: answer.compared && { ...answer.compared, total: name(answer.compared.total) },
  };
}
