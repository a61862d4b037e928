import { AppFailure } from './error.ts';

/** A calendar period. Weeks start on the workspace's week start day. */
export type PeriodUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** 1 = Monday (ISO 8601), 7 = Sunday. */
export type WeekStart = 1 | 7;

/** A calendar date, `YYYY-MM-DD`; never an instant, never shifted by a zone (T2). */
export type CalendarDate = string;

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

/** Periods that are made at most: the hours of 114 years, the days of 2738. */
const MOST_PERIODS = 1_000_000;
/** What a period of each unit lasts, ms; months, quarters and years their shortest. */
export const SHORTEST_MS: Readonly<Record<PeriodUnit, number>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 28 * DAY_MS,
  quarter: 90 * DAY_MS,
  year: 365 * DAY_MS,
};

/** Days since 1970-01-01 of a calendar date in the proleptic Gregorian calendar. */
export type DayNumber = number;

/** Returns the day number of a date given by year, month (1 to 12) and day; overflowing months and days carry over. */
function dayNumber(year: number, month: number, day: number): DayNumber {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY_MS;
}

/** Returns the day number of `YYYY-MM-DD`, or null when it isn't a date of the calendar. */
export function parseDate(text: CalendarDate): DayNumber | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const day = dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
  return formatDate(day) === text ? day : null;
}

/** Returns `YYYY-MM-DD` of a day number. */
export function formatDate(day: DayNumber): CalendarDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Returns the first day of the calendar period that holds `day`. `hour` gives the day itself. */
export function firstDayOf(day: DayNumber, unit: PeriodUnit, weekStart: WeekStart): DayNumber {
  switch (unit) {
    case 'hour':
    case 'day':
      return day;
    case 'week': {
      // Day 0 of the epoch was a Thursday (4th day of the ISO week).
      const weekday = (((day + 3) % 7) + 7) % 7;
      return day - (weekStart === 1 ? weekday : (weekday + 1) % 7);
    }
    case 'month':
    case 'quarter':
    case 'year': {
      const date = new Date(day * DAY_MS);
      const month = date.getUTCMonth();
      const first = unit === 'month' ? month : unit === 'quarter' ? month - (month % 3) : 0;
      return dayNumber(date.getUTCFullYear(), first + 1, 1);
    }
  }
}

/** Returns the first day of the period after the one that begins on `first`. */
export function nextPeriod(first: DayNumber, unit: Exclude<PeriodUnit, 'hour'>): DayNumber {
  if (unit === 'day') return first + 1;
  if (unit === 'week') return first + 7;
  const date = new Date(first * DAY_MS);
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12;
  return dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, 1);
}

/** The calendar of one IANA time zone: instants to dates and back, right across every change of its offset (T1). */
export interface ZoneCalendar {
  readonly zone: string;
  /** Offset from UTC in ms at an instant (epoch ms), positive east. */
  offsetAt(ms: number): number;
  /** Calendar date of an instant. */
  dayOf(ms: number): DayNumber;
  /** First instant of a calendar date (after a midnight that the zone skips: the first instant that exists). */
  startOfDay(day: DayNumber): number;
  /**
   * The calendar periods that cover `from` to `to` (epoch ms, both included). Throws `AppFailure('periods-too-many')` above a million: the
   * hours since an export's `0001-01-01` for "none" would take all memory.
   */
  periods(unit: PeriodUnit, weekStart: WeekStart, from: number, to: number): Periods;
}

/** Consecutive calendar periods. */
export interface Periods {
  readonly unit: PeriodUnit;
  /** First instant of each period and, last, the end of the last one: length + 1 entries, ascending. */
  readonly starts: Float64Array;
  /**
   * `YYYY-MM-DD` of the first day; for hours `YYYY-MM-DDTHH`, the second of two equal hours (clocks set back)
   * followed by its offset, such as `+01:00`.
   */
  readonly labels: readonly string[];
  /** Index of the period that holds an instant; −1 outside. */
  indexOf(ms: number): number;
}

const calendars = new Map<string, ZoneCalendar>();

/** Returns the calendar of an IANA zone; throws a RangeError for a zone the platform doesn't know. */
export function zoneCalendar(zone: string): ZoneCalendar {
  let calendar = calendars.get(zone);
  if (calendar === undefined) {
    calendar = createCalendar(zone);
    calendars.set(zone, calendar);
  }
  return calendar;
}

/** Offsets of one UTC year: segment i holds from `from[i]` to the next one's start. */
interface YearOffsets {
  readonly from: readonly number[];
  readonly offset: readonly number[];
}

function createCalendar(zone: string): ZoneCalendar {
  const measure = offsetReader(zone);
  const years = new Map<number, YearOffsets>();
  // The segment that served the last call serves most calls: times come sorted by person, close together.
  let low = Infinity;
  let high = -Infinity;
  let current = 0;

  const seek = (ms: number): void => {
    const year = new Date(ms).getUTCFullYear();
    let offsets = years.get(year);
    if (offsets === undefined) {
      offsets = offsetsOfYear(year, measure);
      years.set(year, offsets);
    }
    let i = offsets.from.length - 1;
    while (i > 0 && ms < offsets.from[i]!) i--;
    low = offsets.from[i]!;
    high = offsets.from[i + 1] ?? dayNumber(year + 1, 1, 1) * DAY_MS;
    current = offsets.offset[i]!;
  };

  const calendar: ZoneCalendar = {
    zone,
    offsetAt(ms) {
      if (!(ms >= low && ms < high)) seek(ms);
      return current;
    },
    dayOf(ms) {
      return Math.floor((ms + calendar.offsetAt(ms)) / DAY_MS);
    },
    startOfDay(day) {
      const midnight = day * DAY_MS;
      const before = midnight - calendar.offsetAt(midnight - DAY_MS / 2);
      const guess = midnight - calendar.offsetAt(before);
      // The earlier candidate wins where midnight happens twice; a skipped midnight leaves the change itself.
      for (const ms of [Math.min(before, guess), Math.max(before, guess)])
        if (ms + calendar.offsetAt(ms) === midnight) return ms;
      return firstInstantOf(day, midnight, calendar);
    },
    periods(unit, weekStart, from, to) {
      const count = Math.ceil((to - from) / SHORTEST_MS[unit]);
      if (count > MOST_PERIODS) throw new AppFailure('periods-too-many', { count, most: MOST_PERIODS });
      return unit === 'hour'
        ? hourPeriods(calendar, from, to)
        : dayPeriods(calendar, unit, weekStart, from, to);
    },
  };
  return calendar;
}

/** Bisects for the first instant whose local date is `day`, within a day of its nominal midnight. */
function firstInstantOf(day: DayNumber, midnight: number, calendar: ZoneCalendar): number {
  let low = midnight - 2 * DAY_MS;
  let high = midnight + 2 * DAY_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (calendar.dayOf(middle) >= day) high = middle;
    else low = middle;
  }
  return high;
}

/** Returns a function that reads a zone's offset from the platform's time zone data: right, and slow. */
function offsetReader(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (ms) => {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = value;
    const year = Number(part.year);
    const local =
      dayNumber(part.era === 'BC' ? 1 - year : year, Number(part.month), Number(part.day)) * DAY_MS +
      Number(part.hour) * HOUR_MS +
      Number(part.minute) * 60_000 +
      Number(part.second) * 1000;
    return local - Math.floor(ms / 1000) * 1000;
  };
}

function offsetsOfYear(year: number, measure: (ms: number) => number): YearOffsets {
  const from = [dayNumber(year, 1, 1) * DAY_MS];
  const offset = [measure(from[0]!)];
  let previous = from[0]!;
  // Half-months: Ramadan suspends summer time for about four weeks in Morocco.
  for (let half = 1; half <= 24; half++) {
    const next = dayNumber(year, 1 + Math.floor(half / 2), half % 2 === 0 ? 1 : 15) * DAY_MS;
    const after = measure(half === 24 ? next - 1000 : next);
    if (after !== offset.at(-1)) {
      let low = previous;
      let high = next;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (measure(middle) === after) high = middle;
        else low = middle;
      }
      from.push(high);
      offset.push(after);
    }
    previous = next;
  }
  return { from, offset };
}

function dayPeriods(
  calendar: ZoneCalendar,
  unit: Exclude<PeriodUnit, 'hour'>,
  weekStart: WeekStart,
  from: number,
  to: number,
): Periods {
  const starts: number[] = [];
  const labels: string[] = [];
  const last = calendar.dayOf(to);
  let day = firstDayOf(calendar.dayOf(from), unit, weekStart);
  for (; day <= last; day = nextPeriod(day, unit)) {
    starts.push(calendar.startOfDay(day));
    labels.push(formatDate(day));
  }
  starts.push(calendar.startOfDay(day));
  return new ListedPeriods(unit, starts, labels);
}

function hourPeriods(calendar: ZoneCalendar, from: number, to: number): Periods {
  const starts: number[] = [];
  const labels: string[] = [];
  const floorHour = (ms: number): number =>
    ms - ((((ms + calendar.offsetAt(ms)) % HOUR_MS) + HOUR_MS) % HOUR_MS);
  let start = floorHour(from);
  let day = NaN;
  let date = '';
  while (start <= to) {
    const offset = calendar.offsetAt(start);
    const own = Math.floor((start + offset) / DAY_MS);
    if (own !== day) date = formatDate((day = own));
    const label = `${date}T${pad((start + offset - day * DAY_MS) / HOUR_MS)}`;
    labels.push(labels.at(-1) === label ? label + offsetText(offset) : label);
    starts.push(start);
    // A change by half an hour shortens or lengthens the hour in which it falls.
    let next = floorHour(start + HOUR_MS);
    if (next <= start) next = start + HOUR_MS;
    start = next;
  }
  starts.push(start);
  return new ListedPeriods('hour', starts, labels);
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

function pad(n: number): string {
  return String(Math.floor(n)).padStart(2, '0');
}

/** A class, so that a period asked for a million instants is found by the same code for every question. */
class ListedPeriods implements Periods {
  readonly unit: PeriodUnit;
  readonly starts: Float64Array;
  readonly labels: readonly string[];
  private readonly perMs: number;

  constructor(unit: PeriodUnit, boundaries: readonly number[], labels: readonly string[]) {
    this.unit = unit;
    this.starts = Float64Array.from(boundaries);
    this.labels = labels;
    this.perMs = labels.length / (this.starts[labels.length]! - this.starts[0]!);
  }

  indexOf(ms: number): number {
    const { starts } = this;
    const last = starts.length - 1;
    if (!(ms >= starts[0]! && ms < starts[last]!)) return -1;
    // Periods are of nearly equal length: the proportional guess is off by one or two at most.
    let i = Math.min(last - 1, Math.floor((ms - starts[0]!) * this.perMs));
    while (starts[i]! > ms) i--;
    while (starts[i + 1]! <= ms) i++;
    return i;
  }
}
