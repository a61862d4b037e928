import { t } from '../../i18n/i18n.svelte.ts';
import type { RevenueAnswer } from '../../questions/revenue.ts';
import type { MenuItem } from '../../ui/types.ts';
import { saveCsv } from '../analysis/output.ts';
import { revenueTable } from './tables.ts';

/** The table of the revenue on screen. `code`: currency of the workspace. */
export function exportItems(answer: RevenueAnswer, code: string): readonly MenuItem[] {
  return [
    {
      label: t('analysis.export.table'),
      run: () => saveCsv(revenueTable(answer, code), t('revenue.export.file')),
    },
  ];
}
