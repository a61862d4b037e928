import { Dexie } from 'dexie';
import type { Control } from '../base/control.ts';
import { readColumn } from './reader.ts';
import { workspaceTables, type AddedTexts, type DictionaryRow, type RunRow } from './records.ts';
import { isLive } from './run-rows.ts';
import { propertyColumn } from './segments.ts';
import { blankUnused, countBlanks, sliceBlock } from './text-blocks.ts';
import type { TableName } from './types.ts';

/** Records deleted in one transaction: large deletions at once have crashed browsers. */
const DELETE_RECORDS = 64;

/**
 * Removes what killed imports and undone runs left. Needs the import lock. Can be stopped anywhere and run again.
 * Returns how many runs it cleaned.
 */
export async function cleanUp(db: Dexie, control: Control): Promise<number> {
  const rows = await workspaceTables(db).runs.toArray();
  const staged = rows.filter(({ status }) => status === 'staged');
  const undone = rows.filter(({ status, cleaned }) => status === 'undone' && cleaned === 0);
  for (const { id } of staged) await discardRun(db, id, control);
  for (const { id } of undone) await deletePieces(db, id, control);
  if (undone.length > 0) await tidyDictionaries(db, control);
  return staged.length + undone.length;
}

/** Removes a staged run with all it wrote; its row goes last, so that an interrupted removal is found again. */
export async function discardRun(db: Dexie, run: string, control: Control): Promise<void> {
  const { runs, dictionaries } = workspaceTables(db);
  await deletePieces(db, run, control);
  const keys = await dictionaries.where('run').equals(run).primaryKeys();
  await deleteKeys(keys, (some) => dictionaries.bulkDelete(some), control);
  await runs.delete(run);
}

async function deletePieces(db: Dexie, run: string, control: Control): Promise<void> {
  const { segments, rejects } = workspaceTables(db);
  const { minKey: min, maxKey: max } = Dexie;
  const pieces = await segments
    .where('[run+table+column+index]')
    .between([run, min, min, min], [run, max, max, max])
    .primaryKeys();
  await deleteKeys(pieces, (some) => segments.bulkDelete(some), control);
  const chunks = await rejects.where('[run+index]').between([run, min], [run, max]).primaryKeys();
  await deleteKeys(chunks, (some) => rejects.bulkDelete(some), control);
}

async function deleteKeys<K>(
  keys: readonly K[],
  remove: (some: K[]) => Promise<void>,
  control: Control,
): Promise<void> {
  for (let at = 0; at < keys.length; at += DELETE_RECORDS) {
    await remove(keys.slice(at, at + DELETE_RECORDS));
    await control.pause(Math.min(1, (at + DELETE_RECORDS) / keys.length));
  }
}

/**
 * Forgets the texts that only undone runs used. Codes of live runs keep their meaning: entries at the end of a
 * dictionary go, those before an entry still in use are emptied. All undone runs are looked at, since the run undone
 * last may have been the last user of a text an earlier one had brought.
 */
async function tidyDictionaries(db: Dexie, control: Control): Promise<void> {
  const { runs } = workspaceTables(db);
  const rows = await runs.toArray();
  const undone = rows.filter(({ status }) => status === 'undone');
  const live = rows.filter(isLive);
  const keys = new Set(undone.flatMap(({ added }) => added.map(({ dictionary }) => dictionary)));
  let done = 0;
  for (const key of keys) {
    await tidyDictionary(db, key, undone, live);
    await control.pause(++done / keys.size);
  }
  await db.transaction('rw', 'runs', async () => {
    for (const { id } of undone) {
      const row = await runs.get(id);
      if (row === undefined) continue;
      if (row.added.length === 0) await runs.delete(id);
      else await runs.put({ ...row, cleaned: 1 });
    }
  });
}

async function tidyDictionary(
  db: Dexie,
  key: string,
  undone: readonly RunRow[],
  live: readonly RunRow[],
): Promise<void> {
  const { runs, dictionaries } = workspaceTables(db);
  const isOfKey = ({ dictionary }: AddedTexts): boolean => dictionary === key;
  const endOf = (rows: readonly RunRow[]): number =>
    Math.max(0, ...rows.flatMap(({ added }) => added.filter(isOfKey).map(({ from, count }) => from + count)));
  const used = new Uint8Array(Math.max(endOf(undone), endOf(live)));
  // A run can only use entries that were there when it was made.
  const since = Math.min(...undone.filter(({ added }) => added.some(isOfKey)).map(({ seq }) => seq));
  for (const run of live) if (run.seq > since) await markUsed(db, run, key, used);
  const end = Math.max(endOf(live), used.lastIndexOf(1) + 1);

  await db.transaction('rw', ['runs', 'dictionaries'], async () => {
    for (const { id } of undone) {
      const row = await runs.get(id);
      const own = row?.added.find(isOfKey);
      if (row === undefined || own === undefined) continue;
      const blocks = await dictionaries
        .where('[dictionary+from]')
        .between([key, own.from], [key, own.from + own.count], true, false)
        .toArray();
      const kept = blocks
        .filter(({ from }) => from < end)
        .map((block) => tidyBlock(block, Math.min(block.count, end - block.from), used));
      await dictionaries.bulkDelete(blocks.filter(({ from }) => from >= end).map(({ from }) => [key, from]));
      await dictionaries.bulkPut(kept);
      const count = kept.reduce((sum, block) => sum + block.count, 0);
      const blank = kept.reduce((sum, block) => sum + countBlanks(block), 0);
      const others = row.added.filter((part) => part !== own);
      await runs.put({ ...row, added: count === 0 ? others : [...others, { ...own, count, blank }] });
    }
  });
}

function tidyBlock(row: DictionaryRow, count: number, used: Uint8Array): DictionaryRow {
  const { dictionary, from, run } = row;
  const block = blankUnused(sliceBlock(row, 0, count), (entry) => used[from + entry] === 1);
  return { dictionary, from, run, ...block };
}

/** Sets `used[k]` for every entry k of dictionary `key` that a row of the run refers to. */
async function markUsed(db: Dexie, run: RunRow, key: string, used: Uint8Array): Promise<void> {
  for (const { table, column, base } of columnsUsing(run, key)) {
    const codes = await readColumn(db, run, table, column, Uint32Array);
    for (const code of codes) if (code >= base) used[code - base] = 1;
  }
}

/** Columns of a run whose codes count into dictionary `key`; `base` is the code of its first entry. */
function columnsUsing(run: RunRow, key: string): { table: TableName; column: string; base: 0 | 1 }[] {
  if (key === 'event') return [{ table: 'events', column: 'name', base: 0 }];
  if (key === 'person') {
    return [
      { table: 'events', column: 'person', base: 0 },
      { table: 'people', column: 'person', base: 0 },
    ];
  }
  const table = key.startsWith('e:') ? 'events' : 'people';
  const name = key.slice(2);
  const infos = table === 'events' ? run.eventColumns : run.peopleColumns;
  const isText = infos.some((info) => info.name === name && info.kind === 'text');
  return isText ? [{ table, column: propertyColumn(name), base: 1 }] : [];
}
