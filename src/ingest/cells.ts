import { DAY_MS } from '../base/calendar.ts';
import type { ZoneClock } from '../base/zone.ts';
import { dateCell, readDate } from './dates.ts';
import { isNullWord, readNumber } from './numbers.ts';
import { trimmed } from './profile-column.ts';
import type { CellReading, RejectReason } from './types.ts';

/** Reads the cells of one column as numbers; NaN is missing, or refused when `fault` is set. */
interface CellReader {
  /** Why the last cell was refused; null when it wasn't. */
  readonly fault: RejectReason | null;
  read(raw: string): number;
}

/** Reads numbers under one decimal mark. Blank cells and null words are missing. */
export class NumberReader implements CellReader {
  fault: RejectReason | null = null;
  private readonly decimal: '.' | ',';
  private lastRaw = '';
  private lastValue = NaN;

  constructor(decimal: '.' | ',') {
    this.decimal = decimal;
  }

  read(raw: string): number {
    this.fault = null;
    if (raw === this.lastRaw) return this.lastValue;
    const text = trimmed(raw);
    if (text === '') return NaN;
    const value = readNumber(text, this.decimal);
    if (Number.isNaN(value)) {
      if (!isNullWord(text)) this.fault = 'bad-number';
      return NaN;
    }
    this.lastRaw = raw;
    this.lastValue = value;
    return value;
  }
}

/** Counts what a reader of local times came across. */
export interface ZoneTally {
  /** Times read in the workspace's zone because the file names none. */
  assumed: number;
  /** Times that a change of the clocks skipped. */
  gaps: number;
}

/**
 * Reads dates: an instant as epoch ms, a calendar date as ms of its midnight in UTC with `dayOnly` set (T2). A cell
 * without a time in a column of instants is a calendar date too.
 */
export class DateReader implements CellReader {
  fault: RejectReason | null = null;
  /** Whether the last cell was a calendar date. */
  dayOnly = false;
  private readonly reading: CellReading & { readonly kind: 'date' };
  private readonly clock: ZoneClock;
  private readonly tally: ZoneTally;
  private readonly cell = dateCell();
  /** What the last cell added to the tally: an equal cell adds the same. */
  private assumed = 0;
  private gap = 0;
  private lastRaw = '';
  private lastValue = NaN;

  constructor(reading: CellReading & { readonly kind: 'date' }, clock: ZoneClock, tally: ZoneTally) {
    this.reading = reading;
    this.clock = clock;
    this.tally = tally;
  }

  read(raw: string): number {
    this.fault = null;
    if (raw === this.lastRaw) {
      this.tally.assumed += this.assumed;
      this.tally.gaps += this.gap;
      return this.lastValue;
    }
    const text = trimmed(raw);
    if (text === '') return NaN;
    const { cell, reading } = this;
    if (!readDate(text, reading.order, cell)) {
      if (!isNullWord(text)) this.fault = cell.fault === 'syntax' ? 'bad-date' : 'no-such-day';
      return NaN;
    }
    this.dayOnly = reading.precision === 'day' || !cell.timed;
    this.assumed = 0;
    this.gap = 0;
    const value = this.dayOnly ? Math.floor(cell.wall / DAY_MS) * DAY_MS : this.instant();
    this.lastRaw = raw;
    this.lastValue = value;
    return value;
  }

  /** Reads a cell of a column that holds instants only: a date without a time is the start of that day. */
  readInstant(raw: string): number {
    const value = this.read(raw);
    return this.dayOnly && !Number.isNaN(value) ? this.clock.instant(value) : value;
  }

  private instant(): number {
    const { cell, reading, clock } = this;
    if (!Number.isNaN(cell.offset)) return cell.wall - cell.offset * 60_000;
    if (reading.zone === 'utc') return cell.wall;
    const value = clock.instant(cell.wall);
    this.assumed = 1;
    this.gap = clock.fit === 'gap' ? 1 : 0;
    this.tally.assumed++;
    this.tally.gaps += this.gap;
    return value;
  }
}

/** Returns whether a cell holds nothing but blanks. */
export function isBlank(raw: string): boolean {
  return (
    raw.length === 0 ||
    (raw.charCodeAt(0) <= 32 && raw.trim() === '') ||
    (raw.charCodeAt(0) > 127 && raw.trim() === '')
  );
}
