import type { PropertyRef } from '../questions/filter.ts';
import type { EventMatch } from '../questions/funnel.ts';
import { compileFilter, type Test } from './filter.ts';
import type { EventTable } from './table.ts';

/** Which of some matches each event satisfies, as bits: bit k for match k. */
export interface EventFlags {
  /** By event name: all that is asked where `of` is null. */
  readonly byName: Uint32Array;
  /** By row and person, conditions included; null: names decide. */
  readonly of: ((row: number, person: number) => number) | null;
  /** Names and properties that the table doesn't have. */
  readonly unknown: { readonly events: readonly string[]; readonly properties: readonly PropertyRef[] };
}

/** Returns the flags of at most 32 matches; null matches nothing. Loads the columns that their conditions name. */
export async function eventFlags(
  table: EventTable,
  matches: readonly (EventMatch | null)[],
): Promise<EventFlags> {
  const byName = new Uint32Array(table.names.size);
  const events = new Set<string>();
  const properties: PropertyRef[] = [];
  const conditions: { bit: number; test: Test }[] = [];
  for (const [k, match] of matches.entries()) {
    if (match === null) continue;
    const bit = 1 << k;
    if (match.events.length === 0) byName.forEach((flags, code) => (byName[code] = flags | bit));
    for (const event of match.events) {
      const code = table.names.find(event);
      if (code < 0) events.add(event);
      else byName[code]! |= bit;
    }
    const { test, unknown } = await compileFilter(match.where, table);
    properties.push(...unknown);
    if (test !== null) conditions.push({ bit, test });
  }
  const { name } = table;
  const of = (row: number, person: number): number => {
    let flags = byName[name[row]!]!;
    for (const { bit, test } of conditions) if ((flags & bit) !== 0 && !test(row, person)) flags &= ~bit;
    return flags;
  };
  return { byName, of: conditions.length === 0 ? null : of, unknown: { events: [...events], properties } };
}
