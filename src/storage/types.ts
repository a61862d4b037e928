import type { Control } from '../base/control.ts';
import type { AppError } from '../base/error.ts';
import type { Result } from '../base/result.ts';
import type { Batch, ColumnData, ColumnInfo, TextBlock } from '../domain/columns.ts';
import type { Run } from '../domain/run.ts';
import type { SavedDraft, SavedKind, SavedKinds } from '../domain/saved.ts';
import type { SampleKind, Workspace, WorkspaceSettings } from '../domain/workspace.ts';
import type { TablePart } from '../engine/table.ts';

/** `events`: one row an event. `people`: one row a person whom the run touched. */
export type TableName = 'events' | 'people';

/** The list of workspaces, and what is done to one as a whole. */
export interface Catalogue {
  /** True when the catalogue was written by a newer version: everything below that writes gives `workspace-newer`. */
  readonly readOnly: boolean;
  /** Workspaces in the order they were made. */
  list(): Promise<Result<readonly Workspace[]>>;
  /** `workspace-missing` when there is none of that id. */
  get(id: string): Promise<Result<Workspace>>;
  /** Makes an empty workspace. `sample`: the seed world it will be filled with, null for own data. */
  create(settings: WorkspaceSettings, sample?: SampleKind | null): Promise<Result<Workspace>>;
  update(id: string, settings: Partial<WorkspaceSettings>): Promise<Result<Workspace>>;
  /** Removes the workspace from the list at once and then its database; an interrupted removal is finished on next open. */
  remove(id: string, control?: Control): Promise<Result<null>>;
  /** Copies everything visible into a new workspace named `name`, all or nothing. */
  duplicate(id: string, name: string, control?: Control): Promise<Result<Workspace>>;
  /** Notes that a backup made at `at` (epoch ms) was read back and found whole. */
  touchBackup(id: string, at: number): Promise<Result<null>>;
  /**
   * Lists workspaces again whose databases are whole but missing in the catalogue, as after the browser lost it; for
   * when the list is empty though there should be something. Returns them.
   */
  rescue(): Promise<Result<readonly Workspace[]>>;
  close(): void;
}

/** A run's events as stored, with the run they came from. */
export interface EventPart extends TablePart {
  readonly run: string;
}

/** The people a run touched: ascending 0-based person codes, aligned with `ColumnPart.data` of `peopleColumn`. */
export interface PeoplePart {
  readonly run: string;
  readonly count: number;
  readonly person: Uint32Array;
}

/** One property in one run, aligned with the run's part; `data` null when the run doesn't have it (all missing). */
export interface ColumnPart {
  readonly run: string;
  readonly count: number;
  readonly data: ColumnData | null;
}

/** What is known of a run before it is stored. */
export type RunDraft = Pick<Run, 'files' | 'shape' | 'mapping' | 'counts' | 'startedAt'>;

/** Writes runs; exists only while the workspace's import lock is held, and is useless afterwards. */
export interface RunWriter {
  /** Every dictionary of the workspace, by key, for coding the texts of a new run. */
  dictionaries(): Promise<Result<ReadonlyMap<string, readonly TextBlock[]>>>;
  /**
   * Writes a run that nobody sees yet and returns its id. Codes of `batch` must extend the present dictionaries.
   * `rejects`: the rejected rows as CSV text in chunks of any size, the header first; null when there are none.
   * `progress` of the control is the share of bytes written. On any failure nothing remains.
   */
  stageRun(
    draft: RunDraft,
    batch: Batch,
    rejects: Iterable<string> | AsyncIterable<string> | null,
    control?: Control,
  ): Promise<Result<string>>;
  /** Makes a staged run visible with one small transaction that is on disk when this resolves. */
  goLive(run: string): Promise<Result<Run>>;
  /** Removes a live run: gone for every reader at once, then its bytes, then the texts nobody uses any more. */
  undoRun(run: string, control?: Control): Promise<Result<null>>;
}

/** One workspace's data. Every failure is a value; a closed store gives `storage-blocked` or `workspace-missing`. */
export interface WorkspaceStore {
  readonly id: string;
  /** True when the database was written by a newer version: it can be read, every write gives `problem`. */
  readonly readOnly: boolean;
  /** `workspace-newer` when `readOnly`, else null. */
  readonly problem: AppError | null;

  /** Live runs in the order they went live. */
  runs(): Promise<Result<readonly Run[]>>;
  /** Live runs that read a file of these bytes (hex SHA-256). */
  runsOfFile(sha256: string): Promise<Result<readonly Run[]>>;
  /**
   * Entries of a dictionary (`person`, `event`, `e:<property>`, `p:<property>`) in the order of their codes. An empty
   * text is a blank: what an undone import left behind so that later codes keep their meaning; nothing refers to it.
   */
  dictionary(key: string): Promise<Result<readonly TextBlock[]>>;
  /** Every dictionary, by key. */
  dictionaries(): Promise<Result<ReadonlyMap<string, readonly TextBlock[]>>>;
  /** Columns of live runs, in order of first appearance; of one name that changed its kind, one entry per kind. */
  columns(table: TableName): Promise<Result<readonly ColumnInfo[]>>;
  /** Core event columns per live run, in the order of the runs. */
  eventParts(): Promise<Result<readonly EventPart[]>>;
  /** One event property per live run, aligned with `eventParts`. */
  eventColumn(name: string): Promise<Result<readonly ColumnPart[]>>;
  /** People per live run, in the order of the runs. */
  peopleParts(): Promise<Result<readonly PeoplePart[]>>;
  /** One person property per live run, aligned with `peopleParts`; later runs win where they aren't missing. */
  peopleColumn(name: string): Promise<Result<readonly ColumnPart[]>>;
  /** 1-based source lines of a run's rows, 0 where unknown. */
  lines(run: string, table: TableName): Promise<Result<Uint32Array>>;
  /** Rejected rows of a run as CSV text in chunks, header first; empty when none were rejected. */
  rejects(run: string): Promise<Result<readonly string[]>>;

  /**
   * Runs `work` while holding the workspace's import lock; leftovers of a killed import are removed first, a run that
   * `work` staged and didn't switch live is removed after. `import-locked` when another tab holds the lock. An
   * `AppFailure` thrown by `work` becomes the result's error.
   */
  exclusively<T>(work: (writer: RunWriter) => Promise<T>): Promise<Result<T>>;
  /** `exclusively` around `RunWriter.undoRun`. */
  undoRun(run: string, control?: Control): Promise<Result<null>>;
  /** Removes what killed imports and undos left, unless another tab is importing. Returns how many runs were cleaned. */
  sweep(): Promise<Result<number>>;

  /** What is saved under a name of one kind, oldest first. */
  saved<K extends SavedKind>(kind: K): Promise<Result<readonly SavedKinds[K][]>>;
  /** Saves under a name. `edit-stale`, and nothing is written, when the stored revision is another than the draft's. */
  save<K extends SavedKind>(kind: K, draft: SavedDraft<K>): Promise<Result<SavedKinds[K]>>;
  /** Removes what is saved under an id; no error when there is nothing. */
  removeSaved(kind: SavedKind, id: string): Promise<Result<null>>;

  /** Mapping last used for a header fingerprint (plain JSON), null when there is none. */
  mapping(fingerprint: string): Promise<Result<unknown>>;
  rememberMapping(fingerprint: string, mapping: unknown): Promise<Result<null>>;

  health(): Promise<Result<StorageHealth>>;
  close(): void;
}

/** State of the storage behind a workspace. Sizes in bytes; null where the browser doesn't tell. */
export interface StorageHealth {
  /** Safe from eviction. `navigator.storage.persist()` exists on pages only, so the page has to ask for it. */
  readonly persisted: boolean | null;
  readonly usage: number | null;
  readonly quota: number | null;
  readonly events: number;
  readonly people: number;
  readonly runs: number;
  /** Stored pieces of columns. */
  readonly segments: number;
  /** Epoch ms of the last verified backup, null when there is none. */
  readonly lastBackupAt: number | null;
  readonly privateMode: PrivateGuess;
}

export type PrivateGuess = 'likely' | 'unlikely' | 'unknown';

/** What a `.suppilo` file says about itself. */
export interface BackupInfo {
  /** Version of the file format. */
  readonly format: number;
  /** Version of the database schema the records follow. */
  readonly schema: number;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly workspace: Workspace;
  /** `sha256`: see BACKUP.md; `bytes` before compression. */
  readonly tables: readonly {
    readonly name: string;
    readonly rows: number;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}
