import { appError, type AppError } from '../base/error.ts';
import { ok, type Result } from '../base/result.ts';
import type { CallOptions, WorkerClient } from '../client/worker-client.ts';
import type { SavedKind } from '../domain/saved.ts';
import type { SampleKind, Workspace, WorkspaceSettings } from '../domain/workspace.ts';
import type { Change, Method, Params, Reply, WorkspaceView } from '../protocol/requests.ts';

/** What the foot of the rail says about the last write. */
export type SaveState =
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly error: AppError };

/** Methods that change stored data; their outcome is the save state. */
const WRITES: ReadonlySet<Method> = new Set<Method>([
  'workspaces.create',
  'workspaces.update',
  'workspaces.remove',
  'workspaces.duplicate',
  'sample.create',
  'import.commit',
  'import.undo',
  'insights.save',
  'insights.remove',
  'dashboards.save',
  'dashboards.remove',
  'peopleSegments.save',
  'peopleSegments.remove',
  'backup.restore',
]);

/**
 * The workspaces of this browser and the one that is open. The only writer of both; pages read them and ask the
 * worker through `call`, which also keeps the save state.
 */
export class Session {
  /** null until first loaded. */
  workspaces = $state.raw<readonly Workspace[] | null>(null);
  /** The open workspace; null while none is open or one is opening. */
  view = $state.raw<WorkspaceView | null>(null);
  /** Why the list or the workspace could not be opened. */
  error = $state.raw<AppError | null>(null);
  /** Share of the opening workspace that is loaded, null when none is opening. */
  opening = $state<number | null>(null);
  save = $state.raw<SaveState>({ state: 'saved' });
  /** Grows whenever stored data of the open workspace changed; questions are asked again when it does. */
  revision = $state(0);
  /** Grow whenever something of a kind that is saved under a name changed in the open workspace. */
  readonly savedRevisions: Record<SavedKind, number> = $state({
    insights: 0,
    dashboards: 0,
    peopleSegments: 0,
  });

  readonly #client: WorkerClient;
  #wanted: string | null = null;
  #writing = 0;

  constructor(client: WorkerClient) {
    this.#client = client;
    client.onChange((change) => void this.#changed(change));
  }

  /** Asks the worker; a write shows in the save state until it is done. */
  async call<M extends Method>(
    method: M,
    params: Params<M>,
    options: CallOptions = {},
  ): Promise<Result<Reply<M>>> {
    if (!WRITES.has(method)) return this.#client.call(method, params, options);
    this.#writing++;
    this.save = { state: 'saving' };
    const result = await this.#client.call(method, params, options);
    this.#writing--;
    this.#settle(result.ok ? null : result.error);
    return result;
  }

  /** The open workspace was deleted, here or in another tab. */
  #gone(id: string): void {
    const name = this.view?.workspace.name ?? id;
    this.view = null;
    this.opening = null;
    this.error = appError('workspace-missing', { id: name });
  }

  #settle(error: AppError | null): void {
    if (error !== null && error.code !== 'cancelled') this.save = { state: 'failed', error };
    else if (this.#writing === 0 && this.save.state === 'saving') this.save = { state: 'saved' };
  }

  /** Loads the list of workspaces. */
  async refresh(): Promise<void> {
    const result = await this.#client.call('workspaces.list', null);
    if (result.ok) this.workspaces = result.value;
    else this.error = result.error;
  }

  /** Opens a workspace, or none. A later call overtakes an earlier one. */
  async open(id: string | null): Promise<void> {
    if (id === this.#wanted && (id === null || this.view !== null || this.opening !== null)) return;
    this.#wanted = id;
    this.view = null;
    this.error = null;
    if (id === null) {
      this.opening = null;
      return;
    }
    await this.#load(id);
  }

  async create(settings: WorkspaceSettings): Promise<Result<Workspace>> {
    return this.#listed(await this.call('workspaces.create', settings));
  }

  async createSample(
    params: { kind: SampleKind; people: number; seed: number; end: number; settings: WorkspaceSettings },
    options: CallOptions,
  ): Promise<Result<Workspace>> {
    return this.#listed(await this.call('sample.create', params, options));
  }

  async update(id: string, settings: Partial<WorkspaceSettings>): Promise<Result<Workspace>> {
    return this.#listed(await this.call('workspaces.update', { id, settings }));
  }

  async duplicate(id: string, name: string, options: CallOptions = {}): Promise<Result<Workspace>> {
    return this.#listed(await this.call('workspaces.duplicate', { id, name }, options));
  }

  async remove(id: string): Promise<Result<null>> {
    const result = await this.call('workspaces.remove', { id });
    if (result.ok && id === this.#wanted) await this.open(null);
    await this.refresh();
    return result;
  }

  /** Restores a backup file as a new workspace. */
  async restore(file: File, options: CallOptions): Promise<Result<Workspace>> {
    return this.#listed(await this.call('backup.restore', { file }, options));
  }

  async #listed(result: Result<Workspace>): Promise<Result<Workspace>> {
    if (result.ok) await this.refresh();
    return result.ok ? ok(result.value) : result;
  }

  async #load(id: string): Promise<void> {
    this.opening = 0;
    const result = await this.#client.call(
      'workspaces.open',
      { id },
      {
        onProgress: (done) => {
          if (this.#wanted === id) this.opening = done;
        },
      },
    );
    if (this.#wanted !== id) return;
    this.opening = null;
    if (result.ok) this.view = result.value;
    else {
      this.view = null;
      this.error = result.error;
    }
  }

  async #changed(change: Change): Promise<void> {
    if (
      change.workspace === null ||
      change.what === 'workspaces' ||
      change.what === 'settings' ||
      change.what === 'deleted'
    )
      await this.refresh();
    if (change.workspace === null || change.workspace !== this.#wanted) return;
    switch (change.what) {
      case 'insights':
      case 'dashboards':
      case 'peopleSegments':
        this.savedRevisions[change.what]++;
        break;
      case 'deleted':
        this.#gone(change.workspace);
        break;
      default:
        await this.#load(change.workspace);
        this.revision++;
    }
  }
}
