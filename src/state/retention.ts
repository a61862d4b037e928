import type { PropertyRef } from '../questions/filter.ts';
import type { RetentionPick, RetentionQuestion } from '../questions/retention.ts';
import type { AnalysisKind } from './analysis.svelte.ts';
import { retentionPicks } from './retention-address.ts';
import { fitsProperty, fitsSplit } from './split.ts';

/** What tells cohorts from other analyses. */
export const retentionKind: AnalysisKind<'retention'> = { kind: 'retention', picks: retentionPicks, fits };

/** Whether the row of a pick is of a kind that the question still has, if it is one; a row that isn't there has nobody. */
function fits(
  { row, group }: RetentionPick,
  question: RetentionQuestion,
  before: RetentionQuestion | null = null,
): boolean {
  if (!fitsSplit(group, question, before)) return false;
  switch (row?.kind) {
    case undefined:
      return true;
    case 'value':
    case 'other':
      return fitsProperty(rowProperty(question), before === null ? undefined : rowProperty(before));
    case 'period':
      return question.cohorts.by === 'period';
    case 'segment':
      return question.cohorts.by === 'segments';
    case 'did':
    case 'did-not':
    case 'undecided':
      return question.cohorts.by === 'behaviour';
  }
}

/** The property whose values are the rows; null where they are something else. */
function rowProperty({ cohorts }: RetentionQuestion): PropertyRef | null {
  return cohorts.by === 'property' ? cohorts.property : null;
}
