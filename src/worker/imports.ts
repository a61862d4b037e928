import type { Control } from '../base/control.ts';
import { AppFailure } from '../base/error.ts';
import type { Run, RunFile } from '../domain/run.ts';
import { Dictionaries, PERSON_DICTIONARY } from '../domain/text-index.ts';
import { dryRun, importRows, proposeMapping, recognise, rejectedCsv, sameHeaders } from '../ingest/index.ts';
import type { DryRun, Mapping, Recognition } from '../ingest/types.ts';
import type { EarlierImport, ImportSession, Params } from '../protocol/requests.ts';
import type { RunWriter } from '../storage/index.ts';
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
    this.#held.set(session, { files, hashes, workspace, timeZone, fingerprint });
    return {
      session,
      proposal,
      mapping: known ?? proposal.mapping,
      remembered: known !== null,
      earlier: await this.#earlier(workspace, hashes),
      sha256: hashes,
    };
  }

  /** Says what an import would do. New people are told from known ones by the workspace's dictionaries. */
  async dryRun(session: number, mapping: Mapping, control: Control): Promise<DryRun> {
    const { files, workspace, timeZone } = this.#session(session);
    const blocks =
      workspace === null
        ? []
        : unwrap(await (await this.#library.store(workspace)).dictionary(PERSON_DICTIONARY));
    const dictionaries = new Dictionaries((key) => (key === PERSON_DICTIONARY ? blocks : []));
    return unwrap(await dryRun(files, mapping, { timeZone }, control, dictionaries));
  }

  /** Imports the files as one run: staged, then switched live. On any failure, also a cancel, nothing stays. */
  async commit(session: number, workspace: string, mapping: Mapping, control: Control): Promise<Run> {
    const held = this.#session(session);
    const store = await this.#library.store(workspace);
    const run = unwrap(await store.exclusively((writer) => this.#write(held, writer, mapping, control)));
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

  async #write(held: Held, writer: RunWriter, mapping: Mapping, control: Control): Promise<Run> {
    const startedAt = Date.now();
    const blocks = unwrap(await writer.dictionaries());
    const dictionaries = new Dictionaries((key) => blocks.get(key) ?? []);
    const { timeZone } = held;
    const { batch, counts, rejections } = unwrap(
      await importRows(held.files, mapping, { timeZone }, dictionaries, part(control, 0, 0.8)),
    );
    const files = held.files.map(({ name, size }, index): RunFile => ({
      name,
      size,
      sha256: held.hashes[index]!,
    }));
    const rejected = rejections.total === 0 ? null : [rejectedCsv(rejections, mapping, false)];
    const draft = { files, shape: mapping.shape, mapping, counts, startedAt };
    const id = unwrap(await writer.stageRun(draft, batch, rejected, part(control, 0.8, 0.99)));
    await control.pause(0.99);
    return unwrap(await writer.goLive(id));
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
