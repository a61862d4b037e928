import type { Result } from '../../src/base/result.ts';
import { WorkerClient } from '../../src/client/worker-client.ts';
import type { WorkspaceSettings } from '../../src/domain/workspace.ts';
import { by, funnel, step } from '../../src/samples/truth.ts';
import type { FunnelPick, FunnelQuestion } from '../../src/questions/funnel.ts';
import { EVENT_NAMES, STEP_COUNT, WINDOW_DAYS } from './data.ts';
import { once } from './once.ts';
import { measure, timingOf, type Timing } from './timing.ts';

/** Timings of a CSV file's way into a workspace and of what is asked of it then. */
export interface WorkspaceReport {
  readonly rows: number;
  readonly bytes: number;
  /** Bare Papa Parse over the same file, in a worker. */
  readonly papa: Timing;
  readonly recognise: Timing;
  /** What the review screen does before it offers the import. */
  readonly dryRun: Timing;
  readonly commit: Timing;
  /** Recognise and commit: from the dropped file to live data. */
  readonly imported: Timing;
  /** A new worker, the workspace opened, the funnel answered. */
  readonly open: Timing;
  readonly again: Timing;
  readonly againByChannel: Timing;
  readonly people: Timing;
  readonly reached: readonly number[];
}

const SETTINGS: WorkspaceSettings = {
  name: 'Benchmark',
  currency: 'EUR',
  timeZone: 'UTC',
  weekStart: 1,
  locale: 'en',
};
const QUESTION: FunnelQuestion = funnel(
  EVENT_NAMES.slice(0, STEP_COUNT).map((name) => step(name)),
  { window: { n: WINDOW_DAYS, unit: 'day' } },
);
const DROPPED: FunnelPick = { step: 0, segment: 'dropped', group: null, period: null };

function client(): WorkerClient {
  return new WorkerClient(
    () => new Worker(new URL('../../src/worker/main.ts', import.meta.url), { type: 'module' }),
  );
}

function value<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}

/** Imports a file of `rows` rows `runs` times, beside bare Papa Parse, then opens and asks the workspace. */
export async function workspace(rows: number, runs: number): Promise<WorkspaceReport> {
  const blob = await once<Blob>(
    new Worker(new URL('./csv-worker.ts', import.meta.url), { type: 'module' }),
    rows,
  );
  const file = new File([blob], 'events.csv', { type: 'text/csv' });
  const papa: number[] = [];
  const recognise: number[] = [];
  const dryRun: number[] = [];
  const commit: number[] = [];
  let kept = '';
  for (let run = 0; run < runs; run++) {
    const parser = new Worker(new URL('./papa-worker.ts', import.meta.url), { type: 'module' });
    const bare = await once<{ rows: number; ms: number }>(parser, file);
    if (bare.rows < rows) throw new Error(`Papa Parse found ${bare.rows} rows`);
    papa.push(bare.ms);
    const worker = client();
    const { id } = value(await worker.call('workspaces.create', SETTINGS));
    const from = performance.now();
    const { session, mapping } = value(
      await worker.call('import.recognise', {
        workspace: id,
        timeZone: 'UTC',
        files: [file],
        hints: {},
        shape: null,
      }),
    );
    const recognised = performance.now();
    value(await worker.call('import.dryRun', { session, mapping }));
    const tried = performance.now();
    const { counts } = value(await worker.call('import.commit', { session, workspace: id, mapping }));
    commit.push(performance.now() - tried);
    dryRun.push(tried - recognised);
    recognise.push(recognised - from);
    if (counts.events !== rows || counts.rejected !== 0)
      throw new Error(`imported ${JSON.stringify(counts)}`);
    if (kept !== '') value(await worker.call('workspaces.remove', { id: kept }));
    kept = id;
    worker.close();
  }
  return {
    rows,
    bytes: file.size,
    papa: timingOf(papa),
    recognise: timingOf(recognise),
    dryRun: timingOf(dryRun),
    commit: timingOf(commit),
    imported: timingOf(commit.map((ms, run) => ms + (recognise[run] ?? NaN))),
    ...(await ask(kept, runs)),
  };
}

async function ask(
  id: string,
  runs: number,
): Promise<Pick<WorkspaceReport, 'open' | 'again' | 'againByChannel' | 'people' | 'reached'>> {
  let worker = client();
  const open = await measure(runs, 0, async () => {
    worker.close();
    worker = client();
    value(await worker.call('workspaces.open', { id }));
    return value(await worker.call('ask', { workspace: id, question: QUESTION }));
  });
  const again = await measure(runs, 1, async () =>
    value(await worker.call('ask', { workspace: id, question: QUESTION })),
  );
  const byChannel = { ...QUESTION, breakdown: by('event', 'channel') };
  const split = await measure(runs, 1, async () =>
    value(await worker.call('ask', { workspace: id, question: byChannel })),
  );
  const query = { question: QUESTION, pick: DROPPED, search: '', sort: 'newest' } as const;
  const people = await measure(runs, 0, async () =>
    value(await worker.call('people.page', { workspace: id, query, offset: 0, limit: 100 })),
  );
  value(await worker.call('workspaces.remove', { id }));
  worker.close();
  const answer = open.value;
  if (answer.kind !== 'funnel') throw new Error('not a funnel');
  return {
    open: open.timing,
    again: again.timing,
    againByChannel: split.timing,
    people: people.timing,
    reached: answer.total.steps.map((result) => result.entered),
  };
}
