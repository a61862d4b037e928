import type { Control } from '../base/control.ts';
import type { TextBlock } from '../domain/columns.ts';
import { Dictionaries } from '../domain/text-index.ts';
import type { SampleKind, Workspace, WorkspaceSettings } from '../domain/workspace.ts';
import { generateSample, SAMPLES } from '../samples/generate.ts';
import { part } from './control.ts';
import { unwrap } from './dispatch.ts';
import type { Library } from './library.ts';

/** What a sample workspace is made from. */
export interface SampleRequest {
  readonly kind: SampleKind;
  readonly people: number;
  readonly seed: number;
  /** Epoch ms at which the data end. */
  readonly end: number;
  /** Zone, locale and week start; name and currency are the sample's own. */
  readonly settings: WorkspaceSettings;
}

/** Makes a workspace and fills it with a generated world, all or nothing. */
export async function createSample(
  library: Library,
  request: SampleRequest,
  control: Control,
): Promise<Workspace> {
  const { kind, people, seed, end, settings } = request;
  const catalogue = await library.catalogue();
  const { name, currency, question } = SAMPLES[kind];
  const workspace = unwrap(await catalogue.create({ ...settings, name, currency }, kind));
  try {
    const none: readonly TextBlock[] = [];
    const options = { people, seed, end, timeZone: settings.timeZone };
    const startedAt = Date.now();
    const { batch, truth } = await generateSample(
      kind,
      options,
      new Dictionaries(() => none),
      part(control, 0, 0.7),
    );
    const store = await library.store(workspace.id);
    const { first, last } = range(batch.events.time);
    const draft = {
      files: [],
      shape: 'sample',
      mapping: { kind, people, seed, end, truth, question },
      counts: {
        rows: batch.events.count,
        rejected: 0,
        events: batch.events.count,
        people: batch.people.count,
        newPeople: batch.people.count,
        firstTime: first,
        lastTime: last,
      },
      startedAt,
    };
    unwrap(
      await store.exclusively(async (writer) => {
        const run = unwrap(await writer.stageRun(draft, batch, null, part(control, 0.7, 1)));
        return unwrap(await writer.goLive(run));
      }),
    );
    return workspace;
  } catch (thrown) {
    await catalogue.remove(workspace.id);
    throw thrown;
  }
}

function range(time: Float64Array): { first: number | null; last: number | null } {
  let first = Infinity;
  let last = -Infinity;
  for (const ms of time) {
    if (ms < first) first = ms;
    if (ms > last) last = ms;
  }
  return first <= last ? { first, last } : { first: null, last: null };
}
