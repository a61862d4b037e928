import { t } from '../../i18n/i18n.svelte.ts';
import type { DashboardTile } from '../../questions/dashboard.ts';
import type { Question } from '../../questions/question.ts';
import type { Dashboards } from '../../state/dashboard.svelte.ts';
import type { SavedList } from '../../state/saved.svelte.ts';
import type { Session } from '../../state/session.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import { pack, placeFor, sameCells } from '../../ui/grid/pack.ts';
import type { MenuItem } from '../../ui/types.ts';
import { gridRules, proposeDashboard } from './propose.ts';
import type { Resolved } from './resolve.ts';

/** What the menus of tiles do. */
export class TileActions {
  /** The tile whose name is being changed. */
  renaming = $state.raw<{ readonly id: string; readonly name: string } | null>(null);

  readonly #boards: Dashboards;
  readonly #insights: SavedList<'insights'>;
  readonly #toasts: Toasts;

  constructor(boards: Dashboards, insights: SavedList<'insights'>, toasts: Toasts) {
    this.#boards = boards;
    this.#insights = insights;
    this.#toasts = toasts;
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
      { label: t('overview.tile.remove'), danger: true, apart: true, run: () => this.#remove(tile, name) },
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

  /** Fills an empty dashboard with what the data propose. */
  async fill(session: Session, workspace: string): Promise<void> {
    const { id } = this.#boards;
    const { tiles } = await proposeDashboard(session, workspace, new AbortController().signal);
    if (this.#boards.id === id) this.#boards.place(tiles);
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

  #remove(tile: DashboardTile, name: string): void {
    const before = this.#tiles;
    const after = pack(
      before.filter(({ id }) => id !== tile.id),
      gridRules,
    );
    const board = this.#boards.id;
    this.#boards.place(after);
    this.#toasts.show(
      t('overview.tile.removed', { name: name === '' ? t('overview.tile.gone.name') : name }),
      {
        undo: () => {
          if (board !== null && this.#boards.id !== board) return;
          // Where nothing else was moved meanwhile, everything goes back to where it was.
          this.#boards.place(
            sameCells(this.#tiles, after) ? before : pack([tile, ...this.#tiles], gridRules),
          );
        },
      },
    );
  }

  get #tiles(): readonly DashboardTile[] {
    return this.#boards.content?.tiles ?? [];
  }

  #edit(id: string, edit: (tile: DashboardTile) => DashboardTile): void {
    this.#boards.place(this.#tiles.map((tile) => (tile.id === id ? edit(tile) : tile)));
  }
}
