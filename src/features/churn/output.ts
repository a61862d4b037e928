import { t } from '../../i18n/i18n.svelte.ts';
import type { ChurnAnswer } from '../../questions/churn.ts';
import type { MenuItem } from '../../ui/types.ts';
import { saveCsv } from '../analysis/output.ts';
import { curvesTable, groupsTable, periodsTable, reasonsTable } from './tables.ts';

/** The tables of the churn on screen. */
export function exportItems(answer: ChurnAnswer): readonly MenuItem[] {
  return [
    {
      label: t('churn.export.groups'),
      run: () => saveCsv(groupsTable(answer), t('churn.export.file.groups')),
    },
    {
      label: t('churn.export.curves'),
      run: () => saveCsv(curvesTable(answer), t('churn.export.file.curves')),
    },
    ...(answer.periods.length === 0
      ? []
      : [
          {
            label: t('churn.export.periods'),
            run: () => saveCsv(periodsTable(answer), t('churn.export.file.periods')),
          },
        ]),
    ...(answer.reasons.length === 0
      ? []
      : [
          {
            label: t('churn.export.reasons'),
            run: () => saveCsv(reasonsTable(answer), t('churn.export.file.reasons')),
          },
        ]),
  ];
}
