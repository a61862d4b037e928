import type { WeekStart } from '../../src/base/calendar.ts';
import type { Batch, ColumnInfo, PropertyColumn } from '../../src/domain/columns.ts';
import {
  EVENT_DICTIONARY,
  PERSON_DICTIONARY,
  propertyDictionary,
  type Dictionaries,
} from '../../src/domain/text-index.ts';
import { buildTable } from '../../src/engine/build-table.ts';
import { dictionaryOf } from '../../src/engine/dictionary.ts';
import type { Dictionary, EventTable } from '../../src/engine/table.ts';

/** Returns the event table of one batch without storing it; `dictionaries` are those it was made with. */
export function tableOfBatch(
  { events, people }: Batch,
  dictionaries: Dictionaries,
  zone = 'UTC',
  weekStart: WeekStart = 1,
): EventTable {
  const dictionary = (key: string): Dictionary => dictionaryOf([dictionaries.index(key).blockFrom(0)]);
  const infos = (columns: readonly PropertyColumn[]): ColumnInfo[] =>
    columns.map(({ name, data }) => ({
      name,
      kind: data.kind,
      ...(data.kind === 'date' && { precision: data.precision }),
    }));
  return buildTable({
    parts: [
      {
        count: events.count,
        person: events.person,
        time: events.time,
        dayOnly: events.dayOnly,
        name: events.name,
        sorted: true,
      },
    ],
    people: dictionary(PERSON_DICTIONARY),
    names: dictionary(EVENT_DICTIONARY),
    zone,
    weekStart,
    eventProperties: infos(events.properties),
    personProperties: infos(people.properties),
    eventColumn: (_, wanted) => Promise.resolve(events.properties.find(({ name }) => name === wanted)?.data),
    personLayers: (wanted) =>
      Promise.resolve(
        people.properties
          .filter(({ name }) => name === wanted)
          .map(({ data }) => ({ person: people.person, data })),
      ),
    dictionary: (scope, name) => Promise.resolve(dictionary(propertyDictionary(scope, name))),
  });
}
