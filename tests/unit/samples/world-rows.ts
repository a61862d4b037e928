import { decodeTexts } from '../../../src/domain/text-index.ts';
import type { Batch } from '../../../src/domain/columns.ts';
import type { Sample } from '../../../src/samples/types.ts';

/** Reads the texts of a dictionary that a batch added whole. */
export function texts(batch: Batch, dictionary: string): string[] {
  const added = batch.added.find((entry) => entry.dictionary === dictionary);
  return added === undefined ? [] : decodeTexts(added.block);
}

/** Reads one property of a scope as values, undefined where missing. */
export function values(
  batch: Batch,
  scope: 'events' | 'people',
  name: string,
): (string | number | undefined)[] {
  const data = batch[scope].properties.find((property) => property.name === name)?.data;
  if (data === undefined) throw new Error(`no property ${name}`);
  if (data.kind !== 'text')
    return Array.from(data.values, (value) => (Number.isNaN(value) ? undefined : value));
  const dictionary = texts(batch, `${scope === 'events' ? 'e' : 'p'}:${name}`);
  return Array.from(data.codes, (code) => (code === 0 ? undefined : dictionary[code - 1]));
}

/** Names of the events of a batch, row by row. */
export function eventNames(batch: Batch): string[] {
  const dictionary = texts(batch, 'event');
  return Array.from(batch.events.name, (code) => dictionary[code] ?? '');
}

/** Number of people with at least one event of a name. */
export function reach({ batch }: Sample, name: string): number {
  const names = eventNames(batch);
  const people = new Set<number>();
  batch.events.person.forEach((person, row) => {
    if (names[row] === name) people.add(person);
  });
  return people.size;
}
