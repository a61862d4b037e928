import { expect, test } from 'vitest';
import type { SavedDraft, SavedKind } from '../../../src/domain/saved.ts';
import { openCatalogue, openWorkspace, subscribe, type WorkspaceStore } from '../../../src/storage/index.ts';
import { codeOf, dump, freshWorkspace, unwrap } from './support.ts';

/** A draft of each kind with `content` as what is saved. */
const drafts: { readonly [K in SavedKind]: (content: unknown) => SavedDraft<K> } = {
  insights: (question) => ({ id: null, name: 'One', question, rev: null }),
  dashboards: (content) => ({ id: null, name: 'One', content, rev: null }),
  peopleSegments: (filter) => ({ id: null, name: 'One', filter, rev: null }),
};
const kinds = Object.keys(drafts) as SavedKind[];

/** Saves a draft with `more` in place of its head. */
function save<K extends SavedKind>(
  store: WorkspaceStore,
  kind: K,
  content: unknown,
  more: Partial<Pick<SavedDraft<K>, 'id' | 'name' | 'rev'>> = {},
) {
  return store.save(kind, { ...drafts[kind](content), ...more });
}

test.each(kinds)('%s are saved, listed from the oldest on, changed and removed', async (kind) => {
  const store = await freshWorkspace();
  const heard: string[] = [];
  const stop = subscribe(({ workspace, what }) => {
    if (workspace === store.id) heard.push(what);
  });
  expect(unwrap(await store.saved(kind))).toEqual([]);
  const one = unwrap(await save(store, kind, { b: [1, null, 'x'], a: { deep: true } }));
  expect(one).toMatchObject({
    ...drafts[kind]({ a: { deep: true }, b: [1, null, 'x'] }),
    id: one.id,
    rev: 1,
  });
  expect(one.createdAt).toBe(one.updatedAt);
  await new Promise((resolve) => setTimeout(resolve, 2));
  const two = unwrap(await save(store, kind, 2, { name: 'A name before' }));
  expect(unwrap(await store.saved(kind))).toEqual([one, two]);
  for (const other of kinds) if (other !== kind) expect(unwrap(await store.saved(other))).toEqual([]);

  const changed = unwrap(await save(store, kind, 3, { id: one.id, name: 'Uno', rev: 1 }));
  expect(changed).toMatchObject({ id: one.id, name: 'Uno', createdAt: one.createdAt, rev: 2 });
  expect(changed.updatedAt).toBeGreaterThan(one.updatedAt);
  expect(unwrap(await store.saved(kind))).toEqual([changed, two]);

  unwrap(await store.removeSaved(kind, two.id));
  unwrap(await store.removeSaved(kind, two.id));
  expect(unwrap(await store.saved(kind))).toEqual([changed]);
  expect(heard).toEqual([kind, kind, kind, kind, kind]);
  stop();
  store.close();
});

test.each(kinds)('D1 a stale edit of %s is refused and changes nothing', async (kind) => {
  const one = await freshWorkspace();
  const two = unwrap(await openWorkspace(one.id));
  const { id, rev } = unwrap(await save(one, kind, 1));
  const edited = unwrap(await save(two, kind, 2, { id, name: 'Two', rev }));
  expect(await save(one, kind, 3, { id, name: 'Three', rev })).toEqual({
    ok: false,
    error: { code: 'edit-stale', details: { name: 'Two' } },
  });
  expect(unwrap(await one.saved(kind))).toEqual([edited]);
  // Removed in the meantime is stale too; without a revision it is written in any case.
  unwrap(await two.removeSaved(kind, id));
  expect(codeOf(await save(one, kind, 4, { id, rev: edited.rev }))).toBe('edit-stale');
  expect(unwrap(await one.saved(kind))).toEqual([]);
  expect(unwrap(await save(one, kind, 5, { id }))).toMatchObject({ id, rev: 1 });
  one.close();
  two.close();
});

test.each(kinds)('%s that no backup could carry are not saved', async (kind) => {
  const store = await freshWorkspace();
  for (const content of [NaN, { at: new Date(0) }, [undefined], new Map()]) {
    expect(codeOf(await save(store, kind, content))).toBe('internal');
  }
  const stray = { ...drafts[kind](1), colour: 'red' };
  expect(codeOf(await store.save(kind, stray))).toBe('internal');
  expect(unwrap(await store.saved(kind))).toEqual([]);
  store.close();
});

test('dashboards and segments of people go with their workspace', async () => {
  const store = await freshWorkspace();
  for (const kind of kinds) unwrap(await save(store, kind, { kept: kind }));
  expect((await dump(`suppilo-w-${store.id}`)).stores).toMatchObject({
    dashboards: [{ content: { kept: 'dashboards' } }],
    peopleSegments: [{ filter: { kept: 'peopleSegments' } }],
  });
  const catalogue = unwrap(await openCatalogue());
  unwrap(await catalogue.remove(store.id));
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`suppilo-w-${store.id}`);
  for (const kind of kinds) {
    expect(codeOf(await store.saved(kind))).toBe('workspace-missing');
    expect(codeOf(await save(store, kind, 1))).toBe('workspace-missing');
  }
  catalogue.close();
});
