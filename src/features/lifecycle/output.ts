import { t } from '../../i18n/i18n.svelte.ts';
import type { ActivityGroup } from '../../questions/activity.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { periodsOf } from '../analysis/groups.ts';
import { saveCsv } from '../analysis/output.ts';
import { figuresTable, periodsTable } from './tables.ts';

/** Returns what the life cycle on screen can be taken away as beside its pictures. */
export function exportItems(
  { answer }: Answered<'lifecycle'>,
  group: ActivityGroup | null,
): readonly MenuItem[] {
  const file = t('lifecycle.export.file');
  return [
    {
      label: t('analysis.export.table'),
      run: () => saveCsv(periodsTable(periodsOf(answer, group)), file),
    },
    ...(answer.groups.length === 0
      ? []
      : [
          {
            label: t('lifecycle.export.figures'),
            run: () => saveCsv(figuresTable(answer), `${file}-groups`),
          },
        ]),
  ];
}
