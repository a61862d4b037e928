import { DAY_MS, formatDate, zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { Breakdown, FunnelNote, GroupResult } from '../../questions/funnel.ts';
import { loadColumn } from '../filter.ts';
import { largestOf } from '../largest.ts';
import { noteUnknown } from '../notes.ts';
import type { Column, EventTable } from '../table.ts';
import { NONE, type Outcomes } from './outcomes.ts';
import type { FunnelPlan } from './plan.ts';
import type { RowKey } from './units.ts';

/** Codes of one breakdown property: 0 is missing. */
export interface Coded {
  readonly scope: 'event' | 'person';
  /** Code by row (event) or person. */
  code(index: number): number;
  text(code: number): string | null;
}

/** Codes of groups met so far; a group is a tuple of property values. */
export class GroupKeys {
  private readonly properties: readonly Coded[];
  private readonly ids = new Map<string, number>();
  /** Group by code where there is one property: codes are small and dense. */
  private readonly byCode: number[] = [];
  private readonly tuples: (readonly number[])[] = [];

  constructor(properties: readonly Coded[]) {
    this.properties = properties;
  }

  get size(): number {
    return this.tuples.length;
  }

  /** Returns the group of a tuple of codes, a new one for a new tuple. */
  idOf(a: number, b: number): number {
    if (this.properties.length === 1) return (this.byCode[a] ??= this.tuples.push([a]) - 1);
    const key = `${a},${b}`;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.tuples.push([a, b]) - 1;
      this.ids.set(key, id);
    }
    return id;
  }

  /** Values of a group, null for missing. */
  values(id: number): (string | null)[] {
    return this.tuples[id]!.map((code, k) => (code === 0 ? null : this.properties[k]!.text(code)));
  }
}

/** Group of every outcome; −1: the attribution step wasn't reached. */
export interface Grouping {
  readonly keys: GroupKeys;
  /** Assigns the outcomes' groups by the question's attribution (F7). Not for `every`. */
  assign(outcomes: Outcomes): Int32Array;
  /** The groups as a key of rows, for running the funnel inside each value (`every`). */
  readonly rowKey: RowKey;
}

/** Returns how a plan's outcomes are split by `breakdown`, or null when none of its properties is known. */
export async function groupingOf(
  plan: FunnelPlan,
  breakdown: Breakdown,
  notes: FunnelNote[],
): Promise<Grouping> {
  const { table } = plan;
  const properties: Coded[] = [];
  for (const property of breakdown.properties.slice(0, 2)) {
    // The lead's current value of an event property is the last one its events carry.
    const column = await loadColumn(table, property);
    if (column === undefined) noteUnknown(notes, property);
    properties.push(codedColumn(column, property.scope, table));
  }
  if (properties.length === 0) throw new RangeError('a breakdown has at least one property');
  const keys = new GroupKeys(properties);
  const owner = ownerOfRows(plan);
  return {
    keys,
    assign: (outcomes) => assign(plan, breakdown, properties, keys, owner, outcomes),
    rowKey: rowKeyOf(table, properties, keys, owner),
  };
}

/** Returns a column as codes; numbers and dates by their value as text, dates as calendar dates of the zone. */
export function codedColumn(column: Column | undefined, scope: Coded['scope'], table: EventTable): Coded {
  if (column === undefined) return { scope, code: () => 0, text: () => null };
  if (column.kind === 'text') {
    const { codes, dictionary } = column;
    return { scope, code: (index) => codes[index]!, text: (code) => dictionary.text(code - 1) };
  }
  const { values } = column;
  const calendar = zoneCalendar(table.zone);
  const codes = new Map<number, number>();
  const labels: string[] = [];
  const label = (value: number): string =>
    column.kind === 'number'
      ? String(value)
      : formatDate(column.precision === 'day' ? value / DAY_MS : calendar.dayOf(value));
  const byLabel = new Map<string, number>();
  return {
    scope,
    code(index) {
      const value = values[index]!;
      if (Number.isNaN(value)) return 0;
      let code = codes.get(value);
      if (code === undefined) {
        const text = label(value);
        code = byLabel.get(text) ?? labels.push(text);
        byLabel.set(text, code);
        codes.set(value, code);
      }
      return code;
    },
    text: (code) => labels[code - 1] ?? null,
  };
}

/** Person of a row, by bisection of the table's offsets. */
function ownerOfRows({ table }: FunnelPlan): (row: number) => number {
  const { offsets, personCount } = table;
  return (row) => {
    let low = 0;
    let high = personCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsets[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}

function assign(
  plan: FunnelPlan,
  breakdown: Breakdown,
  properties: readonly Coded[],
  keys: GroupKeys,
  owner: (row: number) => number,
  outcomes: Outcomes,
): Int32Array {
  const { units, steps } = plan;
  const { attribution } = breakdown;
  const first = properties[0]!;
  const second = properties[1];
  const groups = new Int32Array(outcomes.count);
  const usesPerson = first.scope === 'person' || second?.scope === 'person';
  const at = (row: number, person: number): number => {
    const a =
      row === NONE && first.scope === 'event' ? 0 : first.code(first.scope === 'event' ? row : person);
    if (second === undefined) return keys.idOf(a, 0);
    return keys.idOf(
      a,
      row === NONE && second.scope === 'event' ? 0 : second.code(second.scope === 'event' ? row : person),
    );
  };
  const isSet = (row: number): boolean =>
    (first.scope === 'event' && first.code(row) !== 0) ||
    (second?.scope === 'event' && second.code(row) !== 0);
  const chain: number[] = [];
  for (let i = 0; i < outcomes.count; i++) {
    const unit = outcomes.unit[i]!;
    const person = usesPerson || attribution === 'current' ? personOf(plan, owner, outcomes, i) : 0;
    if (typeof attribution === 'object') {
      const { step } = attribution;
      const row = step < steps ? outcomes.rows[i * steps + step]! : NONE;
      const reached = step <= outcomes.depth[i]! && (row !== NONE || plan.optional[step] === 0);
      groups[i] = reached ? at(row, person) : -1;
      continue;
    }
    if (attribution === 'current') {
      let row = units.order === null ? units.offsets[unit + 1]! : plan.table.offsets[person + 1]!;
      const from = plan.table.offsets[person]!;
      do row--;
      while (row >= from && !isSet(row));
      groups[i] = at(row < from ? NONE : row, person);
      continue;
    }
    let found = NONE;
    if (plan.question.order === 'reached') {
      chain.length = 0;
      for (let k = 0; k <= outcomes.depth[i]!; k++)
        if (outcomes.rows[i * steps + k] !== NONE) chain.push(outcomes.rows[i * steps + k]!);
      chain.sort((a, b) => plan.table.time[a]! - plan.table.time[b]! || a - b);
      found = (attribution === 'last' ? chain.findLast(isSet) : chain.find(isSet)) ?? NONE;
    } else {
      const depth = outcomes.depth[i]!;
      for (let j = 0; j <= depth; j++) {
        const row = outcomes.rows[i * steps + (attribution === 'last' ? depth - j : j)]!;
        if (row !== NONE && isSet(row)) {
          found = row;
          break;
        }
      }
    }
    groups[i] = at(found, person);
  }
  return groups;
}

/** Person of an outcome; across people, the one who began the attempt. */
function personOf(plan: FunnelPlan, owner: (row: number) => number, outcomes: Outcomes, i: number): number {
  const { units, question } = plan;
  const unit = outcomes.unit[i]!;
  if (units.person === null) return unit;
  return question.unit.by === 'property' && question.unit.acrossPeople === true
    ? owner(outcomes.start[i]!)
    : units.person[unit]!;
}

function rowKeyOf(
  table: EventTable,
  properties: readonly Coded[],
  keys: GroupKeys,
  owner: (row: number) => number,
): RowKey {
  const code = (row: number): number => {
    const [a = 0, b = 0] = properties.map((property) =>
      property.code(property.scope === 'event' ? row : owner(row)),
    );
    return keys.idOf(a, b);
  };
  // Codes must be complete before units are built on them.
  let all: Int32Array | null = null;
  const codes = (): Int32Array => {
    if (all === null) {
      all = new Int32Array(table.eventCount);
      for (let row = 0; row < all.length; row++) all[row] = code(row);
    }
    return all;
  };
  return {
    get size() {
      codes();
      return keys.size;
    },
    code: (row) => codes()[row]!,
    label: (id) => keys.values(id).join(),
  };
}

/** A group as it is shown: which keys it gathers. */
export interface ShownGroup {
  readonly values: readonly (string | null)[];
  readonly kind: GroupResult['kind'];
  readonly size: number;
  readonly members: Uint32Array;
}

/**
 * Splits `members` by group: the `top` largest by entrants (equal ones by value), the rest as one, and those that never
 * reached the attribution step. `positionOf` is given a key and returns the position of the group that shows it, −1 for none. Pauses through `control`.
 */
export async function shownGroups(
  keys: GroupKeys,
  groups: Int32Array,
  members: Uint32Array,
  top: number,
  control: Control,
): Promise<{ shown: ShownGroup[]; positionOf: (group: number) => number }> {
  const sizes = new Uint32Array(keys.size);
  let unreached = 0;
  for (let m = 0; m < members.length; m++) {
    const group = groups[members[m]!]!;
    if (group < 0) unreached++;
    else sizes[group]!++;
  }
  const text = (id: number): string =>
    keys
      .values(id)
      .map((value) => value ?? '')
      .join('\u0000');
  const { largest: kept, count } = await largestOf(sizes, text, Math.max(0, top), control, 0.85);
  const others = count - kept.length;
  const other = others > 0 ? 1 : 0;
  // F12: what no counted attempt has still occurs in trends.
  const without = other === 1 ? kept.length : -1;
  const position = new Int32Array(keys.size).fill(without);
  kept.forEach((id, k) => (position[id] = k));
  const last = kept.length + other;
  const filled: Uint32Array[] = kept.map((id) => new Uint32Array(sizes[id]!));
  if (other === 1)
    filled.push(new Uint32Array(kept.reduce((left, id) => left - sizes[id]!, members.length - unreached)));
  if (unreached > 0) filled.push(new Uint32Array(unreached));
  const positionOf = (group: number): number =>
    group < 0 ? (unreached > 0 ? last : -1) : (position[group] ?? without);
  const next = new Uint32Array(filled.length);
  for (let m = 0; m < members.length; m++) {
    const to = positionOf(groups[members[m]!]!);
    filled[to]![next[to]!++] = members[m]!;
  }
  const arity = keys.size > 0 ? keys.values(0).length : 1;
  const blank = new Array<null>(arity).fill(null);
  return {
    positionOf,
    shown: filled.map((list, k): ShownGroup =>
      k < kept.length
        ? { values: keys.values(kept[k]!), kind: 'value', size: 1, members: list }
        : k === kept.length && other === 1
          ? { values: blank, kind: 'other', size: others, members: list }
          : { values: blank, kind: 'not-reached', size: 0, members: list },
    ),
  };
}
