import { expect, test } from 'vitest';
import type { Batch } from '../../../src/domain/columns.ts';
import { encodeTexts } from '../../../src/domain/text-index.ts';
import { openWorkspace } from '../../../src/storage/index.ts';
import { arrayOf } from '../../../src/storage/segments.ts';
import { draft, freshWorkspace, unwrap } from './support.ts';

const EVENTS = 1_000_000;
const PEOPLE = 200_000;

/** A batch of a million events of 200,000 people with a text and a number property. */
function largeBatch(): Batch {
  const person = new Uint32Array(EVENTS);
  const time = new Float64Array(EVENTS);
  const name = new Uint32Array(EVENTS);
  const line = new Uint32Array(EVENTS);
  const channel = new Uint32Array(EVENTS);
  const value = new Float64Array(EVENTS);
  for (let i = 0; i < EVENTS; i++) {
    person[i] = Math.floor(i / 5);
    time[i] = 1_700_000_000_000 + i;
    name[i] = i % 5;
    line[i] = i + 2;
    channel[i] = i % 7;
    value[i] = i % 7 === 0 ? NaN : i;
  }
  const people = Uint32Array.from({ length: PEOPLE }, (_, i) => i);
  const texts = (count: number, prefix: string): string[] =>
    Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  const added = (dictionary: string, list: string[]): Batch['added'][number] => ({
    dictionary,
    from: 0,
    block: encodeTexts(list),
  });
  return {
    events: {
      ...{ count: EVENTS, person, time, dayOnly: null, name, line },
      properties: [
        { name: 'channel', data: { kind: 'text', codes: channel } },
        { name: 'value', data: { kind: 'number', values: value } },
      ],
    },
    people: { count: PEOPLE, person: people, line: people, properties: [] },
    added: [
      added('person', texts(PEOPLE, 'person-')),
      added('event', texts(5, 'e')),
      added('e:channel', texts(6, 'c')),
    ],
  };
}

/** Number of entries that differ; comparing a million entries by `toEqual` takes half a minute. */
function differing(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let different = Math.abs(a.length - b.length);
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) different++;
  return different;
}

test('a million events are staged, switched live, read back equal, and undone', async () => {
  const store = await freshWorkspace();
  const batch = largeBatch();
  const shares: number[] = [];
  const control = { due: () => false, pause: (done: number) => Promise.resolve(void shares.push(done)) };
  const run = unwrap(
    await store.exclusively(async (writer) => {
      const id = unwrap(await writer.stageRun(draft('big', EVENTS), batch, null, control));
      unwrap(await writer.goLive(id));
      return id;
    }),
  );
  expect(shares.at(-1)).toBe(1);
  store.close();

  const again = unwrap(await openWorkspace(store.id));
  const [part] = unwrap(await again.eventParts());
  expect(part).toMatchObject({ run, count: EVENTS, sorted: true, dayOnly: null });
  expect(differing(part!.person, batch.events.person)).toBe(0);
  expect(differing(part!.time, batch.events.time)).toBe(0);
  expect(differing(part!.name, batch.events.name)).toBe(0);
  for (const { name, data } of batch.events.properties) {
    const [column] = unwrap(await again.eventColumn(name));
    expect(column!.data!.kind).toBe(data.kind);
    expect(differing(arrayOf(column!.data!), arrayOf(data))).toBe(0);
  }
  const blocks = unwrap(await again.dictionary('person'));
  expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(PEOPLE);
  expect(unwrap(await again.health())).toMatchObject({
    events: EVENTS,
    people: PEOPLE,
    segments: 6 * 16 + 2 * 4,
  });
  unwrap(await again.undoRun(run));
  expect(unwrap(await again.health())).toMatchObject({ events: 0, people: 0, segments: 0 });
  again.close();
}, 60_000);
