import type { Control } from '../../base/control.ts';
import type { PropertyRef } from '../../questions/filter.ts';
import { loadColumn } from '../filter.ts';
import { codedColumn } from '../funnel/breakdown.ts';
import { NONE } from '../funnel/outcomes.ts';
import { countCodes, largestOf, STRIDE } from '../largest.ts';
import { noteUnknown, type UnknownNotes } from '../notes.ts';
import type { EventTable } from '../table.ts';
import type { SubjectGroup } from './curves.ts';

/** Values of one property by subject, as codes with their texts; 0 is missing. */
export interface SubjectValues {
  readonly code: (subject: number) => number;
  readonly text: (code: number) => string | null;
}

/** Returns a property's values of subjects: of their person, or of the event at `row` (NONE: missing). */
export async function valuesOf(
  { table, notes }: { readonly table: EventTable; readonly notes: UnknownNotes },
  { scope, name }: PropertyRef,
  person: Uint32Array,
  row: (subject: number) => number,
): Promise<SubjectValues> {
  const column = await loadColumn(table, { scope, name });
  if (column === undefined) noteUnknown(notes, { scope, name });
  const coded = codedColumn(column, scope, table);
  return {
    code: (subject) => {
      const at = scope === 'person' ? person[subject]! : row(subject);
      return at === NONE ? 0 : coded.code(at);
    },
    text: (code) => (code === 0 ? null : coded.text(code)),
  };
}

/** Share of an answer that stands before its groups. */
const DONE = 0.85;

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
  const { codes, sizes } = await countCodes(count, code, control, DONE);
  const { largest, count: found } = await largestOf(sizes, text, top, control, DONE);
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
    if ((i & STRIDE) === 0 && control.due()) await control.pause(DONE);
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
