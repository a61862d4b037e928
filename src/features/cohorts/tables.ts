import { cohortName, columnHead, type Cohort } from '../../charts/cohort.ts';
import { figureOf } from '../../charts/heatmap/layout.ts';
import type { RetentionCurve } from '../../charts/retention/curves.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { RetentionAnswer, RetentionQuestion, RetentionResult } from '../../questions/retention.ts';
import { groupName } from '../analysis/groups.ts';
import type { Cell } from '../analysis/output.ts';

/** A cohort as files name it: a period by its first day or hour, which is the same in every language. */
function keyOf(cohort: Cohort, { period }: Pick<RetentionQuestion, 'period'>, format: Format): string {
  return cohort.kind === 'period' ? (cohort.key ?? '') : cohortName(cohort, period.unit, format);
}

/** The table on screen: one row a cohort, a column a period, with the figure that the cells show. Shares from 0 to 1. */
export function cohortTable(
  question: RetentionQuestion,
  { columns }: RetentionAnswer,
  { rows }: RetentionResult,
  format: Format,
): Cell[][] {
  return [
    [t('cohorts.csv.cohort'), t('cohorts.csv.people'), ...columns.map(columnHead)],
    ...rows.map((row): Cell[] => [
      keyOf(row, question, format),
      row.size,
      ...row.cells.map((cell) => (cell === null ? null : figureOf(cell, question.cells))),
    ]),
  ];
}

/** The curves on screen: one row a line, a column a period. Shares from 0 to 1. `by`: what the lines are. */
export function curvesTable(
  by: 'cohorts' | 'groups',
  curves: readonly RetentionCurve[],
  { columns }: Pick<RetentionAnswer, 'columns'>,
): Cell[][] {
  return [
    [t(by === 'groups' ? 'cohorts.csv.group' : 'cohorts.csv.cohort'), ...columns.map(columnHead)],
    ...curves.map(({ label, cohort, points }): Cell[] => [
      cohort?.kind === 'period' ? cohort.key : label,
      ...points.map((point) => point?.rate ?? null),
    ]),
  ];
}

/** Every figure: one row a cell, of all cohorts and groups. `complete` is 1 or 0. */
export function figuresTable(question: RetentionQuestion, answer: RetentionAnswer, format: Format): Cell[][] {
  const parts = [
    { group: t('analysis.group.all'), result: answer.total },
    ...answer.groups.map((group) => ({ group: groupName(group), result: group })),
  ];
  return [
    [
      t('cohorts.csv.group'),
      t('cohorts.csv.cohort'),
      t('cohorts.csv.people'),
      t('cohorts.csv.column'),
      t('cohorts.csv.returned'),
      t('cohorts.csv.base'),
      t('cohorts.csv.rate'),
      t('cohorts.csv.low'),
      t('cohorts.csv.high'),
      t('cohorts.csv.complete'),
      t('cohorts.csv.revenue'),
      t('cohorts.csv.cumulative'),
    ],
    ...parts.flatMap(({ group, result }) =>
      result.rows.flatMap((row) =>
        row.cells.flatMap((cell, column): Cell[][] => {
          const place = answer.columns[column];
          if (cell === null || place === undefined) return [];
          const { rate, complete, revenue, cumulative } = cell;
          return [
            [
              group,
              keyOf(row, question, format),
              row.size,
              columnHead(place),
              rate.k,
              rate.n,
              rate.rate,
              rate.low,
              rate.high,
              Number(complete),
              revenue,
              cumulative,
            ],
          ];
        }),
      ),
    ),
  ];
}
