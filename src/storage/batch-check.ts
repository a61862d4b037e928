import type { Control } from '../base/control.ts';
import type { Batch, TextBlock } from '../domain/columns.ts';
import { countBlanks } from './text-blocks.ts';

/** Rows looked at before the control is asked whether it is time to pause. */
const SLICE = 1 << 20;

/**
 * Throws a RangeError when a batch doesn't extend the dictionaries as they are: entries that don't follow the present
 * ones, an empty entry (that is what a blanked one looks like), codes beyond the end, or codes of a blank, so that
 * what an undo has emptied is never given to somebody else. `present`: the workspace's dictionaries.
 */
export async function checkBatch(
  batch: Batch,
  present: ReadonlyMap<string, readonly TextBlock[]>,
  control: Control,
): Promise<void> {
  const { events, people } = batch;
  for (const { dictionary, from, block } of batch.added) {
    if (from !== sizeOf(present.get(dictionary)))
      throw new RangeError(`${dictionary} does not end at ${from}`);
    if (countBlanks(block) > 0) throw new RangeError(`${dictionary} gets an empty entry`);
  }
  const check = async (codes: Uint32Array, rows: number, dictionary: string, base: 0 | 1): Promise<void> => {
    if (codes.length !== rows)
      throw new RangeError(`${codes.length} codes of ${dictionary} for ${rows} rows`);
    const added = batch.added.find((part) => part.dictionary === dictionary);
    const blanks = blanksOf(present.get(dictionary));
    const size = sizeOf(present.get(dictionary)) + (added?.block.count ?? 0);
    for (let from = 0; from < rows; from += SLICE) {
      const to = Math.min(rows, from + SLICE);
      for (let i = from; i < to; i++) {
        const code = codes[i]!;
        if (code >= size + base || (blanks !== null && code >= base && blanks[code - base] === 1)) {
          throw new RangeError(`code ${code} of ${dictionary} stands for nothing`);
        }
      }
      if (control.due()) await control.pause(0);
    }
  };
  await check(events.person, events.count, 'person', 0);
  await check(events.name, events.count, 'event', 0);
  await check(people.person, people.count, 'person', 0);
  for (const [table, prefix] of [
    [events, 'e:'],
    [people, 'p:'],
  ] as const) {
    for (const { name, data } of table.properties) {
      if (data.kind === 'text') await check(data.codes, table.count, prefix + name, 1);
      else if (data.values.length !== table.count)
        throw new RangeError(`${name} has ${data.values.length} values`);
    }
    if (table.line.length !== table.count) throw new RangeError('lines do not fit the rows');
  }
  if (events.time.length !== events.count) throw new RangeError('times do not fit the rows');
  if (events.dayOnly !== null && events.dayOnly.length !== events.count)
    throw new RangeError('days do not fit the rows');
}

function sizeOf(blocks: readonly TextBlock[] = []): number {
  return blocks.reduce((sum, { count }) => sum + count, 0);
}

/** 1 for every blank entry; null when there is none, the usual case. */
function blanksOf(blocks: readonly TextBlock[] = []): Uint8Array | null {
  if (blocks.every((block) => countBlanks(block) === 0)) return null;
  const blanks = new Uint8Array(sizeOf(blocks));
  let at = 0;
  for (const { count, offsets } of blocks) {
    for (let i = 0; i < count; i++) if (offsets[i] === offsets[i + 1]) blanks[at + i] = 1;
    at += count;
  }
  return blanks;
}
