import { t } from '../../i18n/i18n.svelte.ts';
import type { StickinessPeriod } from '../../questions/stickiness.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { pictureItem, saveCsv } from '../analysis/output.ts';
import { eventsText } from '../question/words.ts';
import { partsTable, periodsTable } from './tables.ts';

/** What the stickiness on screen can be taken away as; `period` is the one shown. */
export function exportItems(
  { question, answer }: Answered<'stickiness'>,
  period: StickinessPeriod | undefined,
  figure: Element | undefined,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('stickiness.export.file');
  const title = t('stickiness.chart', { event: eventsText(question.event) });
  return [
    ...(period === undefined
      ? []
      : [{ label: t('analysis.export.table'), run: () => saveCsv(partsTable(period), file) }]),
    { label: t('stickiness.export.periods'), run: () => saveCsv(periodsTable(answer), `${file}-periods`) },
    pictureItem(figure, { title, description: title }, file, toasts),
  ];
}
