import { toCsv, type CsvCell } from './csv-writer.ts';
import type { Mapping, Rejections } from './types.ts';

/** Columns added to refused rows; files that carry them are recognised as ours and the columns left out again. */
export const MARKER_COLUMNS = ['_line', '_column', '_value', '_reason'] as const;

/** Returns whether a header is that of a file of refused rows, possibly mended. */
export function isRejectedFile(header: readonly string[]): boolean {
  return MARKER_COLUMNS.every((name) => header.includes(name));
}

/**
 * Returns refused rows as CSV text: the original columns, then `_line,_column,_value,_reason`. Rows of several
 * files share columns of equal name and get a `_file` column in front of the added ones. Cells are neutralised for
 * spreadsheets (P2); a corrected file that is imported again loses the guards, being known by the added columns.
 */
export function rejectedCsv(rejections: Rejections, mapping: Mapping): string {
  const files = [...new Set(rejections.rows.map(({ file }) => file))].sort((a, b) => a - b);
  const headers: string[] = [];
  const places = new Map<number, number[]>();
  for (const file of files) {
    const used = new Map<string, number>();
    const columns = mapping.files[file]?.columns ?? [];
    const widest = rejections.rows.reduce(
      (n, row) => (row.file === file ? Math.max(n, row.cells.length) : n),
      columns.length,
    );
    const at: number[] = [];
    for (let i = 0; i < widest; i++) {
      const header = columns[i]?.header ?? '';
      const nth = used.get(header) ?? 0;
      used.set(header, nth + 1);
      at.push(placeOf(headers, header, nth));
    }
    places.set(file, at);
  }
  const several = files.length > 1;
  const rows: CsvCell[][] = [[...headers, ...(several ? ['_file'] : []), ...MARKER_COLUMNS]];
  for (const { file, line, column, value, reason, cells } of rejections.rows) {
    const row: CsvCell[] = headers.map(() => '');
    for (const [i, cell] of cells.entries()) row[places.get(file)![i]!] = cell;
    rows.push([...row, ...(several ? [mapping.files[file]?.file ?? ''] : []), line, column, value, reason]);
  }
  return toCsv(rows, { safe: true });
}

/** Returns the place of the nth column of a name, making room at the end when there is none. */
function placeOf(headers: string[], header: string, nth: number): number {
  let seen = 0;
  for (const [i, known] of headers.entries()) if (known === header && seen++ === nth) return i;
  return headers.push(header) - 1;
}
