import type { Control } from '../base/control.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { EventTable } from '../engine/table.ts';
import {
  openCatalogue,
  openWorkspace,
  subscribe,
  type Catalogue,
  type WorkspaceStore,
} from '../storage/index.ts';
import { unwrap } from './dispatch.ts';
import { loadTable } from './load-table.ts';

interface Loaded {
  readonly id: string;
  table: Promise<EventTable> | null;
}

/**
 * The storage this worker has open: the catalogue, one store per workspace in use, and the event table of the
 * workspace asked last. A change of the stored runs or settings, here or in another tab, lets the table go.
 */
export class Library {
  #catalogue: Promise<Catalogue> | null = null;
  readonly #stores = new Map<string, Promise<WorkspaceStore>>();
  #loaded: Loaded | null = null;

  constructor() {
    subscribe((change) => {
      if (change.workspace === null) return;
      if (change.what === 'runs' || change.what === 'settings') this.#letGo(change.workspace);
      if (change.what === 'deleted' || change.what === 'closed') this.#forget(change.workspace);
    });
  }

  catalogue(): Promise<Catalogue> {
    this.#catalogue ??= openCatalogue().then(unwrap);
    this.#catalogue.catch(() => (this.#catalogue = null));
    return this.#catalogue;
  }

  async workspace(id: string): Promise<Workspace> {
    return unwrap(await (await this.catalogue()).get(id));
  }

  /** Returns the store of a workspace, opened once. */
  store(id: string): Promise<WorkspaceStore> {
    const known = this.#stores.get(id);
    if (known !== undefined) return known;
    const opening = openWorkspace(id).then(unwrap);
    this.#stores.set(id, opening);
    opening.catch(() => this.#stores.delete(id));
    return opening;
  }

  /** Returns the event table of a workspace, loading it when it isn't at hand. */
  async table(id: string, control: Control): Promise<EventTable> {
    if (this.#loaded?.id !== id) this.#loaded = { id, table: null };
    const loaded = this.#loaded;
    loaded.table ??= this.#load(id, control);
    // A load that failed or was cancelled must not be handed to the next question.
    loaded.table.catch(() => (loaded.table = null));
    return loaded.table;
  }

  async #load(id: string, control: Control): Promise<EventTable> {
    const [store, workspace] = await Promise.all([this.store(id), this.workspace(id)]);
    return loadTable(store, workspace, steady(control));
  }

  #letGo(id: string): void {
    if (this.#loaded?.id === id) this.#loaded = null;
  }

  #forget(id: string): void {
    this.#letGo(id);
    void this.#stores.get(id)?.then((store) => store.close());
    this.#stores.delete(id);
  }
}

/** The same reports without the cancelling: other questions may be waiting for the same table. */
function steady(control: Control): Control {
  return { due: () => control.due(), pause: (done) => control.pause(done).catch(() => undefined) };
}
