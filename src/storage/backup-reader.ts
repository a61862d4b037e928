import * as v from 'valibot';
import type { Control } from '../base/control.ts';
import { AppFailure } from '../base/error.ts';
import {
  decodeRecord,
  END,
  FORMAT_VERSION,
  HASH_BYTES,
  headerSchema,
  LARGEST_JSON,
  LARGEST_PIECE,
  MAGIC,
  parseJson,
  preludeSchema,
  readUint32,
  sha256,
  TableHash,
  trailerSchema,
  type BackupHeader,
  type TableSummary,
} from './backup-format.ts';
import { ByteQueue } from './byte-queue.ts';
import { ContentCheck } from './content-check.ts';
import { latest, WORKSPACE_CHAIN } from './migrations.ts';
import { CONTENT_OF_VERSION, type ContentTable } from './records.ts';
import type { BackupInfo } from './types.ts';

/** A checked record of a backup. */
export interface BackupRecord {
  readonly table: ContentTable;
  readonly record: object;
}

/** Reads a backup from its first to its last byte, checking everything on the way. */
export class BackupReader {
  readonly header: BackupHeader;
  private readonly queue: ByteQueue;
  private readonly headerHash: string;
  private readonly read: TableSummary[] = [];

  private constructor(queue: ByteQueue, header: BackupHeader, headerHash: string) {
    this.queue = queue;
    this.header = header;
    this.headerHash = headerHash;
  }

  /**
   * Reads the header. Rejects with `backup-not-ours`, `backup-newer`, `backup-truncated` or `backup-damaged`.
   * `file`: its name, for the message.
   */
  static async open(source: ReadableStream<Uint8Array>, file: string): Promise<BackupReader> {
    const queue = new ByteQueue(source);
    const magic = await queue.take(MAGIC.length);
    if (magic.length === 0 || magic.some((byte, i) => byte !== MAGIC[i])) {
      throw new AppFailure('backup-not-ours', { file });
    }
    const json = await jsonFrame(queue, 'header');
    const value = parseJson(json);
    const prelude = v.safeParse(preludeSchema, value);
    if (!prelude.success) throw damagedAt('header');
    const { version } = prelude.output;
    if (version > FORMAT_VERSION)
      throw new AppFailure('backup-newer', { found: version, known: FORMAT_VERSION });
    const { schema } = v.parse(v.object({ schema: v.optional(v.unknown()) }), value);
    const known = latest(WORKSPACE_CHAIN);
    if (typeof schema === 'number' && schema > known) {
      throw new AppFailure('backup-newer', { found: schema, known });
    }
    const header = v.safeParse(headerSchema, value);
    if (!header.success) throw damagedAt('header');
    return new BackupReader(queue, header.output, await sha256(json));
  }

  /**
   * Yields every record, and returns after the last byte was read and everything was found whole; rejects with
   * `backup-truncated` or `backup-damaged` otherwise. What was yielded before is to be trusted only then.
   */
  async *records(control: Control): AsyncGenerator<BackupRecord, BackupInfo> {
    const check = new ContentCheck();
    const content = CONTENT_OF_VERSION[this.header.schema - 1]!;
    let done = 0;
    for (const name of this.header.tables) {
      const schema = content.get(name);
      if (schema === undefined) throw damagedAt(name);
      const table = name as ContentTable;
      const section = new ByteQueue(this.section(table));
      const hash = new TableHash();
      const summary = { name: table, rows: 0, bytes: 0, sha256: '' };
      while (!(await this.sectionEnded(section, table))) {
        const decoded = await decodeRecord((count) => this.fromSection(section, count, table));
        const record = decoded === null ? null : v.safeParse(schema, decoded.record);
        if (decoded === null || record?.success !== true) throw damagedAt(`${table} ${summary.rows + 1}`);
        await hash.add(decoded.bytes);
        summary.rows++;
        summary.bytes += decoded.bytes.length;
        check.add(table, record.output);
        yield { table, record: record.output };
        if (control.due()) await control.pause(Math.min(1, ++done / Math.max(1, this.header.records)));
        else done++;
      }
      this.read.push({ ...summary, sha256: await hash.result() });
    }
    await this.checkEnd();
    const fault = check.result();
    if (fault !== null) throw damagedAt(fault);
    const { version: format, schema, createdAt, workspace } = this.header;
    return { format, schema, createdAt, workspace, tables: this.read };
  }

  /** Tells the source that the rest isn't wanted. */
  async cancel(reason: unknown): Promise<void> {
    await this.queue.cancel(reason);
  }

  private async checkEnd(): Promise<void> {
    const json = await jsonFrame(this.queue, 'trailer');
    const hash = await exactly(this.queue, HASH_BYTES, 'trailer');
    const expected = new Uint8Array(await crypto.subtle.digest('SHA-256', json));
    if (!sameBytes(hash, expected)) throw damagedAt('trailer');
    const trailer = v.safeParse(trailerSchema, parseJson(json));
    if (!trailer.success) throw damagedAt('trailer');
    if (trailer.output.header !== this.headerHash) throw damagedAt('header');
    if (trailer.output.tables.length !== this.read.length) throw damagedAt('trailer');
    trailer.output.tables.forEach((written, i) => {
      const { name, rows, bytes, sha256: found } = this.read[i]!;
      if (
        written.name !== name ||
        written.rows !== rows ||
        written.bytes !== bytes ||
        written.sha256 !== found
      ) {
        throw damagedAt(name);
      }
    });
    if (!sameBytes(await exactly(this.queue, END.length, 'end'), END)) throw damagedAt('end');
    if (!(await this.queue.ended())) throw damagedAt('end');
  }

  /** The decompressed bytes of the next table. */
  private section(table: string): ReadableStream<Uint8Array> {
    const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: async (controller) => {
        const length = readUint32(await exactly(this.queue, 4, table));
        if (length > LARGEST_PIECE) throw damagedAt(table);
        if (length === 0) controller.close();
        else controller.enqueue(await exactly(this.queue, length, table));
      },
    });
    return compressed.pipeThrough(new DecompressionStream('gzip'));
  }

  private fromSection(section: ByteQueue, count: number, table: string): Promise<Uint8Array<ArrayBuffer>> {
    return orDamaged(section.take(count), table);
  }

  private sectionEnded(section: ByteQueue, table: string): Promise<boolean> {
    return orDamaged(section.ended(), table);
  }
}

/** A stream that isn't gzip breaks with a TypeError; what breaks before it carries its own failure. */
async function orDamaged<T>(work: Promise<T>, where: string): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof TypeError) throw damagedAt(where);
    throw thrown;
  }
}

async function jsonFrame(queue: ByteQueue, where: string): Promise<Uint8Array<ArrayBuffer>> {
  const length = readUint32(await exactly(queue, 4, where));
  if (length > LARGEST_JSON) throw damagedAt(where);
  return exactly(queue, length, where);
}

async function exactly(queue: ByteQueue, count: number, where: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await queue.take(count);
  if (bytes.length < count) throw new AppFailure('backup-truncated', { where });
  return bytes;
}

function damagedAt(where: string): AppFailure {
  return new AppFailure('backup-damaged', { where });
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
