import { t } from '../../i18n/i18n.svelte.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { saveCsv } from '../analysis/output.ts';
import { binsTable, curveTable, movesTable, stagesTable } from './tables.ts';

/** The tables of the times on screen. */
export function exportItems({ question, answer }: Answered<'stages'>): readonly MenuItem[] {
  const file = t('stages.export.file');
  return [
    { label: t('stages.export.stages'), run: () => saveCsv(stagesTable(question, answer), file) },
    { label: t('stages.export.moves'), run: () => saveCsv(movesTable(question, answer), `${file}-moves`) },
    { label: t('stages.export.bins'), run: () => saveCsv(binsTable(answer), `${file}-cycles`) },
    { label: t('stages.export.curve'), run: () => saveCsv(curveTable(answer), `${file}-curve`) },
  ];
}
