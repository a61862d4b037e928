import type { PropertyRef } from '../questions/filter.ts';

/** The note that the table lacks an event or a property, which every analysis has. */
interface UnknownNote {
  readonly code: 'unknown-event' | 'unknown-property';
  readonly details: Readonly<Record<string, string | number>>;
}

/** Where an analysis collects its notes. */
export interface UnknownNotes {
  some(
    is: (note: { readonly code: string; readonly details: Readonly<Record<string, unknown>> }) => boolean,
  ): boolean;
  push(note: UnknownNote): number;
}

/** Notes, once, that the table lacks a property: people and events may each have one of a name. */
export function noteUnknown(notes: UnknownNotes, { name, scope }: PropertyRef): void {
  if (
    !notes.some(
      ({ code, details }) =>
        code === 'unknown-property' && details['name'] === name && details['scope'] === scope,
    )
  )
    notes.push({ code: 'unknown-property', details: { name, scope } });
}

/** Notes, once, that the table lacks an event. */
export function noteUnknownEvent(notes: UnknownNotes, name: string): void {
  if (!notes.some(({ code, details }) => code === 'unknown-event' && details['name'] === name))
    notes.push({ code: 'unknown-event', details: { name } });
}

/** Notes, each once, the events and properties that matches ask for and the table lacks, and the properties of a filter of people. */
export function noteAllUnknown(
  notes: UnknownNotes,
  matches: { readonly events: readonly string[]; readonly properties: readonly PropertyRef[] },
  people: readonly PropertyRef[],
): void {
  for (const name of matches.events) noteUnknownEvent(notes, name);
  for (const property of [...matches.properties, ...people]) noteUnknown(notes, property);
}
