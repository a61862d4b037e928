import { dateCell, readDate } from './dates.ts';
import { foldHeader } from './headers.ts';
import { isNullWord, looksLikeCode, readNumber } from './numbers.ts';
import { CANDIDATES, MOST, NEARLY_ALL, Tally, TOLERANCE, type Candidate } from './tally.ts';
import type { CellReading, ColumnHint, DateOrder, DecimalMark, RecognisedColumn } from './types.ts';
import { moneyName } from './vocabulary.ts';

/** Different values counted per column; beyond, cells only tell the reading of the column and whether it repeats. */
const DISTINCT_CAP = 100_000;

/** Different values from all over the column that tell which readings are worth a try. */
const TRIED = 1000;

const SAMPLES = 5;
const TOP_VALUES = 100;
const cell = dateCell();

/** Reads one column from top to bottom. Different values are judged once, with the number of their cells. */
export class ColumnProfiler {
  private readonly codes = new Map<string, number>();
  private readonly texts: string[] = [];
  private readonly counts: number[] = [];
  private readonly lines: number[] = [];
  private last: string | null = null;
  private lastCode = -1;
  private blanks = 0;
  private filled = 0;
  private nullWords = 0;
  private repeats = 0;
  private full = false;
  private code = false;
  private tallies: readonly Tally[] = [];
  private undecided: readonly Tally[] = [];

  /** Takes a cell as written. */
  add(raw: string, line: number): void {
    if (raw === this.last && this.lastCode >= 0) {
      this.filled++;
      this.repeats++;
      this.counts[this.lastCode]!++;
      return;
    }
    const text = trimmed(raw);
    if (text === '') {
      this.blanks++;
      return;
    }
    this.filled++;
    this.last = raw;
    if (this.full) {
      this.lastCode = -1;
      if (this.repeats === 0 && this.codes.has(text)) this.repeats++;
      if (this.undecided.length > 0) this.tell(text, 1, line);
      return;
    }
    const code = this.codes.get(text);
    if (code !== undefined) {
      this.lastCode = code;
      this.repeats++;
      this.counts[code]!++;
      return;
    }
    this.lastCode = this.texts.length;
    const own = detached(text);
    this.codes.set(own, this.lastCode);
    this.texts.push(own);
    this.counts.push(1);
    this.lines.push(line);
    if (this.texts.length === DISTINCT_CAP) {
      this.start();
      this.full = true;
    }
  }

  /** Judges the values met so far, each with the number of its cells. */
  private start(): void {
    if (this.tallies.length > 0) return;
    this.tallies = CANDIDATES.map((candidate) => new Tally(candidate));
    // Most columns are no numbers or dates at all, which some of their values show.
    const step = Math.ceil(this.texts.length / TRIED);
    for (const tally of this.tallies) tally.alive = this.count(tally.candidate, step).fits(MOST / 2);
    this.undecided = this.tallies.filter(({ alive }) => alive);
    for (const [i, text] of this.texts.entries()) this.tell(text, this.counts[i]!, this.lines[i]!);
  }

  private tell(text: string, weight: number, line: number): void {
    if (isNullWord(text)) {
      this.nullWords += weight;
      return;
    }
    if (!this.code && looksLikeCode(text)) this.code = true;
    for (const tally of this.undecided) {
      tally.add(text, weight, line);
      if (this.full && tally.misfits > tally.cells * MOST) tally.alive = false;
      if (!tally.alive) this.undecided = this.undecided.filter(({ alive }) => alive);
    }
  }

  /** Returns what the column is. `siblings` settle what its own cells leave open. */
  finish(index: number, header: string, hint: ColumnHint, siblings: Siblings): RecognisedColumn {
    this.start();
    const { texts, counts, lines } = this;
    const choice = this.choose(header, hint, siblings);
    const { reading, tally } = choice;
    const typed = reading.kind !== 'text';
    const distinct = texts.length;
    const order = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
    const blanks = this.blanks + (typed ? this.nullWords : 0);
    return {
      index,
      header,
      kind: this.filled === 0 ? 'empty' : reading.kind,
      reading,
      identifier:
        reading.kind === 'text' && this.filled > 0 && (this.code || (this.repeats === 0 && this.filled > 1)),
      binary: isBinary(texts),
      pattern:
        reading.kind === 'number'
          ? sampleOf(texts, (text) => /[.,' ]/.test(text) && !Number.isNaN(readNumber(text, reading.decimal)))
          : reading.kind === 'date'
            ? sampleOf(texts, (text) => readDate(text, reading.order, cell))
            : '',
      blanks,
      filled: this.filled - (typed ? this.nullWords : 0),
      distinct,
      distinctExact: !this.full,
      unique: this.filled > 0 && this.repeats === 0,
      samples: texts.slice(0, SAMPLES).map((text, i) => ({ line: lines[i]!, text })),
      values:
        this.repeats === 0 && distinct > TOP_VALUES
          ? []
          : order.slice(0, TOP_VALUES).map((i) => ({ text: texts[i]!, count: counts[i]! })),
      misfits: tally?.misfits ?? 0,
      firstMisfit: tally?.firstMisfit ?? null,
      ambiguous: choice.ambiguous,
      range: tally === null || tally.min > tally.max ? null : { min: tally.min, max: tally.max },
    };
  }

  /** What later columns and the evidence need to know beyond the result; valid after `finish`. */
  dateFacts(
    order: DateOrder,
  ): { dayAbove12: number; timed: number; midnights: number; offsets: number; cells: number } | null {
    const tally = this.tallies.find(({ candidate }) => candidate === order);
    if (tally === undefined) return null;
    const { dayAbove12, timed, midnights, offsets, cells, misfits } = tally;
    return { dayAbove12, timed, midnights, offsets, cells: cells - misfits };
  }

  /**
   * Returns which readings fit, before anything from outside is asked: `.`/`,` or date orders. Where none fits nearly
   * all cells, one that fits most of them does if the header says that dates or amounts stand here (dates: also if
   * it fits nine of ten); the cells that refuse it are misfits.
   */
  open(header: string): { marks: DecimalMark[]; orders: ('ymd' | 'dmy' | 'mdy')[] } {
    this.start();
    const name = foldHeader(header);
    const all = 1 - TOLERANCE;
    let marks = this.fitting(isMark, all);
    let orders = this.fitting(isOrder, all);
    if (marks.length === 0 && orders.length === 0) {
      orders = this.fitting(isOrder, dateWord.test(name) ? MOST : NEARLY_ALL);
      if (orders.length === 0 && moneyName.test(name)) marks = this.fitting(isMark, MOST);
    }
    return { marks, orders };
  }

  /** The readings of a kind that suit at least `share` of the cells, of these the ones with fewest misfits. */
  private fitting<C extends Candidate>(kind: (candidate: Candidate) => candidate is C, share: number): C[] {
    const tallies = this.tallies.filter((tally) => tally.fits(share));
    return least(tallies.filter(({ candidate }) => kind(candidate)))
      .map(({ candidate }) => candidate)
      .filter(kind);
  }

  private choose(
    header: string,
    hint: ColumnHint,
    siblings: Siblings,
  ): { reading: CellReading; tally: Tally | null; ambiguous: boolean } {
    const text = { reading: { kind: 'text' }, tally: null, ambiguous: false } as const;
    if (this.filled === this.nullWords && hint.kind === undefined) return text;
    const { marks, orders } = this.open(header);
    const name = foldHeader(header);
    const wanted = hint.kind;
    if (wanted === 'text') return text;
    const epoch = wanted === 'number' ? null : this.epoch(name, hint, wanted === 'date');
    if (epoch !== null)
      return {
        reading: { kind: 'date', order: epoch, precision: 'instant', zone: 'utc' },
        tally: this.tally('.'),
        ambiguous: false,
      };
    if (wanted !== 'number') {
      const hinted =
        hint.order === 'ymd' || hint.order === 'dmy' || hint.order === 'mdy' ? hint.order : undefined;
      const numeric = marks.length > 0 && orders.every((order) => order === 'ymd');
      // Eight digits are a date only where the column says so, or every one of many is a day of the calendar.
      if (
        hinted !== undefined ||
        (orders.length > 0 &&
          (!numeric ||
            dateWord.test(name) ||
            (this.filled >= 20 && this.texts.length >= 5) ||
            wanted === 'date'))
      ) {
        const order = hinted ?? (orders.length === 1 ? orders[0]! : siblings.order(orders));
        const tally = this.tally(order);
        const ambiguous = hinted === undefined && orders.length > 1 && !siblings.settled;
        const whole = tally.timed === tally.midnights && tally.offsets === 0;
        return {
          reading: {
            kind: 'date',
            order,
            precision: whole ? 'day' : 'instant',
            zone: utcWord.test(header) ? 'utc' : 'workspace',
          },
          tally,
          ambiguous,
        };
      }
      if (wanted === 'date') {
        const order = siblings.order(
          least(['ymd', 'dmy', 'mdy'].map((one) => this.tally(one as Candidate)))
            .map(({ candidate }) => candidate)
            .filter(isOrder),
        );
        const tally = this.tally(order);
        return {
          reading: { kind: 'date', order, precision: 'day', zone: 'workspace' },
          tally,
          ambiguous: true,
        };
      }
    }
    if (wanted === 'number' || (marks.length > 0 && !this.code)) {
      const decimal = marks.length === 1 ? marks[0]! : siblings.decimal;
      return { reading: { kind: 'number', decimal }, tally: this.tally(decimal), ambiguous: false };
    }
    return text;
  }

  /** The tally of a reading; one that was given up is counted again, over the different values kept. */
  private tally(candidate: Candidate): Tally {
    const known = this.tallies.find((tally) => tally.candidate === candidate)!;
    return known.alive ? known : this.count(candidate, 1);
  }

  /** Counts every `step`-th of the different values kept. */
  private count(candidate: Candidate, step: number): Tally {
    const tally = new Tally(candidate);
    const { texts, counts, lines } = this;
    for (let i = 0; i < texts.length; i += step)
      if (!isNullWord(texts[i]!)) tally.add(texts[i]!, counts[i]!, lines[i]!);
    return tally;
  }

  /** Counts since 1970 look like any number: their size and the column's name must both say so. */
  private epoch(name: string, hint: ColumnHint, forced: boolean): DateOrder | null {
    if (hint.order?.startsWith('epoch') === true) return hint.order;
    if (hint.order !== undefined) return null;
    if (!forced && !epochWord.test(name)) return null;
    const numbers = this.tally('.');
    if (!this.code && !numbers.fits(MOST)) return null;
    const texts = (this.full ? this.texts.slice(0, 1000) : this.texts).filter((text) => !isNullWord(text));
    for (const order of ['epoch-s', 'epoch-ms', 'epoch-us'] as const) {
      const fitting = texts.filter((text) => readDate(text, order, cell)).length;
      if (fitting > 0 && fitting >= texts.length * MOST) return order;
    }
    return null;
  }
}

/** What other columns of the drop settle for one that could be read two ways. */
export interface Siblings {
  readonly decimal: DecimalMark;
  /** True when some column has just one order of day and month, or the user gave one. */
  readonly settled: boolean;
  /** Returns the order to take among those that fit. */
  order(fitting: readonly ('ymd' | 'dmy' | 'mdy')[]): 'ymd' | 'dmy' | 'mdy';
}

const dateWord =
  /\b(?:date|datum|fecha|day|tag|time|timestamp|datetime|ts|when|zeit|zeitpunkt|occurred|created|closed|updated|at|on|since|until|start|end|birth\w*|pvm|paiva\w*)\b/;
/** Returns whether a header says that dates stand in its column. */
export function namesDate(header: string): boolean {
  return dateWord.test(foldHeader(header));
}

const isMark = (candidate: Candidate): candidate is DecimalMark => candidate === '.' || candidate === ',';
const isOrder = (candidate: Candidate): candidate is 'ymd' | 'dmy' | 'mdy' => !isMark(candidate);
const epochWord = /\b(?:time|timestamp|ts|date|epoch|unix|created|updated|at|on|ms|millis)\b/;
const utcWord = /\b(?:utc|gmt)\b/i;

/** Those with the fewest misfits. */
function least(tallies: readonly Tally[]): Tally[] {
  const fewest = Math.min(...tallies.map(({ misfits }) => misfits));
  return tallies.filter(({ misfits }) => misfits === fewest);
}

const YES_NO = new Set([
  'yes',
  'no',
  'y',
  'n',
  'true',
  'false',
  't',
  'f',
  '0',
  '1',
  'ja',
  'nein',
  'oui',
  'non',
  'si',
  'sí',
  'kyllä',
  'ei',
]);

function isBinary(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.length <= 2 && texts.every((text) => YES_NO.has(text.toLowerCase()));
}

function sampleOf(texts: readonly string[], telling: (text: string) => boolean): string {
  return (
    texts.find((text) => !isNullWord(text) && telling(text)) ?? texts.find((text) => !isNullWord(text)) ?? ''
  );
}

/** Returns `text` without blanks around it, cheaply when there are none. */
export function trimmed(text: string): string {
  const length = text.length;
  if (length === 0) return text;
  const a = text.charCodeAt(0);
  const b = text.charCodeAt(length - 1);
  return (a > 32 && a < 128 && b > 32 && b < 128) || (a === b && a > 32 && a < 128) ? text : text.trim();
}

/** A cell cut out of a file keeps the whole piece of the file in memory; what is kept must own its characters. */
function detached(text: string): string {
  return text.length < 13 ? text : `\0${text}`.slice(1);
}
