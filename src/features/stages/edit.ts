import type { Stage, StagesQuestion } from '../../questions/stages.ts';

/** Puts other stages in the place of those before. A hand-over stays between its stages wherever they stand, and goes with one of them. */
export function withStages(question: StagesQuestion, stages: readonly Stage[]): StagesQuestion {
  const { handOver } = question;
  if (handOver === null) return { ...question, stages };
  const changed = stages.length === question.stages.length;
  // A stage that was moved is the same value; one that was edited stands where it stood.
  const placeOf = (index: number): number => {
    const found = stages.indexOf(question.stages[index]!);
    return found >= 0 ? found : changed ? index : -1;
  };
  const [from, to] = [placeOf(handOver.from), placeOf(handOver.to)];
  return { ...question, stages, handOver: from < 0 || to < 0 || from === to ? null : { from, to } };
}

/** Measures the hand-over between two stages; where both are the same the other one gives way. */
export function withHandOver(question: StagesQuestion, end: 'from' | 'to', stage: number): StagesQuestion {
  const before = question.handOver ?? { from: 0, to: 1 };
  const after = { ...before, [end]: stage };
  if (after.from === after.to) after[end === 'from' ? 'to' : 'from'] = before[end];
  return { ...question, handOver: after };
}

/** Measures the hand-over that most leads made: the move forward that is most frequent, else the one between the first two stages. */
export function withFirstHandOver(
  question: StagesQuestion,
  moves: readonly (readonly number[])[],
): StagesQuestion {
  let best = { from: 0, to: 1, count: 0 };
  question.stages.forEach((_, from) => {
    for (let to = from + 1; to < question.stages.length; to++) {
      const count = moves[from]?.[to] ?? 0;
      if (count > best.count) best = { from, to, count };
    }
  });
  return { ...question, handOver: { from: best.from, to: best.to } };
}
