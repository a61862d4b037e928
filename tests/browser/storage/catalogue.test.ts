import { expect, test } from 'vitest';
import { AppFailure } from '../../../src/base/error.ts';
import { openCatalogue, openWorkspace, subscribe } from '../../../src/storage/index.ts';
import { codeOf, dump, freshWorkspace, importRows, settings, unwrap, visible, type Row } from './support.ts';

const visit = (person: string): Row => ({ person, event: 'Visit', time: 1, email: `${person}@example.org` });
const never = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };

/** A catalogue database of its own. */
const freshName = (): string => `test-catalogue-${crypto.randomUUID()}`;

async function names(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? '').sort();
}

/** Opens a database as another version of the app would, changing it in `upgrade`. */
function asOther(
  name: string,
  version: number,
  upgrade: (db: IDBDatabase, tx: IDBTransaction) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => upgrade(request.result, request.transaction!);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error ?? new Error('open'));
  });
}

test('workspaces are made, listed in order, changed and removed', async () => {
  const catalogue = unwrap(await openCatalogue(freshName()));
  expect(unwrap(await catalogue.list())).toEqual([]);
  const one = unwrap(await catalogue.create({ ...settings, name: 'One' }));
  await new Promise((resolve) => setTimeout(resolve, 2));
  const two = unwrap(await catalogue.create({ ...settings, name: 'Two' }, 'shop'));
  expect(two).toMatchObject({ ...settings, name: 'Two', sample: 'shop', lastBackupAt: null });
  expect(unwrap(await catalogue.list())).toEqual([one, two]);

  const heard: string[] = [];
  const stop = subscribe(({ workspace, what }) =>
    heard.push(`${workspace === one.id ? 'one' : workspace} ${what}`),
  );
  const renamed = unwrap(await catalogue.update(one.id, { name: 'Uno', weekStart: 7 }));
  expect(renamed).toEqual({ ...one, name: 'Uno', weekStart: 7 });
  unwrap(await catalogue.touchBackup(one.id, 1234));
  expect(unwrap(await catalogue.get(one.id))).toEqual({ ...renamed, lastBackupAt: 1234 });
  expect(heard).toEqual(['one settings', 'one settings']);
  stop();

  unwrap(await catalogue.remove(two.id));
  expect(unwrap(await catalogue.list()).map(({ id }) => id)).toEqual([one.id]);
  expect(await names()).not.toContain(`suppilo-w-${two.id}`);
  expect(codeOf(await catalogue.update('nothing', { name: 'x' }))).toBe('workspace-missing');
  catalogue.close();
});

test('a duplicate holds everything visible and lives its own life', async () => {
  const store = await freshWorkspace('Original');
  const gone = await importRows(store, [visit('ghost'), visit('ann')], '01');
  await importRows(store, [visit('ann'), visit('bob')], '02');
  unwrap(await store.undoRun(gone));
  unwrap(await store.save('insights', { id: null, name: 'Main', question: { a: [1] }, rev: null }));
  const content = { tiles: [{ question: 1 }] };
  const board = unwrap(await store.save('dashboards', { id: null, name: 'Monday', content, rev: null }));
  const filter = { all: [] };
  unwrap(await store.save('peopleSegments', { id: null, name: 'Paying', filter, rev: null }));
  const catalogue = unwrap(await openCatalogue());
  const shares: number[] = [];
  const control = { due: () => false, pause: (done: number) => Promise.resolve(void shares.push(done)) };
  const twin = unwrap(await catalogue.duplicate(store.id, 'Twin', control));
  expect(twin).toMatchObject({ ...settings, name: 'Twin' });
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  const copy = unwrap(await openWorkspace(twin.id));
  expect(await visible(copy)).toEqual(await visible(store));
  for (const kind of ['insights', 'dashboards', 'peopleSegments'] as const) {
    expect(unwrap(await copy.saved(kind))).toHaveLength(1);
    expect(unwrap(await copy.saved(kind))).toEqual(unwrap(await store.saved(kind)));
  }
  unwrap(await copy.removeSaved('dashboards', board.id));
  expect(unwrap(await store.saved('dashboards'))).toEqual([board]);
  await importRows(copy, [visit('cid')], '03');
  expect(unwrap(await store.runs())).toHaveLength(1);

  const before = await names();
  expect(codeOf(await catalogue.duplicate(store.id, 'Never', never))).toBe('cancelled');
  expect(codeOf(await catalogue.duplicate('nothing', 'Never'))).toBe('workspace-missing');
  expect(codeOf(unwrap(await store.exclusively(() => catalogue.duplicate(store.id, 'x'))))).toBe(
    'import-locked',
  );
  expect(codeOf(unwrap(await store.exclusively(() => catalogue.remove(store.id))))).toBe('import-locked');
  expect(await names()).toEqual(before);
  catalogue.close();
  store.close();
  copy.close();
});

test('a workspace whose making was cut off is never opened, and swept', async () => {
  const database = freshName();
  const catalogue = unwrap(await openCatalogue(database));
  const { id } = unwrap(await catalogue.create(settings));
  // As a kill before the last transaction leaves it: not listed, noted as being made, not marked as whole.
  await asOther(database, 10, () => undefined);
  await edit(database, 'workspaces', (store) => store.delete(id));
  await edit(database, 'building', (store) => store.put({ id, since: 1 }));
  await edit(`suppilo-w-${id}`, 'meta', (store) => store.delete('ready'));
  expect(codeOf(await openWorkspace(id))).toBe('workspace-missing');
  expect(await names()).toContain(`suppilo-w-${id}`);
  catalogue.close();
  const next = unwrap(await openCatalogue(database));
  expect(await names()).not.toContain(`suppilo-w-${id}`);
  expect((await dump(database)).stores['building']).toEqual([]);
  next.close();
});

test('a making that goes on in another tab is left alone', async () => {
  const database = freshName();
  const catalogue = unwrap(await openCatalogue(database));
  const { id } = unwrap(await catalogue.create(settings));
  await edit(database, 'building', (store) => store.put({ id, since: 1 }));
  await navigator.locks.request(`suppilo-build-${id}`, async () => {
    unwrap(await openCatalogue(database)).close();
  });
  expect(await names()).toContain(`suppilo-w-${id}`);
  catalogue.close();
});

test('D33 a lost catalogue is made again from the databases that are there', async () => {
  const store = await freshWorkspace('Survivor');
  store.close();
  const empty = unwrap(await openCatalogue(freshName()));
  expect(unwrap(await empty.list())).toEqual([]);
  const rescued = unwrap(await empty.rescue());
  expect(rescued.find(({ id }) => id === store.id)).toMatchObject({ ...settings, name: 'Survivor' });
  expect(unwrap(await empty.get(store.id)).name).toBe('Survivor');
  expect(unwrap(await empty.rescue()).some(({ id }) => id === store.id)).toBe(false);
  empty.close();
});

test('asking for a workspace that is not there makes no database', async () => {
  expect(codeOf(await openWorkspace('nobody'))).toBe('workspace-missing');
  expect(await names()).not.toContain('suppilo-w-nobody');
});

test('D26 a database of a newer version opens read-only and no byte of it changes', async () => {
  const store = await freshWorkspace('Newer');
  const run = await importRows(store, [visit('ann')]);
  const seen = await visible(store);
  store.close();
  const name = `suppilo-w-${store.id}`;
  // A later version renamed a table's index away, added a table, and raised both versions.
  await asOther(name, 70, (db, tx) => {
    db.createObjectStore('leads', { keyPath: 'id' }).put({ id: 1 });
    tx.objectStore('dictionaries').deleteIndex('run');
    tx.objectStore('meta').put({ key: 'schemaEpoch', value: 7 });
  });
  const before = await dump(name);

  const opened = unwrap(await openWorkspace(store.id));
  const newer = { code: 'workspace-newer', details: { name: 'Newer', found: 7, known: 2 } };
  expect(opened.readOnly).toBe(true);
  expect(opened.problem).toEqual(newer);
  expect(await visible(opened)).toEqual(seen);
  expect(await opened.save('insights', { id: null, name: 'x', question: 1, rev: null })).toEqual({
    ok: false,
    error: newer,
  });
  expect(codeOf(await opened.removeSaved('insights', 'x'))).toBe('workspace-newer');
  expect(codeOf(await opened.rememberMapping('x', 1))).toBe('workspace-newer');
  expect(codeOf(await opened.exclusively(() => Promise.resolve(1)))).toBe('workspace-newer');
  expect(codeOf(await opened.undoRun(run))).toBe('workspace-newer');
  expect(codeOf(await opened.sweep())).toBe('workspace-newer');
  const catalogue = unwrap(await openCatalogue());
  expect(codeOf(await catalogue.duplicate(store.id, 'x'))).toBe('workspace-newer');
  unwrap(await catalogue.update(store.id, { name: 'Renamed in the list only' }));
  catalogue.close();
  opened.close();
  expect(await dump(name)).toEqual(before);
});

test('D26 an epoch in the data counts even when the database version does not show it', async () => {
  const store = await freshWorkspace('Later');
  store.close();
  await edit(`suppilo-w-${store.id}`, 'meta', (meta) => meta.put({ key: 'schemaEpoch', value: 3 }));
  const opened = unwrap(await openWorkspace(store.id));
  expect(opened.problem?.code).toBe('workspace-newer');
  opened.close();
});

test('D13 a newer catalogue can be read but not written', async () => {
  const database = freshName();
  const catalogue = unwrap(await openCatalogue(database));
  const made = unwrap(await catalogue.create(settings));
  catalogue.close();
  await asOther(database, 20, (db) => void db.createObjectStore('more'));
  const before = await dump(database);
  const newer = unwrap(await openCatalogue(database));
  expect(newer.readOnly).toBe(true);
  expect(unwrap(await newer.list())).toEqual([made]);
  expect(codeOf(await newer.create(settings))).toBe('workspace-newer');
  expect(codeOf(await newer.update(made.id, { name: 'x' }))).toBe('workspace-newer');
  expect(codeOf(await newer.remove(made.id))).toBe('workspace-newer');
  newer.close();
  expect(await dump(database)).toEqual(before);
});

test('an upgrade by another tab closes the store, which says so', async () => {
  const store = await freshWorkspace('Open');
  const heard: string[] = [];
  const stop = subscribe(({ workspace, what }) => {
    if (workspace === store.id) heard.push(what);
  });
  await asOther(`suppilo-w-${store.id}`, 30, (db) => void db.createObjectStore('more'));
  expect(heard).toEqual(['closed']);
  expect(codeOf(await store.runs())).toBe('storage-blocked');
  stop();
});

function edit(name: string, table: string, change: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error ?? new Error('open'));
    request.onsuccess = () => {
      const transaction = request.result.transaction(table, 'readwrite');
      change(transaction.objectStore(table));
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
      transaction.onabort = () => reject(transaction.error ?? new Error('abort'));
    };
  });
}
