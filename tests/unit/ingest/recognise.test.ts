import { describe, expect, test } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { recognise } from '../../../src/ingest/index.ts';
import { readTable } from '../../../src/ingest/read-table.ts';
import type { Encoding } from '../../../src/ingest/types.ts';
import { byteSource, recogniseText, value } from './helpers.ts';

const WORDS = ['Zürich', 'Åbo', 'naïve', 'Škoda', 'Œuvre', '€uro', 'Straße'];

/** Bytes of a text in an encoding; windows-1252 by the few characters used here (Unicode, CP1252.TXT). */
function encode(text: string, encoding: Encoding, mark: boolean): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode((mark ? '\ufeff' : '') + text);
  if (encoding === 'windows-1252') {
    const high: Readonly<Record<string, number>> = { '€': 0x80, Š: 0x8a, Œ: 0x8c };
    return Uint8Array.from(text, (char) => high[char] ?? char.charCodeAt(0));
  }
  const marked = (mark ? '\ufeff' : '') + text;
  const view = new DataView(new ArrayBuffer(marked.length * 2));
  for (let i = 0; i < marked.length; i++)
    view.setUint16(i * 2, marked.charCodeAt(i), encoding === 'utf-16le');
  return new Uint8Array(view.buffer);
}

describe('bytes to cells', () => {
  const encodings: readonly (readonly [Encoding, boolean])[] = [
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
    ['utf-16le', false],
    ['utf-16be', false],
    ['windows-1252', false],
  ];
  const ends = { lf: ['\n'], crlf: ['\r\n'], cr: ['\r'], mixed: ['\n', '\r\n'] } as const;

  test.each(encodings)(
    '%s (mark: %s): characters cut by chunk edges, all line ends and delimiters, decimal comma',
    async (encoding, mark) => {
      for (const [ending, marks] of Object.entries(ends)) {
        for (const delimiter of [',', ';', '\t', '|'] as const) {
          const amount = delimiter === ',' ? '"1,25"' : '1,25';
          const rows = Array.from({ length: 40 }, (_, i) => [String(i + 1), WORDS[i % 7]!, amount]);
          const lines = [['nr', 'name', 'amount'], ...rows].map((row) => row.join(delimiter));
          const text = lines.map((line, i) => line + marks[i % marks.length]!).join('');
          const source = byteSource('x.csv', encode(text, encoding, mark), 7);
          const found = value(await recognise(source, {}, uncontrolled));
          expect({ ...found.format, ending: found.lineEnding }).toEqual({
            encoding,
            byteOrderMark: mark,
            delimiter,
            skipLines: 0,
            header: true,
            ending,
          });
          expect(found.columns[2]!.reading).toEqual({ kind: 'number', decimal: ',' });
          const cells: string[] = [];
          for await (const block of readTable(
            source,
            found.format,
            { fatal: false, holdBack: 0 },
            uncontrolled,
          ))
            cells.push(...block.rows.map((row) => row.join('/')));
          expect(cells).toEqual(rows.map(([nr, name]) => `${nr}/${name}/1,25`));
        }
      }
    },
  );

  test('bytes that are no UTF-8 far into the file turn it to windows-1252', async () => {
    const text = `id,name\n${Array.from({ length: 40_000 }, (_, i) => `${i},plain text\n`).join('')}x,caf\u00e9\n`;
    const found = value(
      await recognise(byteSource('x.csv', encode(text, 'windows-1252', false)), {}, uncontrolled),
    );
    expect(found.format.encoding).toBe('windows-1252');
    expect(found.evidence.some(({ code, ok }) => code === 'encoding-fallback' && !ok)).toBe(true);
  });

  test('nothing, and what is no text, is refused', async () => {
    const empty = await recognise(byteSource('x.csv', new Uint8Array(0)), {}, uncontrolled);
    expect(empty.ok ? '' : empty.error.code).toBe('file-empty');
    const zip = await recognise(
      byteSource('x.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 33, 0, 9, 10])),
      {},
      uncontrolled,
    );
    expect(zip.ok ? '' : zip.error.code).toBe('file-not-text');
  });
});

describe('delimiters Papa Parse guesses wrong', () => {
  test('decimal commas in every column do not make the comma a delimiter', async () => {
    expect((await recogniseText('a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n')).format.delimiter).toBe(';');
    expect((await recogniseText('1,5;2,5;3,5\n1,5;2,5;3,5\n')).format.delimiter).toBe(';');
  });

  test('a tab file with commas in its notes', async () => {
    expect(
      (await recogniseText('id\tnotes\n1\tone, two, three\n2\tfour, five, six\n')).format.delimiter,
    ).toBe('\t');
  });

  test('two columns apart by a semicolon', async () => {
    expect((await recogniseText('email;stage\na@x.example;New\nb@x.example;Won\n')).format.delimiter).toBe(
      ';',
    );
  });
});

describe('structure', () => {
  test('a sep= line names the delimiter and is no row', async () => {
    const found = await recogniseText('sep=;\nid;value\n1;2\n');
    expect(found.format).toMatchObject({ delimiter: ';', skipLines: 1, header: true });
    expect(found.columns[0]!.samples).toEqual([{ line: 3, text: '1' }]);
  });

  test('a preamble of comments and titles is passed over, notes and totals at the end are no rows', async () => {
    const text =
      '# ---\n# Report\n# Start date: 20260910\n\nEvent name,Event count,Users\nvisit,10,5\nbuy,3,2\nTotal,13,7\n\nConfidential\n';
    const found = await recogniseText(text);
    expect(found.format).toMatchObject({ delimiter: ',', skipLines: 4, header: true });
    expect({ rows: found.rows, footer: found.footerLines }).toEqual({ rows: 2, footer: 2 });
    expect(found.columns.map(({ header }) => header)).toEqual(['Event name', 'Event count', 'Users']);
  });

  test('a file without header row is told by its values', async () => {
    const found = await recogniseText(
      '00004,19970101,2,29.33\n00004,19970118,2,29.73\n00021,19970101,3,63.34\n',
    );
    expect(found.format.header).toBe(false);
    expect(found.rows).toBe(3);
  });

  test('the fingerprint is that of the folded headers', async () => {
    const a = await recogniseText('customerID,Created At\n1,2026-01-01\n');
    const b = await recogniseText('Customer_Id;created at*\n9;2026-01-02\n');
    expect(a.fingerprint).toBe(b.fingerprint);
    expect((await recogniseText('created at,customerID\n2026-01-01,1\n')).fingerprint).not.toBe(
      a.fingerprint,
    );
  });
});

describe('columns over the whole file', () => {
  const column = async (header: string, cells: readonly string[]) =>
    (await recogniseText(`id;${header}\n${cells.map((cell, i) => `${i + 1};${cell}\n`).join('')}`))
      .columns[1]!;

  test('day-month is settled by one day above 12 anywhere', async () => {
    const cells = Array.from({ length: 300 }, (_, i) => `0${(i % 9) + 1}/0${(i % 7) + 1}/2026`);
    expect((await column('date', cells)).ambiguous).toBe(true);
    const settled = await column('date', [...cells, '31/01/2026']);
    expect(settled).toMatchObject({
      ambiguous: false,
      reading: { kind: 'date', order: 'dmy', precision: 'day' },
    });
  });

  test('a sibling column settles what a column leaves open', async () => {
    const found = await recogniseText(
      'id,created,closed\n1,03/04/2026,04/25/2026\n2,05/06/2026,06/07/2026\n',
    );
    expect(found.columns.map(({ ambiguous }) => ambiguous)).toEqual([false, false, false]);
    expect(found.columns[1]!.reading).toMatchObject({ order: 'mdy' });
    expect(found.evidence.find(({ code }) => code === 'dates-sibling')?.details).toMatchObject({
      column: 'created',
      sibling: 'closed',
    });
  });

  test('one impossible day does not unmake a column of dates: it is named with its line', async () => {
    const cells = Array.from({ length: 99 }, (_, i) => `${(i % 28) + 1}.6.2026`);
    const found = await column('created', [...cells, '31.6.2026']);
    expect(found).toMatchObject({ kind: 'date', misfits: 1, firstMisfit: { line: 101, text: '31.6.2026' } });
  });

  test('times at midnight throughout are calendar dates (T2)', async () => {
    expect((await column('date', ['2026-01-01 00:00:00', '2026-01-02 00:00:00'])).reading).toMatchObject({
      kind: 'date',
      precision: 'day',
    });
  });

  test('epochs need both the size and the name', async () => {
    expect((await column('timestamp', ['1700000000', '1700000100'])).reading).toMatchObject({
      kind: 'date',
      order: 'epoch-s',
    });
    expect((await column('points', ['1700000000', '1700000100'])).reading).toMatchObject({ kind: 'number' });
  });

  test('leading zeros make text, null words in numbers are blanks, blanks are blanks', async () => {
    expect(await column('zip', ['00501', '10115'])).toMatchObject({ kind: 'text', identifier: true });
    expect(await column('charges', ['29.85', ' ', 'N/A', '-', '12.5'])).toMatchObject({
      kind: 'number',
      blanks: 3,
      filled: 2,
      misfits: 0,
    });
  });

  test('what the user says goes before what the data say', async () => {
    const found = await recogniseText('a,b\n1,03/04/2026\n', 'x.csv', {
      files: { 'x.csv': { header: true, columns: { 0: { kind: 'text' }, 1: { order: 'dmy' } } } },
    });
    expect(found.columns.map(({ reading, ambiguous }) => [reading.kind, ambiguous])).toEqual([
      ['text', false],
      ['date', false],
    ]);
    expect(found.columns[1]!.reading).toMatchObject({ order: 'dmy' });
  });
});
