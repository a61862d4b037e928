import type { CalendarDate } from '../base/calendar.ts';

/** How a workspace writes numbers, money and time. */
export interface FormatOptions {
  /** BCP 47. */
  readonly locale: string;
  /** IANA zone that instants are shown in. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** A share with its interval, each 0 to 1. */
export interface RateValue {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Shown for a missing number or time. */
export const MISSING = '–';
/** Of a range, whose ends no line may part: the word joiner says so. */
const DASH = '–\u2060';
const NBSP = '\u00A0';

const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>();

/** Making a formatter costs far more than using it, so each is made once for the life of the page. */
function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>(
  kind: string,
  locale: string,
  options: object,
  make: () => F,
): F {
  const id = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(id);
  if (known) return known as F;
  const made = make();
  formatters.set(id, made);
  return made;
}

function number(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached('number', locale, options, () => new Intl.NumberFormat(locale, options));
}

function time(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached('time', locale, options, () => new Intl.DateTimeFormat(locale, options));
}

const fixed = (digits: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
});

/** Returns a size in decimal units: `1.8 MB`. Missing or not finite: `–`. */
export function bytes(size: number, locale: string): string {
  if (!Number.isFinite(size)) return MISSING;
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = Math.min(units.length - 1, size < 1 ? 0 : Math.floor(Math.log10(size) / 3));
  const scaled = size / 1000 ** step;
  const digits = step === 0 || scaled >= 99.95 ? 0 : 1;
  return number(locale, {
    style: 'unit',
    unit: units[step]!,
    unitDisplay: step === 0 ? 'long' : 'short',
    ...fixed(digits),
  }).format(scaled);
}

/** Symbols of the international system, the same in every language; their length and the finest step shown in each. */
const UNITS = [
  { unit: 'd', length: 86_400_000, step: 8_640_000 },
  { unit: 'h', length: 3_600_000, step: 360_000 },
  { unit: 'min', length: 60_000, step: 60_000 },
  { unit: 's', length: 1000, step: 1000 },
] as const;

const roundTo = (value: number, step: number): number => Math.round(value / step) * step;

/** A duration of less than a second. None at all is most often that of calendar dates, of which nothing finer than days is known. */
const tiny = (ms: number, locale: string): string =>
  `${number(locale, fixed(0)).format(ms)}${NBSP}${ms === 0 ? 'd' : 'ms'}`;

/** Returns a duration in its largest unit, `1.4 d`, `19.6 h`, `3 min`; days and hours with a decimal below 100. */
function shortDuration(ms: number, locale: string): string {
  const size = Math.abs(ms);
  if (size < 1000) return tiny(ms, locale);
  // Compared after rounding in the unit below, so that 59.7 s reads as 1 min, never as 60 s.
  const { unit, length, step } =
    UNITS.find(({ length }, index) => roundTo(size, UNITS[index + 1]?.step ?? 1) >= length) ?? UNITS[3];
  const value = ms / length;
  const digits = step < length && Math.abs(value) < 99.95 ? 1 : 0;
  return `${number(locale, { maximumFractionDigits: digits }).format(value)}${NBSP}${unit}`;
}

/** Returns a duration in its two largest units, `22 h 33 min`, `30 d`, `3 min`; an empty second unit is left out. */
function longDuration(ms: number, locale: string): string {
  const size = Math.abs(ms);
  if (size < 1000) return tiny(ms, locale);
  const first = Math.max(
    0,
    UNITS.findIndex(({ length }) => size >= length),
  );
  const second = UNITS[first + 1];
  // Rounded to the smaller unit before it is split, so that the parts never read 60 min.
  const smallest = second?.length ?? UNITS[first]!.length;
  const rounded = Math.round(size / smallest) * smallest;
  const start = first > 0 && rounded >= UNITS[first - 1]!.length ? first - 1 : first;
  const parts: string[] = [];
  let rest = rounded;
  for (const { unit, length } of UNITS.slice(start, start + 2)) {
    const whole = Math.floor(rest / length);
    rest -= whole * length;
    if (whole > 0) parts.push(`${number(locale, fixed(0)).format(whole)}${NBSP}${unit}`);
  }
  return `${ms < 0 ? '−' : ''}${parts.join(' ')}`;
}

/**
 * Returns a difference with the sign of its way: `+€40`, `−1.4 d`; without a sign where its size is written as zero is.
 * Intl signs only what it writes itself, and a hyphen in English, so the sign is set before what `size` writes.
 * @param size writes a number of 0 or more
 */
export function signed(difference: number, size: (value: number) => string): string {
  if (!Number.isFinite(difference)) return MISSING;
  const written = size(Math.abs(difference));
  if (written === size(0)) return written;
  return `${difference > 0 ? '+' : '−'}${written}`;
}

/** Returns the epoch ms of a calendar date's midnight in UTC, where it is then also formatted, so no zone can shift it (T2). */
function utcOf(date: CalendarDate): number {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
}

/** Decimals of a percentage that show the width of its interval: 1 to 3. */
function intervalDigits({ low, high }: RateValue): number {
  const points = (high - low) * 100;
  return !(points > 0) || points >= 0.2 ? 1 : points >= 0.02 ? 2 : 3;
}

export type Format = ReturnType<typeof createFormat>;

/**
 * Returns the functions that write numbers, money and time for a workspace. Instants are epoch ms and shown in its
 * zone; calendar dates are never shifted (T2). Whatever is missing (null, NaN, infinite) is written `–`.
 */
export function createFormat({ locale, timeZone, currency }: FormatOptions) {
  const write = (options: Intl.NumberFormatOptions, value: number | null): string =>
    value === null || !Number.isFinite(value) ? MISSING : number(locale, options).format(value);
  const moment = (options: Intl.DateTimeFormatOptions, ms: number | null): string =>
    ms === null || !Number.isFinite(ms) ? MISSING : time(locale, { ...options, timeZone }).format(ms);
  const span = (options: Intl.DateTimeFormatOptions, from: number, to: number): string =>
    Number.isFinite(from) && Number.isFinite(to) ? time(locale, options).formatRange(from, to) : MISSING;
  const inCurrency = (amount: number | null, code: string, options: Intl.NumberFormatOptions): string => {
    if (/^[A-Za-z]{3}$/.test(code)) return write({ style: 'currency', currency: code, ...options }, amount);
    // What data call a currency may be anything.
    const written = write({ maximumFractionDigits: 2, ...options }, amount);
    return amount === null || !Number.isFinite(amount) ? written : `${written}${NBSP}${code}`;
  };
  const duration = (ms: number | null): string =>
    ms === null || !Number.isFinite(ms) ? MISSING : shortDuration(ms, locale);
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

  return {
    locale,
    timeZone,
    currency,
    /** `12,345` */
    integer: (value: number | null) => write(fixed(0), value),
    /** `1.50`: a number with exactly `digits` decimals. */
    decimal: (value: number | null, digits: number) => write(fixed(digits), value),
    /** A number as precise as it is, at most 6 decimals. */
    number: (value: number | null) => write({ maximumFractionDigits: 6 }, value),
    /** `13.5%` of 0.135. */
    percent: (share: number | null, digits = 1) => write({ style: 'percent', ...fixed(digits) }, share),
    /** `+2.4` percentage points of 0.024. */
    points: (difference: number | null, digits = 1) =>
      signed(difference === null ? NaN : difference * 100, (points) => write(fixed(digits), points)),
    /** A share and its interval with equal decimals, `13.5%` and `12.8–14.3%`; `auto`: as many as tell the ends apart, for a rate that stands alone. */
    rate(
      value: RateValue,
      decimals: number | 'auto' = 1,
    ): { readonly rate: string; readonly interval: string } {
      const digits = decimals === 'auto' ? intervalDigits(value) : decimals;
      const percent = number(locale, { style: 'percent', ...fixed(digits) });
      const known = [value.rate, value.low, value.high].every(Number.isFinite);
      return {
        rate: Number.isFinite(value.rate) ? percent.format(value.rate) : MISSING,
        interval: known
          ? `${number(locale, fixed(digits)).format(value.low * 100)}${DASH}${percent.format(value.high)}`
          : MISSING,
      };
    },
    /** `€7,940`; whole amounts without decimals unless `digits` says so. In `code`, or the workspace's currency; a code that is none stands behind the number. */
    money(amount: number | null, code: string = currency, digits?: number): string {
      const whole = amount !== null && Number.isInteger(amount) && digits === undefined;
      return inCurrency(amount, code, digits !== undefined ? fixed(digits) : whole ? fixed(0) : {});
    },
    /** `€1.2K`: for axes and tight places. */
    shortMoney: (amount: number | null, code: string = currency) =>
      inCurrency(amount, code, { notation: 'compact', maximumFractionDigits: 1 }),
    /** `1.2M`: for axes and tight places. */
    compact: (value: number | null) => write({ notation: 'compact', maximumFractionDigits: 1 }, value),
    /** The day of an instant in the workspace's zone: `18 May 2026`. */
    date: (ms: number | null) => moment(day, ms),
    /** The day of an instant without its year. */
    shortDate: (ms: number | null) => moment({ day: 'numeric', month: 'short' }, ms),
    /** `18 May 2026, 15:53` */
    dateTime: (ms: number | null) => moment({ ...day, ...clock }, ms),
    /** `15:53` */
    time: (ms: number | null) => moment(clock, ms),
    /** `1 Jan – 30 Jun 2026` of two instants, shortened as the locale does. */
    dateRange: (from: number, to: number) => span({ ...day, timeZone }, from, to),
    /** A calendar date as it stands, whatever the zone. */
    calendarDate: (date: CalendarDate) => {
      const ms = utcOf(date);
      return Number.isFinite(ms) ? time(locale, { ...day, timeZone: 'UTC' }).format(ms) : MISSING;
    },
    /** A calendar date without its year. */
    shortCalendarDate: (date: CalendarDate) => {
      const ms = utcOf(date);
      return Number.isFinite(ms)
        ? time(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(ms)
        : MISSING;
    },
    /** The month of a calendar date: `May 2026`. */
    calendarMonth: (date: CalendarDate) => {
      const ms = utcOf(date);
      return Number.isFinite(ms)
        ? time(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(ms)
        : MISSING;
    },
    /** The month of a calendar date without its year: `May`. */
    shortCalendarMonth: (date: CalendarDate) => {
      const ms = utcOf(date);
      return Number.isFinite(ms) ? time(locale, { month: 'short', timeZone: 'UTC' }).format(ms) : MISSING;
    },
    /** An hour of the day, 0 to 23, as a time: `06:00`. */
    hour: (hour: number) => time(locale, { ...clock, timeZone: 'UTC' }).format(hour * 3_600_000),
    /** Two calendar dates, shortened as the locale does. */
    calendarRange: (from: CalendarDate, to: CalendarDate) =>
      span({ ...day, timeZone: 'UTC' }, utcOf(from), utcOf(to)),
    /** A duration in one unit: `1.4 d`, `19.6 h`, `3 min`. */
    duration,
    /** A duration under an axis, whose beginning needs no unit: `0`, `1.4 d`. */
    durationTick: (ms: number | null) => (ms === 0 ? write(fixed(0), 0) : duration(ms)),
    /** A duration in two units: `22 h 33 min`. */
    exactDuration: (ms: number | null) =>
      ms === null || !Number.isFinite(ms) ? MISSING : longDuration(ms, locale),
    /** `1.8 MB` */
    bytes: (size: number | null) => (size === null ? MISSING : bytes(size, locale)),
    /** `a, b and c`; `unit`: without a word before the last, `a, b, c`. */
    list: (items: readonly string[], type: 'conjunction' | 'disjunction' | 'unit' = 'conjunction') =>
      cached('list', locale, { type }, () => new Intl.ListFormat(locale, { type })).format(items),
  };
}
