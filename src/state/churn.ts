import type { ChurnPick, ChurnQuestion } from '../questions/churn.ts';
import type { AnalysisKind } from './analysis.svelte.ts';
import { churnPicks } from './churn-address.ts';
import { fitsProperty, fitsSplit } from './split.ts';

/** What tells churn from other analyses. */
export const churnKind: AnalysisKind<'churn'> = { kind: 'churn', picks: churnPicks, fits };

/** Whether what a pick is of can still be in the answer; a group, period or reason that isn't there has
 * nobody, and a time is none in another unit. */
function fits(pick: ChurnPick, question: ChurnQuestion, before: ChurnQuestion | null = null): boolean {
  const { rule, reason } = question;
  switch (pick.of) {
    case 'curve':
      if (pick.by && pick.by.unit !== (rule.by === 'people' ? rule.unit : 'ms')) return false;
      return fitsSplit(pick.group, question, before);
    case 'reason':
      return fitsProperty(reason, before?.reason);
    case 'period':
    case 'at-risk':
      return rule.by !== 'people';
  }
}
