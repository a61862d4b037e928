import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../../src/ingest/csv-writer.ts';
import { MAX_FIELD_CHARS } from '../../../src/ingest/records.ts';
import { readRecords } from './helpers.ts';

const comma = { delimiter: ',' };

describe('records', () => {
  test('a CRLF header over LF rows is not one row (Papa Parse fixes the line end once)', () => {
    expect(readRecords('a,b\r\n1,2\n3,4\n', comma).rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  test('CRLF rows under an LF header leave no CR in the last column', () => {
    const { rows, ends } = readRecords('a,b\n1,2\r\n3,4\r\n', comma);
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(ends).toEqual({ lf: 1, crlf: 2, cr: 0 });
  });

  test('a quoted cell that closes before LF in a CRLF file does not swallow the rest', () => {
    expect(readRecords('a,b\r\n1,"x"\n2,"y"\r\n', comma).rows).toEqual([
      ['a', 'b'],
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  test('line ends inside quotes stay as written, and lines count on', () => {
    const { rows, lines } = readRecords('a,b\r\n"x\r\ny\rz\n",2\r\n3,4\r\n', comma);
    expect(rows).toEqual([
      ['a', 'b'],
      ['x\r\ny\rz\n', '2'],
      ['3', '4'],
    ]);
    expect(lines).toEqual([1, 2, 6]);
  });

  test('a file of CR line ends', () => {
    expect(readRecords('a;b\r1;"x\ry"\r2;z', { delimiter: ';' }).rows).toEqual([
      ['a', 'b'],
      ['1', 'x\ry'],
      ['2', 'z'],
    ]);
  });

  test('a quote never closed spoils its own line only', () => {
    const { rows, faults } = readRecords('a,b\n1,"open\n2,fine\n', comma);
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '"open'],
      ['2', 'fine'],
    ]);
    expect(faults).toEqual([null, 'open-quote', null]);
  });

  test('a quote open for more than a megabyte is taken for never closed, in pieces too', () => {
    const long = 'x'.repeat(1000);
    const text = `a,b\n1,"open\n${Array.from({ length: 1200 }, () => `2,${long}\n`).join('')}`;
    expect(text.length).toBeGreaterThan(MAX_FIELD_CHARS);
    const { rows, faults } = readRecords(text, comma, 200_000);
    expect(rows).toHaveLength(1202);
    expect(faults.filter((fault) => fault !== null)).toEqual(['open-quote']);
  });

  test('text behind a closing quote is reported', () => {
    expect(readRecords('a,"x"y",c\n1,2,3\n', comma).faults).toEqual(['stray-quote', null]);
  });

  test('a byte order mark inside the data is kept at any edge of a piece', () => {
    const { rows } = readRecords('a\n\ufeffb\n\ufeffc\n', comma, 2);
    expect(rows).toEqual([['a'], ['\ufeffb'], ['\ufeffc']]);
  });

  test('columns named __proto__ are columns', () => {
    expect(readRecords('__proto__,a,a\n1,2,3\n', comma).rows).toEqual([
      ['__proto__', 'a', 'a'],
      ['1', '2', '3'],
    ]);
  });

  test('cells stay text: 0123, 1e5 and true are not typed', () => {
    expect(readRecords('0123,1e5,true\n', comma).rows).toEqual([['0123', '1e5', 'true']]);
  });

  test('any table written is read back, however it is cut into pieces', () => {
    const nasty = fc.constantFrom(
      '"',
      ',',
      ';',
      '\t',
      '|',
      '\n',
      '\r',
      '\r\n',
      ' ',
      "'",
      '=1+1',
      '\ufeff',
      '__proto__',
      '0',
      'ä',
      '🏳️‍🌈',
      '\u2028',
      '\0',
      '\\',
      '',
    );
    const cell = fc
      .array(fc.oneof(nasty, fc.string({ maxLength: 4 })), { maxLength: 5 })
      .map((parts) => parts.join(''));
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    const newline = fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const);
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        newline,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (rows, delimiter, end, chunk, quoteAll) => {
          const text = toCsv(rows, { safe: false, delimiter, newline: end, quoteAll });
          expect(readRecords(text, { delimiter }, chunk).rows).toEqual(rows);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('pieces never matter: any text gives the same records whole and cut', () => {
    const soup = fc
      .array(fc.constantFrom('"', '""', ',', '\n', '\r', '\r\n', ' ', 'a', 'b,c'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, fc.integer({ min: 1, max: 7 }), (text, chunk) => {
        expect(readRecords(text, comma, chunk)).toEqual(readRecords(text, comma));
      }),
      { numRuns: 600 },
    );
  });
});
