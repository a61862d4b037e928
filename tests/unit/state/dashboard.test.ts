import { describe, expect, it } from 'vitest';
import { appError } from '../../../src/base/error.ts';
import { err, ok } from '../../../src/base/result.ts';
import { WorkerClient, type WorkerLike } from '../../../src/client/worker-client.ts';
import type { Dashboard, SavedDraft } from '../../../src/domain/saved.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/wire.ts';
import {
  emptyDashboard,
  type DashboardContent,
  type DashboardTile,
} from '../../../src/questions/dashboard.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { How } from '../../../src/state/analysis.svelte.ts';
import type { DashboardAddress } from '../../../src/state/dashboard-address.ts';
import { Dashboards } from '../../../src/state/dashboard.svelte.ts';
import { SavedList } from '../../../src/state/saved.svelte.ts';
import { Session } from '../../../src/state/session.svelte.ts';

const tile = (id: string, x = 0): DashboardTile => ({
  id,
  of: { by: 'insight', insight: id },
  x,
  y: 0,
  w: 3,
  h: 3,
});
const content = (...ids: string[]): DashboardContent => ({
  ...emptyDashboard,
  tiles: ids.map((id, index) => tile(id, index * 3)),
});
const nowhere: DashboardAddress = { board: null, scope: null, cross: null };
const may = { range: { from: '2026-05-01', to: '2026-05-31' }, people: everything };
const settle = async (): Promise<void> => {
  for (let i = 0; i < 6; i++) await new Promise((resolve) => setTimeout(resolve));
};

/** Dashboards over a worker that stores them as the app's does: refusing stale edits. */
async function setUp(stored: readonly Dashboard[] = [], last: string | null = null, unread = false) {
  let failing = unread;
  let receive: (message: FromWorker) => void = () => undefined;
  const rows = new Map(stored.map((row) => [row.id, row]));
  const saves: { id: string | null; name: string; content: unknown }[] = [];
  const answer = ({ method, params }: Extract<ToWorker, { kind: 'request' }>): unknown => {
    if (method === 'dashboards.list')
      return failing ? { code: 'worker-crashed', details: { message: '' } } : [...rows.values()];
    if (method === 'dashboards.remove') {
      rows.delete((params as { id: string }).id);
      return null;
    }
    const { id, name, rev, content: given } = (params as { dashboard: SavedDraft<'dashboards'> }).dashboard;
    saves.push({ id, name, content: given });
    const old = id === null ? undefined : rows.get(id);
    if (old !== undefined && rev !== null && rev !== old.rev)
      return { code: 'edit-stale', details: { name } };
    const row: Dashboard = {
      id: id ?? `new${rows.size}`,
      name,
      content: given,
      rev: old === undefined ? 1 : old.rev + 1,
      createdAt: 0,
      updatedAt: 0,
    };
    rows.set(row.id, row);
    return row;
  };
  const worker: WorkerLike = {
    postMessage(message: ToWorker) {
      if (message.kind !== 'request') return;
      setTimeout(() => {
        const value = answer(structuredClone(message));
        const failed = typeof value === 'object' && value !== null && 'code' in value;
        receive(
          (failed
            ? { kind: 'failure', id: message.id, error: value }
            : { kind: 'reply', id: message.id, value }) as FromWorker,
        );
      });
    },
    terminate: () => undefined,
    addEventListener: ((type: string, listener: (event: unknown) => void) => {
      if (type === 'message') receive = (data) => listener({ data });
    }) as WorkerLike['addEventListener'],
  };
  const list = new SavedList(new Session(new WorkerClient(() => worker)), 'dashboards', 'w');
  const history: { address: DashboardAddress; how: How }[] = [];
  const errors: string[] = [];
  let proposals = 0;
  const broken = { is: false };
  const boards = new Dashboards(
    list,
    {
      propose: () =>
        Promise.resolve(
          broken.is
            ? err(appError('worker-crashed'))
            : ok({ name: `Proposed ${(proposals += 1)}`, content: content('p') }),
        ),
      go: (address, how) => history.push({ address, how }),
      fail: ({ code }) => errors.push(code),
    },
    last,
  );
  await list.load();
  const mend = (): void => void (failing = false);
  return { boards, list, rows, saves, history, errors, mend, broken };
}

const saved = (id: string, ...ids: string[]): Dashboard => ({
  id,
  name: `Board ${id}`,
  content: content(...ids),
  createdAt: 0,
  updatedAt: 0,
  rev: 1,
});
const idsOf = (boards: Dashboards): readonly string[] | undefined =>
  boards.content?.tiles.map(({ id }) => id);

describe('the dashboards of a workspace', () => {
  it('that can’t be read leave it to the address what is asked, and keep it there for when they can', async () => {
    const { boards, list, history, mend } = await setUp([saved('a'), saved('b', 'x')], null, true);
    expect(list.error?.code).toBe('worker-crashed');
    boards.follow({ ...nowhere, board: 'b', scope: may });
    expect([boards.known, boards.scope, boards.content]).toEqual([true, may, null]);
    const june = { ...may, range: { from: '2026-06-01', to: '2026-06-30' } };
    boards.ask(june);
    expect(history.at(-1)).toEqual({ address: { board: 'b', scope: june, cross: null }, how: 'push' });
    mend();
    await list.load();
    boards.follow(history.at(-1)!.address);
    expect([boards.id, boards.scope, idsOf(boards)]).toEqual(['b', june, ['x']]);
  });

  it('begin with one that the data propose, which is stored once it is changed', async () => {
    const { boards, saves, rows, history } = await setUp();
    boards.follow(nowhere);
    await settle();
    expect([boards.id, boards.name, idsOf(boards)]).toEqual([null, 'Proposed 1', ['p']]);
    expect(saves).toEqual([]);
    boards.place([tile('p', 6)]);
    boards.add({ ...tile('x'), of: { by: 'insight', insight: 'i' } });
    await settle();
    expect(rows.size).toBe(1);
    expect(boards.id).toBe([...rows.keys()][0]);
    expect([...rows.values()][0]!.content).toEqual(boards.content);
    expect(history.at(-1)).toEqual({ address: { ...nowhere, board: boards.id }, how: 'replace' });
  });

  it('say why none could be proposed, and ask again on demand', async () => {
    const { boards, broken } = await setUp();
    broken.is = true;
    boards.follow(nowhere);
    await settle();
    expect([boards.error?.code, boards.content]).toEqual(['worker-crashed', null]);
    broken.is = false;
    boards.retry();
    await settle();
    expect([boards.error, idsOf(boards)]).toEqual([null, ['p']]);
  });

  it('open as the address says, else with the one last open, else with the first', async () => {
    const two = [saved('a', 't'), saved('b', 'u', 'v')];
    const first = await setUp(two);
    first.boards.follow(nowhere);
    expect(idsOf(first.boards)).toEqual(['t']);
    first.boards.follow({ ...nowhere, board: 'b' });
    expect(idsOf(first.boards)).toEqual(['u', 'v']);
    const back = await setUp(two, 'b');
    back.boards.follow(nowhere);
    expect(back.boards.name).toBe('Board b');
    back.boards.follow({ ...nowhere, board: 'gone' });
    expect(back.boards.name).toBe('Board a');
  });

  it('store changes in their order, the last one last, however fast they come', async () => {
    const { boards, rows, saves, errors } = await setUp([saved('a', 't')]);
    boards.follow(nowhere);
    for (let x = 1; x <= 5; x++) {
      boards.place([tile('t', x)]);
      // The list is read again after every write, and must not bring back what was before.
      boards.follow(nowhere);
    }
    expect(boards.content?.tiles[0]?.x).toBe(5);
    await settle();
    boards.follow(nowhere);
    expect(boards.content?.tiles[0]?.x).toBe(5);
    expect((rows.get('a')!.content as DashboardContent).tiles[0]?.x).toBe(5);
    expect(saves.length).toBeLessThan(5);
    expect(errors).toEqual([]);
  });

  it('say when another tab was first, and then show what it made of it', async () => {
    const { boards, rows, errors, list } = await setUp([saved('a', 't')]);
    boards.follow(nowhere);
    rows.set('a', { ...rows.get('a')!, rev: 7, content: content('t', 'theirs') });
    boards.place([tile('t', 5)]);
    await settle();
    expect(errors).toEqual(['edit-stale']);
    expect(list.find('a')?.rev).toBe(7);
    boards.follow(nowhere);
    expect(idsOf(boards)).toEqual(['t', 'theirs']);
  });

  it('say that several changes at once were not kept, and show what is stored', async () => {
    const { boards, rows, errors } = await setUp([saved('a', 't')]);
    boards.follow(nowhere);
    rows.set('a', { ...rows.get('a')!, rev: 7, content: content('t', 'theirs') });
    boards.place([tile('t', 5)]);
    boards.place([tile('t', 6)]);
    await settle();
    boards.follow(nowhere);
    expect(errors).toEqual(['edit-stale']);
    expect(idsOf(boards)).toEqual(['t', 'theirs']);
  });

  it('are deleted, and come back when that is taken back', async () => {
    const { boards, rows } = await setUp([saved('a', 't'), saved('b', 'u')]);
    boards.follow({ ...nowhere, board: 'b' });
    const undo = await boards.remove();
    expect([boards.name, rows.has('b')]).toEqual(['Board a', false]);
    expect(await undo!()).toBe(true);
    expect([boards.name, idsOf(boards)]).toEqual(['Board b', ['u']]);
  });

  it('say why one can’t be read, and leave it as it is stored', async () => {
    const { boards, saves } = await setUp([{ ...saved('a'), content: { tiles: 'many' } }]);
    boards.follow(nowhere);
    expect(boards.error?.code).toBe('question-invalid');
    expect(idsOf(boards)).toEqual([]);
    boards.add(tile('t'));
    expect(await boards.rename('Mine')).toBe(false);
    await settle();
    expect(saves).toEqual([]);
  });
});

describe('what the tiles are asked about', () => {
  it('is what the dashboard keeps, unless the address says otherwise', async () => {
    const kept = { ...saved('a', 't'), content: { ...content('t'), scope: may } };
    const { boards, history } = await setUp([kept]);
    boards.follow(nowhere);
    expect([boards.scope, boards.scoped]).toEqual([may, false]);
    const all = { range: { from: null, to: null }, people: everything };
    boards.ask(all);
    expect(history.at(-1)).toEqual({ address: { ...nowhere, board: 'a', scope: all }, how: 'push' });
    boards.follow(history.at(-1)!.address);
    expect([boards.scope, boards.scoped]).toEqual([all, true]);
    boards.keepScope();
    expect(boards.scoped).toBe(false);
    expect(boards.content?.scope).toEqual(all);
    expect(history.at(-1)).toEqual({ address: { ...nowhere, board: 'a' }, how: 'replace' });
  });

  it('is one step of the history after an edit in steps, or none when that is reverted', async () => {
    const { boards, history } = await setUp([saved('a', 't')]);
    boards.follow(nowhere);
    boards.begin();
    boards.ask({ ...may, range: { from: null, to: null } });
    boards.ask(may);
    boards.commit();
    expect(history.filter(({ how }) => how === 'push').map(({ address }) => address.scope)).toEqual([may]);
    boards.begin();
    boards.ask({ ...may, range: null });
    boards.revert();
    boards.commit();
    expect(boards.scope).toEqual(may);
    expect(history.filter(({ how }) => how === 'push')).toHaveLength(1);
  });

  it('is narrowed to a mark of a tile, and widened by the same mark or when the tile goes', async () => {
    const { boards, history } = await setUp([saved('a', 't', 'u')]);
    boards.follow(nowhere);
    const cross = { tile: 't', by: 'period', from: '2026-05-01', to: '2026-05-31' } as const;
    boards.narrow(cross);
    expect(history.at(-1)).toEqual({ address: { ...nowhere, board: 'a', cross }, how: 'push' });
    boards.follow(history.at(-1)!.address);
    expect(boards.cross).toEqual(cross);
    boards.narrow({ ...cross });
    expect(boards.cross).toBeNull();
    boards.follow({ ...nowhere, cross: { ...cross, tile: 'nobody' } });
    expect(boards.cross).toBeNull();
  });
});
