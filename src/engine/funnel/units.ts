import { uncontrolled, type Control } from '../../base/control.ts';
import type { Column, EventTable } from '../table.ts';
import { timeOrder } from '../time-order.ts';

/**
 * What is counted (F8): unit u owns the rows `row(offsets[u]) .. row(offsets[u + 1])` in time order, where
 * row(i) is i itself, or `order[i]`.
 */
export interface Units {
  readonly count: number;
  readonly offsets: Uint32Array;
  readonly order: Uint32Array | null;
  /** Person of unit u; null: u itself. Of a unit across people: the person of its first event. */
  readonly person: Uint32Array | null;
  /** Code of the value held constant, 0-based into `labels`; null without one. */
  readonly held: Uint32Array | null;
  readonly labels: (code: number) => string | null;
}

/** Returns every person as a unit. */
export function unitsOfPeople(table: EventTable): Units {
  return {
    count: table.personCount,
    offsets: table.offsets,
    order: null,
    person: null,
    held: null,
    labels: () => null,
  };
}

/** A value per row as a code below `size`; −1: the row belongs to no unit. */
export interface RowKey {
  readonly size: number;
  code(row: number): number;
  label(code: number): string | null;
}

/** Returns an event column as a row key; rows without a value belong to no unit. */
export function keyOfColumn(column: Column | undefined, count: number): RowKey {
  if (column === undefined) return { size: 0, code: () => -1, label: () => null };
  if (column.kind === 'text') {
    const { codes, dictionary } = column;
    return { size: dictionary.size, code: (row) => codes[row]! - 1, label: (code) => dictionary.text(code) };
  }
  const { values } = column;
  const known = new Map<number, number>();
  const codes = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      codes[row] = -1;
      continue;
    }
    let code = known.get(value);
    if (code === undefined) known.set(value, (code = known.size));
    codes[row] = code;
  }
  const labels = [...known.keys()].map(String);
  return { size: labels.length, code: (row) => codes[row]!, label: (code) => labels[code] ?? null };
}

/** Returns one unit per person and value of the key, in the order of people, then of first appearance. */
export function unitsWithin(base: Units, key: RowKey): Units {
  const rowOf = (i: number): number => (base.order === null ? i : base.order[i]!);
  const total = base.offsets[base.count]!;
  const order = new Uint32Array(total);
  const offsets: number[] = [0];
  const person: number[] = [];
  const held: number[] = [];
  // Slot of each value met in the unit at hand; stamped so that it need not be cleared per unit.
  const slot = new Uint32Array(key.size);
  const stamp = new Uint32Array(key.size).fill(0xffffffff);
  const codes: number[] = [];
  const sizes: number[] = [];
  let filled = 0;
  for (let u = 0; u < base.count; u++) {
    codes.length = 0;
    sizes.length = 0;
    const from = base.offsets[u]!;
    const to = base.offsets[u + 1]!;
    for (let i = from; i < to; i++) {
      const code = key.code(rowOf(i));
      if (code < 0) continue;
      if (stamp[code] !== u) {
        stamp[code] = u;
        slot[code] = codes.length;
        codes.push(code);
        sizes.push(0);
      }
      sizes[slot[code]!]!++;
    }
    const next = sizes.map((size) => (filled += size) - size);
    for (let i = from; i < to; i++) {
      const code = key.code(rowOf(i));
      if (code >= 0) order[next[slot[code]!]!++] = rowOf(i);
    }
    codes.forEach((code, k) => {
      offsets.push(next[k]!);
      person.push(base.person === null ? u : base.person[u]!);
      held.push(code);
    });
  }
  return {
    count: held.length,
    offsets: Uint32Array.from(offsets),
    order: order.subarray(0, filled),
    person: Uint32Array.from(person),
    held: Uint32Array.from(held),
    labels: (code) => key.label(code),
  };
}

/** Returns one unit per value of the key over all people (those that `allowed` lets through), its rows in time order. Pauses through `control`. */
export async function unitsAcross(
  table: EventTable,
  key: RowKey,
  allowed: ((person: number) => boolean) | null,
  control: Control = uncontrolled,
): Promise<Units> {
  const { offsets: people, personCount } = table;
  const sizes = new Uint32Array(key.size + 1);
  const owner = new Uint32Array(table.eventCount);
  const taken = (row: number): number => (allowed === null || allowed(owner[row]!) ? key.code(row) : -1);
  for (let p = 0; p < personCount; p++) owner.fill(p, people[p], people[p + 1]);
  for (let row = 0; row < table.eventCount; row++) {
    const code = taken(row);
    if (code >= 0) sizes[code + 1]!++;
  }
  for (let code = 0; code < key.size; code++) sizes[code + 1]! += sizes[code]!;
  const order = new Uint32Array(sizes[key.size]!);
  const next = sizes.slice();
  const inTime = await timeOrder(table, control);
  for (let i = 0; i < inTime.length; i++) {
    if ((i & 0xffff) === 0 && control.due()) await control.pause(0);
    const row = inTime[i]!;
    const code = taken(row);
    if (code >= 0) order[next[code]!++] = row;
  }
  const person = new Uint32Array(key.size);
  for (let code = 0; code < key.size; code++)
    if (sizes[code]! < sizes[code + 1]!) person[code] = owner[order[sizes[code]!]!]!;
  return {
    count: key.size,
    offsets: sizes,
    order,
    person,
    held: Uint32Array.from({ length: key.size }, (_, code) => code),
    labels: (code) => key.label(code),
  };
}
