import type { PropertyRef } from '../questions/filter.ts';

/** The note that the table lacks a property, which every analysis has. */
interface UnknownProperty {
  readonly code: 'unknown-property';
  readonly details: Readonly<Record<string, string | number>>;
}

/** Where an analysis collects its notes. */
export interface PropertyNotes {
  some(
    is: (note: { readonly code: string; readonly details: Readonly<Record<string, unknown>> }) => boolean,
  ): boolean;
  push(note: UnknownProperty): number;
}

/** Notes, once, that the table lacks a property: people and events may each have one of a name. */
export function noteUnknown(notes: PropertyNotes, { name, scope }: PropertyRef): void {
  if (
    !notes.some(
      ({ code, details }) =>
        code === 'unknown-property' && details['name'] === name && details['scope'] === scope,
    )
  )
    notes.push({ code: 'unknown-property', details: { name, scope } });
}
