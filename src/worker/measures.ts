import { numbersAt } from '../engine/numbers.ts';
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
  const { measures = [], held, person } = people;
  const plain = { ...people, worth: null };
  const worths = measures.length === 0 || held !== null ? null : await worthsOf(table);
  if (worths === null) return plain;
  const own = new Set<number>();
  for (let i = 0; i < person.length; i++) own.add(worths.currency[person[i]!]!);
  own.delete(NONE);
  const [only = SEVERAL] = own;
  if (own.size !== 1 || only === SEVERAL) return plain;
  return {
    ...people,
    measures: [...measures, { name: 'value', values: numbersAt(worths.values, person) }],
    worth: { is: worths.is, currency: worths.currencies[only] ?? null },
  };
}

/** What everybody is worth, by person. */
interface Worths {
  readonly is: Worth['is'];
  /** NaN: nothing known. */
  readonly values: Float64Array;
  /** In which of the currencies, or `NONE`, or `SEVERAL`. */
  readonly currency: Int32Array;
  /** null: of amounts that name none. */
  readonly currencies: readonly (string | null)[];
}

/** Nothing is known of what somebody is worth. */
const NONE = -1;
/** Amounts of several currencies. */
const SEVERAL = -2;

/** Kept as long as the table: every list asks. */
const known = new WeakMap<EventTable, Worths | null>();

async function worthsOf(table: EventTable): Promise<Worths | null> {
  let worths = known.get(table);
  if (worths === undefined) known.set(table, (worths = await findWorths(table)));
  return worths;
}

/** Returns what everybody is worth; null where no property says so. */
async function findWorths(table: EventTable): Promise<Worths | null> {
  const money = moneyProperties(table);
  if (money === undefined) return null;
  const columnOf = (name: string): Promise<Column | undefined> =>
    money.scope === 'person' ? table.personColumn(name) : table.eventColumn(name);
  const column = await columnOf(money.amount);
  if (column?.kind !== 'number') return null;
  const amounts = column.values;
  const named = money.currency === null ? undefined : await columnOf(money.currency);
  const currencies: (string | null)[] = [];
  let own = NONE;
  const read = (at: number): number => {
    const amount = amounts[at] ?? NaN;
    if (Number.isNaN(amount)) return NaN;
    const text = named === undefined ? null : textAt(named, at);
    let code = currencies.indexOf(text);
    if (code < 0) code = currencies.push(text) - 1;
    own = own === NONE || own === code ? code : SEVERAL;
    return amount;
  };
  const is = money.scope === 'person' ? 'own' : money.rate || isRepeated(table, amounts) ? 'latest' : 'sum';
  const of = { own: read, sum: sumOf(table, read), latest: latestOf(table, read) }[is];
  const values = new Float64Array(table.personCount);
  const currency = new Int32Array(table.personCount);
  for (let person = 0; person < table.personCount; person++) {
    own = NONE;
    values[person] = of(person);
    currency[person] = own;
  }
  return { is, values, currency, currencies };
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
