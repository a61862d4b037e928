import type { ActivityNote } from '../../questions/activity.ts';
import { addNote } from './source.ts';
import type { Blocks } from './blocks.ts';

/** Periods that an answer has at most. */
const MOST = 1000;

/**
 * Returns which blocks a range of instants shows, whole: from its first, else the data's, to its last, but one after the
 * data's end at most. The latest `most` are kept (never more than 1000); notes what is cut.
 */
export function shownBlocks(
  blocks: Blocks,
  range: { readonly from: number; readonly to: number },
  dataEnd: number,
  notes: ActivityNote[],
  most = MOST,
): { first: number; last: number } {
  const final = blocks.indexOf(dataEnd);
  const asked = range.to === Infinity ? final : Math.min(final + 1, lastBefore(blocks, range.to));
  const from = blocks.anchor;
  const kept = Math.min(MOST, most);
  const first = Math.max(from, asked - kept + 1);
  if (first > from) addNote(notes, { code: 'periods-cut', details: { count: first - from, kept } });
  return { first, last: asked };
}

/** The last block that begins before an instant; −1 when none does. */
function lastBefore({ starts, count }: Blocks, ms: number): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! < ms) low = middle;
    else high = middle - 1;
  }
  return low;
}
