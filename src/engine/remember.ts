import type { Control } from '../base/control.ts';
import type { EventTable } from './table.ts';

/** A question and what it is compared with: more would cost more memory than asking again costs time. */
const KEPT = 2;

/**
 * Returns `find` with a memory: what it found over a table for the last two questions is found again at once, so that listing the people
 * behind a figure doesn't repeat the work of the answer. `partOf` says what of a question `find` reads; questions that differ in nothing
 * else find the same. What is found must not be changed by whoever gets it. Forgotten with the table.
 */
export function remembering<Question, Found>(
  find: (table: EventTable, question: Question, control: Control) => Promise<Found>,
  partOf: (question: Question) => unknown,
): (table: EventTable, question: Question, control: Control) => Promise<Found> {
  const memory = new WeakMap<EventTable, Map<string, Found>>();
  return async (table, question, control) => {
    const key = JSON.stringify(partOf(question));
    const own = memory.get(table) ?? new Map<string, Found>();
    memory.set(table, own);
    const found = own.get(key) ?? (await find(table, question, control));
    // A map lists what was set last at its end.
    own.delete(key);
    own.set(key, found);
    for (const oldest of own.keys()) if (own.size > KEPT) own.delete(oldest);
    return found;
  };
}
