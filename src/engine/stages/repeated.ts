import type { EventMatch } from '../../questions/funnel.ts';
import type { StagesQuestion } from '../../questions/stages.ts';

/** Returns the events that a question asks for in several places under the same conditions: each counts in one of them alone (W1). */
export function repeatedEvents({
  stages,
  won,
  lost,
}: Pick<StagesQuestion, 'stages' | 'won' | 'lost'>): string[] {
  const places: readonly EventMatch[] = [...stages, won, ...(lost === null ? [] : [lost])];
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { events, where } of places)
    for (const name of new Set(events)) {
      const key = JSON.stringify([name, where]);
      if (seen.has(key)) repeated.add(name);
      seen.add(key);
    }
  return [...repeated];
}
