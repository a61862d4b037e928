import { newId } from '../base/id.ts';
import type { AppError } from '../base/error.ts';
import type { Result } from '../base/result.ts';
import { latest } from '../client/latest.ts';
import type { Dashboard } from '../domain/saved.ts';
import {
  emptyDashboard,
  ownScope,
  readDashboard,
  sameScope,
  type CrossFilter,
  type DashboardContent,
  type DashboardScope,
  type DashboardTile,
} from '../questions/dashboard.ts';
import type { How } from './analysis.svelte.ts';
import type { DashboardAddress } from './dashboard-address.ts';
import type { SavedList } from './saved.svelte.ts';

/** A dashboard as it is on screen: changed here first, then stored. */
interface Draft {
  /** null until it is first stored. */
  id: string | null;
  name: string;
  content: DashboardContent;
  /** Changed since it was stored. */
  dirty: boolean;
  /** Whether the last attempt to store it went well; changes stored as one share its end. */
  stored: boolean;
}

/** A dashboard that was changed. */
export interface OpenBoard {
  /** null until it is first stored. */
  readonly id: string | null;
}

/** What the dashboards of a workspace need from their page. */
interface DashboardControls {
  /** The dashboard that the data propose, for a workspace that has none; its name too. */
  readonly propose: (signal: AbortSignal) => Promise<Result<Pick<Draft, 'name' | 'content'>>>;
  readonly go: (address: DashboardAddress, how: How) => void;
  /** A change could not be stored. */
  readonly fail: (error: AppError) => void;
}

/**
 * The dashboards of one workspace and the one that is open. The only writer of it: every change is on screen at once and
 * stored in the order made. The address says which one is open, what its tiles are asked about, and the mark they are
 * narrowed to.
 */
export class Dashboards {
  /** Id of the open one; null: a proposal that was never stored. */
  id = $state<string | null>(null);
  name = $state('');
  /** null until the list is read or a proposal is made. */
  content = $state.raw<DashboardContent | null>(null);
  /** What every tile is asked about now. */
  scope = $state.raw<DashboardScope>(ownScope);
  /** `scope` is what the address and the dashboard say, if only of one that is still being proposed. */
  known = $state(false);
  cross = $state.raw<CrossFilter | null>(null);
  /** Why the open one could not be read, or none be proposed. */
  error = $state.raw<AppError | null>(null);

  readonly list: SavedList<'dashboards'>;
  readonly #controls: DashboardControls;
  readonly #proposing = latest();
  #underway = false;
  /** What the address said last. */
  #address: DashboardAddress = { board: null, scope: null, cross: null };
  #draft: Draft | null = null;
  #queue: Promise<boolean> = Promise.resolve(true);
  #storing = 0;
  /** The dashboard last open, for a reader who comes back to the page. */
  #last: string | null;
  readonly #remember: (id: string | null) => void;
  /** The scope before the edit under way, null when none is. */
  #before: DashboardScope | null = null;

  constructor(
    list: SavedList<'dashboards'>,
    controls: DashboardControls,
    last: string | null = null,
    remember: (id: string | null) => void = () => undefined,
  ) {
    this.list = list;
    this.#controls = controls;
    this.#last = last;
    this.#remember = remember;
  }

  /** Takes over what the address says and what is stored. To be called when either changed, and the list is read or can't be. */
  follow(address: DashboardAddress): void {
    const { all, error } = this.list;
    if (all === null && error === null) return;
    this.#address = address;
    // What is asked needs no dashboard.
    if (all === null) {
      this.#narrow(address);
      return;
    }
    const found =
      this.list.find(address.board) ?? (address.board === null ? this.list.find(this.#last) : null) ?? all[0];
    if (found === undefined) {
      if (this.#draft === null ? !this.#underway : this.#draft.id !== null) void this.#propose();
      this.#narrow(address);
      return;
    }
    // What is on screen is newer than what is stored until it is stored; a proposal has no id until then.
    const draft = this.#draft;
    if (this.#storing === 0 || (draft?.id !== found.id && draft?.id !== null)) this.#show(found);
    this.#narrow(address);
  }

  /** The open one, null before it is known. */
  get board(): OpenBoard | null {
    return this.#draft;
  }

  /** The end of storing what was changed so far: false when that failed, which was said. */
  get stored(): Promise<boolean> {
    return this.#queue;
  }

  /** Asks again for a proposal that failed. */
  retry(): void {
    this.follow(this.#address);
  }

  /** Whether every tile is asked about something else than the dashboard is kept with. */
  get scoped(): boolean {
    return !sameScope(this.scope, this.content?.scope ?? ownScope);
  }

  /** Opens one of the list. */
  open(id: string): void {
    this.#goTo({ board: id, scope: null, cross: null });
  }

  /** Makes a new one and opens it; empty unless given a content. */
  async create(name: string, content: DashboardContent = emptyDashboard): Promise<boolean> {
    return this.#opened(await this.list.save(null, name, content));
  }

  async rename(name: string): Promise<boolean> {
    const draft = this.#draft;
    if (draft === null || this.error !== null) return false;
    draft.name = name;
    this.name = name;
    return this.#store(draft);
  }

  /** Deletes the open one; returns the way to take that back, or null when it failed. */
  async remove(): Promise<(() => Promise<boolean>) | null> {
    const draft = this.#draft;
    if (draft?.id == null) return null;
    await this.#queue;
    const result = await this.list.remove(draft.id);
    if (!result.ok) {
      this.#controls.fail(result.error);
      return null;
    }
    this.#draft = null;
    this.#goTo({ board: null, scope: null, cross: null });
    return () => this.create(draft.name, draft.content);
  }

  /**
   * Puts these tiles in the place of those there are. Returns the dashboard that was changed, which gets its id when it is first
   * stored; null when none could be.
   */
  place(tiles: readonly DashboardTile[]): OpenBoard | null {
    return this.#change((content) => ({ ...content, tiles }));
  }

  /** Adds a tile. */
  add(tile: Omit<DashboardTile, 'id'>): string {
    const id = newId();
    this.#change((content) => ({ ...content, tiles: [...content.tiles, { ...tile, id }] }));
    return id;
  }

  /** Asks all tiles about something else. Outside of an edit in steps it is a step of the history. */
  ask(scope: DashboardScope): void {
    this.scope = scope;
    this.#write(this.#before === null ? 'push' : 'replace');
  }

  /** Begins an edit of the scope in steps: until `commit` or `revert` it is one change in the history. */
  begin(): void {
    this.#before ??= this.scope;
  }

  /** Ends an edit in steps and keeps it; back then leads to what was before it. */
  commit(): void {
    const [before, after] = [this.#before, this.scope];
    this.#before = null;
    if (before === null || sameScope(before, after)) return;
    this.scope = before;
    this.#write('replace');
    this.scope = after;
    this.#write('push');
  }

  /** Ends an edit in steps and puts back what was before it. */
  revert(): void {
    if (this.#before !== null) this.ask(this.#before);
    this.#before = null;
  }

  /** Keeps what the tiles are asked about now as what the dashboard opens with. */
  keepScope(): void {
    const { scope } = this;
    this.#change((content) => ({ ...content, scope }));
    this.#write('replace');
  }

  /** Narrows all tiles but one to a mark of that one; the same mark again, or null, widens them. */
  narrow(cross: CrossFilter | null): void {
    this.cross = cross !== null && JSON.stringify(cross) === JSON.stringify(this.cross) ? null : cross;
    this.#write('push');
  }

  /** Cancels what is under way. */
  leave(): void {
    this.#proposing.stop();
  }

  #show(saved: Dashboard): void {
    const read = readDashboard(saved.content);
    this.error = read.ok ? null : read.error;
    const content = read.ok ? read.value : emptyDashboard;
    this.#take({ id: saved.id, name: saved.name, content, dirty: false, stored: true });
  }

  #take(draft: Draft): void {
    this.#draft = draft;
    this.id = draft.id;
    this.name = draft.name;
    if (JSON.stringify(this.content) !== JSON.stringify(draft.content)) this.content = draft.content;
    this.#last = draft.id;
    this.#remember(draft.id);
  }

  #narrow({ scope, cross }: DashboardAddress): void {
    const next = scope ?? this.content?.scope ?? ownScope;
    if (!sameScope(next, this.scope)) this.scope = next;
    const tile = cross !== null && this.content?.tiles.some(({ id }) => id === cross.tile);
    const narrowed = tile === true ? cross : null;
    if (JSON.stringify(narrowed) !== JSON.stringify(this.cross)) this.cross = narrowed;
    this.known = true;
  }

  async #propose(): Promise<void> {
    this.error = null;
    this.content = null;
    this.id = null;
    this.#draft = null;
    this.#underway = true;
    const proposal = await this.#proposing.run(this.#controls.propose);
    if (proposal === undefined) return;
    this.#underway = false;
    if ((this.list.all?.length ?? 0) > 0) return;
    if (!proposal.ok) {
      this.error = proposal.error;
      return;
    }
    this.#take({ ...proposal.value, id: null, dirty: false, stored: true });
    this.#narrow(this.#address);
  }

  #change(edit: (content: DashboardContent) => DashboardContent): Draft | null {
    const draft = this.#draft;
    // What this version can't read it must not write over.
    if (draft === null || this.error !== null) return null;
    draft.content = edit(draft.content);
    this.content = draft.content;
    void this.#store(draft);
    return draft;
  }

  /** Stores a draft after what is being stored already; changes that follow one another fast are stored as one. */
  async #store(draft: Draft): Promise<boolean> {
    draft.dirty = true;
    this.#storing++;
    const stored = this.#queue.then(async () => {
      if (!draft.dirty) return draft.stored;
      draft.dirty = false;
      const result = await this.list.save(draft.id, draft.name, draft.content);
      if (!result.ok) this.#controls.fail(result.error);
      else if (draft.id === null) this.#named(draft, result.value.id);
      draft.stored = result.ok;
      return result.ok;
    });
    this.#queue = stored;
    const ok = await stored;
    this.#storing--;
    // What another tab made of it meanwhile is what there is now.
    if (!ok && this.#storing === 0) await this.list.load();
    return ok;
  }

  #named(draft: Draft, id: string): void {
    draft.id = id;
    if (this.#draft !== draft) return;
    this.#take(draft);
    this.#write('replace');
  }

  #opened(result: Result<Dashboard>): boolean {
    if (result.ok) this.open(result.value.id);
    else this.#controls.fail(result.error);
    return result.ok;
  }

  #goTo(address: DashboardAddress): void {
    this.#controls.go(address, 'push');
    this.follow(address);
  }

  #write(how: How): void {
    // One that can't be read yet stays the one to open.
    const board = this.list.all === null ? this.#address.board : this.id;
    this.#controls.go({ board, scope: this.scoped ? this.scope : null, cross: this.cross }, how);
  }
}
