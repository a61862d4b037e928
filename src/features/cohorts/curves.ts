import { cohortName, sameCohort, type Cohort } from '../../charts/cohort.ts';
import {
  cohortCurve,
  meanCurve,
  rowsOf,
  curveFigure,
  usualCohorts,
  type RetentionCurve,
} from '../../charts/retention/curves.ts';
import { MOST_SERIES } from '../../charts/trend/layout.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type {
  RetentionAnswer,
  RetentionQuestion,
  RetentionResult,
  RetentionRow,
} from '../../questions/retention.ts';
import type { CurveChoice } from '../../state/retention-curves.ts';
import { groupKey, groupName } from '../analysis/groups.ts';

/** Cohorts drawn beside the mean when nobody has chosen. */
const USUAL = 2;
/** Cohorts that can be drawn beside the mean. */
export const MOST_COHORTS = MOST_SERIES - 1;

/** Whether a cohort has a line or a point to draw. */
export function hasCurve({ cells }: RetentionRow): boolean {
  return cells.some((cell) => cell?.complete === true && cell.rate.n > 0);
}

/**
 * The cohorts that are drawn: those chosen, else the usual ones; and the one whose cell is open, so that table and curves
 * speak of the same people.
 */
export function drawnRows(
  rows: readonly RetentionRow[],
  chosen: readonly Cohort[] | null,
  open: Cohort | null,
): readonly RetentionRow[] {
  // The mean of a single cohort is that cohort.
  const usual = rows.filter(hasCurve).length > 1 ? usualCohorts(rows, USUAL) : [];
  const kept = chosen === null ? usual : rowsOf(rows, chosen).slice(0, MOST_COHORTS);
  const also = open && rows.find((row) => sameCohort(row, open) && hasCurve(row));
  if (!also || kept.length >= MOST_COHORTS || kept.includes(also)) return kept;
  return [...kept, also];
}

/** The curves on screen: the mean and some cohorts of a result, or the mean of every group. */
export function curvesOf(
  choice: CurveChoice['by'],
  { mean, period, cells }: RetentionQuestion,
  { groups }: RetentionAnswer,
  result: RetentionResult,
  drawn: readonly RetentionRow[],
  format: Format,
): readonly RetentionCurve[] {
  const figure = curveFigure(cells);
  if (choice === 'groups')
    return groups.slice(0, MOST_SERIES).map((group) => ({
      ...meanCurve(group, mean, groupName(group), figure),
      id: groupKey(group),
      group: { kind: group.kind, value: group.value },
    }));
  return [
    meanCurve(result, mean, t(`cohorts.curve.${figure === 'rate' ? mean : 'value'}`), figure),
    ...drawn.map((row) => cohortCurve(row, cohortName(row, period.unit, format), figure)),
  ];
}
