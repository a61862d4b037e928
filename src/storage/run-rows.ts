import type { Dexie } from 'dexie';
import type { Run } from '../domain/run.ts';
import { workspaceTables, type RunRow } from './records.ts';

/** Returns the runs whose data readers see, in the order they went live. */
export async function liveRuns(db: Dexie): Promise<RunRow[]> {
  return (await workspaceTables(db).runs.toArray()).filter(isLive).sort((a, b) => a.seq - b.seq);
}

export function isLive(run: RunRow): boolean {
  return run.status === 'live';
}

/** Returns the ids of the runs whose dictionary entries count: live ones, and undone ones that later runs build on. */
export function countingRuns(rows: readonly RunRow[]): Set<string> {
  return new Set(rows.filter(({ status }) => status !== 'staged').map(({ id }) => id));
}

/** Returns the size of every dictionary, blanks included. */
export function dictionarySizes(rows: readonly RunRow[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { status, added } of rows) {
    if (status === 'staged') continue;
    for (const { dictionary, from, count } of added) {
      sizes.set(dictionary, Math.max(sizes.get(dictionary) ?? 0, from + count));
    }
  }
  return sizes;
}

/** Returns the run as the rest of the app knows it. */
export function toRun(row: RunRow): Run {
  const { id, seq, files, shape, mapping, counts, startedAt, finishedAt } = row;
  const status = row.status === 'live' ? 'live' : 'staged';
  return { id, seq, status, files, shape, mapping, counts, startedAt, finishedAt };
}
