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

/** Returns `count` subjects by value: the `top` largest groups (equal ones by value), then the rest as one. */
export function groupsOf({ code, text }: SubjectValues, count: number, top: number): SubjectGroup[] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const group = code(i);
    const list = members.get(group);
    if (list === undefined) members.set(group, [i]);
    else list.push(i);
  }
  const label = (group: number): string => text(group) ?? '';
  const ranked = [...members].sort(
    ([a, one], [b, other]) => other.length - one.length || (label(a) < label(b) ? -1 : 1),
  );
  const groups = ranked.slice(0, top).map(([group, list]): SubjectGroup => ({
    value: text(group),
    kind: 'value',
    size: 1,
    members: Uint32Array.from(list),
  }));
  const rest = ranked.slice(top);
  if (rest.length > 0)
    groups.push({
      value: null,
      kind: 'other',
      size: rest.length,
      members: Uint32Array.from(rest.flatMap(([, list]) => list)).sort(),
    });
  return groups;
}
