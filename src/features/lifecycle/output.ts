import { t } from '../../i18n/i18n.svelte.ts';
import type { ActivityGroup } from '../../questions/activity.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { periodsOf } from '../analysis/groups.ts';
import { pictureItem, saveCsv } from '../analysis/output.ts';
import { eventsText } from '../question/words.ts';
import { figuresTable, periodsTable } from './tables.ts';

/** What the life cycle on screen can be taken away as. */
export function exportItems(
  { question, answer }: Answered<'lifecycle'>,
  group: ActivityGroup | null,
  figure: Element | undefined,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('lifecycle.export.file');
  const title = t('lifecycle.chart', { event: eventsText(question.event) });
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
    pictureItem(figure, { title, description: title }, file, toasts),
  ];
}
