/** What the kill test does inside the browser: imports with the app's storage, and says what it finds afterwards. */
import type { Result } from '../../../src/base/result.ts';
import { BatchBuilder } from '../../../src/domain/batch-builder.ts';
import type { Batch } from '../../../src/domain/columns.ts';
import { decodeTexts, Dictionaries } from '../../../src/domain/text-index.ts';
import {
  openCatalogue,
  openWorkspace,
  type RunWriter,
  type WorkspaceStore,
} from '../../../src/storage/index.ts';

/** Rows of the run that is there all the time, and of the one whose import is killed. */
const BASE_ROWS = 2_000;
const ROWS = 400_000;

const CHANNELS = ['ads', 'mail', 'organic'];

interface Finding {
  /** SHA-256 field of each live run, which says which one it is. */
  readonly runs: readonly string[];
  /** What isn't as it was written; empty when all is well. */
  readonly faults: readonly string[];
}

interface Harness {
  /** Makes the workspace with its first run; returns its id. */
  setUp(): Promise<string>;
  /** Imports a run, telling the console `writing` and `live`; returns the ms between the two. */
  start(workspace: string, label: string): Promise<number>;
  /** Opens the workspace as the app does after a crash, and looks at everything. */
  look(workspace: string): Promise<Finding>;
  /** Undoes every run but the first one. */
  reset(workspace: string): Promise<void>;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}

/** Row i of a run: a third of its people are shared by all runs. */
function rowOf(
  label: string,
  i: number,
): { person: string; event: string; time: number; channel: string; value: number } {
  const person = i % 3 === 0 ? `shared-${i % 900}` : `${label}-${i % 50_000}`;
  return {
    person,
    event: i % 4 === 0 ? 'Buy' : 'Visit',
    time: i * 1000,
    channel: CHANNELS[i % 3]!,
    value: i,
  };
}

async function batchOf(writer: RunWriter, label: string, rows: number): Promise<Batch> {
  const blocks = unwrap(await writer.dictionaries());
  const builder = new BatchBuilder(new Dictionaries((key) => blocks.get(key) ?? []));
  for (let i = 0; i < rows; i++) {
    const { person, event, time, channel, value } = rowOf(label, i);
    const code = builder.personCode(person);
    const at = builder.addEvent(code, time, false, builder.eventName(event), i + 2);
    builder.eventText('channel').set(at, channel);
    builder.eventNumber('value').set(at, value);
    builder.personNumber('last').set(builder.touchPerson(code, i + 2), value);
  }
  return builder.finish();
}

async function importRun(store: WorkspaceStore, label: string, rows: number): Promise<number> {
  return unwrap(
    await store.exclusively(async (writer) => {
      const batch = await batchOf(writer, label, rows);
      console.log('writing');
      const begun = performance.now();
      const draft = {
        files: [{ name: `${label}.csv`, size: rows, sha256: label }],
        ...{ shape: 'events', mapping: null, startedAt: 0 },
        counts: {
          rows,
          rejected: 1,
          events: rows,
          people: 0,
          newPeople: 0,
          firstTime: 0,
          lastTime: rows * 1000,
        },
      };
      const run = unwrap(await writer.stageRun(draft, batch, ['_line,a\n', '1,"x"\n']));
      unwrap(await writer.goLive(run));
      console.log('live');
      return performance.now() - begun;
    }),
  );
}

/** Compares a run with the rows it was made of. */
async function faultsOf(store: WorkspaceStore): Promise<string[]> {
  const faults: string[] = [];
  const texts = async (key: string): Promise<string[]> =>
    unwrap(await store.dictionary(key)).flatMap((block) => decodeTexts(block));
  const [people, names, channels] = [await texts('person'), await texts('event'), await texts('e:channel')];
  const [parts, channelParts, valueParts] = [
    unwrap(await store.eventParts()),
    unwrap(await store.eventColumn('channel')),
    unwrap(await store.eventColumn('value')),
  ];
  for (const [k, run] of unwrap(await store.runs()).entries()) {
    const label = run.files[0]?.sha256 ?? '';
    const part = parts[k]!;
    const channel = channelParts[k]?.data;
    const value = valueParts[k]?.data;
    if (part.count !== run.counts.rows) faults.push(`${label}: ${part.count} events of ${run.counts.rows}`);
    if (channel?.kind !== 'text' || value?.kind !== 'number') faults.push(`${label}: a column is missing`);
    else {
      let wrong = 0;
      for (let at = 0; at < part.count; at++) {
        const row = rowOf(label, value.values[at]!);
        const same =
          people[part.person[at]!] === row.person &&
          names[part.name[at]!] === row.event &&
          part.time[at] === row.time &&
          channels[channel.codes[at]! - 1] === row.channel;
        if (!same) wrong++;
      }
      if (wrong > 0) faults.push(`${label}: ${wrong} events differ`);
      if (new Set(value.values).size !== part.count) faults.push(`${label}: events are lost or twice`);
    }
    if (unwrap(await store.rejects(run.id)).join('') !== '_line,a\n1,"x"\n')
      faults.push(`${label}: rejects differ`);
  }
  const { segments } = unwrap(await store.health());
  const expected = parts.reduce((sum, { count }) => sum + 6 * Math.ceil(count / 65_536), 0);
  const peoplePieces = unwrap(await store.peopleParts()).reduce(
    (sum, { count }) => sum + 3 * Math.ceil(count / 65_536),
    0,
  );
  if (segments !== expected + peoplePieces)
    faults.push(`${segments} pieces, ${expected + peoplePieces} expected`);
  return faults;
}

window.harness = {
  async setUp() {
    const catalogue = unwrap(await openCatalogue());
    const settings = { name: 'Kill', currency: 'EUR', timeZone: 'UTC', weekStart: 1, locale: 'en' } as const;
    const { id } = unwrap(await catalogue.create(settings));
    catalogue.close();
    const store = unwrap(await openWorkspace(id));
    await importRun(store, 'base', BASE_ROWS);
    store.close();
    return id;
  },
  async start(workspace, label) {
    const store = unwrap(await openWorkspace(workspace));
    return importRun(store, label, ROWS);
  },
  async look(workspace) {
    const store = unwrap(await openWorkspace(workspace));
    const runs = unwrap(await store.runs()).map(({ files }) => files[0]?.sha256 ?? '');
    const faults = await faultsOf(store);
    store.close();
    return { runs, faults };
  },
  async reset(workspace) {
    const store = unwrap(await openWorkspace(workspace));
    for (const { id } of unwrap(await store.runs()).slice(1)) unwrap(await store.undoRun(id));
    store.close();
  },
};
document.title = 'Ready';
