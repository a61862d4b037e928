import type { StagesPick, StagesQuestion } from '../questions/stages.ts';
import type { AnalysisKind } from './analysis.svelte.ts';
import { fitsSplit } from './split.ts';
import { stagesPicks } from './stages-address.ts';

/** What tells times in a pipeline from other analyses. */
export const stagesKind: AnalysisKind<'stages'> = { kind: 'stages', picks: stagesPicks, fits };

/** Whether the place of a pick is one that the question still has. */
function fits(pick: StagesPick, question: StagesQuestion, before: StagesQuestion | null = null): boolean {
  const { stages, handOver } = question;
  switch (pick.of) {
    case 'stage':
    case 'aged':
      return pick.stage < stages.length;
    case 'move':
      // Won and lost stand behind the last stage.
      return Math.max(pick.from, pick.to) < stages.length + 2;
    case 'undated':
      return pick.place < stages.length + 2;
    case 'outcome':
      return fitsSplit(pick.group, question, before);
    case 'hand-over':
      return handOver !== null;
    case 'cycle':
    case 'overdue':
      return true;
  }
}
