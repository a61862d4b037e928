import type { CountsAnswer } from '../../questions/counts.ts';
import type { StepResult } from '../../questions/funnel.ts';

/**
 * A funnel of plain counts as steps the funnel chart can draw: who is not counted on the next stage has dropped,
 * nobody is open or excluded, and times are unknown. Where a count rises, everyone went on.
 */
export function stepsOfCounts(stages: CountsAnswer['stages']): StepResult[] {
  return stages.map(({ label, count, ofEntrants, onward }, index) => {
    const next = stages[index + 1];
    const wentOn = next === undefined ? 0 : Math.min(count, next.count);
    return {
      label,
      optional: false,
      entered: count,
      wentOn,
      open: 0,
      dropped: next === undefined ? 0 : count - wentOn,
      excluded: 0,
      ofEntrants,
      onward,
      toNext: null,
    };
  });
}
