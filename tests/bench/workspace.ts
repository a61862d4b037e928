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
  /** Reading, coding and sorting every row; the review screen does it to say what the import would do. */
  readonly dryRun: Timing;
  /** Storing what the dry run made, and switching it live. */
  readonly commit: Timing;
  /** Dry run and commit: the import proper, from bytes to live data. */
  readonly imported: Timing;
  /** With the recognition before it: everything between the drop and live data but the user's own time. */
  readonly whole: Timing;
  /** Processor time of all of Chromium over the same stretches; best runs. Unlike a clock it hardly minds other work. */
  readonly cpu: Readonly<Record<Stretch, number>>;
  /** A new worker, the workspace opened, the funnel answered. */
  readonly open: Timing;
  readonly again: Timing;
  readonly againByChannel: Timing;
  readonly people: Timing;
  readonly reached: readonly number[];
}

type Stretch = 'papa' | 'recognise' | 'dryRun' | 'commit';

declare global {
  interface Window {
    /** Processor time that all processes of this browser have used so far, ms. */
    cpuMs: () => Promise<number>;
  }
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
  const clock: Record<Stretch, number[]> = { papa: [], recognise: [], dryRun: [], commit: [] };
  const cpu: Record<Stretch, number[]> = { papa: [], recognise: [], dryRun: [], commit: [] };
  const timed = async <T>(stretch: Stretch, work: () => Promise<T>): Promise<T> => {
    const used = await window.cpuMs();
    const start = performance.now();
    const result = await work();
    clock[stretch].push(performance.now() - start);
    cpu[stretch].push((await window.cpuMs()) - used);
    return result;
  };
  let kept = '';
  for (let run = 0; run < runs; run++) {
    const parser = new Worker(new URL('./papa-worker.ts', import.meta.url), { type: 'module' });
    const parsed = await timed('papa', () => once<number>(parser, file));
    if (parsed < rows) throw new Error(`Papa Parse found ${parsed} rows`);
    const worker = client();
    const { id } = value(await worker.call('workspaces.create', SETTINGS));
    const drop = { workspace: id, timeZone: 'UTC', files: [file], hints: {}, shape: null };
    const { session, mapping } = value(await timed('recognise', () => worker.call('import.recognise', drop)));
    value(await timed('dryRun', () => worker.call('import.dryRun', { session, mapping })));
    const commit = { session, workspace: id, mapping };
    const { counts } = value(await timed('commit', () => worker.call('import.commit', commit)));
    if (counts.events !== rows || counts.rejected !== 0)
      throw new Error(`imported ${JSON.stringify(counts)}`);
    if (kept !== '') value(await worker.call('workspaces.remove', { id: kept }));
    kept = id;
    worker.close();
  }
  return {
    rows,
    bytes: file.size,
    papa: timingOf(clock.papa),
    recognise: timingOf(clock.recognise),
    dryRun: timingOf(clock.dryRun),
    commit: timingOf(clock.commit),
    imported: timingOf(summed(clock.dryRun, clock.commit)),
    whole: timingOf(summed(clock.recognise, clock.dryRun, clock.commit)),
    cpu: {
      papa: timingOf(cpu.papa).best,
      recognise: timingOf(cpu.recognise).best,
      dryRun: timingOf(cpu.dryRun).best,
      commit: timingOf(cpu.commit).best,
    },
    ...(await ask(kept, runs)),
  };
}

/** Run by run, the time of several stretches together. */
function summed(first: readonly number[], ...others: readonly (readonly number[])[]): number[] {
  return first.map((ms, run) => others.reduce((sum, other) => sum + (other[run] ?? NaN), ms));
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
