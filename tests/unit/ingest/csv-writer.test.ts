import { describe, expect, test } from 'vitest';
import { rejectedCsv, safeCell, toCsv } from '../../../src/ingest/index.ts';
import { importTexts, readRecords } from './helpers.ts';

describe('CSV out', () => {
  test.each([
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\n=1',
    ' =1',
    '＝1',
    '|calc',
    '%x',
    '\u200b=1',
    '=HYPERLINK("x")\nnext',
    '\r',
    '\ufeff=1',
  ])('P2 %j is neutralised', (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  });

  test.each(['-5', '-5.25', '3e-7', '+358401234567', 'plain', "O'Neil", '', 'a=b', '1-2'])(
    'P2 %j stays as it is',
    (text) => {
      expect(safeCell(text)).toBe(text);
    },
  );

  test('P2 safe files quote every cell, and numbers stay numbers', () => {
    expect(
      toCsv(
        [
          ['name', 'value'],
          ['=cmd', -5],
          ['a "b"', null],
        ],
        { safe: true },
      ),
    ).toBe('"name","value"\r\n"\'=cmd","-5"\r\n"a ""b""",""');
  });

  test('refused rows come back as they stood, with line, column, value and reason, and can be corrected and imported', async () => {
    const text =
      'email,amount,signed up\na@x.example,"1,5",2026-01-02\nb@x.example,1.50,2026-01-03\n' +
      'c@x.example,2.5,2026-01-04\n'.repeat(0) +
      Array.from({ length: 60 }, (_, i) => `p${i}@x.example,${i}.5,2026-02-0${(i % 9) + 1}\n`).join('');
    const { rejections, mapping } = await importTexts({ 'leads.csv': text });
    expect(rejections.groups).toEqual([{ file: 0, column: 'amount', reason: 'bad-number', count: 1 }]);
    const out = rejectedCsv(rejections, mapping);
    expect(readRecords(out, { delimiter: ',' }).rows).toEqual([
      ['email', 'amount', 'signed up', '_line', '_column', '_value', '_reason'],
      ['a@x.example', '1,5', '2026-01-02', '2', 'amount', '1,5', 'bad-number'],
    ]);
    const again = await importTexts({ 'leads.csv': out.replace('"1,5","2026', '"1.5","2026') });
    expect(again.people).toEqual({ 'a@x.example': { amount: 1.5 } });
  });

  test('P2 refused rows are guarded against spreadsheets, and lose the guard when they come back', async () => {
    const text =
      'email,note,amount\na@x.example,=cmd|1,x\n' +
      Array.from({ length: 60 }, (_, i) => `p${i}@x.example,it's,${i}.5\n`).join('');
    const { rejections, mapping } = await importTexts({ 'leads.csv': text });
    const out = rejectedCsv(rejections, mapping);
    expect(out).toContain(`"'=cmd|1"`);
    const again = await importTexts({ 'leads.csv': out.replace('"x","2"', '"1.5","2"') });
    expect(again.people).toEqual({ 'a@x.example': { note: '=cmd|1', amount: 1.5 } });
  });
});
