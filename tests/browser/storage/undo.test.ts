import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppFailure } from '../../../src/base/error.ts';
import type { WorkspaceStore } from '../../../src/storage/index.ts';
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

const row = fc.record<Row, 'person' | 'event' | 'time'>(
  {
    person: fc.constantFrom('ann', 'bob', 'cid', 'dee', 'eve'),
    event: fc.constantFrom('Visit', 'Buy', 'Lost'),
    time: fc.integer({ min: 0, max: 1_000_000 }),
    dayOnly: fc.boolean(),
    channel: fc.constantFrom('ads', 'mail', 'organic'),
    value: fc.integer({ min: 1, max: 9 }),
    email: fc.constantFrom('ann@example.org', 'bob@example.org', 'cid@example.org'),
    plan: fc.constantFrom('free', 'pro'),
  },
  { requiredKeys: ['person', 'event', 'time'] },
);

/** Imports, and undos of one of the runs that are live by then. */
const history = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ import: fc.array(row, { minLength: 1, maxLength: 6 }) }) },
    { weight: 2, arbitrary: fc.record({ undo: fc.nat(20) }) },
  ),
  { minLength: 2, maxLength: 9 },
);

test('undoing runs in any order leaves what would be there had they never been imported', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const store = await freshWorkspace();
      let live: { run: string; rows: readonly Row[]; sha: string }[] = [];
      let imports = 0;
      for (const step of steps) {
        if ('import' in step) {
          const sha = `sha${imports++}`;
          live.push({ run: await importRows(store, step.import, sha), rows: step.import, sha });
        } else if (live.length > 0) {
          const gone = live[step.undo % live.length]!;
          unwrap(await store.undoRun(gone.run));
          live = live.filter((kept) => kept !== gone);
        }
      }
      const clean = await freshWorkspace();
      for (const { rows, sha } of live) await importRows(clean, rows, sha);
      const { known: _, ...got } = await visible(store);
      const { known: __, ...wanted } = await visible(clean);
      expect(got).toEqual(wanted);
      const people = unwrap(await clean.health()).people;
      expect(unwrap(await store.health())).toMatchObject({ people, runs: live.length });
      // A cell that a later row of the same import overwrote stays in that run's dictionary, used by nobody.
      const mayStay = new Set(await storedTexts(clean));
      expect((await storedTexts(store)).filter((text) => !mayStay.has(text))).toEqual([]);
      store.close();
      clean.close();
    }),
    { numRuns: 20, seed: 20_261_122 },
  );
}, 120_000);

/** Every text in the database's dictionaries, visible or not: nothing of an undone run may stay on the disk. */
async function storedTexts(store: WorkspaceStore): Promise<string[]> {
  const { stores } = await dump(`suppilo-w-${store.id}`);
  const blocks = stores['dictionaries'] as { dictionary: string; offsets: Uint32Array; bytes: Uint8Array }[];
  return blocks
    .flatMap(({ dictionary, offsets, bytes }) =>
      Array.from(
        offsets.subarray(1),
        (end, i) => `${dictionary} ${new TextDecoder().decode(bytes.slice(offsets[i], end))}`,
      ),
    )
    .filter((text) => !text.endsWith(' '))
    .sort();
}

const visit = (person: string): Row => ({ person, event: 'Visit', time: 1 });

test('a blanked key never matches again: the same person imported later gets a code of their own', async () => {
  const store = await freshWorkspace();
  const first = await importRows(store, [visit('ann'), visit('bob')]);
  await importRows(store, [visit('bob'), visit('cid')]);
  unwrap(await store.undoRun(first));
  await importRows(store, [visit('ann')]);
  const parts = unwrap(await store.eventParts());
  // 0 was ann's: emptied. bob keeps 1 because the second run counts on it, cid 2, and ann comes back as 3.
  expect(parts.map(({ person }) => [...person])).toEqual([[1, 2], [3]]);
  expect(unwrap(await store.health()).people).toBe(3);

  const intoBlank = batchOf([visit('ann')]);
  const outcome = unwrap(
    await store.exclusively((writer) => writer.stageRun(draft(), { ...intoBlank, added: [] }, null)),
  );
  expect(outcome.ok ? '' : outcome.error.details['message']).toContain('code 0 of person stands for nothing');
  const empty = { count: 1, offsets: new Uint32Array(2), bytes: new Uint8Array(0) };
  const emptyKey = { ...batchOf([]), added: [{ dictionary: 'person', from: 4, block: empty }] };
  const refused = unwrap(await store.exclusively((writer) => writer.stageRun(draft(), emptyKey, null)));
  expect(refused.ok ? '' : refused.error.details['message']).toContain('empty entry');
  store.close();
});

test('undoing what is not there, twice, or under a running import is refused', async () => {
  const store = await freshWorkspace();
  const run = await importRows(store, [visit('ann')]);
  expect(codeOf(await store.undoRun('nothing'))).toBe('run-missing');
  const locked = unwrap(await store.exclusively(() => store.undoRun(run)));
  expect(codeOf(locked)).toBe('import-locked');
  unwrap(await store.undoRun(run));
  expect(codeOf(await store.undoRun(run))).toBe('run-missing');
  const { stores } = await dump(`suppilo-w-${store.id}`);
  for (const table of ['runs', 'segments', 'dictionaries']) expect(stores[table]).toEqual([]);
  store.close();
});

test('an undo that was cut off after its first step is invisible at once and finished later', async () => {
  const store = await freshWorkspace();
  const run = await importRows(store, [visit('ann')]);
  await importRows(store, [visit('bob')]);
  const control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
  const seen = unwrap(
    await store.exclusively(async (writer) => {
      expect(codeOf(await writer.undoRun(run, control))).toBe('ok');
      return (await visible(store)).runs;
    }),
  );
  expect(seen.map(({ people }) => people)).toEqual([[{ person: 'bob' }]]);
  // Giving the lock back finished it.
  expect(await storedTexts(store)).toEqual(['event Visit', 'person bob']);
  store.close();
});
