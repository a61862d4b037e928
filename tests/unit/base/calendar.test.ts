import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  firstDayOf,
  formatDate,
  HOUR_MS,
  parseDate,
  zoneCalendar,
} from '../../../src/base/calendar.ts';
import { seededRandom } from '../../../src/base/random.ts';

const ZONES = [
  'UTC',
  'Europe/Helsinki',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kathmandu',
];

/** What the platform says, the slow way. */
function platformDate(zone: string, ms: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(ms);
  const part = (type: string): string => parts.find((one) => one.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

describe('T1 zone calendars', () => {
  it.each(ZONES)('%s gives the platform\u2019s dates, at random and around every change', (zone) => {
    const calendar = zoneCalendar(zone);
    const random = seededRandom(3);
    for (let i = 0; i < 150; i++) {
      const ms = Date.UTC(1995, 0, 1) + Math.floor(random.next() * 40 * 365 * DAY_MS);
      const day = calendar.dayOf(ms);
      expect(formatDate(day)).toBe(platformDate(zone, ms));
      const start = calendar.startOfDay(day);
      expect(calendar.dayOf(start)).toBe(day);
      expect(calendar.dayOf(start - 1)).toBeLessThan(day);
    }
  });

  it('a day that begins at 1 o\u2019clock begins there (Sao Paulo, 4 November 2018)', () => {
    // Brazil, decree 9.242 of 2017: clocks went from 00:00 to 01:00 at 03:00Z.
    expect(zoneCalendar('America/Sao_Paulo').startOfDay(parseDate('2018-11-04')!)).toBe(
      Date.UTC(2018, 10, 4, 3),
    );
  });

  it('days of 23 and 25 hours (Helsinki 2024: 31 March, 27 October)', () => {
    const periods = zoneCalendar('Europe/Helsinki').periods(
      'day',
      1,
      Date.UTC(2024, 0, 1),
      Date.UTC(2024, 11, 31),
    );
    const hours = (date: string): number => {
      const i = periods.labels.indexOf(date);
      return (periods.starts[i + 1]! - periods.starts[i]!) / HOUR_MS;
    };
    expect([hours('2024-03-30'), hours('2024-03-31'), hours('2024-10-27')]).toEqual([24, 23, 25]);
  });

  it('the hour that clocks repeat is two hours', () => {
    const { labels, starts } = zoneCalendar('Europe/Helsinki').periods(
      'hour',
      1,
      Date.UTC(2024, 9, 26, 23),
      Date.UTC(2024, 9, 27, 3),
    );
    expect(labels).toEqual([
      '2024-10-27T02',
      '2024-10-27T03',
      '2024-10-27T03+02:00',
      '2024-10-27T04',
      '2024-10-27T05',
    ]);
    expect([...starts].every((ms, i) => i === 0 || ms - starts[i - 1]! === HOUR_MS)).toBe(true);
  });

  it('refuses more periods than a million: the hours since a date written for none', () => {
    const utc = zoneCalendar('UTC');
    const none = Date.UTC(2000, 0, 1) - 730_119 * DAY_MS;
    expect(formatDate(none / DAY_MS)).toBe('0001-01-01');
    const from = (ms: number): number => utc.periods('hour', 1, ms, Date.UTC(2026, 0, 1)).labels.length;
    // 56 years with 14 leap days, and the hour that begins 2026.
    expect(from(0)).toBe((56 * 365 + 14) * 24 + 1);
    // 739,616 days between 1 January 1 and 1 January 2026 (26 years with 7 leap days after the 730,119).
    expect(() => from(none)).toThrow(
      expect.objectContaining({
        appError: { code: 'periods-too-many', details: { count: 739_616 * 24, most: 1_000_000 } },
      }),
    );
    // Those 719,162 days to 1970 begin on a Monday and are 102,737 weeks and 3 days.
    expect(utc.periods('week', 1, none, 0).labels).toHaveLength(102_738);
  });

  it('finds the period of any instant', () => {
    for (const zone of ZONES)
      for (const unit of ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const) {
        const from = Date.UTC(2024, 1, 25);
        const periods = zoneCalendar(zone).periods(unit, 7, from, from + 300 * DAY_MS);
        expect(periods.starts[0]).toBeLessThanOrEqual(from);
        for (const [i, start] of [...periods.starts].entries()) {
          expect(periods.indexOf(start)).toBe(i < periods.labels.length ? i : -1);
          expect(periods.indexOf(start - 1)).toBe(i - 1);
        }
      }
  });
});

describe('calendar dates', () => {
  it('ISO and Sunday weeks (ISO 8601: 2024-12-30 begins week 1 of 2025)', () => {
    const wednesday = parseDate('2025-01-01')!;
    expect(formatDate(firstDayOf(wednesday, 'week', 1))).toBe('2024-12-30');
    expect(formatDate(firstDayOf(wednesday, 'week', 7))).toBe('2024-12-29');
    expect(formatDate(firstDayOf(parseDate('2024-08-15')!, 'quarter', 1))).toBe('2024-07-01');
  });
  it('T3 reads dates of the calendar only', () => {
    expect(parseDate('2023-02-29')).toBeNull();
    expect(parseDate('2024-2-9')).toBeNull();
    expect(parseDate('2024-02-29')).toBe(19_782);
  });
});
