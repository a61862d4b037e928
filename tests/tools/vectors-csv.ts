import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { toCsv, type CsvCell } from '../../src/ingest/csv-writer.ts';
import { decode, guessEncoding } from '../../src/ingest/encoding.ts';
import { skipLines } from '../../src/ingest/read-table.ts';
import { RecordReader } from '../../src/ingest/records.ts';
import { sniffDelimiter } from '../../src/ingest/sniff.ts';
import { textSource } from '../../src/ingest/text-source.ts';
import type { ByteSource } from '../../src/ingest/types.ts';
import { compare, type CaseResult } from './vectors-compare.ts';

interface CsvOptions {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly header?: boolean;
  readonly comments?: string;
  readonly skipEmptyLines?: boolean | 'greedy';
  readonly maxRows?: number;
  readonly skipLines?: number;
  readonly requiredHeader?: readonly string[] | null;
  readonly newline?: '\r\n' | '\n' | '\r';
  readonly quoteAll?: boolean | readonly boolean[];
  readonly escapeFormulae?: boolean;
}

export interface CsvCase {
  readonly id: string;
  readonly kind: 'parse' | 'stringify';
  readonly options: CsvOptions;
  readonly input?: string;
  readonly file?: string;
  readonly data?: unknown;
  readonly valid?: false;
  readonly mayReject?: boolean;
  readonly expected: {
    readonly rows?: unknown;
    readonly records?: unknown;
    readonly errors?: unknown;
    readonly text?: string;
  };
}

/** Cases that name another convention than ours, with what we give instead and why. */
const OURS: Readonly<
  Record<string, { readonly rows: readonly (readonly string[])[]; readonly why: string }>
> = {
  'fastcsv-spaces-around-quotes-1': {
    rows: [['D']],
    why: 'blanks between a closing quote and the next delimiter or line end are dropped',
  },
};

interface ReadError {
  readonly code: string;
  readonly row: number;
}

/** Runs one case of a CSV case file at `path` through ingest's reader or writer. */
export async function runCsvCase(testCase: CsvCase, path: string): Promise<CaseResult> {
  if (testCase.kind === 'stringify') return runStringify(testCase);
  const { options, expected } = testCase;
  const { rows, errors } = await read(testCase, path);
  if (testCase.valid === false)
    return {
      pass: errors.length > 0,
      expected: 'a report of what is wrong',
      got: JSON.stringify({ rows, errors }),
    };
  if (testCase.mayReject === true && errors.length > 0)
    return { pass: true, expected: 'refused', got: 'refused' };
  const ours = OURS[testCase.id];
  if (ours !== undefined) console.log(`${testCase.id}: our convention: ${ours.why}`);
  const wanted = ours === undefined ? expected : { rows: ours.rows };
  const actual = {
    rows: options.header === true ? undefined : rows,
    records: options.header === true ? toRecords(rows) : undefined,
    errors: errors.filter(({ code }) => code !== 'other-header'),
  };
  return compare(wanted, actual);
}

async function read(
  { input, file, options }: CsvCase,
  path: string,
): Promise<{ rows: string[][]; errors: ReadError[] }> {
  const source =
    input === undefined ? fileSource(resolve(dirname(path), file ?? '')) : textSource('input', input);
  let text = '';
  for await (const chunk of decode(source, guessEncoding(await firstBytes(source)).encoding, false))
    text += chunk.text;
  text = skipLines(options.skipLines ?? 0)(text);
  const quote = options.quote ?? '"';
  const delimiter =
    options.delimiter === undefined || options.delimiter === 'auto'
      ? sniffDelimiter(text, true, quote).delimiter
      : options.delimiter;
  const reader = new RecordReader({
    delimiter,
    quote,
    ...(options.escape !== undefined && { escape: options.escape }),
    ...(options.comments !== undefined && { comments: options.comments }),
  });
  const rows: string[][] = [];
  const errors: ReadError[] = [];
  for (const block of [reader.push(text), reader.end()]) {
    for (const [i, row] of block.rows.entries()) {
      if (isSkipped(row, options.skipEmptyLines)) continue;
      const fault = block.faults.get(i) ?? (block.innerQuotes.includes(i) ? 'inner-quote' : undefined);
      if (fault !== undefined) errors.push({ code: fault, row: rows.length });
      rows.push([...row]);
    }
  }
  const header = options.header === true ? 1 : 0;
  if (options.maxRows !== undefined) rows.splice(options.maxRows + header);
  if (header === 1) checkWidths(rows, options.requiredHeader ?? null, errors);
  return { rows, errors };
}

function isSkipped(row: readonly string[], skip: CsvOptions['skipEmptyLines']): boolean {
  if (skip === undefined || skip === false || row.length > 1) return false;
  return skip === 'greedy' ? row[0]!.trim() === '' : row[0] === '';
}

/** Rows that don't fit the header, as an import refuses them. */
function checkWidths(
  rows: readonly (readonly string[])[],
  required: readonly string[] | null,
  errors: ReadError[],
): void {
  const [header, ...rest] = rows;
  if (required !== null && JSON.stringify(header) !== JSON.stringify(required))
    errors.push({ code: 'other-header', row: -1 });
  for (const [row, cells] of rest.entries()) {
    if (cells.length < header!.length) errors.push({ code: 'too-few-fields', row });
    else if (cells.length > header!.length) errors.push({ code: 'too-many-fields', row });
  }
}

function toRecords(rows: readonly (readonly string[])[]): Record<string, unknown>[] {
  const [header = [], ...rest] = rows;
  return rest.map((cells) => {
    const record: Record<string, unknown> = {};
    for (const [i, name] of header.entries()) if (i < cells.length) record[name] = cells[i];
    if (cells.length > header.length) record['__extra'] = cells.slice(header.length);
    return record;
  });
}

function runStringify({ options, data, expected }: CsvCase): CaseResult {
  const { delimiter, quote, escape, newline, quoteAll, escapeFormulae } = options;
  const text = toCsv(tableOf(data, options.header !== false), {
    safe: escapeFormulae === true,
    ...(delimiter !== undefined && { delimiter }),
    ...(quote !== undefined && { quote }),
    ...(escape !== undefined && { escape }),
    ...(newline !== undefined && { newline }),
    ...(quoteAll !== undefined && { quoteAll }),
  });
  return compare(expected.text, text);
}

/** Rows of cells, from rows, records or `{fields, data}`. */
function tableOf(data: unknown, header: boolean): CsvCell[][] {
  if (!Array.isArray(data)) {
    const { fields, data: rows } = data as { fields?: string[]; data: CsvCell[][] };
    return fields === undefined ? rows : [fields, ...rows];
  }
  const [first] = data as unknown[];
  if (first === undefined || Array.isArray(first)) return data as CsvCell[][];
  const records = data as Record<string, CsvCell>[];
  const names = Object.keys(first as object);
  const rows = records.map((record) => names.map((name) => record[name]));
  return header ? [names, ...rows] : rows;
}

function fileSource(path: string): ByteSource {
  const bytes = readFileSync(path);
  return {
    name: path,
    size: bytes.length,
    stream: () => new Blob([bytes]).stream(),
  };
}

async function firstBytes(source: ByteSource): Promise<Uint8Array> {
  const { done, value } = await source.stream().getReader().read();
  return done ? new Uint8Array(0) : value;
}
