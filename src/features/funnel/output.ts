import { t } from '../../i18n/i18n.svelte.ts';
import type { FunnelAnswer, FunnelQuestion, FunnelResult } from '../../questions/funnel.ts';
import { download } from '../../state/download.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { groupName } from './groups.ts';
import { tableCsv, groupTable, stepTable } from './tables.ts';

async function copy(text: string, done: string, toasts: Toasts): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(done);
  } catch {
    toasts.show(t('funnel.export.failed'));
  }
}

/** Copies the address, which holds the question and no data. */
export function copyLink(toasts: Toasts): Promise<void> {
  return copy(location.href, t('funnel.export.linkCopied'), toasts);
}

/** Copies the numbers of a funnel as CSV. */
export function copyTable(result: FunnelResult, toasts: Toasts): Promise<void> {
  return copy(tableCsv(stepTable(result)), t('funnel.export.tableCopied'), toasts);
}

function saveCsv(rows: Parameters<typeof tableCsv>[0], name: string): void {
  // The mark lets spreadsheets read the file as UTF-8.
  download(new Blob(['\uFEFF', tableCsv(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}

/** What an answer can be taken away as. */
export function exportItems({ question, answer }: { question: FunnelQuestion; answer: FunnelAnswer }): readonly MenuItem[] {
  const file = t('funnel.export.file');
  return [
    { label: t('funnel.export.table'), run: () => saveCsv(stepTable(answer.total), file) },
    ...(question.breakdown === null
      ? []
      : [
          {
            label: t('funnel.export.groups'),
            run: () => saveCsv(groupTable(question.breakdown?.properties.map(({ name }) => name) ?? [], answer.groups, groupName), `${file}-groups`),
          },
        ]),
  ];
}
