import type { Mapping } from '../../ingest/types.ts';

/** Whether files tell of one kind of event only, as orders do: no column names it, and all that have events call it alike. */
export function isOfOneEvent({ shape, files }: Pick<Mapping, 'shape' | 'files'>): boolean {
  if (shape !== 'events') return false;
  const told = files.filter(({ role }) => role === 'events');
  return (
    told.every(({ columns }) => columns.every(({ role }) => role.kind !== 'event-name')) &&
    new Set(told.map(({ eventName, file }) => eventName ?? file)).size === 1
  );
}
