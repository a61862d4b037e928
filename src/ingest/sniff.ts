import { dateCell, readDate } from './dates.ts';
import { readNumber } from './numbers.ts';
import { isBlankRow } from './read-table.ts';
import { RecordReader } from './records.ts';
import type { Delimiter } from './types.ts';

/** How well one delimiter explains the first rows of a text. */
export interface DelimiterGuess {
  readonly delimiter: Delimiter;
  /** Cells of most rows. */
  readonly columns: number;
  readonly rows: number;
  /** Rows with exactly that many cells. */
  readonly even: number;
}

const CANDIDATES: readonly Delimiter[] = [',', ';', '\t', '|'];
const SAMPLE_CHARS = 131_072;
const SAMPLE_ROWS = 200;

/** First rows of a text with their 1-based lines. */
export interface SampleRows {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly faults: number;
}

/**
 * Returns the first rows (at most 200, blank lines among them) under a delimiter. `whole`: the text is the whole
 * file; otherwise its last line may be cut and is left out.
 */
export function sampleRows(text: string, delimiter: Delimiter, whole: boolean, quote = '"'): SampleRows {
  const reader = new RecordReader({ delimiter, quote });
  const piece = text.slice(0, SAMPLE_CHARS);
  const blocks = [reader.push(piece)];
  if (whole && piece.length === text.length) blocks.push(reader.end());
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  let faults = 0;
  for (const block of blocks) {
    for (let i = 0; i < block.rows.length && rows.length < SAMPLE_ROWS; i++) {
      rows.push(block.rows[i]!);
      lines.push(block.lineOf(i));
      if (block.faults.has(i)) faults++;
    }
    faults += block.innerQuotes.filter((row) => row < SAMPLE_ROWS).length;
  }
  return { rows, lines, faults };
}

/**
 * Returns the delimiter of a text, judged over its first 200 rows: quotes are respected, the number of cells must be
 * even over the rows and the first full row, and cells must not be full of another candidate (a comma inside
 * decimal numbers counts for nothing). A text that no delimiter splits is one column, `,`.
 */
export function sniffDelimiter(text: string, whole: boolean, quote = '"'): DelimiterGuess {
  let best: DelimiterGuess = { delimiter: ',', columns: 1, rows: 0, even: 0 };
  let bestScore = 0;
  for (const delimiter of CANDIDATES) {
    if (!text.includes(delimiter)) continue;
    const sample = sampleRows(text, delimiter, whole, quote);
    const { guess, score } = judge(delimiter, sample);
    if (score > bestScore + 1e-9) {
      best = guess;
      bestScore = score;
    }
  }
  if (bestScore < 0.5) {
    const { guess, score } = judge('spaces', sampleRows(text, 'spaces', whole));
    if (score > 0.95 && guess.columns > 2 && mostlyTyped(sampleRows(text, 'spaces', whole).rows))
      return guess;
  }
  if (bestScore > 0) return best;
  const rows = sampleRows(text, ',', whole, quote).rows.filter((row) => !isBlankRow(row)).length;
  return { delimiter: ',', columns: 1, rows, even: rows };
}

function judge(delimiter: Delimiter, sample: SampleRows): { guess: DelimiterGuess; score: number } {
  const rows = sample.rows.filter((row) => !isBlankRow(row));
  const columns = usualWidth(rows);
  const even = rows.filter((row) => row.length === columns).length;
  const guess = { delimiter, columns, rows: rows.length, even };
  if (columns < 2) return { guess, score: 0 };
  const table = rows.filter((row) => row.length > columns / 2 || row.length === columns);
  const firstFits = table[0]?.length === columns ? 1 : 0.6;
  const clean = cleanShare(delimiter, rows);
  const faulty = 1 - Math.min(1, sample.faults / Math.max(1, rows.length));
  // Among equals the delimiter that makes more columns explains more.
  return { guess, score: (even / rows.length) * firstFits * clean * faulty + Math.min(columns, 100) * 1e-5 };
}

/** Returns the most frequent number of cells; among equals the larger. */
export function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [n, count] of counts) {
    if (count > most || (count === most && n > width)) {
      width = n;
      most = count;
    }
  }
  return width;
}

/** Share of cells that hold no other candidate delimiter, unless as part of a number or a date. */
function cleanShare(delimiter: Delimiter, rows: readonly (readonly string[])[]): number {
  let cells = 0;
  let clean = 0;
  for (const row of rows) {
    for (const cell of row) {
      cells++;
      const other = CANDIDATES.some((candidate) => candidate !== delimiter && cell.includes(candidate));
      // Prose holds a delimiter followed by a blank.
      if (!other || /[,;] /.test(cell) || isTyped(cell.trim())) clean++;
    }
  }
  return cells === 0 ? 1 : clean / cells;
}

const cell = dateCell();

/** Returns whether a trimmed cell is a number or a date in any of the ways these are written. */
export function isTyped(text: string): boolean {
  if (text === '' || text.length > 40) return false;
  return (
    !Number.isNaN(readNumber(text, '.')) ||
    !Number.isNaN(readNumber(text, ',')) ||
    readDate(text, 'ymd', cell) ||
    readDate(text, 'dmy', cell) ||
    readDate(text, 'mdy', cell)
  );
}

function mostlyTyped(rows: readonly (readonly string[])[]): boolean {
  const cells = rows.slice(1).flat();
  return cells.filter(isTyped).length > cells.length * 0.6;
}
