import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateCell, daysFromCivil, readDate } from '../../../src/ingest/dates.ts';
import { looksLikeCode, readNumber } from '../../../src/ingest/numbers.ts';
import type { DateOrder } from '../../../src/ingest/types.ts';

describe('numbers', () => {
  test.each([
    ['1.234,56', ',', 1234.56],
    ['1,234.56', '.', 1234.56],
    ['(1,234.50)', '.', -1234.5],
    ['€ 12.600,00', ',', 12600],
    ['12 600,00 €', ',', 12600],
    ['USD 5.10', '.', 5.1],
    ['$-5', '.', -5],
    ['-$5', '.', -5],
    ['5-', '.', -5],
    ['−5', '.', -5],
    ["1'234.5", '.', 1234.5],
    ['1\u202f234,5', ',', 1234.5],
    ['1,00,000', '.', 100_000],
    ['12 %', '.', 0.12],
    ['27.78%', '.', 0.2778],
    ['.5', '.', 0.5],
    ['1.5E+10', '.', 15_000_000_000],
  ] as const)('%s is read under "%s"', (text, decimal, expected) => {
    expect(readNumber(text, decimal)).toBe(expected);
  });

  test.each([
    ['12.60O,00', ','],
    ['1,5', '.'],
    ['0,123', '.'],
    ['1.234.5', ','],
    ['1e5', '.'],
    ['', '.'],
    ['-', '.'],
    ['12,34,5', '.'],
    ['1 2', '.'],
    ['0x10', '.'],
    ['Infinity', '.'],
  ] as const)('%s is no number under "%s"', (text, decimal) => expect(readNumber(text, decimal)).toBeNaN());

  test('a plain decimal is the very double JavaScript reads', () => {
    const decimal = fc
      .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([n, digits]) => (n / 10 ** digits).toFixed(digits));
    fc.assert(
      fc.property(decimal, (text) => {
        expect(Math.abs(readNumber(text, '.'))).toBe(Math.abs(Number(text)));
        expect(Math.abs(readNumber(text.replace('.', ','), ','))).toBe(Math.abs(Number(text)));
      }),
    );
  });

  test('leading zeros and more than 15 digits are codes', () => {
    expect(['007', '00', '1234567890123456'].map(looksLikeCode)).toEqual([true, true, true]);
    expect(['0', '0.5', '123456789012345', '10'].map(looksLikeCode)).toEqual([false, false, false, false]);
  });
});

function read(text: string, order: DateOrder): string {
  const cell = dateCell();
  if (!readDate(text, order, cell)) return cell.fault;
  const wall = new Date(cell.wall).toISOString().replace('Z', '').replace('.000', '');
  const zone = Number.isNaN(cell.offset) ? '' : ` ${cell.offset}`;
  return (cell.timed ? wall : wall.slice(0, 10)) + zone;
}

describe('dates', () => {
  test.each([
    ['2018.02.01', 'ymd', '2018-02-01'],
    ['2018-02-26 19:58:54', 'ymd', '2018-02-26T19:58:54'],
    ['20180609', 'ymd', '2018-06-09'],
    ['20180609120001', 'ymd', '2018-06-09T12:00:01'],
    ['2024-06-15 14:30:00.123000+00:00', 'ymd', '2024-06-15T14:30:00.123 0'],
    ['2026-01-05T10:22:33.000Z', 'ymd', '2026-01-05T10:22:33 0'],
    ['2026-03-12 09:14:02 +0530', 'ymd', '2026-03-12T09:14:02 330'],
    ['2026-03-12T09:14-07', 'ymd', '2026-03-12T09:14:00 -420'],
    ['19.6.2026 14:05', 'dmy', '2026-06-19T14:05:00'],
    ['19.6.2026 klo 14.05', 'dmy', '2026-06-19T14:05:00'],
    ['9. Juni 2018', 'dmy', '2018-06-09'],
    ['09-Jun-18', 'dmy', '2018-06-09'],
    ['Sat, 9 Jun 2018 10:00:00 +0200', 'dmy', '2018-06-09T10:00:00 120'],
    ['08/12/2026', 'mdy', '2026-08-12'],
    ['08/12/2026', 'dmy', '2026-12-08'],
    ['1/7/16 9:05 AM', 'mdy', '2016-01-07T09:05:00'],
    ['1/7/16 12:05 a.m.', 'mdy', '2016-01-07T00:05:00'],
    ['Jun 09, 2018 09:30 pm', 'mdy', '2018-06-09T21:30:00'],
    ['1700000000', 'epoch-s', '2023-11-14T22:13:20 0'],
    ['1700000000123', 'epoch-ms', '2023-11-14T22:13:20.123 0'],
    ['1700000000123456', 'epoch-us', '2023-11-14T22:13:20.123 0'],
  ] as const)('%s as %s', (text, order, expected) => {
    expect(read(text, order)).toBe(expected);
  });

  test('a day or hour that does not exist is told from what is no date', () => {
    expect(read('31.6.2026', 'dmy')).toBe('no-such-day');
    expect(read('2023-02-29', 'ymd')).toBe('no-such-day');
    expect(read('2026-01-01 25:00', 'ymd')).toBe('no-such-day');
    for (const text of [
      'hello',
      '12/2018',
      '1.2.3',
      '192.168.1.1',
      '10:30',
      'may',
      '2018-02-26 1',
      '',
      '2018-02-01x',
    ]) {
      expect(read(text, 'dmy')).toBe('syntax');
    }
  });

  test('every day of 1900 to 2100 is read back from four ways of writing it', () => {
    const start = daysFromCivil(1900, 1, 1);
    const end = daysFromCivil(2100, 12, 31);
    fc.assert(
      fc.property(fc.integer({ min: start, max: end }), (day) => {
        const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-') as [string, string, string];
        expect(read(iso, 'ymd')).toBe(iso);
        expect(read(y + m + d, 'ymd')).toBe(iso);
        expect(read(`${Number(d)}.${Number(m)}.${y}`, 'dmy')).toBe(iso);
        expect(read(`${m}/${d}/${y}`, 'mdy')).toBe(iso);
      }),
    );
  });
});
