import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { RetentionPick } from '../../questions/retention.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { pictureItems, saveCsv } from '../analysis/output.ts';
import { resultOf } from './picks.ts';
import { cohortTable, figuresTable } from './tables.ts';
import { namesOf } from './words.ts';

/** What the cohorts on screen can be taken away as. */
export function exportItems(
  { question, answer }: Answered<'retention'>,
  group: RetentionPick['group'],
  figure: Element | undefined,
  format: Format,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('cohorts.export.file');
  const title = t('cohorts.chart', namesOf(question));
  return [
    {
      label: t('analysis.export.table'),
      run: () => saveCsv(cohortTable(question, answer, resultOf(answer, group), format), file),
    },
    {
      label: t('cohorts.export.figures'),
      run: () => saveCsv(figuresTable(question, answer, format), `${file}-figures`),
    },
    ...pictureItems(figure, { title, description: title }, file, toasts),
  ];
}
