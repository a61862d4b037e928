import type { Dexie, Table } from 'dexie';
import { uncontrolled, type Control } from '../base/control.ts';
import { AppFailure } from '../base/error.ts';
import { newId } from '../base/id.ts';
import type { Result } from '../base/result.ts';
import type { Batch, TextBlock } from '../domain/columns.ts';
import type { Run } from '../domain/run.ts';
import { checkBatch } from './batch-check.ts';
import { publish } from './changes.ts';
import { cleanUp, discardRun } from './cleaning.ts';
import type { Link } from './connection.ts';
import { guarded } from './errors.ts';
import { readDictionaries } from './reader.ts';
import {
  workspaceTables,
  type DictionaryRow,
  type RejectRow,
  type RunRow,
  type SegmentRow,
} from './records.ts';
import { dictionarySizes, toRun } from './run-rows.ts';
import { columnsOf, infosOf, pieceOf, segmentCount } from './segments.ts';
import { piecesOfBlock } from './text-blocks.ts';
import type { RunDraft, RunWriter } from './types.ts';

/** Bytes gathered into one transaction: large enough to be fast, small enough never to trouble a browser. */
const TRANSACTION_BYTES = 8 << 20;
/** UTF-16 units of rejected rows in one record. */
const REJECT_CHUNK = 1 << 18;

/** The writer of a workspace's runs while the import lock is held. */
export class LockedRunWriter implements RunWriter {
  private readonly link: Link;
  private readonly workspace: string;
  private held = true;

  constructor(link: Link, workspace: string) {
    this.link = link;
    this.workspace = workspace;
  }

  /** Refuses everything from now on. */
  release(): void {
    this.held = false;
  }

  dictionaries(): Promise<Result<ReadonlyMap<string, readonly TextBlock[]>>> {
    return this.writing(readDictionaries);
  }

  stageRun(
    draft: RunDraft,
    batch: Batch,
    rejects: Iterable<string> | AsyncIterable<string> | null,
    control: Control = uncontrolled,
  ): Promise<Result<string>> {
    return this.writing(async (db) => {
      await checkBatch(batch, await readDictionaries(db), control);
      const row = stagedRow(draft, batch);
      try {
        await workspaceTables(db).runs.add(row);
        await new StagedPieces(db, row.id, batch).write(rejects, control);
      } catch (thrown) {
        // The first failure is the one to report; what can't be removed now is removed by the next sweep.
        await discardRun(db, row.id, uncontrolled).catch(() => undefined);
        throw thrown;
      }
      return row.id;
    });
  }

  goLive(run: string): Promise<Result<Run>> {
    return this.writing(async (db) => {
      const { runs } = workspaceTables(db);
      const row = await db.transaction('rw', 'runs', async () => {
        const rows = await runs.toArray();
        const staged = rows.find(({ id }) => id === run);
        if (staged?.status !== 'staged') throw new AppFailure('run-missing', { id: run });
        const sizes = dictionarySizes(rows);
        if (staged.added.some(({ dictionary, from }) => from !== (sizes.get(dictionary) ?? 0))) {
          throw new Error(`run ${run} was coded against other dictionaries`);
        }
        const seq = Math.max(0, ...rows.map((other) => other.seq)) + 1;
        const live: RunRow = { ...staged, seq, status: 'live', finishedAt: Date.now() };
        await runs.put(live);
        return live;
      });
      publish({ workspace: this.workspace, what: 'runs' });
      return toRun(row);
    });
  }

  undoRun(run: string, control: Control = uncontrolled): Promise<Result<null>> {
    return this.writing(async (db) => {
      const { runs } = workspaceTables(db);
      await db.transaction('rw', 'runs', async () => {
        const row = await runs.get(run);
        if (row?.status !== 'live') throw new AppFailure('run-missing', { id: run });
        // Names of files and the mapping may say whose data these were.
        await runs.put({ ...row, status: 'undone', cleaned: 0, files: [], mapping: null });
      });
      // The run is gone for every reader; what can't be removed from the disk now is when the lock is given back.
      await cleanUp(db, control).catch(() => undefined);
      publish({ workspace: this.workspace, what: 'runs' });
      return null;
    });
  }

  private writing<T>(work: (db: Dexie) => Promise<T>): Promise<Result<T>> {
    if (!this.held) throw new Error('the import lock was given back');
    return guarded(() => this.link.write(work));
  }
}

function stagedRow(draft: RunDraft, batch: Batch): RunRow {
  return {
    ...draft,
    id: newId(),
    seq: 0,
    status: 'staged',
    cleaned: 0,
    finishedAt: null,
    eventRows: batch.events.count,
    peopleRows: batch.people.count,
    dayOnly: batch.events.dayOnly !== null,
    eventColumns: infosOf(batch.events.properties),
    peopleColumns: infosOf(batch.people.properties),
    added: batch.added
      .filter(({ block }) => block.count > 0)
      .map(({ dictionary, from, block }) => ({ dictionary, from, count: block.count, blank: 0 })),
  };
}

/** Writes the pieces of one run in transactions of moderate size. */
class StagedPieces {
  private readonly db: Dexie;
  private readonly run: string;
  private readonly batch: Batch;
  private readonly total: number;
  private written = 0;

  constructor(db: Dexie, run: string, batch: Batch) {
    this.db = db;
    this.run = run;
    this.batch = batch;
    this.total =
      columnsOf(batch).reduce((sum, { data }) => sum + data.byteLength, 0) +
      batch.added.reduce((sum, { block }) => sum + block.bytes.length + block.offsets.byteLength, 0);
  }

  async write(rejects: Iterable<string> | AsyncIterable<string> | null, control: Control): Promise<void> {
    const { segments, dictionaries, rejects: rejected } = workspaceTables(this.db);
    await this.writeAll(dictionaries, this.texts(), control);
    await this.writeAll(segments, this.columns(), control);
    let index = 0;
    for await (const text of chunked(rejects ?? [])) {
      await rejected.add({ run: this.run, index: index++, text } satisfies RejectRow);
      await control.pause(1);
    }
  }

  private async writeAll<Row, Key>(
    table: Table<Row, Key>,
    rows: Iterable<{ row: Row; bytes: number }>,
    control: Control,
  ): Promise<void> {
    let batch: Row[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      await table.bulkAdd(batch);
      this.written += bytes;
      batch = [];
      bytes = 0;
      await control.pause(Math.min(1, this.written / Math.max(1, this.total)));
    };
    for (const { row, bytes: size } of rows) {
      batch.push(row);
      bytes += size;
      if (bytes >= TRANSACTION_BYTES) await flush();
    }
    if (batch.length > 0) await flush();
  }

  private *texts(): Generator<{ row: DictionaryRow; bytes: number }> {
    for (const { dictionary, from, block } of this.batch.added) {
      for (const { at, piece } of piecesOfBlock(block)) {
        yield {
          row: { dictionary, from: from + at, run: this.run, ...piece },
          bytes: piece.bytes.length + piece.offsets.byteLength,
        };
      }
    }
  }

  private *columns(): Generator<{ row: SegmentRow; bytes: number }> {
    for (const { table, column, data } of columnsOf(this.batch)) {
      for (let index = 0; index < segmentCount(data.length); index++) {
        const piece = pieceOf(data, index);
        yield { row: { run: this.run, table, column, index, data: piece }, bytes: piece.byteLength };
      }
    }
  }
}

/** Joins or cuts texts into chunks of moderate size. */
async function* chunked(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of texts) {
    rest += text;
    let at = 0;
    for (; rest.length - at >= REJECT_CHUNK; at += REJECT_CHUNK) yield rest.slice(at, at + REJECT_CHUNK);
    rest = rest.slice(at);
  }
  if (rest.length > 0) yield rest;
}
