import type { Control } from '../../base/control.ts';
import type { ActivityBreakdown, ActivityGroup } from '../../questions/activity.ts';
import type { PropertyRef } from '../../questions/filter.ts';
import { loadColumn } from '../filter.ts';
import { codedColumn } from '../funnel/breakdown.ts';
import { countCodes, largestOf, STRIDE } from '../largest.ts';
import { noteUnknown } from '../notes.ts';
import type { ActivitySource, Matcher } from './source.ts';

/** Share of an answer that stands once its units are found. */
const SOUGHT = 0.3;

/** Units, each with the place of the event whose value decides, as columns. */
export interface Members {
  readonly count: number;
  readonly unit: Uint32Array;
  readonly at: Uint32Array;
}

/** The groups of a breakdown and, in the order of the members, the group of each. */
export interface MemberGroups {
  readonly shown: readonly ActivityGroup[];
  readonly groupOf: Int32Array;
}

/** The groups of a breakdown and the group of every unit of a source; −1: the unit counts in no period shown. */
export interface UnitGroups {
  readonly shown: readonly ActivityGroup[];
  readonly of: Int32Array;
}

/**
 * Returns the members grouped by a property (R8, L3): the value of their event, or the current one of its person. The `top` largest
 * groups stand alone (equal ones by value), the rest is one. Pauses through `control`, saying that `done` is done.
 */
export async function groupMembers(
  source: ActivitySource,
  members: Members,
  property: PropertyRef,
  top: number,
  control: Control,
  done: number,
): Promise<MemberGroups> {
  const { table } = source;
  const column = await loadColumn(table, property);
  if (column === undefined) noteUnknown(source.notes, property);
  const coded = codedColumn(column, property.scope, table);
  const text = (code: number): string | null => (code === 0 ? null : coded.text(code));
  const codeOf = (i: number): number => {
    const at = members.at[i]!;
    return coded.code(property.scope === 'event' ? source.row(at) : source.personAt(at, members.unit[i]!));
  };
  const { codes, sizes } = await countCodes(members.count, codeOf, control, done);
  const { largest, count } = await largestOf(sizes, text, top, control, done);
  const position = new Int32Array(sizes.length).fill(largest.length);
  largest.forEach((code, k) => (position[code] = k));
  const groupOf = new Int32Array(members.count);
  for (let i = 0; i < members.count; i++) {
    if ((i & STRIDE) === 0 && control.due()) await control.pause(done);
    groupOf[i] = position[codes[i]!]!;
  }
  const shown = largest.map((code) => ({ kind: 'value' as const, value: text(code) }));
  return { shown: count > largest.length ? [...shown, { kind: 'other', value: null }] : shown, groupOf };
}

/**
 * Returns the units with an event that counts from the instant `from` to before `to`, grouped by the value of their first event
 * that counts in all the data, or its person's current one (L3). null without a breakdown.
 */
export async function groupUnits(
  source: ActivitySource,
  matcher: Matcher,
  breakdown: ActivityBreakdown | null,
  span: { readonly from: number; readonly to: number },
  control: Control,
): Promise<UnitGroups | null> {
  if (breakdown === null) return null;
  const members = await membersOf(source, matcher, span, control);
  const { shown, groupOf } = await groupMembers(
    source,
    members,
    breakdown.property,
    breakdown.top,
    control,
    SOUGHT,
  );
  const of = new Int32Array(source.units).fill(-1);
  for (let i = 0; i < members.count; i++) of[members.unit[i]!] = groupOf[i]!;
  return { shown, of };
}

async function membersOf(
  { offsets, time, name, units, allowed }: ActivitySource,
  { wanted, test }: Matcher,
  { from, to }: { readonly from: number; readonly to: number },
  control: Control,
): Promise<Members> {
  const unit = new Uint32Array(units);
  const at = new Uint32Array(units);
  let count = 0;
  for (let u = 0; u < units; u++) {
    if ((u & 4095) === 0 && control.due()) await control.pause((SOUGHT * u) / units);
    if (allowed !== null && !allowed(u)) continue;
    let first = -1;
    for (let place = offsets[u]!; place < offsets[u + 1]!; place++) {
      if (wanted[name[place]!] === 0) continue;
      const t = time[place]!;
      if (!(t < to)) break;
      if ((first >= 0 && t < from) || (test !== null && !test(place, u))) continue;
      if (first < 0) first = place;
      if (t < from) continue;
      unit[count] = u;
      at[count++] = first;
      break;
    }
  }
  return { count, unit, at };
}

/**
 * Returns whether a unit is among those that a pick asks for, of the group if one is meant. A group that the answer
 * doesn't have has nobody.
 */
export function inGroup(groups: UnitGroups | null, group: ActivityGroup | null): (unit: number) => boolean {
  if (group === null) return () => true;
  const wanted =
    groups?.shown.findIndex(({ kind, value }) => kind === group.kind && value === group.value) ?? -1;
  return (unit) => wanted >= 0 && groups?.of[unit] === wanted;
}
