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

type Picture = Parameters<typeof exportSvg>[1];

/** The chart of a figure as files. `labels`: what the items are called where there is more than one chart. */
export function pictureItems(
  figure: Drawing | undefined,
  picture: Picture,
  file: string,
  toasts: Toasts,
  labels = { svg: t('analysis.export.svg'), png: t('analysis.export.png') },
): readonly MenuItem[] {
  async function save(kind: 'svg' | 'png'): Promise<void> {
    if (figure === undefined) return;
    const result = kind === 'svg' ? exportSvg(figure, picture) : await exportPng(figure, picture);
    if (result.ok) download(result.value, `${file}.${kind}`);
    else toasts.fail(result.error);
  }

  return [
    { label: labels.svg, disabled: figure === undefined, run: () => void save('svg') },
    { label: labels.png, disabled: figure === undefined, run: () => void save('png') },
  ];
}
