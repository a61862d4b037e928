import { exportPng, exportSvg, type Drawing } from '../../charts/export/export.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { toCsv } from '../../ingest/csv-writer.ts';
import { download } from '../../state/download.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';

/** A cell of a table that is taken away. */
export type Cell = string | number | null;

/** Returns a table as CSV for spreadsheets: numbers in full precision, missing ones empty, formulas made harmless (P2). */
export function tableCsv(rows: readonly (readonly Cell[])[]): string {
  const known = (cell: Cell): Cell => (typeof cell === 'number' && !Number.isFinite(cell) ? null : cell);
  return toCsv(
    rows.map((row) => row.map(known)),
    { safe: true },
  );
}

/** Copies a text and says so. */
export async function copy(text: string, done: string, toasts: Toasts): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(done);
  } catch {
    toasts.show(t('analysis.export.failed'));
  }
}

/** Copies the address, which holds the question and no data. */
export function copyLink(toasts: Toasts): Promise<void> {
  return copy(location.href, t('analysis.export.linkCopied'), toasts);
}

/** Saves rows as a CSV file. */
export function saveCsv(rows: readonly (readonly Cell[])[], name: string): void {
  // The mark lets spreadsheets read the file as UTF-8.
  download(new Blob(['\uFEFF', tableCsv(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}

/** What a chart says beside its drawing once it is a file: heading, description, a note. */
type Words = Parameters<typeof exportSvg>[1];

/**
 * Returns the row of a menu that saves a chart as SVG or PNG.
 * @param drawing the chart; the row is disabled without one
 * @param file name of the file, without its ending
 * @param name what the chart is called in the menu
 */
export function pictureItem(
  drawing: Drawing | undefined,
  words: Words,
  file: string,
  toasts: Toasts,
  name = t('analysis.export.chart'),
): MenuItem {
  async function save(kind: 'svg' | 'png'): Promise<void> {
    if (drawing === undefined) return;
    const result = kind === 'svg' ? exportSvg(drawing, words) : await exportPng(drawing, words);
    if (result.ok) download(result.value, `${file}.${kind}`);
    else toasts.fail(result.error);
  }
  return {
    label: name,
    disabled: drawing === undefined,
    forms: (['svg', 'png'] as const).map((kind) => ({
      label: t(`analysis.export.${kind}`),
      name: t('analysis.export.as', { name, form: t(`analysis.export.${kind}`) }),
      run: () => void save(kind),
    })),
  };
}

/** A title as the name of a file, without its ending: `Churn by month` becomes `churn-by-month`. */
export function fileName(title: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join('-').slice(0, 80) || 'chart';
}
