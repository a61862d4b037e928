import { uncontrolled } from '../../../src/base/control.ts';
import type { Result } from '../../../src/base/result.ts';
import {
  Dictionaries,
  EVENT_DICTIONARY,
  PERSON_DICTIONARY,
  propertyDictionary,
} from '../../../src/domain/text-index.ts';
import { importRows, proposeMapping, recognise, textSource } from '../../../src/ingest/index.ts';
import { RecordReader, type RecordSyntax } from '../../../src/ingest/records.ts';
import type { ByteSource, Hints, Imported, Mapping, Recognition, Shape } from '../../../src/ingest/types.ts';

/** Returns the value of a success; throws what failed. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details)}`);
  return result.value;
}

/** Returns bytes as a source that hands them out in chunks of `chunk` bytes. */
export function byteSource(name: string, bytes: Uint8Array, chunk = bytes.length): ByteSource {
  return {
    name,
    size: bytes.length,
    stream: () =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < bytes.length; at += chunk) controller.enqueue(bytes.slice(at, at + chunk));
          controller.close();
        },
      }),
  };
}

/** Returns rows, lines and faults of a text read in pieces of `chunk` characters. */
export function readRecords(text: string, syntax: RecordSyntax, chunk = Math.max(1, text.length)) {
  const reader = new RecordReader(syntax);
  const rows: string[][] = [];
  const lines: number[] = [];
  const faults: (string | null)[] = [];
  for (let at = 0; at <= text.length; at += chunk) {
    const last = at + chunk > text.length;
    const blocks = [reader.push(text.slice(at, at + chunk))];
    if (last) blocks.push(reader.end());
    for (const block of blocks) {
      for (const [i, row] of block.rows.entries()) {
        rows.push([...row]);
        lines.push(block.lineOf(i));
        faults.push(block.faults.get(i) ?? null);
      }
    }
  }
  return { rows, lines, faults, ends: reader.ends };
}

/** Returns the recognition of a text. */
export async function recogniseText(
  text: string,
  name = 'data.csv',
  hints: Hints = {},
): Promise<Recognition> {
  return value(await recognise(textSource(name, text), hints, uncontrolled));
}

/** Returns the proposal for files given as name → text. */
export async function propose(files: Readonly<Record<string, string>>, shape: Shape | null = null) {
  const recognitions = [];
  for (const [name, text] of Object.entries(files)) recognitions.push(await recogniseText(text, name));
  return proposeMapping(recognitions, shape);
}

/** An event as a test states it. */
export interface PlainEvent {
  readonly person: string;
  readonly event: string;
  /** ISO text; a calendar date without a time; null when undated. */
  readonly at: string | null;
  readonly line: number;
  readonly properties: Readonly<Record<string, string | number>>;
}

/** Imports texts as proposed (or as `edit` makes of it) and returns what came of it in plain values. */
export async function importTexts(
  files: Readonly<Record<string, string>>,
  options: { zone?: string; now?: number; edit?: (mapping: Mapping) => Mapping } = {},
) {
  const proposal = await propose(files);
  const mapping = options.edit?.(proposal.mapping) ?? proposal.mapping;
  const dictionaries = new Dictionaries();
  const sources = Object.entries(files).map(([name, text]) => textSource(name, text));
  const { zone: timeZone = 'UTC', now } = options;
  const context = now === undefined ? { timeZone } : { timeZone, now };
  const imported = value(await importRows(sources, mapping, context, dictionaries, uncontrolled));
  return {
    ...imported,
    mapping,
    events: plainEvents(imported, dictionaries),
    people: plainPeople(imported, dictionaries),
  };
}

function plainEvents({ batch }: Imported, dictionaries: Dictionaries): PlainEvent[] {
  const { count, person, time, dayOnly, name, line, properties } = batch.events;
  return Array.from({ length: count }, (_, i) => ({
    person: dictionaries.index(PERSON_DICTIONARY).text(person[i]!),
    event: dictionaries.index(EVENT_DICTIONARY).text(name[i]!),
    at: isoOf(time[i]!, dayOnly?.[i] === 1),
    line: line[i]!,
    properties: cells(properties, i, 'event', dictionaries),
  }));
}

function plainPeople(
  { batch }: Imported,
  dictionaries: Dictionaries,
): Record<string, Record<string, string | number>> {
  const { count, person, properties } = batch.people;
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      dictionaries.index(PERSON_DICTIONARY).text(person[i]!),
      cells(properties, i, 'person', dictionaries),
    ]),
  );
}

function cells(
  properties: Imported['batch']['events']['properties'],
  row: number,
  scope: 'event' | 'person',
  dictionaries: Dictionaries,
) {
  const result: Record<string, string | number> = {};
  for (const { name, data } of properties) {
    if (data.kind === 'text') {
      const code = data.codes[row]!;
      if (code > 0) result[name] = dictionaries.index(propertyDictionary(scope, name)).text(code - 1);
    } else {
      const cell = data.values[row]!;
      if (!Number.isNaN(cell))
        result[name] = data.kind === 'date' ? (isoOf(cell, data.precision === 'day') ?? '') : cell;
    }
  }
  return result;
}

function isoOf(ms: number, day: boolean): string | null {
  if (Number.isNaN(ms)) return null;
  const iso = new Date(ms).toISOString();
  return day ? iso.slice(0, 10) : iso;
}
