import type { Control } from '../../base/control.ts';
import type { PropertyRef } from '../../questions/filter.ts';
import { loadColumn } from '../filter.ts';
import { codedColumn } from '../funnel/breakdown.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { EventTable } from '../table.ts';
import type { SubjectGroup } from './curves.ts';

/** The note that the table lacks a property, which every analysis has. */
interface UnknownProperty {
  readonly code: 'unknown-property';
  readonly details: Readonly<Record<string, string | number>>;
}

/** Where an analysis collects its notes. */
interface Notes {
  some(
    is: (note: { readonly code: string; readonly details: Readonly<Record<string, unknown>> }) => boolean,
  ): boolean;
  push(note: UnknownProperty): number;
}

/** Values of one property by subject, as codes with their texts; 0 is missing. */
export interface SubjectValues {
  readonly code: (subject: number) => number;
  readonly text: (code: number) => string | null;
}

/** Returns a property's values of subjects: of their person, or of the event at `row` (NONE: missing). */
export async function valuesOf(
  { table, notes }: { readonly table: EventTable; readonly notes: Notes },
  { scope, name }: PropertyRef,
  person: Uint32Array,
  row: (subject: number) => number,
): Promise<SubjectValues> {
  const column = await loadColumn(table, { scope, name });
  if (
    column === undefined &&
    !notes.some(({ code, details }) => code === 'unknown-property' && details['name'] === name)
  )
    notes.push({ code: 'unknown-property', details: { name, scope } });
  const coded = codedColumn(column, scope, table);
  return {
    code: (subject) => {
      const at = scope === 'person' ? person[subject]! : row(subject);
      return at === NONE ? 0 : coded.code(at);
    },
    text: (code) => (code === 0 ? null : coded.text(code)),
  };
}

/** Subjects between two looks at the clock, less one. */
const STRIDE = 0xffff;

/**
 * Returns `count` subjects by value, each group's ascending: the `top` largest groups (equal ones by value), then the rest as one. A counting sort into one
 * column, which the groups share; pauses through `control`.
 */
export async function groupsOf(
  { code, text }: SubjectValues,
  count: number,
  top: number,
  control: Control,
): Promise<SubjectGroup[]> {
  const codes = new Uint32Array(count);
  let sizes = new Uint32Array(256);
  for (let i = 0; i < count; i++) {
    if ((i & STRIDE) === 0 && control.due()) await control.pause(0.85);
    const group = code(i);
    if (group >= sizes.length) {
      const wider = new Uint32Array(Math.max(group + 1, 2 * sizes.length));
      wider.set(sizes);
      sizes = wider;
    }
    codes[i] = group;
    sizes[group]!++;
  }
  const { largest, groups: found } = await largestOf(sizes, text, top, control);
  // Where the members of every group begin: those of the rest stand behind all others.
  const place = new Uint32Array(sizes.length).fill(largest.length);
  const next = new Uint32Array(largest.length + 2);
  largest.forEach((group, k) => {
    place[group] = k;
    next[k + 1] = next[k]! + sizes[group]!;
  });
  const starts = next.slice();
  const members = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    if ((i & STRIDE) === 0 && control.due()) await control.pause(0.85);
    members[next[place[codes[i]!]!]!++] = i;
  }
  const groups = largest.map((group, k): SubjectGroup => ({
    value: text(group),
    kind: 'value',
    size: 1,
    members: members.subarray(starts[k], starts[k + 1]),
  }));
  const size = found - largest.length;
  if (size > 0)
    groups.push({ value: null, kind: 'other', size, members: members.subarray(starts[largest.length]) });
  return groups;
}

/** Returns the `top` largest groups, largest first, equal ones by value, and how many there are. */
async function largestOf(
  sizes: Uint32Array,
  text: SubjectValues['text'],
  top: number,
  control: Control,
): Promise<{ readonly largest: readonly number[]; readonly groups: number }> {
  const label = (group: number): string => text(group) ?? '';
  const before = (a: number, b: number): boolean =>
    sizes[a] === sizes[b] ? label(a) < label(b) : sizes[a]! > sizes[b]!;
  const largest: number[] = [];
  let groups = 0;
  for (let group = 0; group < sizes.length; group++) {
    if ((group & STRIDE) === 0 && control.due()) await control.pause(0.85);
    if (sizes[group] === 0) continue;
    groups++;
    let at = largest.length;
    while (at > 0 && before(group, largest[at - 1]!)) at--;
    if (at >= top) continue;
    largest.splice(at, 0, group);
    if (largest.length > top) largest.pop();
  }
  return { largest, groups };
}
