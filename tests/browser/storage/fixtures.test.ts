import { expect, test } from 'vitest';
import { latest, WORKSPACE_CHAIN } from '../../../src/storage/migrations.ts';
import {
  openWorkspace,
  restoreBackup,
  verifyBackup,
  type WorkspaceStore,
} from '../../../src/storage/index.ts';
import { exampleWorkspace, importRows, unwrap, visible } from './support.ts';

interface Fixture {
  id: string;
  version: number;
  tables: Record<
    string,
    {
      keyPath: string | string[];
      indexes: { name: string; keyPath: string | string[] }[];
      records: unknown[];
    }
  >;
}

const SCHEMAS = import.meta.glob<Fixture>('../../fixtures/storage/schema-*.json', {
  import: 'default',
  eager: true,
});
const BACKUPS = import.meta.glob<string>('../../fixtures/storage/backup-*.suppilo', {
  query: '?url',
  import: 'default',
  eager: true,
});
const released = Array.from({ length: latest(WORKSPACE_CHAIN) }, (_, i) => i + 1);
const ARRAYS = { Uint8Array, Uint32Array, Float64Array };

test('there is a fixture of every released schema', () => {
  const versions = Object.values(SCHEMAS).map(({ version }) => version / 10);
  expect(versions.sort((a, b) => a - b)).toEqual(released);
});

test.each(Object.entries(SCHEMAS))('%s opens with the newest code', async (_, fixture) => {
  await build(fixture);
  const store = unwrap(await openWorkspace(fixture.id));
  expect(store.readOnly).toBe(false);
  await expectExample(store, fixture.version / 10);
});

test.each(Object.entries(BACKUPS))('%s restores with the newest code', async (_, url) => {
  const file = await (await fetch(url)).blob();
  const { workspace, schema } = unwrap(await verifyBackup(file.stream(), 'old'));
  expect(workspace.name).toBe('Client & Söhne');
  const { id } = unwrap(await restoreBackup(file.stream(), 'old'));
  await expectExample(unwrap(await openWorkspace(id)), schema);
});

test('there is a backup of every released schema', async () => {
  const schemas = await Promise.all(
    Object.values(BACKUPS).map(async (url) => {
      const file = await (await fetch(url)).blob();
      return unwrap(await verifyBackup(file.stream(), 'old')).schema;
    }),
  );
  expect(schemas.sort((a, b) => a - b)).toEqual(released);
});

test('the example holds today what the fixtures hold', async () => {
  await expectExample(await exampleWorkspace(), latest(WORKSPACE_CHAIN));
});

/** What `exampleWorkspace` holds, written out; `schema`: the one it was made with. */
async function expectExample(store: WorkspaceStore, schema: number): Promise<void> {
  expect(await visible(store)).toEqual({
    runs: [
      {
        sha256: '01',
        events: [
          { person: 'ann', event: 'Visit', time: 1000, day: 0, channel: 'ads', value: null },
          { person: 'ann', event: 'Buy', time: 3000, day: 0, channel: null, value: 40 },
          { person: 'bob', event: 'Visit', time: 2000, day: 0, channel: 'mail', value: 2.5 },
        ],
        people: [
          { person: 'ann', plan: 'pro', email: null },
          { person: 'bob', plan: null, email: null },
        ],
      },
      {
        sha256: '02',
        events: [{ person: 'bob', event: 'Buy', time: 86_400_000, day: 1, channel: null, value: null }],
        people: [{ person: 'bob', plan: null, email: 'bob@example.org' }],
      },
    ],
    columns: {
      events: [
        { name: 'channel', kind: 'text' },
        { name: 'value', kind: 'number' },
      ],
      people: [
        { name: 'plan', kind: 'text' },
        { name: 'email', kind: 'text' },
      ],
    },
    known: {
      person: ['ann', 'bob'],
      event: ['Buy', 'Visit'],
      'e:channel': ['ads', 'mail'],
      'p:email': ['bob@example.org'],
      // The first plan was overwritten by a later row of the same import.
      'p:plan': ['free', 'pro'],
    },
  });
  const [first, second] = unwrap(await store.runs());
  expect([first!.seq, second!.seq]).toEqual([2, 3]);
  expect(first!.mapping).toEqual({ person: 0 });
  expect(unwrap(await store.rejects(first!.id)).join('')).toBe('_line,a\n5,"x"\n');
  const question = { kind: 'funnel', steps: ['Visit', { $bin: 1 }] };
  expect(unwrap(await store.saved('insights'))).toMatchObject([{ name: 'Main', rev: 1, question }]);
  const dashboards = [{ name: 'Monday', rev: 1, content: { tiles: [{ question, wide: true }] } }];
  expect(unwrap(await store.saved('dashboards'))).toMatchObject(schema < 2 ? [] : dashboards);
  const paying = { name: 'Paying', rev: 1, filter: { all: [{ property: 'plan', is: ['pro'] }] } };
  expect(unwrap(await store.saved('peopleSegments'))).toMatchObject(schema < 2 ? [] : [paying]);
  expect(unwrap(await store.mapping('f1'))).toEqual({ person: 0, time: null });
  await importRows(store, [{ person: 'new', event: 'Visit', time: 1 }], '03');
  expect(unwrap(await store.health())).toMatchObject({ runs: 3, people: 3, events: 5 });
  const draft = { id: null, name: 'Later', content: {}, rev: null };
  const later = unwrap(await store.save('dashboards', draft));
  expect(unwrap(await store.saved('dashboards'))).toContainEqual(later);
  store.close();
}

/** Makes a database from a fixture as the browser of that time left it. */
function build({ id, version, tables }: Fixture): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`suppilo-w-${id}`, version);
    request.onerror = () => reject(request.error ?? new Error('open'));
    request.onupgradeneeded = () => {
      for (const [name, { keyPath, indexes, records }] of Object.entries(tables)) {
        const store = request.result.createObjectStore(name, { keyPath });
        for (const index of indexes) store.createIndex(index.name, index.keyPath);
        for (const record of records) store.put(revived(record));
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revived);
  if ('$type' in value && '$base64' in value) {
    const bytes = Uint8Array.from(atob(String(value.$base64)), (char) => char.charCodeAt(0));
    return new ARRAYS[value.$type as keyof typeof ARRAYS](bytes.buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item)]));
}
