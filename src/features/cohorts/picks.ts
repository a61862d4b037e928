import { sameCohort, type CohortPick } from '../../charts/cohort.ts';
import type { RetentionAnswer, RetentionPick, RetentionResult } from '../../questions/retention.ts';
import { sameGroup } from '../analysis/groups.ts';

type Group = RetentionPick['group'];

/** The cohorts of a group, or of all; all too when there is no such group. */
export function resultOf({ total, groups }: RetentionAnswer, group: Group): RetentionResult {
  return groups.find((each) => sameGroup(each, group)) ?? total;
}

/** What a mark of the chart opens: a cell its returned, a size everybody in the cohort. */
export function pickOf({ row, column }: CohortPick, group: Group): RetentionPick {
  return { row, cell: column === null ? null : { column, returned: true }, group };
}

/** How many the mark of a pick counts; 0 when the answer has no such mark. */
export function countOf(answer: RetentionAnswer, { row, cell, group }: RetentionPick): number {
  const found = resultOf(answer, group).rows.find((each) => sameCohort(each, row));
  if (found === undefined) return 0;
  if (cell === null) return found.size;
  const rate = found.cells[cell.column]?.rate;
  return rate === undefined ? 0 : cell.returned ? rate.k : rate.n - rate.k;
}
