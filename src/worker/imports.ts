import type { Control } from '../base/control.ts';
import { AppFailure } from '../base/error.ts';
import type { TextBlock } from '../domain/columns.ts';
import type { Run, RunFile } from '../domain/run.ts';
import { Dictionaries } from '../domain/text-index.ts';
import {
  describeImport,
  importRows,
  proposeMapping,
  recognise,
  rejectedCsv,
  sameHeaders,
} from '../ingest/index.ts';
import type { DryRun, ImportContext, Imported, Mapping, Recognition } from '../ingest/types.ts';
import type { EarlierImport, ImportSession, Params } from '../protocol/requests.ts';
import type { RunWriter, WorkspaceStore } from '../storage/index.ts';
import { part } from './control.ts';
import { unwrap } from './dispatch.ts';
import { fileHash } from './hash.ts';
import type { Library } from './library.ts';

interface Held {
  readonly files: readonly File[];
  readonly hashes: readonly string[];
  readonly workspace: string | null;
  readonly timeZone: string;
  /** Key under which the mapping of files with these headers is remembered. */
  readonly fingerprint: string;
  /** What the last dry run made. */
  made: Made | null;
}

interface Made {
  /** Canonical text of the mapping it was made with. */
  readonly mapping: string;
  /** State of the workspace whose codes it uses. */
  readonly state: string;
  readonly imported: Imported;
}

type Blocks = ReadonlyMap<string, readonly TextBlock[]>;

/** Names the state of a workspace's dictionaries: its live runs, and how many texts each dictionary has. */
function stateOf(runs: readonly Run[], blocks: Blocks): string {
  const sizes = [...blocks].map(([key, texts]) => [key, texts.reduce((sum, { count }) => sum + count, 0)]);
  return JSON.stringify([runs.map(({ id }) => id), sizes.toSorted()]);
}

/** Files that were read and wait for their import. */
export class Imports {
  readonly #library: Library;
  readonly #held = new Map<number, Held>();
  #next = 1;

  constructor(library: Library) {
    this.#library = library;
  }

  /** Reads the files whole and says what they are; the mapping is the one used for these headers before, if any. */
  async recognise(params: Params<'import.recognise'>, control: Control): Promise<ImportSession> {
    const { workspace, timeZone, files, hints, shape } = params;
    const hashing = Promise.all(files.map(fileHash));
    // Read beside the recognition; a failure is reported when it is awaited.
    hashing.catch(() => undefined);
    const recognised: Recognition[] = [];
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    let before = 0;
    for (const file of files) {
      const share = part(control, before / bytes, (before + file.size) / bytes);
      recognised.push(unwrap(await recognise(file, hints, share)));
      before += file.size;
    }
    const hashes = await hashing;
    const proposal = proposeMapping(recognised, shape);
    const fingerprint = recognised
      .map((file) => file.fingerprint)
      .toSorted()
      .join(' ');
    const known = shape === null ? await this.#remembered(workspace, fingerprint, recognised) : null;
    const session = this.#next++;
    this.#held.set(session, { files, hashes, workspace, timeZone, fingerprint, made: null });
    return {
      session,
      proposal,
      mapping: known ?? proposal.mapping,
      remembered: known !== null,
      earlier: await this.#earlier(workspace, hashes),
      sha256: hashes,
    };
  }

  /**
   * Says what an import would do, by making it. What was made is kept, so that the import itself only has to be stored
   * when neither the mapping nor the workspace has changed by then.
   */
  async dryRun(session: number, mapping: Mapping, control: Control): Promise<DryRun> {
    const held = this.#session(session);
    held.made = null;
    const store = held.workspace === null ? null : await this.#library.store(held.workspace);
    const blocks: Blocks = store === null ? new Map() : unwrap(await store.dictionaries());
    const state = stateOf(store === null ? [] : unwrap(await store.runs()), blocks);
    const dictionaries = new Dictionaries((key) => blocks.get(key) ?? []);
    const made = unwrap(await importRows(held.files, mapping, contextOf(held), dictionaries, control));
    held.made = { mapping: JSON.stringify(mapping), state, imported: made };
    return describeImport(made, dictionaries);
  }

  /** Imports the files as one run: staged, then switched live. On any failure, also a cancel, nothing stays. */
  async commit(session: number, workspace: string, mapping: Mapping, control: Control): Promise<Run> {
    const held = this.#session(session);
    const store = await this.#library.store(workspace);
    const run = unwrap(
      await store.exclusively((writer) => this.#write(held, store, writer, mapping, control)),
    );
    // The data are in; a mapping that can't be remembered is no reason to say otherwise.
    await store.rememberMapping(held.fingerprint, mapping);
    this.#held.delete(session);
    return run;
  }

  /** Forgets the files. */
  discard(session: number): null {
    this.#held.delete(session);
    return null;
  }

  async #write(
    held: Held,
    store: WorkspaceStore,
    writer: RunWriter,
    mapping: Mapping,
    control: Control,
  ): Promise<Run> {
    const startedAt = Date.now();
    const { batch, counts, rejections } = await this.#import(held, store, writer, mapping, control);
    const files = held.files.map(({ name, size }, index): RunFile => ({
      name,
      size,
      sha256: held.hashes[index]!,
    }));
    const rejected = rejections.total === 0 ? null : [rejectedCsv(rejections, mapping)];
    const draft = { files, shape: mapping.shape, mapping, counts, startedAt };
    const id = unwrap(await writer.stageRun(draft, batch, rejected, part(control, 0.8, 0.99)));
    await control.pause(0.99);
    return unwrap(await writer.goLive(id));
  }

  async #import(
    held: Held,
    store: WorkspaceStore,
    writer: RunWriter,
    mapping: Mapping,
    control: Control,
  ): Promise<Imported> {
    const { made } = held;
    const blocks = unwrap(await writer.dictionaries());
    const state = stateOf(unwrap(await store.runs()), blocks);
    if (made?.mapping === JSON.stringify(mapping) && made.state === state) return made.imported;
    const dictionaries = new Dictionaries((key) => blocks.get(key) ?? []);
    return unwrap(
      await importRows(held.files, mapping, contextOf(held), dictionaries, part(control, 0, 0.8)),
    );
  }

  #session(session: number): Held {
    const held = this.#held.get(session);
    if (held === undefined) throw new AppFailure('worker-crashed', { message: `no import ${session}` });
    return held;
  }

  async #remembered(
    workspace: string | null,
    fingerprint: string,
    files: readonly Recognition[],
  ): Promise<Mapping | null> {
    if (workspace === null) return null;
    const store = await this.#library.store(workspace);
    const known = unwrap(await store.mapping(fingerprint));
    return known === null ? null : sameHeaders(known as Mapping, files);
  }

  async #earlier(workspace: string | null, hashes: readonly string[]): Promise<readonly EarlierImport[]> {
    if (workspace === null) return [];
    const store = await this.#library.store(workspace);
    const found: EarlierImport[] = [];
    for (const sha256 of hashes) {
      const run = unwrap(await store.runsOfFile(sha256)).at(-1);
      if (run === undefined) continue;
      const file = run.files.find((one) => one.sha256 === sha256)?.name ?? '';
      found.push({ sha256, file, run: run.id, at: run.finishedAt ?? run.startedAt });
    }
    return found;
  }
}

/** What the reading of held files depends on besides them. */
const contextOf = ({ timeZone }: Held): ImportContext => ({ timeZone, now: Date.now() });
