import { t } from '../../i18n/i18n.svelte.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { saveCsv } from '../analysis/output.ts';
import { velocityTable } from './tables.ts';

/** The table of the velocity on screen. */
export function exportItems({ question, answer }: Answered<'velocity'>): readonly MenuItem[] {
  return [
    {
      label: t('analysis.export.table'),
      run: () => saveCsv(velocityTable(question, answer), t('velocity.export.file')),
    },
  ];
}
