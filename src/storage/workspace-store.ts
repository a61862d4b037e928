import type { Dexie } from 'dexie';
import { uncontrolled, type Control } from '../base/control.ts';
import { AppFailure, type AppError } from '../base/error.ts';
import type { Result } from '../base/result.ts';
import type { ColumnInfo, TextBlock } from '../domain/columns.ts';
import type { Run } from '../domain/run.ts';
import type { SavedDraft, SavedKind, SavedKinds } from '../domain/saved.ts';
import type { Workspace } from '../domain/workspace.ts';
import { newerFailure } from './catalogue.ts';
import { publish, publishHere } from './changes.ts';
import { cleanUp } from './cleaning.ts';
import { Link, openDatabase, type Opened } from './connection.ts';
import { guarded } from './errors.ts';
import { storageState } from './health.ts';
import { holding, ifFree } from './locks.ts';
import { CATALOGUE_CHAIN, latest, WORKSPACE_CHAIN } from './migrations.ts';
import { CATALOGUE_DATABASE, importLock, workspaceDatabase } from './names.ts';
import * as reader from './reader.ts';
import { catalogueTables, workspaceTables, type RunRow } from './records.ts';
import { liveRuns, toRun } from './run-rows.ts';
import { LockedRunWriter } from './run-writer.ts';
import { putSaved, savedTable } from './saved.ts';
import type {
  ColumnPart,
  EventPart,
  PeoplePart,
  RunWriter,
  StorageHealth,
  TableName,
  WorkspaceStore,
} from './types.ts';
import { describe, isReady } from './workspace-meta.ts';

/** An open workspace database. See `WorkspaceStore` for what its methods give. */
class StoredWorkspace implements WorkspaceStore {
  readonly id: string;
  readonly problem: AppError | null;
  readonly readOnly: boolean;
  private readonly link: Link;

  constructor(id: string, link: Link, problem: AppError | null) {
    this.id = id;
    this.link = link;
    this.problem = problem;
    this.readOnly = problem !== null;
  }

  runs(): Promise<Result<readonly Run[]>> {
    return this.reading(async (db) => (await liveRuns(db)).map(toRun));
  }

  runsOfFile(sha256: string): Promise<Result<readonly Run[]>> {
    return this.reading(async (db) => {
      const runs = await liveRuns(db);
      return runs.filter(({ files }) => files.some((file) => file.sha256 === sha256)).map(toRun);
    });
  }

  dictionary(key: string): Promise<Result<readonly TextBlock[]>> {
    return this.reading((db) => reader.readDictionary(db, key));
  }

  dictionaries(): Promise<Result<ReadonlyMap<string, readonly TextBlock[]>>> {
    return this.reading(reader.readDictionaries);
  }

  columns(table: TableName): Promise<Result<readonly ColumnInfo[]>> {
    return this.reading((db) => reader.readColumnInfos(db, table));
  }

  eventParts(): Promise<Result<readonly EventPart[]>> {
    return this.reading(reader.readEventParts);
  }

  eventColumn(name: string): Promise<Result<readonly ColumnPart[]>> {
    return this.reading((db) => reader.readPropertyParts(db, 'events', name));
  }

  peopleParts(): Promise<Result<readonly PeoplePart[]>> {
    return this.reading(reader.readPeopleParts);
  }

  peopleColumn(name: string): Promise<Result<readonly ColumnPart[]>> {
    return this.reading((db) => reader.readPropertyParts(db, 'people', name));
  }

  lines(run: string, table: TableName): Promise<Result<Uint32Array>> {
    return this.reading(async (db) =>
      reader.readColumn(db, await liveRun(db, run), table, 'line', Uint32Array),
    );
  }

  rejects(run: string): Promise<Result<readonly string[]>> {
    return this.reading(async (db) => {
      await liveRun(db, run);
      return reader.readRejects(db, run);
    });
  }

  exclusively<T>(work: (writer: RunWriter) => Promise<T>): Promise<Result<T>> {
    return this.writing(() =>
      holding(importLock(this.id), 'exclusive', async () => {
        await this.link.write((db) => cleanUp(db, uncontrolled));
        const writer = new LockedRunWriter(this.link, this.id);
        try {
          return await work(writer);
        } finally {
          writer.release();
          // What stays behind is invisible and removed on the next open.
          await this.link.write((db) => cleanUp(db, uncontrolled)).catch(() => undefined);
        }
      }),
    );
  }

  async undoRun(run: string, control: Control = uncontrolled): Promise<Result<null>> {
    const outcome = await this.exclusively((writer) => writer.undoRun(run, control));
    return outcome.ok ? outcome.value : outcome;
  }

  sweep(): Promise<Result<number>> {
    return this.writing(async () => {
      const cleaned = await ifFree(importLock(this.id), () =>
        this.link.write((db) => cleanUp(db, uncontrolled)),
      );
      return cleaned ?? 0;
    });
  }

  saved<K extends SavedKind>(kind: K): Promise<Result<readonly SavedKinds[K][]>> {
    return this.reading(async (db) => {
      const rows = await savedTable(db, kind).toArray();
      return rows.sort((a, b) => a.createdAt - b.createdAt);
    });
  }

  save<K extends SavedKind>(kind: K, draft: SavedDraft<K>): Promise<Result<SavedKinds[K]>> {
    return this.writing(async () => {
      const saved = await this.link.write((db) => putSaved(db, kind, draft));
      publish({ workspace: this.id, what: kind });
      return saved;
    });
  }

  removeSaved(kind: SavedKind, id: string): Promise<Result<null>> {
    return this.writing(async () => {
      await this.link.write((db) => savedTable(db, kind).delete(id));
      publish({ workspace: this.id, what: kind });
      return null;
    });
  }

  mapping(fingerprint: string): Promise<Result<unknown>> {
    return this.reading(async (db) => (await workspaceTables(db).mappings.get(fingerprint))?.mapping ?? null);
  }

  rememberMapping(fingerprint: string, mapping: unknown): Promise<Result<null>> {
    return this.writing(async () => {
      const row = { fingerprint, mapping, usedAt: Date.now() };
      await this.link.write((db) => workspaceTables(db).mappings.put(row));
      return null;
    });
  }

  health(): Promise<Result<StorageHealth>> {
    return this.reading(async (db) => {
      const [runs, segments, state, row] = await Promise.all([
        liveRuns(db),
        workspaceTables(db).segments.count(),
        storageState(),
        catalogueRow(this.id),
      ]);
      return {
        ...state,
        events: runs.reduce((sum, run) => sum + run.eventRows, 0),
        people: await countPeople(db),
        runs: runs.length,
        segments,
        lastBackupAt: row?.lastBackupAt ?? null,
      };
    });
  }

  close(): void {
    this.link.end('closed');
  }

  private reading<T>(work: (db: Dexie) => Promise<T>): Promise<Result<T>> {
    return guarded(() => this.link.read(work));
  }

  private writing<T>(work: () => Promise<T>): Promise<Result<T>> {
    return guarded(() => {
      if (this.problem !== null) throw new AppFailure(this.problem.code, this.problem.details);
      return work();
    });
  }
}

/**
 * Opens a workspace and removes what killed imports left in it. `workspace-missing` when there is no finished database
 * of that id; `storage-blocked` when another tab holds an older version open.
 */
export function openWorkspace(id: string): Promise<Result<WorkspaceStore>> {
  return guarded(async () => {
    const open = async (): Promise<Opened> => {
      if ((await describe(id)) === null) throw new AppFailure('workspace-missing', { id });
      const opened = await openDatabase(workspaceDatabase(id), WORKSPACE_CHAIN, {
        onLost: (why) => {
          link.end(why);
          publishHere({ workspace: id, what: 'closed' });
        },
      });
      if (await isReady(opened.db)) return opened;
      opened.db.close(); // deleted between the look and the opening
      throw new AppFailure('workspace-missing', { id });
    };
    const { db, newer } = await open();
    const link = new Link(db, async () => (await open()).db);
    const name = newer === null ? id : ((await describe(id))?.workspace?.name ?? id);
    const problem = newer === null ? null : newerFailure(name, newer, latest(WORKSPACE_CHAIN)).appError;
    const store = new StoredWorkspace(id, link, problem);
    if (problem === null) await store.sweep();
    return store;
  });
}

async function liveRun(db: Dexie, id: string): Promise<RunRow> {
  const run = (await liveRuns(db)).find((row) => row.id === id);
  if (run === undefined) throw new AppFailure('run-missing', { id });
  return run;
}

/** People of live runs: the entries of their dictionary that aren't blank. */
async function countPeople(db: Dexie): Promise<number> {
  const rows = await workspaceTables(db).runs.toArray();
  let people = 0;
  for (const { status, added } of rows) {
    if (status === 'staged') continue;
    for (const { dictionary, count, blank } of added) if (dictionary === 'person') people += count - blank;
  }
  return people;
}

async function catalogueRow(id: string): Promise<Workspace | undefined> {
  const { db } = await openDatabase(CATALOGUE_DATABASE, CATALOGUE_CHAIN);
  try {
    return await catalogueTables(db).workspaces.get(id);
  } finally {
    db.close();
  }
}
