import type { Control } from '../../base/control.ts';
import type { RevenueGroup, RevenueQuestion } from '../../questions/revenue.ts';
import { groupsOf, valuesOf } from '../survival/groups.ts';
import type { EventTable } from '../table.ts';
import type { FoundChanges } from './changes.ts';

/** People who ever paid, of one value of the breakdown. */
export interface CustomerGroup extends Omit<RevenueGroup, 'currencies'> {
  readonly has: (person: number) => boolean;
}

/** Returns everybody who ever paid by the question's breakdown, the largest group first; none when it isn't split. */
export async function customerGroups(
  table: EventTable,
  { breakdown }: RevenueQuestion,
  { changes, notes }: FoundChanges,
  control: Control,
): Promise<CustomerGroup[]> {
  if (breakdown === null) return [];
  const person = new Uint32Array(changes.count);
  const first = new Uint32Array(changes.count);
  let customers = 0;
  for (let i = 0; i < changes.count; i++) {
    const one = changes.person.data[i]!;
    if (i > 0 && one === changes.person.data[i - 1]) continue;
    person[customers] = one;
    // A person's first change is never a lapse: there was nothing to end.
    first[customers++] = changes.row.data[i]!;
  }
  const values = await valuesOf({ table, notes }, breakdown.property, person, (i) => first[i]!);
  const groupOf = new Int32Array(table.personCount).fill(-1);
  return (await groupsOf(values, customers, breakdown.top, control)).map(
    ({ value, kind, size, members }, g) => {
      for (const member of members) groupOf[person[member]!] = g;
      return { value, kind, size, customers: members.length, has: (one) => groupOf[one] === g };
    },
  );
}
