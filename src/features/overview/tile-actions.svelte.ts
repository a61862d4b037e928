import { t } from '../../i18n/i18n.svelte.ts';
import type { DashboardTile } from '../../questions/dashboard.ts';
import type { Question } from '../../questions/question.ts';
import type { Dashboards, OpenBoard } from '../../state/dashboard.svelte.ts';
import type { SavedList } from '../../state/saved.svelte.ts';
import type { Session } from '../../state/session.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import { inOrder, pack, placeFor, sameCells } from '../../ui/grid/pack.ts';
import type { MenuItem } from '../../ui/types.ts';
import { gridRules, proposeTiles } from './propose.ts';
import type { Resolved } from './resolve.ts';

/** A change of tiles that can be taken back. */
interface Done {
  readonly board: OpenBoard | null;
  /** The tile that was moved, step by step; null: it was removed. */
  readonly moved: string | null;
  readonly before: readonly DashboardTile[];
  after: readonly DashboardTile[];
  readonly toast: number;
}

/** Moves the focus to a tile; null: to what is there without tiles. */
type Focus = (id: string | null, when: 'always' | 'if lost') => void;

/** What is done to tiles by their menus and in their grid, and how it is taken back. */
export class TileActions {
  /** The tile whose name is being changed. */
  renaming = $state.raw<{ readonly id: string; readonly name: string } | null>(null);

  /** What the data propose is being asked for. */
  filling = $state(false);

  readonly #boards: Dashboards;
  readonly #insights: SavedList<'insights'>;
  readonly #toasts: Toasts;
  readonly #focus: Focus;

  readonly #readOnly: () => boolean;

  /** What was done to tiles last and can be taken back. */
  #last: Done | null = null;
  /** The notices that offered to take something back. */
  #offered: readonly number[] = [];
  #left = false;

  /** `focus` is told the tile that takes the focus from what is gone; null: none is left. */
  constructor(
    boards: Dashboards,
    insights: SavedList<'insights'>,
    toasts: Toasts,
    focus: Focus,
    readOnly: () => boolean,
  ) {
    this.#boards = boards;
    this.#insights = insights;
    this.#toasts = toasts;
    this.#focus = focus;
    this.#readOnly = readOnly;
  }

  /** Withdraws what it offers to take back. To be called when the page is left: its dashboards follow what is stored no more. */
  leave(): void {
    this.#left = true;
    for (const id of this.#offered) this.#toasts.withdraw(id);
  }

  /** Returns what can be done with a tile besides opening and moving it. */
  of(tile: DashboardTile, { name, insight, question }: Resolved): readonly MenuItem[] {
    const own = insight === null;
    return [
      ...(own
        ? [{ label: t('overview.tile.rename'), run: () => void (this.renaming = { id: tile.id, name }) }]
        : []),
      ...(own && question !== null
        ? [{ label: t('overview.tile.save'), run: () => void this.#saveQuestion(tile) }]
        : []),
      { label: t('overview.tile.duplicate'), run: () => this.#duplicate(tile) },
      { label: t('overview.tile.remove'), danger: true, apart: true, run: () => this.remove(tile, name) },
    ];
  }

  /** Renames the tile that is being renamed. */
  rename(name: string): Promise<boolean> {
    const { renaming } = this;
    this.#edit(renaming?.id ?? '', (tile) =>
      tile.of.by === 'question' ? { ...tile, of: { ...tile.of, name } } : tile,
    );
    return Promise.resolve(true);
  }

  /** Adds what the data propose, behind the tiles that are there by then. */
  async fill(session: Session, workspace: string): Promise<void> {
    const { board } = this.#boards;
    if (this.filling) return;
    this.filling = true;
    const proposed = await proposeTiles(session, workspace, new AbortController().signal);
    this.filling = false;
    if (!proposed.ok) {
      this.#toasts.fail(proposed.error);
      return;
    }
    // Another is open by now, or none.
    if (this.#left || board?.id !== this.#boards.id) return;
    const before = this.#tiles;
    const bottom = Math.max(0, ...before.map(({ y, h }) => y + h));
    const more = proposed.value.map((tile) => ({ ...tile, y: tile.y + bottom }));
    const after = pack([...before, ...more], gridRules);
    const text = t('overview.filled', { count: more.length });
    this.#did(this.#boards.place(after), null, before, after, text, () => {
      const ids = new Set(more.map(({ id }) => id));
      return this.#tiles.filter(({ id }) => !ids.has(id));
    });
  }

  /** Saves a tile's own question under the tile's name; the tile follows it from then on. */
  async #saveQuestion(tile: DashboardTile): Promise<void> {
    if (tile.of.by !== 'question') return;
    const { name, question } = tile.of;
    // It was checked when it was resolved.
    const result = await this.#insights.save(null, name, question as Question);
    if (!result.ok) {
      this.#toasts.fail(result.error);
      return;
    }
    this.#edit(tile.id, (old) => ({ ...old, of: { by: 'insight', insight: result.value.id } }));
    this.#toasts.show(t('overview.tile.saved', { name }));
  }

  #duplicate(tile: DashboardTile): void {
    this.#boards.add({ ...placeFor(this.#tiles, tile, gridRules), of: tile.of });
  }

  /** Takes over the layout after a tile was moved or resized. Steps of one tile are taken back as one. */
  arrange(tiles: readonly DashboardTile[], id: string, name: string): void {
    const last = this.#last;
    const goesOn = last?.moved === id && this.#stands(last);
    const before = goesOn ? last.before : this.#tiles;
    const board = this.#boards.place(tiles);
    if (goesOn) last.after = tiles;
    else {
      const [old, next] = [before, tiles].map((all) => all.find((tile) => tile.id === id));
      const sized = old?.w !== next?.w || old?.h !== next?.h;
      this.#did(board, id, before, tiles, t(`overview.tile.${sized ? 'resized' : 'moved'}`, { name }));
    }
    // It was put back by its own steps.
    if (goesOn && sameCells(before, tiles)) {
      this.#toasts.withdraw(last.toast);
      this.#last = null;
    }
  }

  /** Takes a tile away and offers to take that back. */
  remove(tile: DashboardTile, name: string): void {
    const before = this.#tiles;
    const after = pack(
      before.filter(({ id }) => id !== tile.id),
      gridRules,
    );
    const order = inOrder(before);
    const at = order.findIndex(({ id }) => id === tile.id);
    this.#did(
      this.#boards.place(after),
      null,
      before,
      after,
      t('overview.tile.removed', { name: name === '' ? t('overview.tile.gone.name') : name }),
      () => [tile, ...this.#tiles],
    );
    this.#focus((order[at + 1] ?? order[at - 1])?.id ?? null, 'always');
  }

  /** Remembers a change and offers to take it back. `otherwise`: the tiles then, where something else was changed since. */
  #did(
    board: OpenBoard | null,
    moved: string | null,
    before: readonly DashboardTile[],
    after: readonly DashboardTile[],
    text: string,
    otherwise: (() => readonly DashboardTile[]) | null = null,
  ): void {
    // A move is taken back from where it left everything: an older one not before the newer.
    if (this.#last !== null && this.#last.moved !== null) this.#toasts.dismiss(this.#last.toast);
    const undo = (): false | Promise<boolean> => {
      if (this.#readOnly() || board?.id !== this.#boards.id) return false;
      if (this.#stands(done)) {
        // Tiles may have another name by now.
        const now = new Map(this.#tiles.map(({ id, of }) => [id, of]));
        this.#boards.place(before.map((tile) => ({ ...tile, of: now.get(tile.id) ?? tile.of })));
      } else if (otherwise !== null) this.#boards.place(pack(otherwise(), gridRules));
      else return false;
      if (this.#last === done) this.#last = null;
      const back = moved ?? before.find(({ id }) => !after.some((tile) => tile.id === id))?.id;
      // A key leaves the focus where it is.
      if (back !== undefined) this.#focus(back, 'if lost');
      return this.#boards.stored;
    };
    const done: Done = { board, moved, before, after, toast: this.#toasts.show(text, { undo }) };
    this.#last = done;
    this.#offered = [...this.#offered, done.toast];
  }

  /** Whether everything is where a change left it. */
  #stands({ board, after }: Done): boolean {
    return board?.id === this.#boards.id && sameCells(this.#tiles, after);
  }

  get #tiles(): readonly DashboardTile[] {
    return this.#boards.content?.tiles ?? [];
  }

  #edit(id: string, edit: (tile: DashboardTile) => DashboardTile): void {
    this.#boards.place(this.#tiles.map((tile) => (tile.id === id ? edit(tile) : tile)));
  }
}
