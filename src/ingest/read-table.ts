import type { Control } from '../base/control.ts';
import { decode } from './encoding.ts';
import { unsafeCell } from './csv-writer.ts';
import { RecordReader, type LineEnds, type RecordBlock, type RecordFault } from './records.ts';
import { isRejectedFile } from './rejected-csv.ts';
import type { ByteSource, TextFormat } from './types.ts';

/** Rows of a table in order, without header, blank lines and footer. */
export interface TableBlock {
  readonly rows: readonly (readonly string[])[];
  /** Returns the 1-based source line on which row i (0-based) begins. */
  lineOf(row: number): number;
  readonly faults: ReadonlyMap<number, RecordFault>;
  /** Blank lines left out up to here. */
  readonly blankLines: number;
  /** Records so far with a quote inside an unquoted field. */
  readonly innerQuotes: number;
  readonly ends: Readonly<LineEnds>;
}

/** How a table is read beyond its format. */
export interface ReadOptions {
  /** Throw `NotThisEncoding` at bytes that are none of the format's encoding. */
  readonly fatal: boolean;
  /** Rows at the end that are handed on last, in a block of their own, so that a footer can be told. */
  readonly holdBack: number;
  /** Receives the header row, if the format has one, before the first block. */
  readonly onHeader?: (cells: readonly string[]) => void;
}

/**
 * Yields the rows of `source` block by block, pausing and reporting progress by bytes through `control`
 * (`share` maps the file's own progress, 0 to 1, to the whole work's). The last block holds the `holdBack` last rows.
 * Throws `AppFailure('file-unreadable')`, `AppFailure('cancelled')` and, when fatal, `NotThisEncoding`.
 */
export async function* readTable(
  source: ByteSource,
  format: TextFormat,
  options: ReadOptions,
  control: Control,
  share: (done: number) => number = (done) => done,
): AsyncGenerator<TableBlock, void, undefined> {
  const reader = new RecordReader({ delimiter: format.delimiter }, format.skipLines + 1);
  const cleaner = new Cleaner(format.header ? (options.onHeader ?? (() => undefined)) : null, reader.ends);
  const skip = skipLines(format.skipLines);
  let held: Held | null = null;
  for await (const { text, bytes } of decode(source, format.encoding, options.fatal)) {
    const body = skip(text);
    if (body !== '') {
      const block = cleaner.clean(reader.push(body));
      if (options.holdBack === 0) yield block;
      else {
        held = new Held(held, block);
        yield held.release(options.holdBack);
      }
    }
    if (control.due()) await control.pause(share(source.size === 0 ? 1 : bytes / source.size));
  }
  const block = cleaner.clean(reader.end());
  if (options.holdBack === 0) {
    yield block;
    return;
  }
  held = new Held(held, block);
  yield held.release(options.holdBack);
  yield held.release(0);
}

/** Returns a function that takes the first `count` lines, however they end, off a text that comes in pieces. */
export function skipLines(count: number): (text: string) => string {
  let left = count;
  let cr = false;
  return (text) => {
    let at = 0;
    // The CR that ended the last line skipped may have its LF in this piece.
    if (cr && text !== '') {
      if (text.startsWith('\n')) at = 1;
      cr = false;
    }
    while (left > 0 && at < text.length) {
      const code = text.charCodeAt(at++);
      if (code === 13) {
        left--;
        if (text.charCodeAt(at) === 10) at++;
        else if (at === text.length) cr = true;
      } else if (code === 10) left--;
    }
    return at === 0 ? text : text.slice(at);
  };
}

/** Returns whether a record is a line with nothing (or only blanks) on it. */
export function isBlankRow(row: readonly string[]): boolean {
  return row.length === 1 && row[0]!.trim() === '';
}

/** Takes header and blank lines out of blocks. */
class Cleaner {
  private onHeader: ((cells: readonly string[]) => void) | null;
  private readonly ends: LineEnds;
  private blankLines = 0;
  private innerQuotes = 0;
  /** True in a file that our own export guarded against spreadsheets. */
  private guarded = false;

  constructor(onHeader: ((cells: readonly string[]) => void) | null, ends: LineEnds) {
    this.onHeader = onHeader;
    this.ends = ends;
  }

  clean(block: RecordBlock): TableBlock {
    this.innerQuotes += block.innerQuotes.length;
    let header = -1;
    let blank = 0;
    const { rows: found } = block;
    for (let i = 0; i < found.length; i++) {
      if (found[i]!.length === 1 && isBlankRow(found[i]!)) blank++;
      else if (this.onHeader !== null) {
        this.onHeader(found[i]!);
        this.guarded = isRejectedFile(found[i]!);
        this.onHeader = null;
        header = i;
      }
    }
    this.blankLines += blank;
    const rows = this.guarded ? found.map((row) => row.map(unsafeCell)) : found;
    const { blankLines, innerQuotes, ends } = this;
    if (blank === 0 && header <= 0) {
      const from = header + 1;
      return {
        rows: from === 0 ? rows : rows.slice(from),
        lineOf: (row) => block.lineOf(row + from),
        faults: from === 0 ? block.faults : moved(block.faults, (row) => row - from),
        blankLines,
        innerQuotes,
        ends,
      };
    }
    const kept: number[] = [];
    for (let i = 0; i < rows.length; i++) if (i !== header && !isBlankRow(rows[i]!)) kept.push(i);
    return {
      rows: kept.map((i) => rows[i]!),
      lineOf: (row) => block.lineOf(kept[row]!),
      faults: moved(block.faults, (row) => kept.indexOf(row)),
      blankLines,
      innerQuotes,
      ends,
    };
  }
}

/** Rows waiting to be told from a footer. */
class Held {
  private rows: (readonly string[])[];
  private lines: number[];
  private faults: Map<number, RecordFault>;
  private readonly latest: TableBlock;

  constructor(before: Held | null, block: TableBlock) {
    const base = before?.rows.length ?? 0;
    this.rows = [...(before?.rows ?? []), ...block.rows];
    this.lines = [...(before?.lines ?? []), ...block.rows.map((_, i) => block.lineOf(i))];
    this.faults = new Map([...(before?.faults ?? []), ...moved(block.faults, (row) => row + base)]);
    this.latest = block;
  }

  release(keep: number): TableBlock {
    const n = Math.max(0, this.rows.length - keep);
    const { lines } = this;
    const block: TableBlock = {
      rows: this.rows.slice(0, n),
      lineOf: (row) => lines[row]!,
      faults: new Map([...this.faults].filter(([row]) => row < n)),
      blankLines: this.latest.blankLines,
      innerQuotes: this.latest.innerQuotes,
      ends: this.latest.ends,
    };
    this.rows = this.rows.slice(n);
    this.lines = lines.slice(n);
    this.faults = moved(new Map([...this.faults].filter(([row]) => row >= n)), (row) => row - n);
    return block;
  }
}

function moved(
  faults: ReadonlyMap<number, RecordFault>,
  to: (row: number) => number,
): Map<number, RecordFault> {
  return new Map([...faults].map(([row, fault]) => [to(row), fault] as const).filter(([row]) => row >= 0));
}
