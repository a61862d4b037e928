import { t } from '../../i18n/i18n.svelte.ts';
import type { CountsAnswer } from '../../questions/counts.ts';
import type { FunnelAnswer, FunnelQuestion, FunnelResult } from '../../questions/funnel.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { copy, pictureItem, saveCsv, tableCsv } from '../analysis/output.ts';
import { groupName } from './groups.ts';
import { countsTable, groupTable, stepTable } from './tables.ts';

/** Copies the numbers of a funnel as CSV. */
export function copyTable(result: FunnelResult, toasts: Toasts): Promise<void> {
  return copy(tableCsv(stepTable(result)), t('analysis.export.tableCopied'), toasts);
}

/** Returns what an answer can be taken away as beside its pictures. */
export function exportItems({
  question,
  answer,
}: {
  readonly question: FunnelQuestion;
  readonly answer: FunnelAnswer;
}): readonly MenuItem[] {
  const file = t('funnel.export.file');
  const properties = question.breakdown?.properties.map(({ name }) => name) ?? [];
  return [
    { label: t('analysis.export.table'), run: () => saveCsv(stepTable(answer.total), file) },
    ...(question.breakdown === null
      ? []
      : [
          {
            label: t('funnel.export.groups'),
            run: () => saveCsv(groupTable(properties, answer.groups, groupName), `${file}-groups`),
          },
        ]),
  ];
}

/** What a funnel of typed counts can be taken away as. */
export function countsItems(
  answer: CountsAnswer,
  figure: Element | undefined,
  toasts: Toasts,
): readonly MenuItem[] {
  const title = t('funnel.counts.title');
  return [
    { label: t('analysis.export.table'), run: () => saveCsv(countsTable(answer), t('funnel.export.file')) },
    pictureItem(figure, { title, description: title }, t('funnel.export.file'), toasts),
  ];
}
