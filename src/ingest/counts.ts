import { appError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { readNumber } from './numbers.ts';
import { RecordReader } from './records.ts';
import type { StageCount, TextFormat } from './types.ts';

const MAX_STAGES = 100;
const DELIMITERS = ['\t', ';', '|', ','] as const;

/**
 * What a line says: `count`, a stage with its count; `bad`, a number that is no count of a stage (negative, or without
 * a name); `other`, anything else. `split`: a delimiter of the whole text cut it, so its label may hold any other.
 */
interface Line {
  readonly line: number;
  readonly text: string;
  readonly kind: 'count' | 'bad' | 'other';
  readonly label: string;
  readonly count: number;
  readonly split: boolean;
}

/**
 * Reads typed or pasted counts per stage, one a line, the label first, then the count: cut by the tab, semicolon, bar
 * or comma (quoted as in a CSV) that most lines have, else apart by a colon, equals sign, dash or blanks
 * (`Visits<tab>12,400`, `Leads: 830`, `1. Demo - 300`). Counts are whole and not negative; thousands may be grouped.
 * Where a blank may group thousands or end the label and the numbers before it run 1, 2, 3 down the lines, they
 * belong to the labels: `Email 1 500`, `Email 2 300` are 500 and 300. Numbers of a list are dropped (`1. Demo`). A
 * first line without a number is a heading and left out, as are blank lines.
 * Error `counts-invalid` (line, value) names the first other line without a count.
 */
export function parseCounts(text: string): Result<readonly StageCount[]> {
  const lines = readLines(text);
  const wrong =
    lines.find(({ kind }, i) => kind !== 'count' && (i > 0 || kind === 'bad')) ??
    (lines.some(({ kind }) => kind === 'count') ? undefined : (lines[0] ?? { line: 1, text: '' }));
  return wrong === undefined ? ok(stagesOf(lines)) : err(invalid(wrong));
}

/**
 * Returns the counts of a file that is nothing but `label → count` lines (at least two), else null. Error
 * `counts-invalid` (line, value) when it is that but for a number that is negative or has no label.
 */
export function readCounts(text: string, format: TextFormat): Result<readonly StageCount[] | null> {
  if (format.skipLines > 0) return ok(null);
  const filled = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length;
  if (filled < 2 || filled > MAX_STAGES) return ok(null);
  const lines = readLines(text);
  const counts = lines.filter(({ kind }) => kind === 'count');
  const bad = lines.filter(({ kind }) => kind === 'bad');
  const labels = new Set(counts.map(({ label }) => label));
  // A label with a delimiter in it is several cells of a wider table; prose has a blank after its comma.
  const wordy = counts.every(
    ({ label, split }) => /\p{L}/u.test(label) && (split || !/[;|\t]|,(?! )/.test(label)),
  );
  const others = lines.some(({ kind }, i) => kind === 'other' && i > 0);
  if (counts.length < 2 || labels.size < counts.length || !wordy || others) return ok(null);
  if (bad.length === 0) return ok(stagesOf(lines));
  return bad.length * 2 <= counts.length ? err(invalid(bad[0]!)) : ok(null);
}

function invalid({ line, text }: Pick<Line, 'line' | 'text'>) {
  return appError('counts-invalid', { line, value: text.slice(0, 60) });
}

function stagesOf(lines: readonly Line[]): StageCount[] {
  return lines.flatMap(({ kind, label, count }) => (kind === 'count' ? [{ label, count }] : []));
}

interface Cut {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The lines that aren't blank, cut by the delimiter most of them have, else read one by one. */
function readLines(text: string): Line[] {
  const plain = text.replace(/^\ufeff/, '');
  for (const delimiter of DELIMITERS) {
    if (!plain.includes(delimiter)) continue;
    const records = cut(plain, delimiter);
    if (!isTable(records, delimiter)) continue;
    return records.map(({ line, cells }) =>
      cells.length === 2
        ? judged(line, cells.map((cell) => cell.trim()).join(delimiter), cells[0]!, cells[1]!, true)
        : readLine(line, (cells[0] ?? '').trim(), false),
    );
  }
  const lines = plain
    .split(/\r\n|\r|\n/)
    .map((one, i) => ({ line: i + 1, text: one.trim() }))
    .filter((one) => one.text !== '');
  const numbered = run(lines.map((one) => tail(one.text)).filter(({ length }) => length > 1));
  return lines.map((one) => readLine(one.line, one.text, numbered));
}

function cut(text: string, delimiter: string): Cut[] {
  const reader = new RecordReader({ delimiter });
  return [reader.push(text), reader.end()].flatMap((block) =>
    block.rows.flatMap((row, i) => {
      let length = row.length;
      while (length > 0 && row[length - 1]!.trim() === '') length--;
      return length === 0 ? [] : [{ line: block.lineOf(i), cells: row.slice(0, length) }];
    }),
  );
}

/** Whether a delimiter leaves two cells with a number second in most lines, and more in none. */
function isTable(records: readonly Cut[], delimiter: string): boolean {
  if (records.some(({ cells }) => cells.length > 2)) return false;
  const pairs = records.filter(({ cells }) => cells.length === 2 && isNumber(cells[1]!));
  // `Visits 12,400` is one number, unless what stands before the comma numbers the lines.
  const grouped = ({ cells }: Cut): boolean =>
    delimiter === ',' && /\d$/.test(cells[0]!) && /^\d{3}\s*$/.test(cells[1]!);
  const clear = pairs.filter((record) => !grouped(record));
  const heading = records[0]?.cells.length === 2 && !isNumber(records[0].cells[1]!) ? 1 : 0;
  const needed = (records.length - heading) / 2;
  return (
    (clear.length > 0 && clear.length >= needed) ||
    (pairs.length > needed && run(pairs.map(({ cells }) => tail(cells[0]!))))
  );
}

function isNumber(text: string): boolean {
  return !Number.isNaN(wholeNumber(text.trim()));
}

/** The numbers, apart by blanks, in which a text ends. */
function tail(text: string): string[] {
  const words = text.trim().split(/[ \t]+/);
  let from = words.length;
  while (from > 0 && /^\d[\d.,'’\u00a0\u202f]*$/.test(words[from - 1]!)) from--;
  return words.slice(from);
}

/** Whether the first numbers of at least two tails run 1, 2, 3 or 0, 1, 2. */
function run(tails: readonly (readonly string[])[]): boolean {
  const first = Number(tails[0]?.[0]);
  return tails.length >= 2 && first <= 1 && tails.every((one, i) => Number(one[0]) === first + i);
}

/** `numbered`: the first of several numbers at the end belongs to the label. */
function readLine(line: number, text: string, numbered: boolean): Line {
  const cutAt =
    /^(.*?\S)\s*(?:[:;|=\t]|(?<!\d),|,(?!\d{3}(?!\d))|\s[-–—](?=\s))\s*([-−]?\d[\d.,'’ \u00a0\u202f]*)$/u.exec(
      text,
    );
  if (cutAt !== null && isNumber(cutAt[2]!)) return judged(line, text, cutAt[1]!, cutAt[2]!, false);
  const numbers = tail(text);
  const negative = /^(.*\S)[ \t]+([-−]\d[\d.,'’]*)$/u.exec(text);
  if (negative !== null) return judged(line, text, negative[1]!, negative[2]!, false);
  if (numbers.length === 0)
    return { line, text, kind: isNumber(text) ? 'bad' : 'other', label: '', count: NaN, split: false };
  let from = numbered && numbers.length > 1 ? 1 : 0;
  while (from < numbers.length - 1 && !isNumber(numbers.slice(from).join(' '))) from++;
  const count = numbers.slice(from).join(' ');
  const words = text.split(/[ \t]+/);
  const label = words.slice(0, words.length - (numbers.length - from)).join(' ');
  return judged(line, text, label, count, false);
}

function judged(line: number, text: string, rawLabel: string, rawCount: string, split: boolean): Line {
  const label = rawLabel
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\d{1,3}[.)]\s+(?=\S)/, '')
    .replace(/(?:["\s:;|=,]+|\s[-–—])+$/u, '')
    .trim();
  const count = wholeNumber(rawCount.trim());
  const kind = Number.isNaN(count) ? 'other' : count < 0 || label === '' ? 'bad' : 'count';
  return { line, text, kind, label, count, split };
}

/** A whole number, with its sign; NaN for anything else. */
function wholeNumber(text: string): number {
  const digits = text.replace(/^[-−]\s*/, '');
  // A whole count has no decimal mark: a point or comma before three digits groups thousands.
  const grouped = /^\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+$/u.test(digits);
  const value = grouped ? Number(digits.replace(/\D/g, '')) : readNumber(digits, '.');
  if (!Number.isInteger(value)) return NaN;
  return digits === text ? value : -value;
}
