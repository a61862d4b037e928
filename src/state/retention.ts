import type { RetentionPick, RetentionQuestion } from '../questions/retention.ts';
import type { AnalysisKind } from './analysis.svelte.ts';
import { retentionPicks } from './retention-address.ts';

/** What tells cohorts from other analyses. */
export const retentionKind: AnalysisKind<'retention'> = { kind: 'retention', picks: retentionPicks, fits };

/** Whether the row of a pick is of a kind that the question still has, if it is one; a row that isn't there has nobody. */
function fits({ row, group }: RetentionPick, { cohorts, breakdown }: RetentionQuestion): boolean {
  if (group !== null && breakdown === null) return false;
  if (row === null) return true;
  const by =
    row.kind === 'period'
      ? 'period'
      : row.kind === 'value' || row.kind === 'other'
        ? 'property'
        : row.kind === 'segment'
          ? 'segments'
          : 'behaviour';
  return cohorts.by === by;
}
