import { expect, test } from 'vitest';
import { AppFailure } from '../../../src/base/error.ts';
import { decodeTexts } from '../../../src/domain/text-index.ts';
import { openWorkspace, type WorkspaceStore } from '../../../src/storage/index.ts';
import {
  batchOf,
  codeOf,
  draft,
  dump,
  freshWorkspace,
  importRows,
  stage,
  unwrap,
  visible,
  type Row,
} from './support.ts';

const visit = (person: string, time: number, more: Partial<Row> = {}): Row => ({
  person,
  event: 'Visit',
  time,
  ...more,
});

test('a run is read back as it was written, in the order of its people and times', async () => {
  const store = await freshWorkspace();
  await importRows(store, [
    visit('b', 2000, { channel: 'mail', value: 3.5, email: 'b@example.org' }),
    visit('a', 1000, { channel: 'ads', dayOnly: true }),
    { person: 'b', event: 'Buy', time: 1500, value: 9, plan: 'pro' },
  ]);
  const [a, b] = ['a', 'b'].map((person) => ({ person, email: null, plan: null }));
  expect(await visible(store)).toEqual({
    runs: [
      {
        sha256: 'aa',
        events: [
          { person: 'a', event: 'Visit', time: 1000, day: 1, channel: 'ads', value: null },
          { person: 'b', event: 'Buy', time: 1500, day: 0, channel: null, value: 9 },
          { person: 'b', event: 'Visit', time: 2000, day: 0, channel: 'mail', value: 3.5 },
        ],
        people: [a, { ...b, email: 'b@example.org', plan: 'pro' }],
      },
    ],
    columns: {
      events: [
        { name: 'channel', kind: 'text' },
        { name: 'value', kind: 'number' },
      ],
      people: [
        { name: 'email', kind: 'text' },
        { name: 'plan', kind: 'text' },
      ],
    },
    known: {
      person: ['a', 'b'],
      event: ['Buy', 'Visit'],
      'e:channel': ['ads', 'mail'],
      'p:email': ['b@example.org'],
      'p:plan': ['pro'],
    },
  });
  const [run] = unwrap(await store.runs());
  expect(Array.from(unwrap(await store.lines(run!.id, 'events')))).toEqual([4, 2, 3]);
  expect(Array.from(unwrap(await store.lines(run!.id, 'people')))).toEqual([4, 3]);
  expect(unwrap(await store.health())).toMatchObject({ events: 3, people: 2, runs: 1, lastBackupAt: null });
  store.close();
});

test('columns that span several segments join without a seam', async () => {
  const store = await freshWorkspace();
  const rows = Array.from({ length: 140_000 }, (_, i) => visit(`p${i % 70_001}`, i, { value: i }));
  await importRows(store, rows);
  const [part] = unwrap(await store.eventParts());
  expect(part!.count).toBe(140_000);
  const [column] = unwrap(await store.eventColumn('value'));
  const values = column!.data?.kind === 'number' ? column!.data.values : [];
  expect(values.length).toBe(140_000);
  expect([...values].filter((value, i) => value !== part!.time[i])).toEqual([]);
  expect([...values].reduce((a, b) => a + b, 0)).toBe((140_000 * 139_999) / 2);
  const people = unwrap(await store.dictionary('person')).flatMap((block) => decodeTexts(block));
  expect(people.length).toBe(70_001);
  expect(people[69_999]).toBe('p69999');
  store.close();
});

test('a later run builds on the dictionaries of an earlier one and keeps its own order', async () => {
  const store = await freshWorkspace();
  await importRows(store, [visit('a', 1, { plan: 'free' })], '01');
  await importRows(store, [visit('c', 3), visit('a', 2, { plan: 'pro' })], '02');
  expect(unwrap(await store.runs()).map(({ seq, status, files }) => [seq, status, files[0]?.sha256])).toEqual(
    [
      [1, 'live', '01'],
      [2, 'live', '02'],
    ],
  );
  const parts = unwrap(await store.eventParts());
  expect(parts.map(({ person }) => [...person])).toEqual([[0], [0, 1]]);
  expect(unwrap(await store.runsOfFile('02')).map(({ seq }) => seq)).toEqual([2]);
  expect(unwrap(await store.runsOfFile('03'))).toEqual([]);
  store.close();
});

test('a staged run is invisible, and gone once the lock is given back without going live', async () => {
  const store = await freshWorkspace();
  await importRows(store, [visit('a', 1)], '01');
  const before = await visible(store);
  const inside = unwrap(
    await store.exclusively(async (writer) => {
      await stage(writer, [visit('secret', 1, { email: 's@example.org' })], '02');
      return visible(store);
    }),
  );
  expect(inside).toEqual(before);
  expect(await visible(store)).toEqual(before);
  const { stores } = await dump(`suppilo-w-${store.id}`);
  expect(stores['runs']).toHaveLength(1);
  expect(stores['dictionaries']).toHaveLength(2);
  expect(JSON.stringify(stores['segments'])).not.toContain('p:email');
  store.close();
});

test('a failing rejects stream leaves nothing', async () => {
  const store = await freshWorkspace();
  const outcome = unwrap(
    await store.exclusively(async (writer) => writer.stageRun(draft(), batchOf([visit('a', 1)]), failing())),
  );
  expect(outcome).toMatchObject({ ok: false, error: { code: 'internal' } });
  const { stores } = await dump(`suppilo-w-${store.id}`);
  for (const table of ['runs', 'segments', 'dictionaries', 'rejects']) expect(stores[table]).toEqual([]);
  store.close();
});

function* failing(): Generator<string> {
  yield '_line,_reason\n';
  throw new Error('the disk went away');
}

test('rejected rows are kept as written, whatever their chunks', async () => {
  const store = await freshWorkspace();
  const chunks = ['_line;näme\n', ...Array.from({ length: 3000 }, (_, i) => `${i};${'x'.repeat(300)}\n`)];
  const run = unwrap(
    await store.exclusively(async (writer) => {
      const id = unwrap(await writer.stageRun(draft(), batchOf([visit('a', 1)]), chunks));
      unwrap(await writer.goLive(id));
      return id;
    }),
  );
  const stored = unwrap(await store.rejects(run));
  expect(stored.length).toBeGreaterThan(1);
  expect(stored.join('')).toBe(chunks.join(''));
  expect(codeOf(await store.rejects('nothing'))).toBe('run-missing');
  unwrap(await store.undoRun(run));
  expect((await dump(`suppilo-w-${store.id}`)).stores['rejects']).toEqual([]);
  store.close();
});

test('codes that stand for nothing and stale dictionaries are refused', async () => {
  const store = await freshWorkspace();
  const stale = batchOf([visit('x', 1)]);
  await importRows(store, [visit('a', 1)]);
  const outcome = unwrap(await store.exclusively((writer) => writer.stageRun(draft(), stale, null)));
  expect(outcome).toMatchObject({ ok: false, error: { code: 'internal' } });

  const batch = batchOf([visit('a', 1)], new Map());
  const beyond = { ...batch, added: [], events: { ...batch.events, person: Uint32Array.of(7) } };
  const refused = unwrap(await store.exclusively((writer) => writer.stageRun(draft(), beyond, null)));
  expect(refused.ok ? '' : refused.error.details['message']).toContain('code 7 of person');
  store.close();
});

test('only one import at a time: a second one is told so, over stores and over contexts', async () => {
  const first = await freshWorkspace();
  const second: WorkspaceStore = unwrap(await openWorkspace(first.id));
  const inner = unwrap(await first.exclusively(() => second.exclusively(() => Promise.resolve(1))));
  expect(codeOf(inner)).toBe('import-locked');
  expect(codeOf(await second.exclusively(() => Promise.resolve(1)))).toBe('ok');
  first.close();
  second.close();
});

test('a writer is useless once its lock is given back', async () => {
  const store = await freshWorkspace();
  const writer = unwrap(await store.exclusively((given) => Promise.resolve(given)));
  expect(() => writer.goLive('x')).toThrow('lock');
  store.close();
});

test('a cancelled import leaves nothing and says that it was cancelled', async () => {
  const store = await freshWorkspace();
  const control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
  const outcome = unwrap(
    await store.exclusively((writer) => writer.stageRun(draft(), batchOf([visit('a', 1)]), null, control)),
  );
  expect(codeOf(outcome)).toBe('cancelled');
  expect((await dump(`suppilo-w-${store.id}`)).stores['runs']).toEqual([]);
  store.close();
});
