import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../src/i18n/format.ts';

const en = createFormat({ locale: 'en-GB', timeZone: 'Europe/Helsinki', currency: 'EUR' });
const fi = createFormat({ locale: 'fi-FI', timeZone: 'Europe/Helsinki', currency: 'EUR' });
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F\u2009]/g, ' ');

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('numbers', () => {
  it('follow the locale', () => {
    expect(en.integer(12345)).toBe('12,345');
    expect(plain(fi.integer(12345))).toBe('12 345');
    expect(en.decimal(1.5, 2)).toBe('1.50');
    expect(en.number(0.23)).toBe('0.23');
    expect(en.percent(0.1345)).toBe('13.5%');
    expect(plain(fi.percent(0.1345))).toBe('13,5 %');
    expect(en.points(0.024)).toBe('+2.4');
    expect(en.points(-0.024)).toBe('−2.4');
    expect([0, -0.0001, null].map((points) => en.points(points))).toEqual(['0.0', '0.0', '–']);
    expect(en.compact(12_345).toLowerCase()).toBe('12.3k');
  });

  it('give a rate and its interval equal decimals', () => {
    expect(en.rate({ rate: 0.135, low: 0.1279, high: 0.1432 })).toEqual({
      rate: '13.5%',
      interval: '12.8–\u206014.3%',
    });
    expect(en.rate({ rate: Number.NaN, low: Number.NaN, high: Number.NaN })).toEqual({
      rate: '–',
      interval: '–',
    });
  });

  it('take as many decimals as tell the ends of an interval apart, where asked', () => {
    expect(en.rate({ rate: 0.005, low: 0.00456, high: 0.00548 }, 'auto')).toEqual({
      rate: '0.50%',
      interval: '0.46–\u20600.55%',
    });
    expect(en.rate({ rate: 0.135, low: 0.1279, high: 0.1432 }, 'auto').rate).toBe('13.5%');
  });

  it('keep the currency of an amount', () => {
    expect(en.money(7940)).toBe('€7,940');
    expect(en.money(12.5)).toBe('€12.50');
    expect(en.money(12.5, 'JPY')).toBe('JP¥13');
    expect(en.money(7, 'USD', 2)).toBe('US$7.00');
    // Editions of the locale data differ in the case of the letter.
    expect(en.shortMoney(1234.5)).toMatch(/^€1\.2k$/i);
    expect(en.shortMoney(-2_500_000, 'USD')).toMatch(/^-US\$2\.5m$/i);
  });

  it('write an amount whose currency is no code', () => {
    expect(en.money(1234.5, 'points')).toBe('1,234.5\u00A0points');
    expect(en.shortMoney(1234.5, 'points')).toMatch(/^1\.2k\u00A0points$/i);
    expect(en.money(null, 'points')).toBe('–');
  });

  it('write what is missing as a dash', () => {
    expect([
      en.integer(null),
      en.percent(Number.NaN),
      en.money(null),
      en.date(Number.NaN),
      en.duration(null),
    ]).toEqual(Array(5).fill('–'));
  });
});

describe('time', () => {
  it('is shown in the zone of the workspace', () => {
    // 2026-05-18 22:30 UTC is 01:30 on the 19th in Helsinki (UTC+3 in summer).
    const late = Date.UTC(2026, 4, 18, 22, 30);
    expect(en.date(late)).toBe('19 May 2026');
    expect(en.shortDate(late)).toBe('19 May');
    expect(en.dateTime(late)).toBe('19 May 2026, 01:30');
    expect(en.time(late)).toBe('01:30');
  });

  it('T2 a calendar date is never shifted', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      const format = createFormat({ locale: 'en-GB', timeZone, currency: 'EUR' });
      expect(format.calendarDate('2026-01-01')).toBe('1 Jan 2026');
      expect(format.shortCalendarDate('2026-01-01')).toBe('1 Jan');
      expect(format.shortCalendarMonth('2026-01-01')).toBe('Jan');
    }
    expect(en.calendarDate('not a date')).toBe('–');
    expect(en.shortCalendarMonth('not a date')).toBe('–');
  });

  it('shortens ranges as the locale does', () => {
    expect(plain(en.calendarRange('2026-01-01', '2026-06-30'))).toMatch(/^1 Jan ?– ?30 Jun 2026$/);
  });
});

describe('durations', () => {
  it('are one unit when short is asked for', () => {
    const cases = [
      0,
      250,
      45 * SECOND,
      3 * MINUTE,
      59.7 * SECOND,
      19.6 * HOUR,
      1.4 * DAY,
      30 * DAY,
      400.4 * DAY,
    ];
    expect(cases.map((ms) => plain(en.duration(ms)))).toEqual([
      '0 d',
      '250 ms',
      '45 s',
      '3 min',
      '1 min',
      '19.6 h',
      '1.4 d',
      '30 d',
      '400 d',
    ]);
  });

  it('need no unit for zero under an axis only', () => {
    expect([0, 1.4 * DAY, null].map((ms) => plain(en.durationTick(ms)))).toEqual(['0', '1.4 d', '–']);
    expect([en.duration(0), en.exactDuration(0)].map(plain)).toEqual(['0 d', '0 d']);
  });

  it('are two units when exact is asked for, carried over when rounded', () => {
    const cases = [
      22 * HOUR + 33 * MINUTE,
      HOUR + 3 * MINUTE,
      2 * DAY,
      23 * HOUR + 59.8 * MINUTE,
      59.7 * SECOND,
    ];
    expect(cases.map((ms) => plain(en.exactDuration(ms)))).toEqual([
      '22 h 33 min',
      '1 h 3 min',
      '2 d',
      '1 d',
      '1 min',
    ]);
  });
});

describe('sizes and lists', () => {
  it('use decimal units', () => {
    expect([0, 999, 1_800_000, 123_456_789].map((size) => plain(en.bytes(size)))).toEqual([
      '0 bytes',
      '999 bytes',
      '1.8 MB',
      '123 MB',
    ]);
  });

  it('join as the locale does', () => {
    expect(en.list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(en.list(['a', 'b'], 'disjunction')).toBe('a or b');
  });
});
