import { t } from '../../i18n/i18n.svelte.ts';
import type { VelocityAnswer } from '../../questions/velocity.ts';
import type { MenuItem } from '../../ui/types.ts';
import { saveCsv } from '../analysis/output.ts';
import { velocityTable } from './tables.ts';

/** The table of the velocity on screen. */
export function exportItems(answer: VelocityAnswer): readonly MenuItem[] {
  return [
    {
      label: t('analysis.export.table'),
      run: () => saveCsv(velocityTable(answer), t('velocity.export.file')),
    },
  ];
}
