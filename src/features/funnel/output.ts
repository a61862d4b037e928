import { exportPng, exportSvg } from '../../charts/export/export.ts';
import { funnelSummary } from '../../charts/funnel/words.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { CountsAnswer } from '../../questions/counts.ts';
import type { FunnelAnswer, FunnelQuestion, FunnelResult } from '../../questions/funnel.ts';
import { download } from '../../state/download.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { groupName } from './groups.ts';
import { endsOf } from './words.ts';
import { countsTable, groupTable, stepTable, tableCsv } from './tables.ts';

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

type Picture = Parameters<typeof exportSvg>[1];

/** The chart of a figure as files. */
function pictureItems(figure: Element | undefined, picture: Picture, toasts: Toasts): readonly MenuItem[] {
  async function save(kind: 'svg' | 'png'): Promise<void> {
    if (figure === undefined) return;
    const result = kind === 'svg' ? exportSvg(figure, picture) : await exportPng(figure, picture);
    if (result.ok) download(result.value, `${t('funnel.export.file')}.${kind}`);
    else toasts.fail(result.error);
  }

  return [
    { label: t('funnel.export.svg'), disabled: figure === undefined, run: () => void save('svg') },
    { label: t('funnel.export.png'), disabled: figure === undefined, run: () => void save('png') },
  ];
}

/** What an answer can be taken away as. */
export function exportItems(
  { question, answer }: { readonly question: FunnelQuestion; readonly answer: FunnelAnswer },
  figure: Element | undefined,
  format: Format,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('funnel.export.file');
  const properties = question.breakdown?.properties.map(({ name }) => name) ?? [];
  const picture = {
    title: t('funnel.chart', endsOf(question)),
    description: funnelSummary(answer.total.steps, format),
    note: t('funnel.base', { entered: format.integer(answer.total.entered) }),
  };
  return [
    { label: t('funnel.export.table'), run: () => saveCsv(stepTable(answer.total), file) },
    ...(question.breakdown === null
      ? []
      : [
          {
            label: t('funnel.export.groups'),
            run: () => saveCsv(groupTable(properties, answer.groups, groupName), `${file}-groups`),
          },
        ]),
    ...pictureItems(figure, picture, toasts),
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
    { label: t('funnel.export.table'), run: () => saveCsv(countsTable(answer), t('funnel.export.file')) },
    ...pictureItems(figure, { title, description: title }, toasts),
  ];
}
