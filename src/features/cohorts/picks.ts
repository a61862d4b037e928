import { sameCohort, type CohortPick } from '../../charts/cohort.ts';
import type { RetentionAnswer, RetentionPick, RetentionResult } from '../../questions/retention.ts';
import { knownGroup, sameGroup } from '../analysis/groups.ts';

type Group = RetentionPick['group'];

/** The cohorts of a group, or of all; all too when there is no such group. */
export function resultOf({ total, groups }: RetentionAnswer, group: Group): RetentionResult {
  return groups.find((each) => sameGroup(each, group)) ?? total;
}

/** What a mark of the chart opens: a cell its returned, a size everybody in the cohort; of the group shown unless it is of its own. */
export function pickOf({ row, column, group }: CohortPick, shown: Group): RetentionPick {
  return { row, cell: column === null ? null : { column, returned: true }, group: group ?? shown };
}

/** How many the mark of a pick counts; 0 when the answer has no such mark. */
export function countOf(answer: RetentionAnswer, { row, cell, group }: RetentionPick): number {
  if (knownGroup(answer.groups, group) !== group) return 0;
  const { rows, means, entries } = resultOf(answer, group);
  const found = row === null ? null : rows.find((each) => sameCohort(each, row));
  if (found === undefined) return 0;
  if (cell === null) return found?.size ?? entries;
  const rate = found === null ? means[cell.column]?.pooled : found.cells[cell.column]?.rate;
  return rate === undefined ? 0 : cell.returned ? rate.k : rate.n - rate.k;
}
