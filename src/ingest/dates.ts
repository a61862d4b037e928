import { DAY_MS } from '../base/calendar.ts';
import type { DateOrder } from './types.ts';

/** Why a cell is no date: not written as one, or a day (or hour) that doesn't exist. */
type DateFault = 'syntax' | 'no-such-day';

/**
 * What `readDate` found, overwritten by each call (one per reader): reading a million cells makes no objects.
 * `wall`: the written date and time as if it were UTC, ms. `offset`: minutes east of UTC written in the cell, NaN
 * when none is. `timed`: a time of day was written. `day`: day of the month. `fault`: set when the cell was refused.
 */
export interface DateCell {
  wall: number;
  offset: number;
  timed: boolean;
  day: number;
  fault: DateFault;
}

/** Returns a fresh `DateCell`. */
export function dateCell(): DateCell {
  return { wall: NaN, offset: NaN, timed: false, day: 0, fault: 'syntax' };
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** First letters of month names: English, German, French, Spanish, Italian, Portuguese, Dutch. */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:jan|janv|ene|gen)/, 1],
  [/^(?:feb|fév|fev|fevr)/, 2],
  [/^(?:mar|mär|mrt|maa)/, 3],
  [/^(?:apr|avr|abr)/, 4],
  [/^(?:may|mai|mag|mei)/, 5],
  [/^(?:jun|juin|giu)/, 6],
  [/^(?:jul|juil|lug)/, 7],
  [/^(?:aug|aoû|aou|ago)/, 8],
  [/^(?:sep|set)/, 9],
  [/^(?:oct|okt|out|ott)/, 10],
  [/^(?:nov)/, 11],
  [/^(?:dec|déc|dez|dic)/, 12],
];

/** Two-digit years: 00–69 are 2000–2069, 70–99 are 1970–1999 (POSIX). */
const CENTURY_TURN = 70;

/** Returns days since 1970-01-01 of a proleptic Gregorian date (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= MONTH_DAYS[month - 1]!;
}

/** Reads cells under one order. The text and the place in it are kept here so that parts need no objects. */
class Scanner {
  text = '';
  at = 0;
  /** Digits taken by the last `int`. */
  width = 0;

  code(): number {
    return this.at < this.text.length ? this.text.charCodeAt(this.at) : -1;
  }

  /** Returns the digits here as a number, −1 when there are none. */
  int(): number {
    const from = this.at;
    let value = 0;
    for (let code = this.code(); code >= 48 && code <= 57; code = this.code()) {
      value = value * 10 + (code - 48);
      this.at++;
    }
    this.width = this.at - from;
    return this.width === 0 ? -1 : value;
  }

  /** Returns the number here if it has just two digits, else −1. */
  pair(): number {
    const value = this.int();
    return this.width === 2 ? value : -1;
  }

  digit(): boolean {
    const code = this.code();
    return code >= 48 && code <= 57;
  }

  /** Steps over `char` if it stands here. */
  skip(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  blanks(): boolean {
    const from = this.at;
    for (let code = this.code(); code === 32 || code === 160 || code === 0x202f; code = this.code())
      this.at++;
    return this.at > from;
  }

  /** Returns the letters here in lower case. */
  word(): string {
    const match = /^\p{L}+/u.exec(this.text.slice(this.at, this.at + 16));
    if (match === null) return '';
    this.at += match[0].length;
    return match[0].toLowerCase();
  }
}

const scanner = new Scanner();

/**
 * Reads a trimmed cell as a date under `order` into `cell`; returns false (with `cell.fault`) when it is none.
 *
 * Dates: three numbers with one of `-/.` or blanks between (years of four digits, or of two where the order puts
 * them last), `YYYYMMDD`, months by name (`Jun 09, 2018`, `9. Juni 2018`), a weekday before. Times: `9:05`,
 * `09:05:33.123`, `9.05` behind dotted dates, `am`/`pm`, after a blank, `T`, comma or `at`. Zones: `Z`, `UTC`,
 * `GMT`, `+02:00`, `+0200`, `+02`. Epochs: whole or decimal seconds, ms or µs.
 */
export function readDate(text: string, order: DateOrder, cell: DateCell): boolean {
  cell.fault = 'syntax';
  cell.offset = NaN;
  cell.timed = false;
  if (order === 'ymd' && readIso(text, cell)) return true;
  if (order === 'epoch-s' || order === 'epoch-ms' || order === 'epoch-us')
    return readEpoch(text, order, cell);
  scanner.text = text;
  scanner.at = 0;
  return readWritten(order, cell);
}

/** The most frequent form by far, `YYYY-MM-DD` with an optional `HH:MM[:SS]`, at fixed places. */
function readIso(text: string, cell: DateCell): boolean {
  const length = text.length;
  if (length !== 10 && length !== 19 && length !== 16) return false;
  const separator = text.charCodeAt(4);
  if ((separator !== 45 && separator !== 47 && separator !== 46) || text.charCodeAt(7) !== separator)
    return false;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  if (!(year >= 0) || !(month >= 0) || !(day >= 0) || !isDay(year, month, day)) return false;
  let wall = daysFromCivil(year, month, day) * DAY_MS;
  if (length > 10) {
    const between = text.charCodeAt(10);
    if ((between !== 32 && between !== 84) || text.charCodeAt(13) !== 58) return false;
    const hour = two(text, 11);
    const minute = two(text, 14);
    let second = 0;
    if (length === 19) {
      if (text.charCodeAt(16) !== 58) return false;
      second = two(text, 17);
    }
    if (!(hour < 24) || !(minute < 60) || !(second < 60)) return false;
    wall += hour * 3_600_000 + minute * 60_000 + second * 1000;
    cell.timed = true;
  }
  cell.wall = wall;
  cell.day = day;
  return true;
}

function two(text: string, at: number): number {
  const a = text.charCodeAt(at) - 48;
  const b = text.charCodeAt(at + 1) - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : NaN;
}

const EPOCH_UNIT = { 'epoch-s': 1000, 'epoch-ms': 1, 'epoch-us': 0.001 } as const;
/** 1990 to 2100, in ms: outside, a number of this size is no time of a business record. */
const EPOCH_FROM = 631_152_000_000;
const EPOCH_TO = 4_102_444_800_000;

function readEpoch(text: string, order: keyof typeof EPOCH_UNIT, cell: DateCell): boolean {
  if (!/^\d{9,17}(?:\.\d+)?$/.test(text)) return false;
  const ms = Math.floor(Number(text) * EPOCH_UNIT[order]);
  if (ms < EPOCH_FROM || ms > EPOCH_TO) return false;
  cell.wall = ms;
  cell.offset = 0;
  cell.timed = true;
  return true;
}

function readWritten(order: 'ymd' | 'dmy' | 'mdy', cell: DateCell): boolean {
  const s = scanner;
  if (!s.digit()) {
    let word = s.word();
    if (isWeekday(word)) {
      s.skip('.');
      s.skip(',');
      s.blanks();
      word = s.digit() ? '' : s.word();
    }
    if (word !== '' || !s.digit()) return order === 'mdy' && readMonthFirst(monthOf(word), cell);
  }
  let dotted = false;
  const a = s.int();
  const width = s.width;
  if (width === 8 || width === 14) {
    if (order !== 'ymd') return false;
    return compact(a, width, cell);
  }
  if (order === 'dmy') ordinal();
  let separator = s.code();
  if (separator === 46) dotted = true;
  if (separator !== 45 && separator !== 47 && separator !== 46 && separator !== 32) return false;
  s.at++;
  if (separator === 46 && s.blanks()) separator = 32;
  if (!s.digit()) {
    // `9 June 2018`, `09-Jun-18`, `2018-Jun-09`.
    const month = monthOf(s.word());
    if (month === 0) return false;
    s.skip('.');
    if (!s.skip('-') && !s.skip('/')) s.skip(',');
    s.blanks();
    const last = s.int();
    if (width === 4) {
      if (order !== 'ymd') return false;
      return finish(a, month, last, false, cell);
    }
    if (order !== 'dmy') return false;
    return finish(fullYear(last, s.width), month, a, false, cell);
  }
  const b = s.int();
  if (s.width > 2) return false;
  if (s.code() !== separator && !(separator === 32 && dotted && s.code() === 46)) return false;
  s.at++;
  if (dotted) s.blanks();
  const c = s.int();
  if (c < 0) return false;
  if (order === 'ymd') return width === 4 && s.width <= 2 && finish(a, b, c, dotted, cell);
  if (width > 2 || (s.width !== 4 && s.width !== 2)) return false;
  const year = fullYear(c, s.width);
  return order === 'dmy' ? finish(year, b, a, dotted, cell) : finish(year, a, b, dotted, cell);
}

/** `Jun 09, 2018`, `June-9-18`: what stands behind the month. */
function readMonthFirst(month: number, cell: DateCell): boolean {
  const s = scanner;
  if (month === 0) return false;
  s.skip('.');
  if (!s.blanks() && !s.skip('-')) return false;
  const day = s.int();
  ordinal();
  if (!s.skip(',')) s.skip('-');
  s.blanks();
  return finish(fullYear(s.int(), s.width), month, day, false, cell);
}

/** `YYYYMMDD` or `YYYYMMDDHHMMSS`. */
function compact(digits: number, width: number, cell: DateCell): boolean {
  const date = width === 8 ? digits : Math.floor(digits / 1_000_000);
  const year = Math.floor(date / 10_000);
  if (year < 1900 || year > 2100) return false;
  if (width === 14) {
    const clock = digits % 1_000_000;
    const hour = Math.floor(clock / 10_000);
    const minute = Math.floor(clock / 100) % 100;
    if (scanner.at !== scanner.text.length) return false;
    if (!setWall(year, Math.floor(date / 100) % 100, date % 100, cell)) return false;
    return setClock(hour, minute, clock % 100, 0, cell);
  }
  return finish(year, Math.floor(date / 100) % 100, date % 100, false, cell);
}

/** `1st`, `2nd`, `3rd`, `4th`. */
function ordinal(): void {
  const two = scanner.text.slice(scanner.at, scanner.at + 2).toLowerCase();
  if (two === 'st' || two === 'nd' || two === 'rd' || two === 'th') scanner.at += 2;
}

function fullYear(year: number, width: number): number {
  if (width === 4) return year;
  if (width !== 2 || year < 0) return -1;
  return year < CENTURY_TURN ? 2000 + year : 1900 + year;
}

function monthOf(word: string): number {
  if (word.length < 3) return 0;
  for (const [start, month] of MONTHS) if (start.test(word)) return month;
  return 0;
}

function isWeekday(word: string): boolean {
  return /^(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?$|^(?:mo|di|mi|do|fr|sa|so)$|(?:tag|woch)$/.test(
    word,
  );
}

/** The date is known; what follows is nothing, or a time and a zone. */
function finish(year: number, month: number, day: number, dotted: boolean, cell: DateCell): boolean {
  const s = scanner;
  if (year < 0 || month < 0 || day < 0) return false;
  if (!setWall(year, month, day, cell)) return false;
  if (s.at === s.text.length) return true;
  s.skip(',');
  const gap = s.blanks();
  if (!s.skip('T') && !s.skip('t') && !gap) return false;
  if (s.text.startsWith('at ', s.at)) s.at += 3;
  else if (s.text.startsWith('klo ', s.at) || s.text.startsWith('um ', s.at))
    s.at = s.text.indexOf(' ', s.at) + 1;
  return readClock(dotted, cell);
}

function setWall(year: number, month: number, day: number, cell: DateCell): boolean {
  if (!isDay(year, month, day)) {
    cell.fault = 'no-such-day';
    return false;
  }
  cell.wall = daysFromCivil(year, month, day) * DAY_MS;
  cell.day = day;
  return true;
}

function setClock(hour: number, minute: number, second: number, ms: number, cell: DateCell): boolean {
  // A leap second is read as the second after it, as clocks on computers do.
  if (hour > 23 || minute > 59 || second > 60) {
    if (!(hour === 24 && minute === 0 && second === 0)) {
      cell.fault = 'no-such-day';
      return false;
    }
  }
  cell.wall += hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
  cell.timed = true;
  return true;
}

function readClock(dotted: boolean, cell: DateCell): boolean {
  const s = scanner;
  let hour = s.int();
  if (hour < 0 || s.width > 2) return false;
  let minute = 0;
  let second = 0;
  let ms = 0;
  const minutes = s.skip(':') || (dotted && s.skip('.'));
  if (minutes) {
    minute = s.pair();
    if (minute < 0) return false;
    if (s.skip(':') || (dotted && s.skip('.'))) {
      second = s.pair();
      if (second < 0) return false;
      if (s.skip('.') || s.skip(',')) {
        const fraction = s.int();
        if (fraction < 0) return false;
        ms = Math.floor((fraction * 1000) / 10 ** s.width);
      }
    }
  }
  s.blanks();
  const half = /^[ap]\.?m\.?/i.exec(s.text.slice(s.at, s.at + 4))?.[0];
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return false;
    hour = (hour % 12) + (half[0] === 'p' || half[0] === 'P' ? 12 : 0);
    s.at += half.length;
    s.blanks();
  } else if (!minutes) return false;
  return setClock(hour, minute, second, ms, cell) && readZone(cell);
}

function readZone(cell: DateCell): boolean {
  const s = scanner;
  if (s.at === s.text.length) return true;
  const match = /^(?:z|utc|gmt)?(?:([+-])(\d{2}):?(\d{2})?)?$/i.exec(s.text.slice(s.at));
  if (match === null) return false;
  const [, sign, hours, minutes] = match;
  const east = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  cell.offset = sign === '-' ? -east : east;
  return true;
}
