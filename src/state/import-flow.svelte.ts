import type { AppError } from '../base/error.ts';
import { latest } from '../client/latest.ts';
import type { Run } from '../domain/run.ts';
import type { WorkspaceSettings } from '../domain/workspace.ts';
import { mainFile } from '../ingest/main-file.ts';
import type {
  ColumnMapping,
  ColumnRole,
  DryRun,
  FileHints,
  FileMapping,
  Hints,
  Mapping,
  Shape,
} from '../ingest/types.ts';
import type { ImportSession } from '../protocol/requests.ts';
import { nameFromFile } from './browser-settings.ts';
import { registerBusy } from './busy.ts';
import type { Session } from './session.svelte.ts';

/** Where an import stands. `done` is a share; `since` epoch ms, for the time left. */
export type ImportPhase =
  | { readonly kind: 'choose' }
  | { readonly kind: 'reading'; readonly done: number; readonly since: number }
  | { readonly kind: 'review' }
  | { readonly kind: 'importing'; readonly done: number; readonly since: number }
  | { readonly kind: 'done'; readonly workspace: string; readonly run: Run; readonly undone: boolean };

/** Into which workspace the files go: an existing one, or one that is made at the end. */
export type ImportTarget =
  | { readonly kind: 'existing'; readonly id: string; readonly settings: WorkspaceSettings }
  | { readonly kind: 'new'; readonly settings: WorkspaceSettings };

/**
 * One import from the dropped files to the summary: the only writer of what the wizard shows. Every change of the
 * mapping starts a new dry run and overtakes the one before.
 */
export class ImportFlow {
  phase = $state.raw<ImportPhase>({ kind: 'choose' });
  target = $state.raw<ImportTarget | null>(null);
  files = $state.raw<readonly File[]>([]);
  session = $state.raw<ImportSession | null>(null);
  mapping = $state.raw<Mapping | null>(null);
  dryRun = $state.raw<DryRun | null>(null);
  /** Share of the dry run under way, null when none is. */
  checking = $state<number | null>(null);
  /** What went wrong last; the files and the mapping stay. */
  error = $state.raw<AppError | null>(null);
  hints = $state.raw<Hints>({});
  /** Shape chosen by the user instead of the proposed one. */
  shape = $state.raw<Shape | null>(null);

  readonly #session: Session;
  readonly #now: () => number;
  readonly #reading = latest();
  readonly #checks = latest();
  #commit: AbortController | null = null;
  /** The user has named the new workspace. */
  #named = false;
  /** Roles the user chose, by file and column, so that reading a file again keeps them. */
  readonly #roles = new Map<string, ColumnRole>();

  constructor(session: Session, now: () => number) {
    this.#session = session;
    this.#now = now;
  }

  /** Keeps the page from being reloaded while files wait or are imported. Returns the way to stop. */
  guard(reason: () => string): () => void {
    return registerBusy(() =>
      this.phase.kind === 'review' || this.phase.kind === 'importing' ? reason() : null,
    );
  }

  /** Reads files, all as one import. */
  async choose(files: readonly File[], target: ImportTarget): Promise<void> {
    if (files.length === 0) return;
    await this.#dropSession();
    this.files = files;
    this.target = target;
    this.hints = { locale: target.settings.locale };
    this.shape = null;
    this.#named = false;
    this.#roles.clear();
    await this.#read();
  }

  /** Adds files to those already read. */
  async add(files: readonly File[]): Promise<void> {
    if (this.target === null) return;
    const fresh = files.filter(
      (file) => !this.files.some((known) => known.name === file.name && known.size === file.size),
    );
    if (fresh.length === 0) return;
    this.files = [...this.files, ...fresh];
    await this.#read();
  }

  /** Chooses another workspace. The files are read again: zone, remembered mapping and earlier imports are the workspace's. */
  async retarget(target: ImportTarget): Promise<void> {
    this.target = target;
    await this.#read();
  }

  /** Names the workspace that will be made. */
  rename(name: string): void {
    this.#named = true;
    if (this.target?.kind === 'new')
      this.target = { kind: 'new', settings: { ...this.target.settings, name } };
  }

  /** Says in which currency the workspace that will be made writes amounts that name none. */
  setCurrency(currency: string): void {
    if (this.target?.kind === 'new')
      this.target = { kind: 'new', settings: { ...this.target.settings, currency } };
  }

  /** Leaves a file out. */
  async leaveOut(name: string): Promise<void> {
    this.files = this.files.filter((file) => file.name !== name);
    if (this.files.length === 0) await this.reset();
    else await this.#read();
  }

  /** Says how a file is written, instead of what was recognised, and reads again. */
  async hint(file: string, hints: FileHints): Promise<void> {
    const before = this.hints.files?.[file];
    const columns = { ...before?.columns, ...hints.columns };
    this.hints = { ...this.hints, files: { ...this.hints.files, [file]: { ...before, ...hints, columns } } };
    await this.#read();
  }

  /** Says what kind of files these are, and proposes a mapping for that. */
  async reshape(shape: Shape): Promise<void> {
    this.shape = shape;
    this.#roles.clear();
    await this.#read();
  }

  /** Changes how one file is taken over. */
  editFile(index: number, change: Partial<FileMapping>): void {
    if (this.mapping === null) return;
    this.edit({
      ...this.mapping,
      files: this.mapping.files.map((file, i) => (i === index ? { ...file, ...change } : file)),
    });
  }

  /** Changes what one column becomes. */
  editColumn(file: number, column: number, change: Partial<ColumnMapping>): void {
    const mapped = this.mapping?.files[file];
    if (mapped === undefined) return;
    if (change.role !== undefined) this.#roles.set(`${mapped.file}/${column}`, change.role);
    this.editFile(file, {
      columns: mapped.columns.map((one) => (one.index === column ? { ...one, ...change } : one)),
    });
  }

  /** Takes a changed mapping and checks it against the whole files. */
  edit(mapping: Mapping): void {
    this.mapping = mapping;
    void this.#check();
  }

  /** Imports. The workspace is made now when there is none yet, and removed again when the import fails. */
  async commit(): Promise<Run | null> {
    const { session, mapping, target } = this;
    if (session === null || mapping === null || target === null || this.phase.kind !== 'review') return null;
    this.#checks.stop();
    this.checking = null;
    this.error = null;
    const abort = new AbortController();
    this.#commit = abort;
    const since = this.#now();
    this.phase = { kind: 'importing', done: 0, since };
    const workspace = target.kind === 'existing' ? target.id : await this.#make(target.settings);
    if (workspace === null) return null;
    const result = await this.#session.call(
      'import.commit',
      { session: session.session, workspace, mapping },
      { signal: abort.signal, onProgress: (done) => (this.phase = { kind: 'importing', done, since }) },
    );
    this.#commit = null;
    if (!result.ok) {
      const removed = target.kind === 'new' ? await this.#session.remove(workspace) : null;
      this.#fail(removed === null || removed.ok ? result.error : removed.error);
      return null;
    }
    this.session = null;
    this.phase = { kind: 'done', workspace, run: result.value, undone: false };
    return result.value;
  }

  /** Stops the import under way; nothing of it stays. */
  cancel(): void {
    this.#commit?.abort();
    if (this.phase.kind === 'reading') void this.reset();
  }

  /** Takes the finished import back. */
  async undo(): Promise<boolean> {
    if (this.phase.kind !== 'done') return false;
    const { workspace, run } = this.phase;
    const result = await this.#session.call('import.undo', { workspace, run: run.id });
    if (result.ok) this.phase = { kind: 'done', workspace, run, undone: true };
    else this.error = result.error;
    return result.ok;
  }

  /** Forgets everything, back to the choice of files. */
  async reset(): Promise<void> {
    this.#reading.stop();
    this.#checks.stop();
    await this.#dropSession();
    this.files = [];
    this.mapping = null;
    this.dryRun = null;
    this.checking = null;
    this.error = null;
    this.phase = { kind: 'choose' };
  }

  async #read(): Promise<void> {
    const { target } = this;
    if (target === null) return;
    this.#checks.stop();
    this.error = null;
    const since = this.#now();
    this.phase = { kind: 'reading', done: 0, since };
    await this.#dropSession();
    const result = await this.#reading.run((signal) =>
      this.#session.call(
        'import.recognise',
        {
          workspace: target.kind === 'existing' ? target.id : null,
          timeZone: target.settings.timeZone,
          files: [...this.files],
          hints: this.hints,
          shape: this.shape,
        },
        { signal, onProgress: (done) => (this.phase = { kind: 'reading', done, since }) },
      ),
    );
    if (result === undefined) return;
    if (!result.ok) {
      this.#fail(result.error);
      return;
    }
    this.session = result.value;
    this.mapping = this.#withChosenRoles(result.value.mapping);
    this.phase = { kind: 'review' };
    this.#nameAfter(this.mapping);
    await this.#check();
  }

  /** A new workspace is called after the file that matters most, until the user says otherwise. */
  #nameAfter(mapping: Mapping): void {
    const file = this.files[mainFile(mapping)];
    if (this.target?.kind !== 'new' || this.#named || file === undefined) return;
    this.target = { kind: 'new', settings: { ...this.target.settings, name: nameFromFile(file.name) } };
  }

  #withChosenRoles(mapping: Mapping): Mapping {
    const files = mapping.files.map((file) => ({
      ...file,
      columns: file.columns.map((column) => ({
        ...column,
        role: this.#roles.get(`${file.file}/${column.index}`) ?? column.role,
      })),
    }));
    return { ...mapping, files };
  }

  async #check(): Promise<void> {
    const { session, mapping } = this;
    if (session === null || mapping === null || mapping.shape === 'counts') return;
    this.checking = 0;
    const result = await this.#checks.run((signal) =>
      this.#session.call(
        'import.dryRun',
        { session: session.session, mapping },
        { signal, onProgress: (done) => (this.checking = done) },
      ),
    );
    if (result === undefined) return;
    this.checking = null;
    this.dryRun = result.ok ? result.value : null;
    this.error = result.ok ? null : result.error;
  }

  async #make(settings: WorkspaceSettings): Promise<string | null> {
    const made = await this.#session.create(settings);
    if (made.ok) return made.value.id;
    this.#fail(made.error);
    return null;
  }

  #fail(error: AppError): void {
    this.error = error.code === 'cancelled' ? null : error;
    this.phase = { kind: this.session === null ? 'choose' : 'review' };
  }

  async #dropSession(): Promise<void> {
    const held = this.session;
    this.session = null;
    if (held !== null) await this.#session.call('import.discard', { session: held.session });
  }
}
