import { buildTable, type TableSource } from '../../src/engine/build-table.ts';
import { dictionaryFrom } from '../../src/engine/dictionary.ts';
import type { EventTable } from '../../src/engine/table.ts';
import { CHANNELS, EVENT_NAMES, makeEvents, type BenchEvents } from './data.ts';
import { DEAL_NAMES, makeDeals } from './deals.ts';

/** Made-up data of one kind. */
export interface World {
  readonly events: BenchEvents;
  readonly names: readonly string[];
  /** Number columns by name, NaN where missing. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** Text columns by name: codes are 0 when missing, else 1 + place in `texts`. */
  readonly texts: Readonly<
    Record<string, { readonly codes: Uint32Array; readonly texts: readonly string[] }>
  >;
}

/** One line per kind of data: what makes so many events of it. */
export const worlds = {
  shop: (count: number): World => {
    const events = makeEvents(count);
    return {
      events,
      names: EVENT_NAMES,
      numbers: {},
      texts: { channel: { codes: events.channel, texts: CHANNELS } },
    };
  },
  deals: (count: number): World => {
    const events = makeDeals(count);
    return { events, names: DEAL_NAMES, numbers: { amount: events.amount }, texts: {} };
  },
};

export type WorldName = keyof typeof worlds;

/** Returns the engine's table over a world, in UTC: the calendar that all peers have. */
export function tableOf({ events, names, numbers, texts }: World): EventTable {
  const { count, person, time, name, people } = events;
  const source: TableSource = {
    parts: [{ count, person, time, dayOnly: null, name, sorted: true }],
    people: dictionaryFrom(Array.from({ length: people }, (_, code) => `C${1_000_000 + code}`)),
    names: dictionaryFrom(names),
    zone: 'UTC',
    weekStart: 1,
    eventProperties: [
      ...Object.keys(numbers).map((column) => ({ name: column, kind: 'number' }) as const),
      ...Object.keys(texts).map((column) => ({ name: column, kind: 'text' }) as const),
    ],
    personProperties: [],
    eventColumn: (_, column) => {
      const values = numbers[column];
      if (values !== undefined) return Promise.resolve({ kind: 'number', values });
      const coded = texts[column];
      return Promise.resolve(coded === undefined ? undefined : { kind: 'text', codes: coded.codes });
    },
    personLayers: () => Promise.resolve([]),
    dictionary: (_, column) => Promise.resolve(dictionaryFrom(texts[column]?.texts ?? [])),
  };
  return buildTable(source);
}
