import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { rangeText } from '../analysis/compared.ts';
import { pictureItem, saveCsv } from '../analysis/output.ts';
import { eventsText } from '../question/words.ts';
import { velocityTable } from './tables.ts';

/** What the velocity on screen can be taken away as. */
export function exportItems(
  { question, answer }: Answered<'velocity'>,
  figure: Element | undefined,
  format: Format,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('velocity.export.file');
  const title = t('velocity.name', { won: eventsText(question.won) });
  const picture = {
    title,
    description: t('analysis.picture', { title, range: rangeText(answer.current.range, format) }),
  };
  return [
    { label: t('analysis.export.table'), run: () => saveCsv(velocityTable(answer), file) },
    pictureItem(figure, picture, file, toasts),
  ];
}
