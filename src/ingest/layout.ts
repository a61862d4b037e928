import { foldHeader, headerWords } from './headers.ts';
import { isBlankRow } from './read-table.ts';
import { isTyped, sampleRows, sniffDelimiter, usualWidth, type DelimiterGuess } from './sniff.ts';
import type { Delimiter, FileHints } from './types.ts';

/** Where the table of a text begins and how its cells are cut. */
export interface Layout {
  readonly delimiter: Delimiter;
  readonly by: 'data' | 'line' | 'hint';
  readonly guess: DelimiterGuess;
  readonly skipLines: number;
  readonly header: boolean;
  readonly columns: number;
}

const SEP_LINE = /^\ufeff?"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)/i;

/**
 * Returns the layout of a text from its beginning: a `sep=` line, lines before the table (`#` comments, titles,
 * blanks), the delimiter, and whether the first row of the table names its columns.
 */
export function findLayout(text: string, whole: boolean, hints: FileHints): Layout {
  const sep = SEP_LINE.exec(text);
  const named = sep === null ? undefined : asDelimiter(sep[1]!);
  const offset = sep === null ? 0 : sep[0].length;
  const body = offset === 0 ? text : text.slice(offset);
  const guess = sniffDelimiter(withoutComments(body), whole);
  const delimiter = hints.delimiter ?? named ?? guess.delimiter;
  const sample = sampleRows(body, delimiter, whole);
  const width = usualWidth(sample.rows.filter((row) => !isBlankRow(row)));
  const first = firstOfTable(sample.rows, width);
  const rows = sample.rows.slice(first).filter((row) => !isBlankRow(row));
  return {
    delimiter,
    by: hints.delimiter !== undefined ? 'hint' : named !== undefined ? 'line' : 'data',
    guess:
      delimiter === guess.delimiter
        ? guess
        : {
            delimiter,
            columns: width,
            rows: rows.length,
            even: rows.filter((row) => row.length === width).length,
          },
    skipLines: (sep === null ? 0 : 1) + (first === 0 ? 0 : sample.lines[first]! - 1),
    header: hints.header ?? hasHeader(rows),
    columns: width,
  };
}

function asDelimiter(char: string): Delimiter | undefined {
  return char === ',' || char === ';' || char === '\t' || char === '|' ? char : undefined;
}

/** A preamble of `#` lines must not outvote a short table. */
function withoutComments(text: string): string {
  if (!/^\s*#/.test(text)) return text;
  const kept = text.replace(/^(?:[ \t]*(?:#.*)?(?:\r\n|\r|\n))+/, '');
  return kept === '' ? text : kept;
}

/** Returns the index of the first row that belongs to the table. */
function firstOfTable(rows: readonly (readonly string[])[], width: number): number {
  if (width < 2) {
    const plain = rows.findIndex((row) => !isBlankRow(row) && !row[0]!.startsWith('#'));
    return Math.max(0, plain);
  }
  let at = 0;
  while (at < rows.length - 1) {
    const row = rows[at]!;
    const filled = row.filter((cell) => cell.trim() !== '').length;
    const comment = row[0]!.startsWith('#') && row.length !== width;
    if (!comment && (row.length > 1 || width < 2) && row.length > width / 2 && filled > 1) break;
    if (!comment && row.length === width && filled > 0) break;
    at++;
  }
  return rows[at]?.length === width || at < rows.length - 1 ? at : 0;
}

/** Returns whether the first row names the columns, from its contrast to the rows below and the words in it. */
function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = rows;
  if (first === undefined) return false;
  const names = first.map((cell) => cell.trim());
  const filled = names.filter((name) => name !== '');
  if (filled.length === 0) return false;
  if (filled.some((name) => isTyped(name) && !/^(?:19|20)\d\d$/.test(name))) return false;
  const known = filled.filter((name) => headerWords.test(foldHeader(name))).length;
  const folded = new Set(filled.map(foldHeader));
  if (rest.length === 0) return folded.size === filled.length && known > 0;
  let contrast = 0;
  let repeated = 0;
  for (const [i, name] of names.entries()) {
    const below = rest.map((row) => row[i]?.trim() ?? '').filter((cell) => cell !== '');
    if (below.length === 0) continue;
    if (below.filter(isTyped).length > below.length * 0.9) contrast++;
    else if (name !== '' && below.includes(name)) repeated++;
  }
  if (contrast > 0) return true;
  if (known > 0 && known >= filled.length / 2) return true;
  return repeated === 0 && folded.size === filled.length && filled.every((name) => name.length <= 60);
}
