import { t } from '../../i18n/i18n.svelte.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { pictureItem, saveCsv } from '../analysis/output.ts';
import { binsTable, curveTable, movesTable, stagesTable } from './tables.ts';

/** What the times on screen can be taken away as. */
export function exportItems(
  { question, answer }: Answered<'stages'>,
  figure: Element | undefined,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('stages.export.file');
  const title = t('stages.time');
  return [
    { label: t('stages.export.stages'), run: () => saveCsv(stagesTable(question, answer), file) },
    { label: t('stages.export.moves'), run: () => saveCsv(movesTable(question, answer), `${file}-moves`) },
    { label: t('stages.export.bins'), run: () => saveCsv(binsTable(answer), `${file}-cycles`) },
    { label: t('stages.export.curve'), run: () => saveCsv(curveTable(answer), `${file}-curve`) },
    pictureItem(figure, { title, description: t('stages.time.about') }, file, toasts),
  ];
}
