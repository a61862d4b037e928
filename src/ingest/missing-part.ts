import { columnOf } from './compile.ts';
import type { Mapping } from './types.ts';

/**
 * Returns what a mapping lacks before anything can be imported: `person`, `event` or `files` (of the `sources` given, by number);
 * null when nothing. Counts need neither.
 */
export function missingPart(
  mapping: Mapping,
  sources = mapping.files.length,
): 'person' | 'event' | 'files' | null {
  if (mapping.shape === 'counts') return null;
  const used = mapping.files.filter(({ role }) => role !== 'counts' && role !== 'ignored');
  if (used.every(({ role }) => role === 'lookup') || sources !== mapping.files.length) return 'files';
  if (used.some((file) => file.role !== 'lookup' && columnOf(file, 'person') === undefined)) return 'person';
  if (
    used.some(
      (file) =>
        (file.role === 'events' || file.role === 'step') &&
        file.eventName === null &&
        columnOf(file, 'event-name') === undefined,
    )
  )
    return 'event';
  return null;
}
