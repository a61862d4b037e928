import { render } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { WorkerClient } from '../../../src/client/worker-client.ts';
import type { SavedKind } from '../../../src/domain/saved.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { SavedList, type SavedContent } from '../../../src/state/saved.svelte.ts';
import { Session } from '../../../src/state/session.svelte.ts';
import { settings, unwrap } from '../storage/support.ts';
import SavedPart from './parts/SavedPart.svelte';

const clients: WorkerClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** The state of a tab of its own, over the app's real worker and storage. */
function openTab(): Session {
  const worker = new URL('../../../src/worker/main.ts', import.meta.url);
  const client = new WorkerClient(() => new Worker(worker, { type: 'module' }));
  clients.push(client);
  return new Session(client);
}

const funnel = defaultFunnel([stepOf('Visit'), stepOf('Buy')]);
const contents: SavedContent = {
  insights: funnel,
  dashboards: { tiles: [{ question: funnel }] },
  peopleSegments: { all: [] },
};
const fields = { insights: 'question', dashboards: 'content', peopleSegments: 'filter' } as const;

const patient = { timeout: 30_000 };

/** Waits until the list on the page of a tab shows `names`; a test that never gets there times out. */
async function shows(page: HTMLElement, names: readonly string[]): Promise<void> {
  const seen = (): string[] => Array.from(page.querySelectorAll('li'), (item) => item.textContent);
  await expect.poll(seen, patient).toEqual(names);
}

test.each(Object.keys(fields) as SavedKind[])(
  '%s saved in one tab are read again in another',
  async (kind) => {
    const [here, there] = [openTab(), openTab()];
    const { id: workspace } = unwrap(await here.create(settings));
    await Promise.all([here.open(workspace), there.open(workspace)]);
    const mine = new SavedList<SavedKind>(here, kind, workspace);
    const theirs = new SavedList<SavedKind>(there, kind, workspace);
    expect(mine.all).toBe(null);
    const page = render(SavedPart, { list: theirs }).container;
    await expect.poll(() => theirs.all, patient).toEqual([]);
    const revision = there.revision;
    const revisions = { ...there.savedRevisions };

    const content = contents[kind];
    const late = unwrap(await mine.save(null, 'Second', content));
    expect(late).toMatchObject({ name: 'Second', [fields[kind]]: content, rev: 1 });
    unwrap(await mine.save(null, 'First', content));
    expect(mine.all?.map(({ name }) => name)).toEqual(['First', 'Second']);
    expect(mine.find(late.id)).toEqual(late);
    expect(mine.find('nothing')).toBe(null);
    expect(mine.find(null)).toBe(null);
    await shows(page, ['First', 'Second']);
    expect(theirs.find(late.id)).toEqual(late);

    unwrap(await theirs.save(late.id, 'Another name', content));
    await shows(page, ['Another name', 'First']);
    // This tab has not read the change of the other one.
    const stale = await mine.save(late.id, 'Third', content);
    expect(stale.ok ? 'ok' : stale.error.code).toBe('edit-stale');
    expect(here.save.state).toBe('failed');
    await mine.load();
    expect(unwrap(await mine.save(late.id, 'Third', content)).rev).toBe(3);
    expect(here.save.state).toBe('saved');

    unwrap(await mine.remove(late.id));
    await shows(page, ['First']);
    // Nothing that answers depend on has changed.
    expect(there.revision).toBe(revision);
    // Nor have the lists of the other kinds, which are not read again.
    expect(there.savedRevisions).toEqual({ ...revisions, [kind]: revisions[kind] + 5 });

    unwrap(await here.remove(workspace));
    await mine.load();
    expect(mine.error?.code).toBe('workspace-missing');
    expect(mine.all?.map(({ name }) => name)).toEqual(['First']);
  },
);
