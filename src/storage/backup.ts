import type { Dexie } from 'dexie';
import * as v from 'valibot';
import { uncontrolled, type Control } from '../base/control.ts';
import type { Result } from '../base/result.ts';
import type { Workspace } from '../domain/workspace.ts';
import {
  encodeRecord,
  END,
  FORMAT_VERSION,
  MAGIC,
  sha256,
  TableHash,
  uint32,
  type BackupHeader,
  type BackupTrailer,
  type TableSummary,
} from './backup-format.ts';
import { BackupReader } from './backup-reader.ts';
import { newWorkspace, openCatalogue, openContent } from './catalogue.ts';
import { ContentCheck } from './content-check.ts';
import { contentOf, contentSize, withSteadyRuns } from './content.ts';
import { damaged, guarded } from './errors.ts';
import { latest, WORKSPACE_CHAIN } from './migrations.ts';
import { CONTENT, CONTENT_TABLES, type ContentTable } from './records.ts';
import type { BackupInfo } from './types.ts';
import { AppFailure } from '../base/error.ts';

/** Records written to the database at once when restoring, and their bytes. */
const RESTORE_RECORDS = 64;
const RESTORE_BYTES = 8 << 20;

/**
 * Writes a workspace to `sink` as a `.suppilo` file (see BACKUP.md) and closes it; on failure the sink is aborted.
 * Imports wait meanwhile. The file is saved only once `verifyBackup` has read it back from where it was put;
 * then tell the catalogue (`touchBackup`).
 */
export function writeBackup(
  id: string,
  sink: WritableStream<Uint8Array>,
  control: Control = uncontrolled,
): Promise<Result<BackupInfo>> {
  return guarded(async () => {
    const writer = sink.getWriter();
    try {
      const info = await withContent(id, (db, workspace) => writeContent(db, workspace, writer, control));
      await writer.close();
      return info;
    } catch (thrown) {
      await writer.abort(thrown).catch(() => undefined); // a broken sink can't be aborted once more
      throw thrown;
    }
  });
}

/**
 * Reads a backup from its first to its last byte and returns what is in it. Errors: `backup-not-ours`,
 * `backup-newer`, `backup-truncated`, `backup-damaged`. `file`: its name, for the message.
 */
export function verifyBackup(
  source: ReadableStream<Uint8Array>,
  file: string,
  control: Control = uncontrolled,
): Promise<Result<BackupInfo>> {
  return guarded(() => withReader(source, file, (reader) => drain(reader, control, () => Promise.resolve())));
}

/**
 * Restores a backup as a new workspace, which is listed only after the last byte was found whole: all or nothing.
 * Errors as `verifyBackup`, and those of a full or failing storage.
 */
export function restoreBackup(
  source: ReadableStream<Uint8Array>,
  file: string,
  control: Control = uncontrolled,
): Promise<Result<Workspace>> {
  return guarded(() =>
    withReader(source, file, async (reader) => {
      const opened = await openCatalogue();
      if (!opened.ok) throw new AppFailure(opened.error.code, opened.error.details);
      const catalogue = opened.value;
      try {
        const { workspace, schema, createdAt } = reader.header;
        const built = await catalogue.writing(() =>
          catalogue.build(
            { ...newWorkspace(workspace, workspace.sample), lastBackupAt: createdAt },
            { schema, fill: (db) => restoreInto(db, reader, control) },
          ),
        );
        if (!built.ok) throw new AppFailure(built.error.code, built.error.details);
        return built.value;
      } finally {
        catalogue.close();
      }
    }),
  );
}

async function withContent<T>(id: string, work: (db: Dexie, workspace: Workspace) => Promise<T>): Promise<T> {
  const opened = await openCatalogue();
  if (!opened.ok) throw new AppFailure(opened.error.code, opened.error.details);
  const row = await opened.value.get(id);
  opened.value.close();
  if (!row.ok) throw new AppFailure(row.error.code, row.error.details);
  const db = await openContent(row.value);
  try {
    return await withSteadyRuns(id, db, () => work(db, row.value));
  } finally {
    db.close();
  }
}

async function writeContent(
  db: Dexie,
  workspace: Workspace,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  control: Control,
): Promise<BackupInfo> {
  const header: BackupHeader = {
    format: 'suppilo',
    version: FORMAT_VERSION,
    schema: latest(WORKSPACE_CHAIN),
    createdAt: Date.now(),
    workspace,
    encryption: null,
    tables: [...CONTENT_TABLES],
    records: await contentSize(db),
  };
  const headerBytes = json(header);
  await writer.write(MAGIC);
  await writer.write(uint32(headerBytes.length));
  await writer.write(headerBytes);

  const check = new ContentCheck();
  const tables: TableSummary[] = [];
  let done = 0;
  for (const table of CONTENT_TABLES) {
    tables.push(
      await writeTable(db, table, writer, async (record) => {
        check.add(table, record);
        done++;
        if (control.due()) await control.pause(Math.min(1, done / Math.max(1, header.records)));
      }),
    );
  }
  // A backup of damaged data would one day replace whole data.
  const fault = check.result();
  if (fault !== null) throw damaged(`the stored data do not fit together: ${fault}`);

  const trailer = json({ header: await sha256(headerBytes), tables } satisfies BackupTrailer);
  await writer.write(uint32(trailer.length));
  await writer.write(trailer);
  await writer.write(new Uint8Array(await crypto.subtle.digest('SHA-256', trailer)));
  await writer.write(END);
  const { version: format, schema, createdAt } = header;
  return { format, schema, createdAt, workspace, tables };
}

async function writeTable(
  db: Dexie,
  table: ContentTable,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  each: (record: object) => Promise<void>,
): Promise<TableSummary> {
  const gzip = new CompressionStream('gzip');
  const hash = new TableHash();
  const summary = { name: table, rows: 0, bytes: 0 };
  const feed = async (): Promise<void> => {
    const input = gzip.writable.getWriter();
    try {
      for await (const records of contentOf(db, table)) {
        for (const record of records) {
          const checked = v.safeParse(CONTENT[table], record);
          if (!checked.success) throw damaged(`record ${summary.rows + 1} of ${table} is not readable`);
          const bytes = encodeRecord(checked.output);
          await hash.add(bytes);
          await input.write(bytes);
          summary.rows++;
          summary.bytes += bytes.length;
          await each(checked.output);
        }
      }
      await input.close();
    } catch (thrown) {
      await input.abort(thrown).catch(() => undefined); // already broken by the other side
      throw thrown;
    }
  };
  const drainInto = async (): Promise<void> => {
    const output = gzip.readable.getReader();
    try {
      for (let read = await output.read(); !read.done; read = await output.read()) {
        await writer.write(uint32(read.value.length));
        await writer.write(read.value);
      }
    } catch (thrown) {
      await output.cancel(thrown).catch(() => undefined); // already broken by the other side
      throw thrown;
    }
  };
  const outcomes = await Promise.allSettled([feed(), drainInto()]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  await writer.write(uint32(0));
  return { ...summary, sha256: await hash.result() };
}

async function withReader<T>(
  source: ReadableStream<Uint8Array>,
  file: string,
  work: (reader: BackupReader) => Promise<T>,
): Promise<T> {
  const reader = await BackupReader.open(source, file);
  try {
    return await work(reader);
  } catch (thrown) {
    await reader.cancel(thrown).catch(() => undefined); // the source may be what broke
    throw thrown;
  }
}

async function restoreInto(db: Dexie, reader: BackupReader, control: Control): Promise<void> {
  let table: ContentTable | null = null;
  let pending: object[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (table !== null && pending.length > 0) await db.table(table).bulkAdd(pending);
    pending = [];
    bytes = 0;
  };
  await drain(reader, control, async (next, record) => {
    if (next !== table || pending.length >= RESTORE_RECORDS || bytes >= RESTORE_BYTES) await flush();
    table = next;
    pending.push(record);
    for (const value of Object.values(record)) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
  });
  await flush();
}

async function drain(
  reader: BackupReader,
  control: Control,
  each: (table: ContentTable, record: object) => Promise<void>,
): Promise<BackupInfo> {
  const records = reader.records(control);
  for (;;) {
    const next = await records.next();
    if (next.done === true) return next.value;
    await each(next.value.table, next.value.record);
  }
}

function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}
