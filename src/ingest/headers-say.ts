import type { RecognisedColumn, Recognition } from './types.ts';
import { eventNameScore, isTimeName, keyScore } from './vocabulary.ts';
import { namesDate } from './profile-column.ts';

/** Score of a header that says by its own word that it names people or events. */
const BY_WORD = 60;

/**
 * Returns the index of the column that the headers of an event log (a person, an event and a time, each by its usual
 * name) call the time, when most of its cells are no dates and no other column holds any; else null.
 */
export function unreadTime(columns: readonly RecognisedColumn[], rows: number): number | null {
  if (columns.some(({ kind }) => kind === 'date')) return null;
  const time = columns.find(({ header, kind }) => kind === 'text' && isTimeName(header));
  const person = columns.some((column) => column !== time && keyScore(column, rows, false) >= BY_WORD);
  const event = columns.some((column) => column !== time && eventNameScore(column, rows) > BY_WORD);
  return time !== undefined && person && event ? time.index : null;
}

/** Returns whether a file has a header and rows, none of which fits the header. */
export function nothingRead(file: Recognition): boolean {
  return (
    file.format.header &&
    file.rows > 0 &&
    file.ragged.tooFew + file.ragged.quotes === file.rows &&
    file.columns.every(({ kind }) => kind === 'empty')
  );
}

/** Returns the file as its headers promise it: two rows of text, dates where a header says so, one key without repeats. */
export function byHeaders(file: Recognition): Recognition {
  const columns = file.columns.map((column): RecognisedColumn => ({
    ...column,
    ...(namesDate(column.header)
      ? {
          kind: 'date' as const,
          reading: { kind: 'date', order: 'ymd', precision: 'day', zone: 'workspace' } as const,
        }
      : { kind: 'text' as const, reading: { kind: 'text' } as const }),
    filled: 2,
    distinct: 2,
    unique: false,
  }));
  const score = (column: RecognisedColumn): number => keyScore(column, 2, false);
  const key = columns.reduce<RecognisedColumn | null>(
    (best, column) => (score(column) > (best === null ? 0 : score(best)) ? column : best),
    null,
  );
  return {
    ...file,
    rows: 2,
    ragged: { tooFew: 0, tooMany: 0, quotes: 0 },
    columns: columns.map((column) => (column === key ? { ...column, unique: true } : column)),
  };
}
