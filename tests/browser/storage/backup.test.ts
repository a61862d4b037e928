import { expect, test } from 'vitest';
import { AppFailure } from '../../../src/base/error.ts';
import {
  openCatalogue,
  openWorkspace,
  restoreBackup,
  verifyBackup,
  writeBackup,
  type WorkspaceStore,
} from '../../../src/storage/index.ts';
import {
  batchOf,
  codeOf,
  draft,
  dump,
  freshWorkspace,
  importRows,
  unwrap,
  visible,
  type Row,
} from './support.ts';

/** Returns a sink that keeps what is written, and what it kept. */
function memory(): { sink: WritableStream<Uint8Array>; bytes: () => Promise<Uint8Array> } {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  return {
    sink: new WritableStream({ write: (piece) => void pieces.push(new Uint8Array(piece)) }),
    bytes: async () => new Uint8Array(await new Blob(pieces).arrayBuffer()),
  };
}

function stream(bytes: Uint8Array, piece = 1000): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += piece)));
    },
  });
}

async function filledWorkspace(): Promise<WorkspaceStore> {
  const store = await freshWorkspace('Client & Söhne');
  const rows = Array.from({ length: 500 }, (_, i): Row => {
    const person = `person ${i % 90}`;
    return {
      person,
      event: i % 3 ? 'Visit' : 'Buy',
      time: i * 1000,
      channel: `c${i % 7}`,
      value: i / 3,
      plan: `p${i % 2}`,
    };
  });
  const undone = await importRows(
    store,
    [{ person: 'secret', event: 'Gone', time: 1, email: 's@example.org' }],
    '00',
  );
  unwrap(
    await store.exclusively(async (writer) => {
      const batch = batchOf(rows, unwrap(await writer.dictionaries()));
      const run = unwrap(await writer.stageRun(draft('01', 500), batch, ['_line,a\n', '3,"x"\n']));
      return unwrap(await writer.goLive(run));
    }),
  );
  await importRows(
    store,
    [{ person: 'person 3', event: 'Visit', time: 5, dayOnly: true, email: 'three@example.org' }],
    '02',
  );
  unwrap(await store.undoRun(undone));
  unwrap(
    await store.save('insights', {
      id: null,
      name: 'Main',
      rev: null,
      question: { kind: 'funnel', steps: ['a', { $bin: 1 }] },
    }),
  );
  unwrap(await store.save('dashboards', { id: null, name: 'Monday', content: { tiles: [1] }, rev: null }));
  const filter = { all: ['three@example.org'] };
  unwrap(await store.save('peopleSegments', { id: null, name: 'Three', filter, rev: null }));
  unwrap(await store.rememberMapping('f1', { person: 0, time: null }));
  return store;
}

async function backupOf(store: WorkspaceStore): Promise<Uint8Array> {
  const { sink, bytes } = memory();
  unwrap(await writeBackup(store.id, sink));
  return bytes();
}

test('a backup restores everything a reader can see into a new workspace', async () => {
  const store = await filledWorkspace();
  const { sink, bytes } = memory();
  const written = unwrap(await writeBackup(store.id, sink));
  const file = await bytes();
  expect(unwrap(await verifyBackup(stream(file), 'a.suppilo'))).toEqual(written);
  expect(written).toMatchObject({
    format: 1,
    schema: 2,
    workspace: { id: store.id, name: 'Client & Söhne' },
  });
  // Two live runs, and the undone one that later codes count over.
  expect(written.tables.map(({ name, rows }) => [name, rows])).toEqual(
    expect.arrayContaining([
      ['runs', 3],
      ['rejects', 1],
      ['insights', 1],
      ['dashboards', 1],
      ['peopleSegments', 1],
      ['mappings', 1],
    ]),
  );

  for (const piece of [7, 1 << 20]) {
    const workspace = unwrap(await restoreBackup(stream(file, piece), 'a.suppilo'));
    expect(workspace).toMatchObject({
      name: 'Client & Söhne',
      currency: 'EUR',
      lastBackupAt: written.createdAt,
    });
    expect(workspace.id).not.toBe(store.id);
    const copy = unwrap(await openWorkspace(workspace.id));
    expect(await visible(copy)).toEqual(await visible(store));
    for (const kind of ['insights', 'dashboards', 'peopleSegments'] as const) {
      expect(unwrap(await copy.saved(kind))).toEqual(unwrap(await store.saved(kind)));
    }
    expect(unwrap(await copy.mapping('f1'))).toEqual({ person: 0, time: null });
    const run = unwrap(await copy.runsOfFile('01'))[0]!;
    expect(unwrap(await copy.rejects(run.id)).join('')).toBe('_line,a\n3,"x"\n');
    const { meta: _, ...ours } = (await dump(`suppilo-w-${copy.id}`)).stores;
    const { meta: __, ...theirs } = (await dump(`suppilo-w-${store.id}`)).stores;
    expect(ours).toEqual(theirs);
    // The copy goes on by itself.
    await importRows(copy, [{ person: 'new', event: 'Visit', time: 1 }], '03');
    expect(unwrap(await store.runs())).toHaveLength(2);
    copy.close();
  }
  store.close();
});

test('an empty workspace can be backed up too', async () => {
  const store = await freshWorkspace();
  const file = await backupOf(store);
  const workspace = unwrap(await restoreBackup(stream(file), 'empty'));
  const copy = unwrap(await openWorkspace(workspace.id));
  expect(unwrap(await copy.runs())).toEqual([]);
  copy.close();
  store.close();
});

test('what was staged or undone does not travel', async () => {
  const store = await filledWorkspace();
  const text = new TextDecoder('latin1').decode(await unzipped(await backupOf(store)));
  expect(text).toContain('three@example.org');
  expect(text).not.toContain('s@example.org');
  expect(text).not.toContain('Gone');
  store.close();
});

test('cut off anywhere, a backup is refused and nothing is restored', async () => {
  const store = await filledWorkspace();
  const file = await backupOf(store);
  const before = await databases();
  for (let part = 1; part < 24; part++) {
    const cut = file.slice(0, Math.floor((file.length * part) / 24));
    expect([part, codeOf(await restoreBackup(stream(cut), 'a'))]).toEqual([part, 'backup-truncated']);
    expect(codeOf(await verifyBackup(stream(cut), 'a'))).toBe('backup-truncated');
  }
  expect(codeOf(await verifyBackup(stream(file.slice(0, -1)), 'a'))).toBe('backup-truncated');
  expect(await databases()).toEqual(before);
  store.close();
});

test('a changed byte is noticed by verifying and by restoring, or it means nothing', async () => {
  const store = await filledWorkspace();
  const file = await backupOf(store);
  const before = await databases();
  const refused = new Set<string>();
  let noticed = 0;
  for (let k = 0; k < 120; k++) {
    const at = Math.floor((file.length * k) / 120);
    const bad = file.slice();
    bad[at]! ^= 1 << (k % 8);
    const code = codeOf(await verifyBackup(stream(bad), 'a'));
    if (code === 'ok') {
      // gzip's header has fields nobody reads, such as the operating system.
      expect(await unzipped(bad)).toEqual(await unzipped(file));
      continue;
    }
    refused.add(code);
    noticed++;
    if (k % 12 === 0) expect(codeOf(await restoreBackup(stream(bad), 'a'))).toBe(code);
  }
  expect([...refused].every((code) => code.startsWith('backup-'))).toBe(true);
  expect(refused).toContain('backup-damaged');
  expect(noticed).toBeGreaterThan(110);
  expect(await databases()).toEqual(before);
  const longer = new Uint8Array(file.length + 1);
  longer.set(file);
  expect(codeOf(await verifyBackup(stream(longer), 'a'))).toBe('backup-damaged');
  store.close();
});

test('files of other programs and of newer versions are told apart', async () => {
  const csv = new TextEncoder().encode('person,event,time\na,Visit,2026-01-01\n');
  expect(codeOf(await verifyBackup(stream(csv), 'leads.csv'))).toBe('backup-not-ours');
  expect(codeOf(await verifyBackup(stream(new Uint8Array(0)), 'nothing'))).toBe('backup-not-ours');

  const store = await freshWorkspace();
  const file = await backupOf(store);
  const withHeader = (change: object): Uint8Array => {
    const length = new DataView(file.buffer).getUint32(8, true);
    const header = JSON.parse(new TextDecoder().decode(file.slice(12, 12 + length))) as object;
    const json = new TextEncoder().encode(JSON.stringify({ ...header, ...change }));
    const changed = new Uint8Array(12 + json.length + file.length - 12 - length);
    changed.set(file.slice(0, 8));
    new DataView(changed.buffer).setUint32(8, json.length, true);
    changed.set(json, 12);
    changed.set(file.slice(12 + length), 12 + json.length);
    return changed;
  };
  expect(await verifyBackup(stream(withHeader({ version: 2, more: {} })), 'a')).toEqual({
    ok: false,
    error: { code: 'backup-newer', details: { found: 2, known: 1 } },
  });
  expect(codeOf(await restoreBackup(stream(withHeader({ schema: 3 })), 'a'))).toBe('backup-newer');
  expect(codeOf(await restoreBackup(stream(withHeader({ schema: 'x' })), 'a'))).toBe('backup-damaged');
  // A file that says it is older than a table in it.
  expect(await restoreBackup(stream(withHeader({ schema: 1 })), 'a')).toEqual({
    ok: false,
    error: { code: 'backup-damaged', details: { where: 'dashboards' } },
  });
  // Settings that were changed by hand don't fit the hash in the trailer.
  const { workspace } = unwrap(await verifyBackup(stream(file), 'a'));
  const renamed = withHeader({ workspace: { ...workspace, name: 'Other' } });
  expect(codeOf(await restoreBackup(stream(renamed), 'a'))).toBe('backup-damaged');
  store.close();
});

test('a broken sink or a cancel fails the backup, and the workspace can be imported into again', async () => {
  const store = await filledWorkspace();
  let aborted: unknown = null;
  const broken = new WritableStream<Uint8Array>({
    write: () => Promise.reject(new Error('unplugged')),
    abort: (reason) => void (aborted = reason),
  });
  expect(codeOf(await writeBackup(store.id, broken))).toBe('internal');
  const control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
  const { sink } = memory();
  expect(codeOf(await writeBackup(store.id, sink, control))).toBe('cancelled');
  expect(aborted).toBe(null);
  const file = await backupOf(store);
  const before = await databases();
  expect(codeOf(await restoreBackup(stream(file), 'a', control))).toBe('cancelled');
  expect(await databases()).toEqual(before);
  await importRows(store, [{ person: 'x', event: 'Visit', time: 1 }], '09');
  store.close();
});

test('a backup waits for no import and never sees half of one', async () => {
  const store = await filledWorkspace();
  const { sink } = memory();
  const during = unwrap(await store.exclusively(() => writeBackup(store.id, sink)));
  expect(codeOf(during)).toBe('import-locked');
  expect(codeOf(await writeBackup('nothing', memory().sink))).toBe('workspace-missing');
  store.close();
});

test('stored data that do not fit together are not backed up', async () => {
  const store = await filledWorkspace();
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(`suppilo-w-${store.id}`);
    request.onsuccess = () => resolve(request.result);
  });
  const segments = db.transaction('segments', 'readwrite').objectStore('segments');
  const [key] = await new Promise<IDBValidKey[]>((resolve) => {
    const request = segments.getAllKeys();
    request.onsuccess = () => resolve(request.result);
  });
  segments.delete(key!);
  await new Promise((resolve) => (segments.transaction.oncomplete = resolve));
  db.close();
  expect(codeOf(await writeBackup(store.id, memory().sink))).toBe('storage-failed');
  store.close();
});

async function databases(): Promise<unknown[]> {
  const catalogue = unwrap(await openCatalogue());
  const listed = unwrap(await catalogue.list()).length;
  catalogue.close();
  return [listed, (await indexedDB.databases()).map(({ name }) => name).sort()];
}

/** Every table of a backup, decompressed. */
async function unzipped(file: Uint8Array): Promise<Uint8Array> {
  const view = new DataView(file.buffer);
  let at = 12 + view.getUint32(8, true);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let table = 0; table < 8; table++) {
    const zipped: Uint8Array<ArrayBuffer>[] = [];
    for (;;) {
      const length = view.getUint32(at, true);
      at += 4;
      if (length === 0) break;
      zipped.push(new Uint8Array(file.slice(at, at + length)));
      at += length;
    }
    const plain = new Blob(zipped).stream().pipeThrough(new DecompressionStream('gzip'));
    pieces.push(new Uint8Array(await new Response(plain).arrayBuffer()));
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
