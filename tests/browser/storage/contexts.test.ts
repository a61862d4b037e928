import { expect, test } from 'vitest';
import { openCatalogue, openWorkspace, subscribe, type StorageChange } from '../../../src/storage/index.ts';
import { codeOf, dump, freshWorkspace, importRows, unwrap, visible, type Row } from './support.ts';

const visit = (person: string): Row => ({ person, event: 'Visit', time: 1 });

function startImporter(
  id: string,
  rows: readonly Row[],
  live: boolean,
): { worker: Worker; saw: (what: string) => Promise<void> } {
  const worker = new Worker(new URL('./importer.worker.ts', import.meta.url), { type: 'module' });
  const seen: string[] = [];
  const waiting = new Map<string, () => void>();
  worker.onmessage = ({ data }: MessageEvent<string>) => {
    seen.push(data);
    waiting.get(data)?.();
  };
  worker.postMessage({ id, rows, live });
  return {
    worker,
    saw: (what) =>
      new Promise((resolve) => {
        if (seen.includes(what)) resolve();
        else waiting.set(what, resolve);
      }),
  };
}

/** Waits until `holds` gives true; the browser frees a terminated worker's locks a moment later. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a killed importer leaves its pieces invisible, and the next open removes them', async () => {
  const store = await freshWorkspace();
  await importRows(store, [visit('ann')]);
  const before = await visible(store);
  const { worker, saw } = startImporter(store.id, [visit('bob'), visit('cid')], false);
  await saw('piece');
  const during = await dump(`suppilo-w-${store.id}`);
  expect(during.stores['runs']).toHaveLength(2);
  expect(await visible(store)).toEqual(before);
  expect(codeOf(await store.undoRun('x'))).toBe('import-locked');
  // Another tab's running import is left alone.
  const other = unwrap(await openWorkspace(store.id));
  expect(unwrap(await other.sweep())).toBe(0);
  expect((await dump(`suppilo-w-${store.id}`)).stores['runs']).toHaveLength(2);
  other.close();

  worker.terminate();
  await until(
    async () => (await navigator.locks.query()).held?.every(({ name }) => !name?.endsWith(store.id)) ?? true,
  );
  const next = unwrap(await openWorkspace(store.id));
  const after = await dump(`suppilo-w-${store.id}`);
  expect(after.stores['runs']).toHaveLength(1);
  expect(after.stores['dictionaries']).toHaveLength(2);
  expect(await visible(next)).toEqual(before);
  next.close();
  store.close();
});

test('an import in a worker is seen and announced here', async () => {
  const store = await freshWorkspace();
  const heard: StorageChange[] = [];
  const stop = subscribe((change) => heard.push(change));
  const { worker, saw } = startImporter(store.id, [visit('bob')], true);
  await saw('done');
  await until(() => Promise.resolve(heard.some(({ workspace }) => workspace === store.id)));
  expect(heard.filter(({ workspace }) => workspace === store.id)).toEqual([
    { workspace: store.id, what: 'runs' },
  ]);
  expect(unwrap(await store.runs())).toHaveLength(1);
  stop();
  worker.terminate();
  store.close();
});

test('two stores on one workspace see each other’s changes, and own subscribers hear of own ones', async () => {
  const one = await freshWorkspace();
  const two = unwrap(await openWorkspace(one.id));
  const heard: string[] = [];
  const stop = subscribe(({ workspace, what }) => {
    if (workspace === one.id) heard.push(what);
  });
  const run = await importRows(one, [visit('ann')]);
  expect(unwrap(await two.runs()).map(({ id }) => id)).toEqual([run]);
  const saved = unwrap(
    await two.save('insights', { id: null, name: 'Main funnel', question: { kind: 'funnel' }, rev: null }),
  );
  expect(unwrap(await one.saved('insights'))).toEqual([saved]);
  unwrap(await two.undoRun(run));
  expect(unwrap(await one.runs())).toEqual([]);
  expect(heard).toEqual(['runs', 'insights', 'runs']);
  stop();
  unwrap(await one.removeSaved('insights', saved.id));
  expect(heard).toHaveLength(3);
  one.close();
  two.close();
});

test('D1 an edit based on a stale revision is refused and changes nothing', async () => {
  const one = await freshWorkspace();
  const two = unwrap(await openWorkspace(one.id));
  const saved = unwrap(await one.save('insights', { id: null, name: 'A', question: 1, rev: null }));
  const edited = unwrap(await two.save('insights', { id: saved.id, name: 'B', question: 2, rev: saved.rev }));
  expect(edited).toMatchObject({ name: 'B', rev: saved.rev + 1, createdAt: saved.createdAt });
  expect(codeOf(await one.save('insights', { id: saved.id, name: 'C', question: 3, rev: saved.rev }))).toBe(
    'edit-stale',
  );
  expect(unwrap(await one.saved('insights'))).toEqual([edited]);
  expect(codeOf(await one.save('insights', { id: saved.id, name: 'D', question: 4, rev: null }))).toBe('ok');
  one.close();
  two.close();
});

test('deleting a workspace takes it from every tab, and says so', async () => {
  const store = await freshWorkspace();
  await importRows(store, [visit('ann')]);
  const heard: string[] = [];
  const stop = subscribe(({ workspace, what }) => {
    if (workspace === store.id) heard.push(what);
  });
  const catalogue = unwrap(await openCatalogue());
  unwrap(await catalogue.remove(store.id));
  expect(heard).toEqual(['deleted', 'closed']);
  expect(codeOf(await store.runs())).toBe('workspace-missing');
  expect(codeOf(await openWorkspace(store.id))).toBe('workspace-missing');
  expect(codeOf(await catalogue.get(store.id))).toBe('workspace-missing');
  expect(codeOf(await catalogue.remove(store.id))).toBe('workspace-missing');
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`suppilo-w-${store.id}`);
  stop();
  catalogue.close();
});

test('a closed store says so instead of hanging', async () => {
  const store = await freshWorkspace();
  store.close();
  expect(codeOf(await store.runs())).toBe('storage-blocked');
  expect(codeOf(await store.save('insights', { id: null, name: 'A', question: 1, rev: null }))).toBe(
    'storage-blocked',
  );
});

test('mappings are remembered by fingerprint', async () => {
  const store = await freshWorkspace();
  expect(unwrap(await store.mapping('f'))).toBe(null);
  unwrap(await store.rememberMapping('f', { shape: 'events', columns: [1, 2] }));
  expect(unwrap(await store.mapping('f'))).toEqual({ shape: 'events', columns: [1, 2] });
  store.close();
});
