import type { ListedPeople } from '../engine/people.ts';
import type { Column, EventTable } from '../engine/table.ts';
import type { Worth } from '../protocol/requests.ts';
import { moneyProperties, textAt } from './names.ts';

/** A list, and what its measure `value` is; null: it has none. */
export interface ValuedPeople extends ListedPeople {
  readonly worth: Worth | null;
}

/**
 * Returns the list with what each person is worth (measure `value`, NaN: nothing known) beside the figures that the analysis gives: their own amount; else what
 * their events add up to; else, where events of several names bear the amount (a deal's stages) or it is paid again and again (MRR), and adding would count it once an event, the
 * latest of it. Without the measure when the analysis gives no figures, the list is of values (a person's amounts are not those of one of their deals), nobody in it
 * has an amount, or their amounts are of several currencies (M1; none given is one of its own).
 */
export async function withValue(table: EventTable, people: ListedPeople): Promise<ValuedPeople> {
  const { measures = [], held } = people;
  const plain = { ...people, worth: null };
  const money = measures.length === 0 || held !== null ? undefined : moneyProperties(table);
  if (money === undefined) return plain;
  const columnOf = (name: string): Promise<Column | undefined> =>
    money.scope === 'person' ? table.personColumn(name) : table.eventColumn(name);
  const column = await columnOf(money.amount);
  if (column?.kind !== 'number') return plain;
  const { values } = column;
  const currency = money.currency === null ? undefined : await columnOf(money.currency);
  const known = new Set<string | null>();
  const read = (at: number): number => {
    const value = values[at]!;
    if (currency !== undefined && !Number.isNaN(value)) known.add(textAt(currency, at));
    return value;
  };
  const is = money.scope === 'person' ? 'own' : money.rate || isRepeated(table, values) ? 'latest' : 'sum';
  const of = { own: read, sum: sumOf(table, read), latest: latestOf(table, read) }[is];
  const worths = Float64Array.from(people.person, of);
  if (worths.every(Number.isNaN) || known.size > 1) return plain;
  return {
    ...people,
    measures: [...measures, { name: 'value', values: worths }],
    worth: { is, currency: [...known][0] ?? null },
  };
}

/** Whether events of more than one name bear an amount. */
function isRepeated({ name }: EventTable, values: Float64Array): boolean {
  let first = -1;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue;
    if (first < 0) first = name[row]!;
    else if (name[row] !== first) return true;
  }
  return false;
}

/** What the events of a person add up to; NaN when none has an amount. */
function sumOf({ offsets }: EventTable, read: (row: number) => number): (person: number) => number {
  return (person) => {
    let sum = NaN;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const value = read(row);
      if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
    }
    return sum;
  };
}

/** The amount of a person's latest event that has one; NaN when none has. */
function latestOf({ offsets }: EventTable, read: (row: number) => number): (person: number) => number {
  return (person) => {
    for (let row = offsets[person + 1]! - 1; row >= offsets[person]!; row--) {
      const value = read(row);
      if (!Number.isNaN(value)) return value;
    }
    return NaN;
  };
}
