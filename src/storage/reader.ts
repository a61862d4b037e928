import { Dexie } from 'dexie';
import type { ColumnInfo, TextBlock } from '../domain/columns.ts';
import { damaged } from './errors.ts';
import { workspaceTables, type DictionaryRow, type RunRow } from './records.ts';
import { countingRuns, liveRuns } from './run-rows.ts';
import { dataOf, joinPieces, propertyColumn, type CoreColumn, type SegmentArray } from './segments.ts';
import type { ColumnPart, EventPart, PeoplePart, TableName } from './types.ts';

/** Runs `read` over the runs and their segments in one transaction, so that an undo never shows half. */
function reading<T>(db: Dexie, read: (runs: readonly RunRow[]) => Promise<T>): Promise<T> {
  return db.transaction('r', ['runs', 'segments'], async () => read(await liveRuns(db)));
}

/** Returns one stored column of a run as a whole. Throws `storage-failed` when pieces are missing. */
export async function readColumn<A extends SegmentArray>(
  db: Dexie,
  run: RunRow,
  table: TableName,
  column: string,
  make: new (length: number) => A,
): Promise<A> {
  const pieces = await workspaceTables(db)
    .segments.where('[run+table+column+index]')
    .between([run.id, table, column, Dexie.minKey], [run.id, table, column, Dexie.maxKey])
    .toArray();
  const rows = table === 'events' ? run.eventRows : run.peopleRows;
  return joinPieces(
    pieces.map(({ data }) => data),
    rows,
    make,
    `${table}.${column} of run ${run.id}`,
  );
}

export function readEventParts(db: Dexie): Promise<EventPart[]> {
  return reading(db, (runs) =>
    Promise.all(
      runs.map(async (run) => {
        const core = <A extends SegmentArray>(
          column: CoreColumn,
          make: new (length: number) => A,
        ): Promise<A> => readColumn(db, run, 'events', column, make);
        const [person, time, dayOnly, name] = await Promise.all([
          core('person', Uint32Array),
          core('time', Float64Array),
          run.dayOnly ? core('dayOnly', Uint8Array) : null,
          core('name', Uint32Array),
        ]);
        return { run: run.id, count: run.eventRows, person, time, dayOnly, name, sorted: true };
      }),
    ),
  );
}

export function readPeopleParts(db: Dexie): Promise<PeoplePart[]> {
  return reading(db, (runs) =>
    Promise.all(
      runs.map(async (run) => ({
        run: run.id,
        count: run.peopleRows,
        person: await readColumn(db, run, 'people', 'person', Uint32Array),
      })),
    ),
  );
}

export function readPropertyParts(db: Dexie, table: TableName, name: string): Promise<ColumnPart[]> {
  return reading(db, (runs) =>
    Promise.all(
      runs.map(async (run) => {
        const info = infosOfRun(run, table).find((column) => column.name === name);
        const count = table === 'events' ? run.eventRows : run.peopleRows;
        if (info === undefined) return { run: run.id, count, data: null };
        const make = info.kind === 'text' ? Uint32Array : Float64Array;
        const array = await readColumn<Uint32Array | Float64Array>(
          db,
          run,
          table,
          propertyColumn(name),
          make,
        );
        return { run: run.id, count, data: dataOf(info, array) };
      }),
    ),
  );
}

/** Returns the columns of live runs in order of first appearance, one entry per name, kind and precision. */
export async function readColumnInfos(db: Dexie, table: TableName): Promise<ColumnInfo[]> {
  const infos = new Map<string, ColumnInfo>();
  for (const run of await liveRuns(db)) {
    for (const info of infosOfRun(run, table)) {
      const key = JSON.stringify([info.name, info.kind, info.precision ?? null]);
      if (!infos.has(key)) infos.set(key, info);
    }
  }
  return [...infos.values()];
}

/** Returns a dictionary's blocks in the order of their codes. */
export function readDictionary(db: Dexie, key: string): Promise<TextBlock[]> {
  return db.transaction('r', ['runs', 'dictionaries'], async () => {
    const { runs, dictionaries } = workspaceTables(db);
    const [owners, rows] = await Promise.all([
      runs.toArray(),
      dictionaries.where('[dictionary+from]').between([key, Dexie.minKey], [key, Dexie.maxKey]).toArray(),
    ]);
    return blocksOf(key, rows, countingRuns(owners));
  });
}

/** Returns every dictionary of the workspace by key. */
export function readDictionaries(db: Dexie): Promise<Map<string, TextBlock[]>> {
  return db.transaction('r', ['runs', 'dictionaries'], async () => {
    const { runs, dictionaries } = workspaceTables(db);
    const [owners, rows] = await Promise.all([
      runs.toArray(),
      dictionaries.orderBy('[dictionary+from]').toArray(),
    ]);
    const counting = countingRuns(owners);
    const keys = new Set(rows.filter(({ run }) => counting.has(run)).map(({ dictionary }) => dictionary));
    return new Map(
      [...keys].map((key) => [
        key,
        blocksOf(
          key,
          rows.filter(({ dictionary }) => dictionary === key),
          counting,
        ),
      ]),
    );
  });
}

function blocksOf(key: string, rows: readonly DictionaryRow[], counting: ReadonlySet<string>): TextBlock[] {
  let size = 0;
  const blocks: TextBlock[] = [];
  for (const { run, from, count, offsets, bytes } of rows) {
    if (!counting.has(run)) continue;
    if (from !== size) throw damaged(`dictionary ${key} lacks entries from ${size}`);
    blocks.push({ count, offsets, bytes });
    size += count;
  }
  return blocks;
}

/** Returns the rejected rows of a run as chunks of CSV text. */
export async function readRejects(db: Dexie, run: string): Promise<string[]> {
  const { rejects } = workspaceTables(db);
  const rows = await rejects.where('[run+index]').between([run, Dexie.minKey], [run, Dexie.maxKey]).toArray();
  return rows.map(({ text }) => text);
}

function infosOfRun(run: RunRow, table: TableName): readonly ColumnInfo[] {
  return table === 'events' ? run.eventColumns : run.peopleColumns;
}
