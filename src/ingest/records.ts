import Papa from 'papaparse';

/** What is wrong with a record. `open-quote`: never closed; `stray-quote`: text after a closing quote. */
export type RecordFault = 'open-quote' | 'stray-quote';

/** Records cut from a text, in order. */
export interface RecordBlock {
  readonly rows: readonly (readonly string[])[];
  /** Returns the 1-based source line on which row i (0-based) begins. */
  lineOf(row: number): number;
  /** Faults by row; empty nearly always. */
  readonly faults: ReadonlyMap<number, RecordFault>;
  /** Rows with a quote inside an unquoted field, where it is kept as text; a row may stand here twice. */
  readonly innerQuotes: readonly number[];
}

/** How records are written. */
export interface RecordSyntax {
  /** One or more characters; `spaces`: runs of blanks, those at both ends of a line ignored, no quotes. */
  readonly delimiter: string;
  readonly quote?: string;
  /** Character before a quote inside quotes; the quote itself unless given. */
  readonly escape?: string;
  /** Lines that begin with this are left out; line numbers then count the lines kept. */
  readonly comments?: string;
}

/** Number of line ends met outside quotes, by kind. */
export interface LineEnds {
  lf: number;
  crlf: number;
  cr: number;
}

/** A quoted field longer than this is taken for a quote that was never closed. */
export const MAX_FIELD_CHARS = 1_048_576;

const BYTE_ORDER_MARK = '\ufeff';
const BLANK = /[^\S\r\n]/;
const NOT_CLOSED = -1;

/**
 * Cuts text that arrives in pieces into records and has Papa Parse split them into fields.
 *
 * Papa Parse settles on one line end for a whole text and leaves it to the caller where a record ends when the
 * text comes in pieces. So this class keeps the quoting state over the pieces and hands on whole records only,
 * with every line end outside quotes as LF and everything inside quotes as written. A quote opens a field only as
 * its first character, and closes it when a delimiter or line end follows, blanks (dropped) allowed between: Papa
 * Parse's own rule, so that both always agree. A quote that is never closed spoils its own line only; reading
 * goes on at the next. The last line end adds no record; an empty line is a record with one empty field.
 */
export class RecordReader {
  readonly ends: LineEnds = { lf: 0, crlf: 0, cr: 0 };
  private readonly delimiter: string;
  /** Code of a delimiter of one character, −1 for a longer one. */
  private readonly delimiterCode: number;
  private readonly spaces: boolean;
  private readonly quote: string;
  private readonly escape: string;
  private readonly config: Papa.ParseConfig<string[]>;
  private carry = '';
  private line: number;

  /** `firstLine`: number of the first line that will be pushed. */
  constructor(syntax: RecordSyntax, firstLine = 1) {
    this.line = firstLine;
    this.spaces = syntax.delimiter === 'spaces';
    this.delimiter = this.spaces ? '\t' : syntax.delimiter;
    this.delimiterCode = this.delimiter.length === 1 ? this.delimiter.charCodeAt(0) : -1;
    this.quote = syntax.quote ?? '"';
    this.escape = syntax.escape ?? this.quote;
    this.config = {
      delimiter: this.delimiter,
      newline: '\n',
      quoteChar: this.quote,
      escapeChar: this.escape,
      comments: syntax.comments ?? false,
      header: false,
      dynamicTyping: false,
      skipEmptyLines: false,
    };
  }

  /** Returns the records that are complete after `text`. */
  push(text: string): RecordBlock {
    return this.take(this.carry === '' ? text : this.carry + text, false);
  }

  /** Returns the last records, after the last `push`. */
  end(): RecordBlock {
    return this.take(this.carry, true);
  }

  private take(text: string, last: boolean): RecordBlock {
    const block = new Block(this.line);
    const used =
      this.spaces || !text.includes(this.quote)
        ? this.takePlain(text, last, block)
        : this.takeQuoted(text, last, block);
    this.carry = text.slice(used);
    this.line = block.nextLine;
    return block;
  }

  /** Parses the complete records of a text without quotes; returns how many characters they took. */
  private takePlain(text: string, last: boolean, block: Block): number {
    const end = last ? text.length : afterLastLineEnd(text);
    this.parse(text.slice(0, end), [], block, []);
    return end;
  }

  /** The same for a text with quotes: walks from quote to quote, and from line end to line end between them. */
  private takeQuoted(text: string, last: boolean, block: Block): number {
    const { quote } = this;
    /** Records before this are parsed. */
    let from = 0;
    /** End of the last record that is complete, which is where the current one begins. */
    let safe = 0;
    let at = 0;
    let records = 0;
    let inner: number[] = [];
    let spread: Span[] = [];
    let nextEnd = lineEndFinder(text, last);
    /** The next line end that was not passed yet. */
    let end = nextEnd(0);
    const flush = (to: number): void => {
      const spans = spread
        .filter(([, close]) => close <= to)
        .map(([open, close]) => [open - from, close - from] as const);
      const rows = inner.filter((row) => row < records);
      this.parse(text.slice(from, to), spans, block, rows);
      from = to;
      records = 0;
      inner = [];
      spread = [];
    };
    for (;;) {
      const open = text.indexOf(quote, at);
      while (end !== NOT_CLOSED && (open === -1 || end <= open)) {
        safe = end;
        records++;
        end = nextEnd(end);
      }
      if (open === -1) break;
      if (open !== safe && !this.followsDelimiter(text, open, at)) {
        inner.push(records);
        at = open + 1;
        continue;
      }
      const close = this.closing(text, open, last);
      if (close !== NOT_CLOSED) {
        at = close;
        if (end === NOT_CLOSED || end > close) continue;
        spread.push([open, close]);
        end = nextEnd(close);
        continue;
      }
      if (!last && text.length - safe <= MAX_FIELD_CHARS) {
        flush(safe);
        return safe;
      }
      flush(safe);
      const line = endOfLine(text, safe);
      block.addBroken(text.slice(safe, line.at).split(this.delimiter));
      this.count(text.slice(line.at, line.next));
      from = line.next;
      safe = from;
      at = from;
      nextEnd = lineEndFinder(text, last);
      end = nextEnd(from);
    }
    const stop = last ? text.length : safe;
    if (last && safe < stop) records++;
    flush(stop);
    return stop;
  }

  /** Returns whether a delimiter stands before `open`, and after `at`, where the text outside quotes began. */
  private followsDelimiter(text: string, open: number, at: number): boolean {
    const from = open - this.delimiter.length;
    return (
      from >= at &&
      (this.delimiterCode >= 0
        ? text.charCodeAt(from) === this.delimiterCode
        : text.startsWith(this.delimiter, from))
    );
  }

  /** Returns where the text outside quotes goes on after the field opened at `open`, or NOT_CLOSED. */
  private closing(text: string, open: number, last: boolean): number {
    const { quote, escape, delimiter, delimiterCode } = this;
    for (let at = text.indexOf(quote, open + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
      const next = text.charCodeAt(at + 1);
      if (escape !== quote) {
        if (text[at - 1] === escape) continue;
      } else if (next === delimiterCode || next === 10) return at + 1;
      else if (text[at + 1] === quote) {
        at++;
        continue;
      }
      let after = at + 1;
      while (after < text.length && !text.startsWith(delimiter, after) && BLANK.test(text[after]!)) after++;
      if (after === text.length) return last ? after : NOT_CLOSED;
      if (text[after] === '\n' || text[after] === '\r' || text.startsWith(delimiter, after)) return after;
    }
    return NOT_CLOSED;
  }

  /** `spans`: quoted fields of `piece` that hold line ends, which stay as they are. */
  private parse(piece: string, spans: readonly Span[], block: Block, inner: readonly number[]): void {
    if (piece === '') return;
    let text = spans.length === 0 ? this.toLf(piece) : this.toLfOutside(piece, spans);
    if (this.spaces) text = text.replace(/^[ \t]+|[ \t]+$/gm, '').replace(/[ \t]+/g, '\t');
    if (!text.endsWith('\n')) text += '\n';
    // Papa Parse takes a mark at the start of any text for the file's own; here it would be a cell's.
    if (text.startsWith(BYTE_ORDER_MARK)) text = BYTE_ORDER_MARK + text;
    const { data, errors } = Papa.parse<string[]>(text, this.config);
    // The final line end leaves one record with one empty field behind.
    data.pop();
    block.addParsed(data, spans.length > 0, inner);
    for (const { code, row } of errors) {
      if (row === undefined) continue;
      if (code === 'InvalidQuotes') block.addFault(row - data.length, 'stray-quote');
      else if (code === 'MissingQuotes') block.addFault(row - data.length, 'open-quote');
    }
  }

  private toLfOutside(piece: string, spans: readonly Span[]): string {
    let text = '';
    let at = 0;
    for (const [open, close] of spans) {
      text += this.toLf(piece.slice(at, open)) + piece.slice(open, close);
      at = close;
    }
    return text + this.toLf(piece.slice(at));
  }

  /** Counts line ends and returns the text with LF for each of them. */
  private toLf(text: string): string {
    if (!text.includes('\r')) {
      this.ends.lf += occurrences(text, '\n');
      return text;
    }
    const short = text.replaceAll('\r\n', '\n');
    const crlf = text.length - short.length;
    const lf = occurrences(short, '\n');
    this.ends.crlf += crlf;
    this.ends.lf += lf - crlf;
    if (!short.includes('\r')) return short;
    this.ends.cr += occurrences(short, '\r');
    return short.replaceAll('\r', '\n');
  }

  private count(end: string): void {
    if (end === '\n') this.ends.lf++;
    else if (end === '\r\n') this.ends.crlf++;
    else if (end === '\r') this.ends.cr++;
  }
}

type Span = readonly [number, number];

/** Gathers rows and the line each begins on: counted where a row spans lines, else the row's place. */
class Block implements RecordBlock {
  rows: string[][] = [];
  readonly faults = new Map<number, RecordFault>();
  readonly innerQuotes: number[] = [];
  nextLine: number;
  private readonly firstLine: number;
  private lines: number[] | null = null;

  constructor(firstLine: number) {
    this.firstLine = firstLine;
    this.nextLine = firstLine;
  }

  lineOf(row: number): number {
    return this.lines?.[row] ?? this.firstLine + row;
  }

  addParsed(rows: string[][], spread: boolean, inner: readonly number[]): void {
    const before = this.rows.length;
    for (const row of inner) this.innerQuotes.push(before + row);
    if (spread || this.lines !== null) {
      this.lines ??= this.rows.map((_, i) => this.firstLine + i);
      for (const row of rows) {
        this.lines.push(this.nextLine);
        this.nextLine += 1 + (spread ? lineEndsIn(row) : 0);
      }
    } else this.nextLine += rows.length;
    if (before === 0) this.rows = rows;
    else for (const row of rows) this.rows.push(row);
  }

  addBroken(row: string[]): void {
    this.addParsed([row], false, []);
    this.faults.set(this.rows.length - 1, 'open-quote');
  }

  /** `back`: place counted from the end of what was added last (negative). */
  addFault(back: number, fault: RecordFault): void {
    this.faults.set(this.rows.length + back, fault);
  }
}

function lineEndsIn(row: readonly string[]): number {
  let n = 0;
  for (const cell of row) {
    if (cell.includes('\n') || cell.includes('\r')) n += cell.split(/\r\n|\r|\n/).length - 1;
  }
  return n;
}

/**
 * Returns a function that gives the place after the next line end at or after `from`, or NOT_CLOSED. Calls must
 * not go backwards. A CR that ends an unfinished text is no line end yet: an LF may follow.
 */
function lineEndFinder(text: string, last: boolean): (from: number) => number {
  let lf = -1;
  let cr = text.includes('\r') ? -1 : Infinity;
  return (from) => {
    if (lf < from) lf = indexOr(text, '\n', from);
    if (cr < from) cr = indexOr(text, '\r', from);
    if (lf === Infinity && cr === Infinity) return NOT_CLOSED;
    if (lf < cr) return lf + 1;
    if (lf === cr + 1) return lf + 1;
    return cr === text.length - 1 && !last ? NOT_CLOSED : cr + 1;
  };
}

function indexOr(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? Infinity : at;
}

function afterLastLineEnd(text: string): number {
  const whole = text.endsWith('\r') ? text.length - 1 : text.length;
  if (whole === 0) return 0;
  return Math.max(text.lastIndexOf('\n', whole - 1), text.lastIndexOf('\r', whole - 1)) + 1;
}

function endOfLine(text: string, from: number): { at: number; next: number } {
  const at = Math.min(indexOr(text, '\n', from), indexOr(text, '\r', from), text.length);
  if (at === text.length) return { at, next: at };
  return { at, next: text.startsWith('\r\n', at) ? at + 2 : at + 1 };
}

function occurrences(text: string, what: string): number {
  let n = 0;
  for (let at = text.indexOf(what); at !== -1; at = text.indexOf(what, at + 1)) n++;
  return n;
}
