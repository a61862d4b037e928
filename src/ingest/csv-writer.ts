/** How CSV text is written. */
export interface CsvOptions {
  /** P2: neutralise what a spreadsheet would run as a formula, and quote every cell. Off only for files meant to be read back by this program. */
  readonly safe: boolean;
  readonly delimiter?: string;
  readonly quote?: string;
  /** Character before a quote inside quotes; the quote itself unless given. */
  readonly escape?: string;
  readonly newline?: '\r\n' | '\n' | '\r';
  /** Quote every cell, or those of the columns marked. `safe` quotes all. */
  readonly quoteAll?: boolean | readonly boolean[];
}

/** A cell; null and undefined are written as nothing, numbers in full precision with a decimal point. */
export type CsvCell = string | number | boolean | null | undefined;

/**
 * Beginnings that make a spreadsheet take a cell for a formula: = + - @ | % and their full-width forms, also behind
 * blanks, control and invisible characters (OWASP, "CSV Injection"), and a leading tab or line end.
 */
const FORMULA = /^[\s\p{Cc}\ufeff\u200b-\u200d]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
const STRICT_NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i;
const PHONE = /^\+[1-9]\d{6,14}$/;

/** Returns `text` so that no spreadsheet runs it: an apostrophe is put before what looks like a formula (P2). */
export function safeCell(text: string): string {
  return FORMULA.test(text) && !STRICT_NUMBER.test(text) && !PHONE.test(text) ? `'${text}` : text;
}

/** Returns what `safeCell` was given when `text` is what it returned for it; any other text as it is. */
export function unsafeCell(text: string): string {
  const bare = text.slice(1);
  return text.startsWith("'") && safeCell(bare) === text ? bare : text;
}

/**
 * Returns rows as CSV text (RFC 4180: CRLF between rows, none at the end). Cells are quoted where they hold the
 * delimiter, a quote, a line end, or a blank at either end, and where a mark at the start would be lost.
 */
export function toCsv(rows: Iterable<readonly CsvCell[]>, options: CsvOptions): string {
  const write = rowWriter(options);
  const lines: string[] = [];
  for (const row of rows) lines.push(write(row));
  return lines.join(options.newline ?? '\r\n');
}

/** Returns a function that writes one row without its line end, for files too large to be one text. */
export function rowWriter(options: CsvOptions): (row: readonly CsvCell[]) => string {
  const { safe, delimiter = ',', quote = '"', escape = quote, quoteAll = false } = options;
  const all = safe || quoteAll === true;
  const columns = typeof quoteAll === 'boolean' ? [] : quoteAll;
  return (row) => {
    let line = '';
    for (const [i, cell] of row.entries()) {
      const raw = cell === null || cell === undefined ? '' : String(cell);
      const text = safe && typeof cell === 'string' ? safeCell(raw) : raw;
      const quoted =
        all ||
        columns[i] === true ||
        needsQuotes(text, delimiter, quote) ||
        (row.length === 1 && text === '');
      line +=
        (i === 0 ? '' : delimiter) + (quoted ? quote + text.replaceAll(quote, escape + quote) + quote : text);
    }
    return line;
  };
}

function needsQuotes(text: string, delimiter: string, quote: string): boolean {
  return (
    text.includes(quote) || text.includes(delimiter) || /[\r\n]/.test(text) || /^[\s\ufeff]|\s$/u.test(text)
  );
}
