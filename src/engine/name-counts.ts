import type { EventTable } from './table.ts';

const known = new WeakMap<EventTable, Uint32Array>();

/** Returns how many events of a table have each name, by its code; counted once and kept as long as the table. */
export function countsByName(table: EventTable): Uint32Array {
  let counts = known.get(table);
  if (counts === undefined) known.set(table, (counts = countNames(table)));
  return counts;
}

function countNames({ name, names, eventCount }: EventTable): Uint32Array {
  const counts = new Uint32Array(names.size);
  for (let row = 0; row < eventCount; row++) counts[name[row]!]!++;
  return counts;
}
