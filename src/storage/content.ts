import type { Dexie } from 'dexie';
import { uncontrolled, type Control } from '../base/control.ts';
import { cleanUp } from './cleaning.ts';
import { CONTENT_TABLES, workspaceTables, type ContentTable, type RunRow } from './records.ts';
import { holding, ifFree } from './locks.ts';
import { importLock } from './names.ts';
import { countingRuns, isLive } from './run-rows.ts';

/** Records read at once; a piece of a column has up to half a megabyte. */
const READ_RECORDS = 16;

/**
 * Runs `work` while the runs of a workspace can't change, after removing what killed imports left. Several may read
 * at once; rejects with `import-locked` while an import runs.
 */
export async function withSteadyRuns<T>(id: string, db: Dexie, work: () => Promise<T>): Promise<T> {
  await ifFree(importLock(id), () => cleanUp(db, uncontrolled));
  return holding(importLock(id), 'shared', work);
}

/** Returns the number of records in every content table, as an estimate of the work to copy them. */
export async function contentSize(db: Dexie): Promise<number> {
  const counts = await Promise.all(CONTENT_TABLES.map((table) => db.table(table).count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Yields the records of a content table that readers see, in key order and in small groups. */
export async function* contentOf(db: Dexie, table: ContentTable): AsyncGenerator<readonly object[]> {
  const rows = await workspaceTables(db).runs.toArray();
  const live = new Set(rows.filter(isLive).map(({ id }) => id));
  const counting = countingRuns(rows);
  const seen = (record: object): boolean => {
    if (table === 'runs') return counting.has((record as RunRow).id);
    if (table === 'dictionaries') return counting.has((record as { run: string }).run);
    if (table === 'segments' || table === 'rejects') return live.has((record as { run: string }).run);
    return true;
  };
  const source = db.table<object, never>(table);
  const keys = await source.toCollection().primaryKeys();
  for (let at = 0; at < keys.length; at += READ_RECORDS) {
    const records = await source.bulkGet(keys.slice(at, at + READ_RECORDS));
    yield records.filter((record) => record !== undefined && seen(record)) as object[];
  }
}

/** Copies what readers see of one workspace's database into another, empty one. */
export async function copyContent(from: Dexie, to: Dexie, control: Control): Promise<void> {
  const total = Math.max(1, await contentSize(from));
  let copied = 0;
  for (const table of CONTENT_TABLES) {
    for await (const records of contentOf(from, table)) {
      await to.table(table).bulkAdd([...records]);
      copied += records.length;
      await control.pause(Math.min(1, copied / total));
    }
  }
}
