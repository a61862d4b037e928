import type { ListedPeople } from '../engine/people.ts';
import type { EventTable } from '../engine/table.ts';
import { moneyProperty } from './names.ts';

/**
 * Returns the list with what each person is worth (`value`: their own amount, else the sum of their events') beside the figures that the
 * analysis gives; the list itself when it gives none, or the data hold no amounts, or none of these people, or amounts of several currencies (M1).
 */
export async function withValue(table: EventTable, people: ListedPeople): Promise<ListedPeople> {
  const money =
    people.measures === undefined || people.measures.length === 0 ? undefined : await moneyProperty(table);
  if (people.measures === undefined || money === undefined) return people;
  const { scope, name } = money;
  const column = await (scope === 'person' ? table.personColumn(name) : table.eventColumn(name));
  if (column?.kind !== 'number') return people;
  const { values } = column;
  const worth =
    scope === 'person'
      ? (person: number) => values[person]!
      : (person: number) => sumOf(table, values, person);
  const worths = Float64Array.from(people.person, worth);
  if (worths.every(Number.isNaN)) return people;
  return { ...people, measures: [...people.measures, { name: 'value', values: worths }] };
}

/** What the events of a person add up to; NaN when none has an amount. */
function sumOf({ offsets }: EventTable, values: Float64Array, person: number): number {
  let sum = NaN;
  for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
    const value = values[row]!;
    if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
  }
  return sum;
}
