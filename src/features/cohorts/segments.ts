import type { PeopleSegment } from '../../domain/saved.ts';
import { readFilter } from '../../questions/read-filter.ts';
import type { CohortSegment } from '../../questions/retention.ts';

/** The saved segments as a question holds them: those that can be read, one of each name. */
export function savedSegments(all: readonly PeopleSegment[]): readonly CohortSegment[] {
  const byName = new Map<string, CohortSegment>();
  for (const { name, filter } of all) {
    const read = readFilter(filter);
    if (read !== null && !byName.has(name)) byName.set(name, { name, filter: read });
  }
  return [...byName.values()];
}

/** The segments of these names, in their order, as saved; one that is no longer saved as the question has it. */
export function segmentsNamed(
  names: readonly string[],
  saved: readonly CohortSegment[],
  chosen: readonly CohortSegment[],
): readonly CohortSegment[] {
  return names.flatMap((name) => [...saved, ...chosen].find((segment) => segment.name === name) ?? []);
}

/** The saved segments with one of everyone behind them, unless a saved one has its name. */
export function withEveryone(
  saved: readonly CohortSegment[],
  everyone: CohortSegment,
): readonly CohortSegment[] {
  return saved.some(({ name }) => name === everyone.name) ? saved : [...saved, everyone];
}
