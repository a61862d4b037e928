import type { Control } from '../base/control.ts';
import type { ColumnInfo } from '../domain/columns.ts';
import { EVENT_DICTIONARY, PERSON_DICTIONARY, propertyDictionary } from '../domain/text-index.ts';
import type { Workspace } from '../domain/workspace.ts';
import { buildTable, type PersonLayer } from '../engine/build-table.ts';
import { dictionaryOf } from '../engine/dictionary.ts';
import type { Dictionary, EventTable } from '../engine/table.ts';
import type { PeoplePart, WorkspaceStore } from '../storage/types.ts';
import { part } from './control.ts';
import { unwrap } from './dispatch.ts';

/**
 * Where an event came from, as two columns beside the properties so that they are sorted with them: the code is the
 * 1-based source line, and the number of the run (1-based, in the order of the live runs). No header contains a NUL.
 */
export const LINE_COLUMN = '\0line';
export const RUN_COLUMN = '\0run';

const ORIGIN: readonly ColumnInfo[] = [
  { name: LINE_COLUMN, kind: 'text' },
  { name: RUN_COLUMN, kind: 'text' },
];

/** Returns whether a column is one that the file had. */
export function isOwnColumn({ name }: ColumnInfo): boolean {
  return !name.startsWith('\0');
}

/**
 * Returns the event table of everything live in a workspace. The events themselves are read now; properties,
 * people and their dictionaries when a question first needs them. Storage failures throw as `AppFailure`.
 */
export async function loadTable(
  store: WorkspaceStore,
  workspace: Workspace,
  control: Control,
): Promise<EventTable> {
  const reading = part(control, 0, 0.8);
  await reading.pause(0);
  const [parts, people, names, eventProperties, personProperties] = await Promise.all([
    store.eventParts().then(unwrap),
    dictionary(store, PERSON_DICTIONARY),
    dictionary(store, EVENT_DICTIONARY),
    store.columns('events').then(unwrap),
    store.columns('people').then(unwrap),
  ]);
  await reading.pause(1);

  let peopleParts: Promise<readonly PeoplePart[]> | undefined;
  const eventColumns = new Map<string, ReturnType<typeof readEventColumn>>();
  const readEventColumn = (name: string) => store.eventColumn(name).then(unwrap);
  const dictionaries = new Map<string, Promise<Dictionary>>();

  const table = buildTable({
    parts,
    people,
    names,
    zone: workspace.timeZone,
    weekStart: workspace.weekStart,
    eventProperties: [...firstOfEachName(eventProperties), ...ORIGIN],
    personProperties: firstOfEachName(personProperties),
    async eventColumn(index, name) {
      const { run, count } = parts[index]!;
      if (name === LINE_COLUMN) return { kind: 'text', codes: unwrap(await store.lines(run, 'events')) };
      if (name === RUN_COLUMN) return { kind: 'text', codes: new Uint32Array(count).fill(index + 1) };
      // Asked once per part; the storage gives all parts at once.
      const read = eventColumns.get(name) ?? readEventColumn(name);
      eventColumns.set(name, read);
      const columns = await read;
      if (index === parts.length - 1) eventColumns.delete(name);
      return columns[index]?.data ?? undefined;
    },
    async personLayers(name) {
      peopleParts ??= store.peopleParts().then(unwrap);
      const [who, columns] = await Promise.all([peopleParts, store.peopleColumn(name).then(unwrap)]);
      return columns.flatMap(({ data }, index): PersonLayer[] => {
        const person = who[index]?.person;
        return data === null || person === undefined ? [] : [{ person, data }];
      });
    },
    dictionary(scope, name) {
      if (name === LINE_COLUMN || name === RUN_COLUMN) return Promise.resolve(dictionaryOf([]));
      const key = propertyDictionary(scope, name);
      const known = dictionaries.get(key) ?? dictionary(store, key);
      dictionaries.set(key, known);
      return known;
    },
  });
  await control.pause(1);
  return table;
}

async function dictionary(store: WorkspaceStore, key: string): Promise<Dictionary> {
  return dictionaryOf(unwrap(await store.dictionary(key)));
}

/** A property that changed its kind between runs is read in the kind it had first; the other cells count as missing. */
function firstOfEachName<T extends { readonly name: string }>(infos: readonly T[]): T[] {
  return [...new Map([...infos].reverse().map((info) => [info.name, info])).values()].reverse();
}
