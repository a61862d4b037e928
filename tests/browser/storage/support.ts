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

/** A workspace with a bit of everything: two runs, one undone, rejects, one of everything saved by name, a mapping. */
export async function exampleWorkspace(): Promise<WorkspaceStore> {
  const store = await freshWorkspace('Client & Söhne');
  const undone = await importRows(
    store,
    [{ person: 'secret', event: 'Gone', time: 1, email: 's@example.org' }],
    '00',
  );
  unwrap(
    await store.exclusively(async (writer) => {
      const rows = [
        { person: 'ann', event: 'Visit', time: 1000, channel: 'ads', plan: 'free' },
        { person: 'bob', event: 'Visit', time: 2000, channel: 'mail', value: 2.5 },
        { person: 'ann', event: 'Buy', time: 3000, value: 40, plan: 'pro' },
      ];
      const batch = batchOf(rows, unwrap(await writer.dictionaries()));
      const run = unwrap(await writer.stageRun(draft('01', 3), batch, ['_line,a\n', '5,"x"\n']));
      return unwrap(await writer.goLive(run));
    }),
  );
  const dated = { person: 'bob', event: 'Buy', time: 86_400_000, dayOnly: true, email: 'bob@example.org' };
  await importRows(store, [dated], '02');
  unwrap(await store.undoRun(undone));
  const question = { kind: 'funnel', steps: ['Visit', { $bin: 1 }] };
  unwrap(await store.save('insights', { id: null, name: 'Main', question, rev: null }));
  const content = { tiles: [{ question, wide: true }] };
  unwrap(await store.save('dashboards', { id: null, name: 'Monday', content, rev: null }));
  const filter = { all: [{ property: 'plan', is: ['pro'] }] };
  unwrap(await store.save('peopleSegments', { id: null, name: 'Paying', filter, rev: null }));
  unwrap(await store.rememberMapping('f1', { person: 0, time: null }));
  return store;
}

type Cell = string | number | null;

/** One run as a reader sees it: rows with texts for codes, people in the order of their keys. */
interface VisibleRun {
  sha256: string | undefined;
  events: Record<string, Cell>[];
  people: Record<string, Cell>[];
}

/**
 * Everything a reader can know, codes resolved, so that two histories can be compared. Which code a text got, and so
 * the order of people within a run, is no part of that.
 */
export async function visible(
  store: WorkspaceStore,
): Promise<{ runs: VisibleRun[]; columns: unknown; known: Record<string, string[]> }> {
  const people = await texts(store, 'person');
  const names = await texts(store, 'event');
  const runs = unwrap(await store.runs()).map(({ files }): VisibleRun => ({
    sha256: files[0]?.sha256,
    events: [],
    people: [],
  }));
  unwrap(await store.eventParts()).forEach(({ person, time, dayOnly, name }, at) => {
    runs[at]!.events = Array.from(person, (code, i) => ({
      person: people[code]!,
      event: names[name[i]!]!,
      time: time[i]!,
      day: dayOnly?.[i] ?? 0,
    }));
  });
  unwrap(await store.peopleParts()).forEach(({ person }, at) => {
    runs[at]!.people = Array.from(person, (code) => ({ person: people[code]! }));
  });
  const columns = {
    events: unwrap(await store.columns('events')),
    people: unwrap(await store.columns('people')),
  };
  for (const table of ['events', 'people'] as const) {
    for (const { name } of columns[table]) {
      const parts = unwrap(await (table === 'events' ? store.eventColumn(name) : store.peopleColumn(name)));
      const words = await texts(store, (table === 'events' ? 'e:' : 'p:') + name);
      parts.forEach(({ data }, at) => {
        runs[at]![table].forEach((row, i) => {
          const cell =
            data === null ? null : data.kind === 'text' ? words[data.codes[i]! - 1] : data.values[i];
          row[name] = cell === undefined || Number.isNaN(cell) ? null : cell;
        });
      });
    }
  }
  for (const run of runs) {
    for (const rows of [run.events, run.people]) {
      rows.sort((a, b) => (a['person']! < b['person']! ? -1 : a['person']! > b['person']! ? 1 : 0));
    }
  }
  const known: Record<string, string[]> = {};
  for (const key of ['person', 'event', 'e:channel', 'p:email', 'p:plan']) {
    known[key] = (await texts(store, key)).filter((text) => text !== '').sort();
  }
  return { runs, columns, known };
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
