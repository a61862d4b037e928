import type { Control } from '../../base/control.ts';
import type { CohortSegment } from '../../questions/retention.ts';
import { compileFilter } from '../filter.ts';
import { noteUnknown } from '../notes.ts';
import type { Cohorts } from './cohorts.ts';
import { Entries, FOUND } from './entries.ts';
import type { RetentionPlan } from './plan.ts';

/**
 * Returns the starts once for every segment that holds for their person today, with one row per segment (R7). Starts of
 * people in no segment are left out. `entries` stand by unit in time order, and so do those returned. Pauses through `control`.
 */
export async function bySegments(
  { source }: RetentionPlan,
  entries: Entries,
  segments: readonly CohortSegment[],
  control: Control,
): Promise<{ readonly entries: Entries; readonly cohorts: Cohorts }> {
  const tests = await Promise.all(
    segments.map(async ({ filter }) => {
      const { test, unknown } = await compileFilter(filter, source.table);
      for (const property of unknown) noteUnknown(source.notes, property);
      return test;
    }),
  );
  const within = new Entries();
  const rowOf: number[] = [];
  for (let i = 0; i < entries.count; i++) {
    if ((i & 1023) === 0 && control.due()) await control.pause(FOUND);
    const unit = entries.unit[i]!;
    const at = entries.at[i]!;
    const person = source.personAt(at, unit);
    for (const [row, test] of tests.entries()) {
      // A segment is of people: its conditions read no event.
      if (test !== null && !test(-1, person)) continue;
      within.add(unit, at, entries.block[i]!, entries.before[i] === 1);
      rowOf.push(row);
    }
  }
  return {
    entries: within,
    cohorts: {
      rows: segments.map(({ name }) => ({ kind: 'segment', key: name, opening: false })),
      rowOf: Int32Array.from(rowOf),
    },
  };
}
