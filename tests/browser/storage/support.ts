import { AppFailure } from '../../../src/base/error.ts';
import type { Result } from '../../../src/base/result.ts';
import { BatchBuilder } from '../../../src/domain/batch-builder.ts';
import type { Batch, TextBlock } from '../../../src/domain/columns.ts';
import { decodeTexts, Dictionaries } from '../../../src/domain/text-index.ts';
import type { WorkspaceSettings } from '../../../src/domain/workspace.ts';
import {
  openCatalogue,
  openWorkspace,
  type RunDraft,
  type RunWriter,
  type WorkspaceStore,
} from '../../../src/storage/index.ts';

export const settings: WorkspaceSettings = {
  name: 'Test',
  currency: 'EUR',
  timeZone: 'Europe/Helsinki',
  weekStart: 1,
  locale: 'en',
};

export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppFailure(result.error.code, result.error.details);
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

/** Opens a new workspace of its own. */
export async function freshWorkspace(name = 'Test'): Promise<WorkspaceStore> {
  const catalogue = unwrap(await openCatalogue());
  const { id } = unwrap(await catalogue.create({ ...settings, name }));
  catalogue.close();
  return unwrap(await openWorkspace(id));
}

/** One event as a test writes it: person, name, time, and properties of the event and of the person. */
export interface Row {
  person: string;
  event: string;
  time: number;
  dayOnly?: boolean;
  channel?: string;
  value?: number;
  email?: string;
  plan?: string;
}

export function draft(sha256 = 'aa', rows = 0): RunDraft {
  return {
    files: [{ name: `${sha256}.csv`, size: 10, sha256 }],
    shape: 'events',
    mapping: { person: 0 },
    counts: { rows, rejected: 0, events: rows, people: 0, newPeople: 0, firstTime: null, lastTime: null },
    startedAt: 1_700_000_000_000,
  };
}

/** Codes rows against the dictionaries of the workspace. */
export function batchOf(
  rows: readonly Row[],
  blocks: ReadonlyMap<string, readonly TextBlock[]> = new Map(),
): Batch {
  const builder = new BatchBuilder(new Dictionaries((key) => blocks.get(key) ?? []));
  rows.forEach((row, i) => {
    const person = builder.personCode(row.person);
    const at = builder.addEvent(person, row.time, row.dayOnly ?? false, builder.eventName(row.event), i + 2);
    if (row.channel !== undefined) builder.eventText('channel').set(at, row.channel);
    if (row.value !== undefined) builder.eventNumber('value').set(at, row.value);
    const who = builder.touchPerson(person, i + 2);
    if (row.email !== undefined) builder.personText('email').set(who, row.email);
    if (row.plan !== undefined) builder.personText('plan').set(who, row.plan);
  });
  return builder.finish();
}

/** Stages rows and returns the run's id. */
export async function stage(writer: RunWriter, rows: readonly Row[], sha256 = 'aa'): Promise<string> {
  const blocks = unwrap(await writer.dictionaries());
  return unwrap(await writer.stageRun(draft(sha256, rows.length), batchOf(rows, blocks), null));
}

/** Imports rows as one live run and returns its id. */
export async function importRows(
  store: WorkspaceStore,
  rows: readonly Row[],
  sha256 = 'aa',
): Promise<string> {
  return unwrap(
    await store.exclusively(async (writer) => {
      const run = await stage(writer, rows, sha256);
      unwrap(await writer.goLive(run));
      return run;
    }),
  );
}

async function texts(store: WorkspaceStore, key: string): Promise<string[]> {
  return unwrap(await store.dictionary(key)).flatMap((block) => decodeTexts(block));
}

/** Everything a reader can know, codes resolved to texts, so that two histories can be compared. */
export async function visible(store: WorkspaceStore): Promise<unknown> {
  const people = await texts(store, 'person');
  const names = await texts(store, 'event');
  const resolve = async (table: 'events' | 'people'): Promise<unknown[]> => {
    const prefix = table === 'events' ? 'e:' : 'p:';
    const result: unknown[] = [];
    for (const info of unwrap(await store.columns(table))) {
      const parts = unwrap(
        await (table === 'events' ? store.eventColumn(info.name) : store.peopleColumn(info.name)),
      );
      const words = await texts(store, prefix + info.name);
      result.push([
        info,
        parts.map(({ data, count }) =>
          data === null
            ? count
            : data.kind === 'text'
              ? Array.from(data.codes, (code) => (code === 0 ? null : words[code - 1]))
              : Array.from(data.values),
        ),
      ]);
    }
    return result;
  };
  return {
    events: unwrap(await store.eventParts()).map(({ person, time, dayOnly, name }) =>
      Array.from(person, (code, i) => [people[code], names[name[i]!], time[i], dayOnly?.[i] ?? 0]),
    ),
    people: unwrap(await store.peopleParts()).map(({ person }) => Array.from(person, (code) => people[code])),
    eventColumns: await resolve('events'),
    peopleColumns: await resolve('people'),
    files: unwrap(await store.runs()).flatMap(({ files }) => files.map(({ sha256 }) => sha256)),
    known: Object.fromEntries(
      await Promise.all(
        ['person', 'event', 'e:channel', 'p:email', 'p:plan'].map(async (key) => [
          key,
          (await texts(store, key)).filter((text) => text !== '').sort(),
        ]),
      ),
    ),
  };
}

/** Every record of a database as the browser stores it, with its version, for comparing bytes. */
export async function dump(name: string): Promise<{ version: number; stores: Record<string, unknown[]> }> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('open'));
  });
  const stores: Record<string, unknown[]> = {};
  for (const store of db.objectStoreNames) {
    stores[store] = await new Promise((resolve, reject) => {
      const request = db.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result as unknown[]);
      request.onerror = () => reject(request.error ?? new Error('read'));
    });
  }
  const { version } = db;
  db.close();
  return { version, stores };
}
