import type { Dexie } from 'dexie';
import { uncontrolled, type Control } from '../base/control.ts';
import { AppFailure } from '../base/error.ts';
import { newId } from '../base/id.ts';
import type { Result } from '../base/result.ts';
import type { SampleKind, Workspace, WorkspaceSettings } from '../domain/workspace.ts';
import { publish, publishHere } from './changes.ts';
import { deleteDatabase, Link, openDatabase, probe, type Opened } from './connection.ts';
import { copyContent, withSteadyRuns } from './content.ts';
import { guarded } from './errors.ts';
import { holding, ifFree } from './locks.ts';
import { CATALOGUE_CHAIN, latest, WORKSPACE_CHAIN } from './migrations.ts';
import { buildLock, CATALOGUE_DATABASE, importLock, workspaceDatabase, workspaceOf } from './names.ts';
import { catalogueTables } from './records.ts';
import type { Catalogue } from './types.ts';
import { describe, markReady } from './workspace-meta.ts';

/** What a new workspace's database is filled with. */
export interface Filling {
  /** Schema the records follow, when older than the newest: the database is migrated after it was filled. */
  readonly schema?: number;
  readonly fill: (db: Dexie) => Promise<void>;
}

/** The catalogue database. See `Catalogue` for what its methods give. */
export class StoredCatalogue implements Catalogue {
  readonly readOnly: boolean;
  private readonly link: Link;
  private readonly newer: number | null;

  constructor(link: Link, newer: number | null) {
    this.link = link;
    this.newer = newer;
    this.readOnly = newer !== null;
  }

  list(): Promise<Result<readonly Workspace[]>> {
    return guarded(() =>
      this.link.read(async (db) => {
        const rows = await catalogueTables(db).workspaces.toArray();
        return rows.sort((a, b) => a.createdAt - b.createdAt);
      }),
    );
  }

  get(id: string): Promise<Result<Workspace>> {
    return guarded(() => this.link.read((db) => workspaceRow(db, id)));
  }

  create(settings: WorkspaceSettings, sample: SampleKind | null = null): Promise<Result<Workspace>> {
    return this.writing(() => this.build(newWorkspace(settings, sample), { fill: () => Promise.resolve() }));
  }

  update(id: string, settings: Partial<WorkspaceSettings>): Promise<Result<Workspace>> {
    const { name, currency, timeZone, weekStart, locale } = settings;
    const given = Object.fromEntries(
      Object.entries({ name, currency, timeZone, weekStart, locale }).filter(
        ([, value]) => value !== undefined,
      ),
    ) as Partial<WorkspaceSettings>;
    return this.writing((db) => this.change(db, id, given));
  }

  touchBackup(id: string, at: number): Promise<Result<null>> {
    return this.writing(async (db) => {
      await this.change(db, id, { lastBackupAt: at });
      return null;
    });
  }

  duplicate(id: string, name: string, control: Control = uncontrolled): Promise<Result<Workspace>> {
    return this.writing(async (db) => {
      const source = await workspaceRow(db, id);
      const from = await openContent(source);
      try {
        return await withSteadyRuns(id, from, () =>
          this.build(newWorkspace({ ...source, name }, source.sample), {
            fill: (to) => copyContent(from, to, control),
          }),
        );
      } finally {
        from.close();
      }
    });
  }

  remove(id: string, control: Control = uncontrolled): Promise<Result<null>> {
    return this.writing((db) =>
      holding(importLock(id), 'exclusive', async () => {
        const { workspaces, building } = catalogueTables(db);
        await db.transaction('rw', 'workspaces', 'building', async () => {
          await workspaceRow(db, id);
          await workspaces.delete(id);
          await building.put({ id, since: Date.now() });
        });
        publish({ workspace: id, what: 'deleted' });
        publish({ workspace: null, what: 'workspaces' });
        await holding(buildLock(id), 'exclusive', () => demolish(db, id, control));
        return null;
      }),
    );
  }

  close(): void {
    this.link.end('closed');
  }

  rescue(): Promise<Result<readonly Workspace[]>> {
    return this.writing(async (db) => {
      const { workspaces, building } = catalogueTables(db);
      const known = new Set([
        ...(await workspaces.toCollection().primaryKeys()),
        ...(await building.toCollection().primaryKeys()),
      ]);
      const rescued: Workspace[] = [];
      for (const { name } of await indexedDB.databases()) {
        const id = name === undefined ? null : workspaceOf(name);
        if (id === null || known.has(id)) continue;
        const workspace = (await describe(id))?.workspace;
        if (workspace?.id === id) rescued.push(workspace);
      }
      await workspaces.bulkPut(rescued);
      if (rescued.length > 0) publish({ workspace: null, what: 'workspaces' });
      return rescued;
    });
  }

  /** Removes what interrupted makings and removals left, except those still going on in another tab. */
  async sweep(): Promise<void> {
    await this.link.write(async (db) => {
      for (const { id } of await catalogueTables(db).building.toArray()) {
        await ifFree(buildLock(id), () => demolish(db, id, uncontrolled));
      }
    });
  }

  /**
   * Makes a workspace's database, fills it and lists it with one transaction, last. Whatever happens before leaves
   * nothing; after a crash the next `sweep` removes the half-made database.
   */
  async build(workspace: Workspace, { fill, schema }: Filling): Promise<Workspace> {
    const { id } = workspace;
    await this.link.write((catalogue) =>
      holding(buildLock(id), 'exclusive', async () => {
        const { workspaces, building } = catalogueTables(catalogue);
        await building.put({ id, since: Date.now() });
        try {
          const name = workspaceDatabase(id);
          if (schema !== undefined) {
            const { db: old } = await openDatabase(name, WORKSPACE_CHAIN, { upTo: schema });
            await fill(old).finally(() => old.close());
          }
          const { db } = await openDatabase(name, WORKSPACE_CHAIN);
          try {
            if (schema === undefined) await fill(db);
            await markReady(db, workspace);
          } finally {
            db.close();
          }
          await catalogue.transaction('rw', 'workspaces', 'building', async () => {
            await workspaces.put(workspace);
            await building.delete(id);
          });
        } catch (thrown) {
          // The first failure is the one to report; the next sweep tries again.
          await demolish(catalogue, id, uncontrolled).catch(() => undefined);
          throw thrown;
        }
      }),
    );
    publish({ workspace: null, what: 'workspaces' });
    return workspace;
  }

  /** Runs a writing operation; an expected failure when the catalogue is newer than this code. */
  writing<T>(work: (db: Dexie) => Promise<T>): Promise<Result<T>> {
    return guarded(() => {
      if (this.newer !== null) throw newerFailure('Suppilo', this.newer, latest(CATALOGUE_CHAIN));
      return this.link.write(work);
    });
  }

  private async change(db: Dexie, id: string, fields: Partial<Workspace>): Promise<Workspace> {
    const { workspaces } = catalogueTables(db);
    const changed = await db.transaction('rw', 'workspaces', async () => {
      const row = { ...(await workspaceRow(db, id)), ...fields };
      await workspaces.put(row);
      return row;
    });
    // The copy only helps to make a lost catalogue again: it isn't worth failing for.
    await copyRow(changed).catch(() => undefined);
    publish({ workspace: id, what: 'settings' });
    return changed;
  }
}

/**
 * Opens the catalogue, making it on first use, and removes half-made and half-deleted databases. `database`: another
 * name than the app's, for tests.
 */
export function openCatalogue(database = CATALOGUE_DATABASE): Promise<Result<StoredCatalogue>> {
  return guarded(async () => {
    const open = (): Promise<Opened> =>
      openDatabase(database, CATALOGUE_CHAIN, {
        onLost: (why) => {
          link.end(why);
          publishHere({ workspace: null, what: 'closed' });
        },
      });
    const { db, newer } = await open();
    const link = new Link(db, async () => (await open()).db);
    const catalogue = new StoredCatalogue(link, newer);
    // What can't be removed now, because another tab holds on to it, is removed the next time.
    if (newer === null) await catalogue.sweep().catch(() => undefined);
    return catalogue;
  });
}

/** Returns the failure of a write to a database of a newer version. */
export function newerFailure(name: string, found: number, known: number): AppFailure {
  return new AppFailure('workspace-newer', { name, found, known });
}

/** Opens a workspace's database to copy it. Rejects with `workspace-missing` or `workspace-newer`. */
export async function openContent(workspace: Workspace): Promise<Dexie> {
  if ((await describe(workspace.id)) === null)
    throw new AppFailure('workspace-missing', { id: workspace.id });
  const { db, newer } = await openDatabase(workspaceDatabase(workspace.id), WORKSPACE_CHAIN);
  if (newer === null) return db;
  db.close();
  throw newerFailure(workspace.name, newer, latest(WORKSPACE_CHAIN));
}

/** Returns a new catalogue row with an id of its own. */
export function newWorkspace(settings: WorkspaceSettings, sample: SampleKind | null): Workspace {
  const { name, currency, timeZone, weekStart, locale } = settings;
  return {
    ...{ id: newId(), name, currency, timeZone, weekStart, locale },
    ...{ createdAt: Date.now(), lastBackupAt: null, sample },
  };
}

async function workspaceRow(catalogue: Dexie, id: string): Promise<Workspace> {
  const row = await catalogueTables(catalogue).workspaces.get(id);
  if (row === undefined) throw new AppFailure('workspace-missing', { id });
  return row;
}

async function copyRow(workspace: Workspace): Promise<void> {
  if ((await describe(workspace.id)) === null) return;
  const { db, newer } = await openDatabase(workspaceDatabase(workspace.id), WORKSPACE_CHAIN);
  try {
    if (newer === null) await markReady(db, workspace);
  } finally {
    db.close();
  }
}

/** Deletes a workspace's database and the note that it is to be deleted. The large records go first, a few at a time. */
async function demolish(catalogue: Dexie, id: string, control: Control): Promise<void> {
  const name = workspaceDatabase(id);
  const found = await probe(name);
  if (found !== null && found.version <= latest(WORKSPACE_CHAIN)) await emptySegments(name, control);
  await deleteDatabase(name);
  await catalogueTables(catalogue).building.delete(id);
}

async function emptySegments(name: string, control: Control): Promise<void> {
  const { db } = await openDatabase(name, WORKSPACE_CHAIN);
  try {
    const segments = db.table('segments');
    const keys = await segments.toCollection().primaryKeys();
    for (let at = 0; at < keys.length; at += 64) {
      await segments.bulkDelete(keys.slice(at, at + 64));
      await control.pause(at / keys.length);
    }
  } finally {
    db.close();
  }
}
