import type { Control } from '../base/control.ts';
import { appError, toAppError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { readCounts } from './counts.ts';
import {
  decodeHead,
  guessEncoding,
  HEAD_BYTES,
  NotThisEncoding,
  readHead,
  type EncodingGuess,
} from './encoding.ts';
import { fingerprint } from './headers.ts';
import { unreadTime } from './headers-say.ts';
import { findLayout, type Layout } from './layout.ts';
import { ColumnProfiler, type Siblings } from './profile-column.ts';
import { readTable, type TableBlock } from './read-table.ts';
import type { LineEnds } from './records.ts';
import { columnEvidence, textEvidence } from './recognise-evidence.ts';
import type {
  ByteSource,
  DecimalMark,
  Encoding,
  FileHints,
  Hints,
  LineEnding,
  Recognition,
  RecognisedColumn,
  TextFormat,
} from './types.ts';

/** Rows at the end in which totals and notes are looked for. */
const FOOTER_ROWS = 20;
/** More columns than any export has; a file beyond is no table. */
const MAX_COLUMNS = 4096;

/**
 * Reads a whole file once and returns what it is: encoding, delimiter, line ends, header, and of each column the
 * kind, how its numbers and dates are written, blanks, different values and samples. Everything guessed can be
 * given by `hints` instead; a hint is taken over as it is. A UTF-8 file that turns out not to be is read again as
 * windows-1252.
 *
 * Dates: the order of day, month and year is the one that refuses fewest of all filled cells, at most 2 %; more, but
 * not most, where the header says that dates stand there (10 % without its word), and the reader is asked to look. Where
 * day-month and month-day refuse equally few, another date column of the file decides, else the locale, and the
 * column is `ambiguous`: the user is asked. Zones are not applied here.
 *
 * Errors: `file-empty`, `file-only-header`, `file-not-text` (zero bytes), `counts-invalid` (a text of counts with a line that is none), `file-unreadable`, `cancelled`.
 */
export async function recognise(
  source: ByteSource,
  hints: Hints,
  control: Control,
): Promise<Result<Recognition>> {
  const own = hints.files?.[source.name] ?? {};
  try {
    const head = await readHead(source);
    if (head.length === 0) return err(appError('file-empty', { file: source.name }));
    const guess = guessEncoding(head);
    const encoding = own.encoding ?? guess.encoding;
    try {
      return await scan(source, head, guess, encoding, own, hints, control);
    } catch (thrown) {
      if (!(thrown instanceof NotThisEncoding)) throw thrown;
      return await scan(
        source,
        head,
        { encoding: 'windows-1252', mark: false, by: 'default', notUtf8: thrown.line },
        'windows-1252',
        own,
        hints,
        control,
      );
    }
  } catch (thrown) {
    return err(toAppError(thrown));
  }
}

async function scan(
  source: ByteSource,
  head: Uint8Array,
  guess: EncodingGuess,
  encoding: Encoding,
  own: FileHints,
  hints: Hints,
  control: Control,
): Promise<Result<Recognition>> {
  const text = decodeHead(head, encoding);
  if (/\0/.test(text)) return err(appError('file-not-text', { file: source.name }));
  const whole = head.length < HEAD_BYTES;
  const layout = findLayout(text, whole, own);
  const format: TextFormat = {
    encoding,
    byteOrderMark: guess.mark && encoding === guess.encoding,
    delimiter: layout.delimiter,
    skipLines: layout.skipLines,
    header: layout.header,
  };
  const scanner = new Scanner(layout.columns);
  // Bytes that are no UTF-8 settle for another encoding, unless the user or a mark named this one.
  const fatal = encoding === 'utf-8' && own.encoding === undefined && !guess.mark;
  const options = {
    fatal,
    holdBack: FOOTER_ROWS,
    onHeader: (cells: readonly string[]) => scanner.setHeader(cells),
  };
  let latest: TableBlock | null = null;
  let held: TableBlock | null = null;
  for await (const block of readTable(source, format, options, control)) {
    if (held !== null) scanner.add(held);
    held = block;
    latest = block;
  }
  if (latest === null || held === null) return err(appError('file-empty', { file: source.name }));
  const footerLines = scanner.addLast(held);
  if (scanner.columns > MAX_COLUMNS) return err(appError('file-not-text', { file: source.name }));
  if (scanner.rows === 0)
    return err(appError(scanner.header === null ? 'file-empty' : 'file-only-header', { file: source.name }));

  const counts = whole ? readCounts(text, format) : ok(null);
  if (!counts.ok) return counts;
  const headers = scanner.header ?? [];
  const columns = scanner.finish(own, hints, layout);
  const lineEnding = endingOf(latest.ends);
  return ok({
    file: source.name,
    size: source.size,
    format,
    lineEnding,
    columns,
    rows: scanner.rows,
    blankLines: latest.blankLines,
    footerLines,
    ragged: { ...scanner.ragged },
    fingerprint: fingerprint(format.header ? headers : null, scanner.columns),
    evidence: [
      ...textEvidence({
        guess,
        format,
        layout,
        given: own,
        lineEnding,
        ends: latest.ends,
        columns: columns.length,
        rows: scanner.rows,
        footerLines,
      }),
      ...columnEvidence(columns, scanner.profilers),
    ],
    counts: counts.value,
  });
}

function endingOf({ lf, crlf, cr }: Readonly<LineEnds>): LineEnding {
  const kinds = [lf > 0, crlf > 0, cr > 0].filter(Boolean).length;
  if (kinds > 1) return 'mixed';
  return lf > 0 ? 'lf' : crlf > 0 ? 'crlf' : cr > 0 ? 'cr' : 'none';
}

/** Feeds the cells of a file to one profiler per column and counts the rows that don't fit. */
class Scanner {
  header: readonly string[] | null = null;
  readonly profilers: ColumnProfiler[] = [];
  readonly ragged = { tooFew: 0, tooMany: 0, quotes: 0 };
  rows = 0;
  columns: number;

  constructor(columns: number) {
    this.columns = columns;
    this.grow();
  }

  setHeader(cells: readonly string[]): void {
    this.header = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
    this.columns = cells.length;
    this.grow();
  }

  add(block: TableBlock, count = block.rows.length): void {
    const { profilers, columns } = this;
    const { rows, faults } = block;
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      this.rows++;
      if (faults.size > 0 && faults.has(i)) {
        this.ragged.quotes++;
        continue;
      }
      if (row.length !== columns) {
        if (row.length < columns) this.ragged.tooFew++;
        else if (row.slice(columns).some((cell) => cell.trim() !== '')) this.ragged.tooMany++;
        if (row.length < columns) continue;
      }
      const line = block.lineOf(i);
      for (let c = 0; c < columns; c++) profilers[c]!.add(row[c]!, line);
    }
  }

  /** Takes the last rows without those that are no data; returns how many these are. */
  addLast(block: TableBlock): number {
    const { rows } = block;
    let end = rows.length;
    while (end > 0 && this.isFooter(rows[end - 1]!)) end--;
    // Where every row is too short, none of them can be told from a note: all are refused one by one.
    const { tooFew, quotes } = this.ragged;
    if (this.rows === tooFew + quotes && rows.every((row) => row.length < this.columns)) end = rows.length;
    // Rows between totals that look like data keep everything from being taken for notes.
    this.add(block, end);
    return rows.length - end;
  }

  private isFooter(row: readonly string[]): boolean {
    const filled = row.filter((cell) => cell.trim() !== '');
    if (this.columns >= 3 && row.length <= this.columns / 2) return true;
    const first = filled[0]?.trim() ?? '';
    return (
      this.columns >= 2 &&
      /^(?:grand |sub)?(?:total|totals|sum|summe|gesamt|somme|suma|totale|yhteensä)\b:?/i.test(first) &&
      row.length <= this.columns
    );
  }

  finish(own: FileHints, hints: Hints, layout: Layout): RecognisedColumn[] {
    const siblings = this.siblings(own, hints, layout);
    const finish = (profiler: ColumnProfiler, i: number, hint = own.columns?.[i] ?? {}): RecognisedColumn =>
      profiler.finish(i, this.header?.[i] ?? '', hint, siblings);
    const columns = this.profilers.map((profiler, i) => finish(profiler, i));
    const time = unreadTime(columns, this.rows);
    if (time !== null && own.columns?.[time]?.kind === undefined)
      columns[time] = finish(this.profilers[time]!, time, { ...own.columns?.[time], kind: 'date' });
    return columns;
  }

  private siblings(own: FileHints, hints: Hints, layout: Layout): Siblings {
    const open = this.profilers.map((profiler, i) => profiler.open(this.header?.[i] ?? ''));
    const marks = open.filter((o) => o.marks.length === 1).map((o) => o.marks[0]!);
    const commas = marks.filter((mark) => mark === ',').length;
    const points = marks.length - commas;
    const decimal: DecimalMark =
      own.decimal ?? (commas > points ? ',' : points > 0 ? '.' : layout.delimiter === ';' ? ',' : '.');
    const given = Object.values(own.columns ?? {}).map(({ order }) => order);
    const decided = [...given, ...open.filter((o) => o.orders.length === 1).map((o) => o.orders[0])].find(
      (order) => order === 'dmy' || order === 'mdy',
    );
    const local = /^en(?:-US)?$|^en-US/i.test(hints.locale ?? 'en-GB') ? 'mdy' : 'dmy';
    const preferred = decided ?? local;
    return {
      decimal,
      settled: decided !== undefined,
      order: (fitting) =>
        fitting.includes('ymd') ? 'ymd' : fitting.includes(preferred) ? preferred : (fitting[0] ?? preferred),
    };
  }

  private grow(): void {
    while (this.profilers.length < this.columns) this.profilers.push(new ColumnProfiler());
    this.profilers.length = this.columns;
  }
}
