import * as v from 'valibot';
import { latest, WORKSPACE_CHAIN } from './migrations.ts';
import { workspaceSchema } from './records.ts';

/** Version of the file format. See BACKUP.md for the layout. */
export const FORMAT_VERSION = 1;
/** First eight bytes of every backup. */
export const MAGIC = Uint8Array.of(0x53, 0x55, 0x50, 0x50, 0x49, 0x4c, 0x4f, 0x0a); // "SUPPILO\n"
/** Last eight bytes of a whole backup. */
export const END = MAGIC.toReversed();
/** Bytes of a SHA-256. */
export const HASH_BYTES = 32;
/** Longest header or trailer, in bytes; a larger number can only be damage. */
export const LARGEST_JSON = 1 << 24;
/** Longest piece of compressed data or of a record's JSON, in bytes. */
export const LARGEST_PIECE = 1 << 30;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What every version of the format says first, so that a newer file can be told from a damaged one. */
export const preludeSchema = v.object({ format: v.literal('suppilo'), version: count });

export const headerSchema = v.strictObject({
  format: v.literal('suppilo'),
  version: v.literal(FORMAT_VERSION),
  schema: v.pipe(count, v.minValue(1), v.maxValue(latest(WORKSPACE_CHAIN))),
  createdAt: count,
  workspace: workspaceSchema,
  encryption: v.null(),
  tables: v.array(v.string()),
  records: count,
});

export type BackupHeader = v.InferOutput<typeof headerSchema>;

const tableSummary = v.strictObject({ name: v.string(), rows: count, bytes: count, sha256: v.string() });

export type TableSummary = v.InferOutput<typeof tableSummary>;

export const trailerSchema = v.strictObject({ header: v.string(), tables: v.array(tableSummary) });

export type BackupTrailer = v.InferOutput<typeof trailerSchema>;

const BINARY_TYPES = { Uint8Array, Uint32Array, Float64Array } as const;

/** A record without its typed arrays, and which ones follow it, in order: field, type and length in bytes. */
const envelopeSchema = v.strictObject({
  record: v.record(v.string(), v.unknown()),
  binary: v.array(v.tuple([v.string(), v.picklist(['Uint8Array', 'Uint32Array', 'Float64Array']), count])),
});

/** Returns four bytes, the least significant first. */
export function uint32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** Returns the number in four bytes, the least significant first. */
export function readUint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
}

/** Returns pieces joined into one array. */
function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * Returns a record as bytes: length of its JSON, the JSON, its typed arrays as they are in memory (every platform that
 * browsers run on is little-endian). Throws a TypeError where JSON would lose something: NaN, infinities, undefined.
 */
export function encodeRecord(record: object): Uint8Array<ArrayBuffer> {
  const plain: Record<string, unknown> = {};
  const binary: [string, string, number][] = [];
  const arrays: Uint8Array[] = [];
  for (const [field, value] of Object.entries(record)) {
    if (ArrayBuffer.isView(value)) {
      binary.push([field, value.constructor.name, value.byteLength]);
      arrays.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else {
      assertPlain(value, field);
      plain[field] = value;
    }
  }
  const json = new TextEncoder().encode(JSON.stringify({ record: plain, binary }));
  return joined([uint32(json.length), json, ...arrays]);
}

/**
 * Returns the record in the bytes that `take` gives, and the bytes themselves for the hash; null when they aren't a
 * record. `take` gives fewer bytes than asked for where the data end.
 */
export async function decodeRecord(
  take: (count: number) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<{ record: Record<string, unknown>; bytes: Uint8Array<ArrayBuffer> } | null> {
  const prefix = await take(4);
  if (prefix.length < 4) return null;
  const length = readUint32(prefix);
  if (length > LARGEST_PIECE) return null;
  const json = await take(length);
  const envelope = v.safeParse(envelopeSchema, parseJson(json));
  if (json.length < length || !envelope.success) return null;
  const { record, binary } = envelope.output;
  const pieces: Uint8Array[] = [prefix, json];
  for (const [field, type, bytes] of binary) {
    const make = BINARY_TYPES[type];
    if (bytes > LARGEST_PIECE || bytes % make.BYTES_PER_ELEMENT !== 0) return null;
    const data = await take(bytes);
    if (data.length < bytes) return null;
    pieces.push(data);
    record[field] = new make(data.buffer);
  }
  return { record, bytes: joined(pieces) };
}

/** Returns the value in UTF-8 JSON, undefined when it isn't any. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined; // the schema that looks at it next refuses undefined
  }
}

/** Returns the SHA-256 of bytes as hex digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(await digest(bytes));
}

/** Gathers the hash of a table: the SHA-256 over the SHA-256 of each record, since browsers can't hash a stream. */
export class TableHash {
  private readonly digests: Uint8Array[] = [];

  /** Adds a record's bytes. */
  async add(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.digests.push(await digest(bytes));
  }

  /** Returns the hash over everything added, as hex digits. */
  result(): Promise<string> {
    return sha256(joined(this.digests));
  }
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Throws a TypeError naming the place (`where` and on) of the first value that JSON would lose or change. */
export function assertPlain(value: unknown, where: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    value.forEach((item, i) => assertPlain(item, `${where}[${i}]`));
  } else if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value))
      if (item !== undefined) assertPlain(item, `${where}.${key}`);
  } else {
    throw new TypeError(`${where} is not plain JSON`);
  }
}
