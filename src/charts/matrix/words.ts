import type { Way } from '../../engine/stages/ways.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { MoveRow } from './layout.ts';

/** What a way to move is called. */
export function wayText(way: Way): string {
  return t(`charts.matrix.way.${way}`);
}

/** A cell in words; empty where staying would be no move. */
export function moveText(
  rows: readonly MoveRow[],
  { row, column }: { readonly row: number; readonly column: number },
  names: readonly string[],
  format: Format,
): string {
  const found = rows[row];
  const cell = found?.cells[column];
  if (!found || !cell || cell.way === null) return '';
  return t('charts.matrix.mark', {
    from: names[found.from] ?? '',
    to: names[cell.to] ?? '',
    count: format.integer(cell.count),
    share: format.percent(cell.share),
    way: wayText(cell.way).toLocaleLowerCase(format.locale),
  });
}
