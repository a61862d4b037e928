import { Dexie } from 'dexie';
import { AppFailure } from '../base/error.ts';
import { declareVersions, latest, type Migration } from './migrations.ts';
import { workspaceOf } from './names.ts';

/** How long another context may take to give way before an open is given up, in ms. */
const BLOCKED_AFTER_MS = 5_000;

/** Key in `meta` of the version whose records the database holds. */
const EPOCH_KEY = 'schemaEpoch';

/** Version of a database on disk: Dexie's (a tenth of the browser's) or the one in its `meta`, whichever is newer. */
export interface Found {
  readonly version: number;
  /** Value of `key` in `meta` as asked for, undefined when there is none. */
  readonly meta: ReadonlyMap<string, unknown>;
}

/**
 * Looks at a database without changing it. Returns null when there is none. Dexie would open a newer database with
 * older code and even adapt its schema, so the version is read before Dexie sees it.
 */
export async function probe(name: string): Promise<Found | null> {
  const db = await openRaw(name);
  if (db === null) return null;
  try {
    const meta = new Map<string, unknown>();
    if (db.objectStoreNames.contains('meta')) {
      const rows = await settled<{ key: string; value: unknown }[]>(
        db.transaction('meta').objectStore('meta').getAll(),
      );
      for (const { key, value } of rows) meta.set(key, value);
    }
    const epoch = meta.get(EPOCH_KEY);
    return { version: Math.max(Math.floor(db.version / 10), typeof epoch === 'number' ? epoch : 0), meta };
  } finally {
    db.close();
  }
}

function openRaw(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    let made = false;
    request.onupgradeneeded = () => {
      // There was no such database; asking for it must not make one.
      made = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      if (made) resolve(null);
      else reject(request.error ?? new Error('open failed'));
    };
  });
}

function settled<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('request failed'));
  });
}

export interface OpenOptions {
  /** Declares the chain up to this version only: for restoring a backup of an older one. */
  readonly upTo?: number;
  /** Called when another context upgrades or deletes the database; the connection is closed by then. */
  readonly onLost?: (why: 'upgraded' | 'deleted') => void;
}

/** An open database; `newer` is the version it was written by when this code doesn't know it, else null. */
export interface Opened {
  readonly db: Dexie;
  readonly newer: number | null;
}

/**
 * Opens a database, making or migrating it. A newer one is opened with the schema it has and must only be read.
 * Rejects with `storage-blocked` when another context doesn't let go of an older version.
 */
export async function openDatabase(
  name: string,
  chain: readonly Migration[],
  options: OpenOptions = {},
): Promise<Opened> {
  const upTo = options.upTo ?? latest(chain);
  const found = await probe(name);
  const newer = found !== null && found.version > latest(chain) ? found.version : null;
  // Strict: a commit is on disk when it is reported. Relaxed commits save nothing measurable on bulk rows, and a run
  // must not go live before its pieces are safe from a power cut.
  const db = new Dexie(name, { autoOpen: false, cache: 'disabled', chromeTransactionDurability: 'strict' });
  if (newer === null) declareVersions(db, chain, upTo);
  db.on('versionchange', ({ newVersion }) => {
    db.close();
    options.onLost?.(newVersion === null || newVersion === 0 ? 'deleted' : 'upgraded');
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  const blocked = new Promise<never>((_, reject) => {
    db.on('blocked', () => {
      timer ??= setTimeout(() => reject(new AppFailure('storage-blocked')), BLOCKED_AFTER_MS);
    });
  });
  try {
    await Promise.race([db.open(), blocked]);
    if (newer === null && found?.meta.get(EPOCH_KEY) !== upTo) {
      await db.table('meta').put({ key: EPOCH_KEY, value: upTo });
    }
  } catch (thrown) {
    db.close();
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
  return { db, newer };
}

/** Deletes a database; resolves at once when there is none. Rejects with `storage-blocked` when a context holds on. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    let timer: ReturnType<typeof setTimeout> | undefined;
    request.onblocked = () => {
      timer ??= setTimeout(() => reject(new AppFailure('storage-blocked')), BLOCKED_AFTER_MS);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve();
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error ?? new Error('delete failed'));
    };
  });
}

/** A connection that is opened again when the browser dropped it, but not when another context took it away. */
export class Link {
  private readonly reopen: () => Promise<Dexie>;
  private db: Dexie;
  private lost: 'upgraded' | 'deleted' | 'closed' | null = null;

  constructor(db: Dexie, reopen: () => Promise<Dexie>) {
    this.db = db;
    this.reopen = reopen;
  }

  /** Runs `work` on the open database; once more on a new connection when the first one turned out dead. */
  async read<T>(work: (db: Dexie) => Promise<T>): Promise<T> {
    try {
      return await this.write(work);
    } catch (thrown) {
      if (this.lost !== null || !isDeadConnection(thrown)) throw thrown;
      this.db.close();
      return this.write(work);
    }
  }

  /** Runs `work` on the open database, once: what failed on the way may have been written. */
  async write<T>(work: (db: Dexie) => Promise<T>): Promise<T> {
    this.assertHeld();
    if (!this.db.isOpen()) this.db = await this.reopen();
    try {
      return await work(this.db);
    } catch (thrown) {
      this.assertHeld();
      throw thrown;
    }
  }

  /** Closes the connection for good. */
  end(why: 'upgraded' | 'deleted' | 'closed'): void {
    this.lost ??= why;
    this.db.close();
  }

  private assertHeld(): void {
    if (this.lost === 'deleted')
      throw new AppFailure('workspace-missing', { id: workspaceOf(this.db.name) ?? '' });
    if (this.lost !== null) throw new AppFailure('storage-blocked');
  }
}

function isDeadConnection(thrown: unknown): boolean {
  if (!(thrown instanceof Error || thrown instanceof DOMException)) return false;
  return ['DatabaseClosedError', 'InvalidStateError', 'UnknownError'].includes(thrown.name);
}
