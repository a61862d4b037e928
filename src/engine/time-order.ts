import { uncontrolled, type Control } from '../base/control.ts';
import type { EventTable } from './table.ts';

/** Values of one digit: 11 bits, of which a word of 32 bits has two and a shorter third. */
const BASE = 2048;
const SHIFTS = [0, 11, 22] as const;
const SIGN = 0x80000000;

/** Same for all questions of a table. */
const orders = new WeakMap<Float64Array, Uint32Array>();

/** Rows between two looks at the clock, less one. */
const STRIDE = 0xffff;

/** Returns the rows of a table by time: of one instant in the table's order, undated ones last. Sorted once per table; pauses through `control`. */
export async function timeOrder(
  { time }: Pick<EventTable, 'time'>,
  control: Control = uncontrolled,
): Promise<Uint32Array> {
  let order = orders.get(time);
  if (order === undefined) orders.set(time, (order = await sortRows(time, control)));
  return order;
}

/** Sorts by the digits of the doubles' bits (radix), turned so that they order like the numbers whatever their sign. */
async function sortRows(time: Float64Array, control: Control): Promise<Uint32Array> {
  const n = time.length;
  // Wherever browsers run, bytes are little-endian: the low word comes first.
  const words = new Uint32Array(time.buffer, time.byteOffset, 2 * n);
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  const counts = new Uint32Array(2 * SHIFTS.length * BASE);
  let from = new Uint32Array(n);
  let to = new Uint32Array(n);
  let dated = 0;
  for (let row = 0; row < n; row++) {
    if ((row & STRIDE) === 0 && control.due()) await control.pause(0);
    if (Number.isNaN(time[row])) continue;
    const negative = words[2 * row + 1]! >= SIGN;
    const l = negative ? ~words[2 * row]! >>> 0 : words[2 * row]!;
    const h = (negative ? ~words[2 * row + 1]! : words[2 * row + 1]! ^ SIGN) >>> 0;
    low[row] = l;
    high[row] = h;
    from[dated++] = row;
    SHIFTS.forEach((shift, digit) => {
      counts[digit * BASE + ((l >>> shift) & (BASE - 1))]!++;
      counts[(SHIFTS.length + digit) * BASE + ((h >>> shift) & (BASE - 1))]!++;
    });
  }
  for (const [half, keys] of [low, high].entries())
    for (const [digit, shift] of SHIFTS.entries()) {
      const at = (half * SHIFTS.length + digit) * BASE;
      const next = counts.subarray(at, at + BASE);
      // Whole milliseconds have no low digits: where all agree there is nothing to sort by.
      if (next.includes(dated)) continue;
      let place = 0;
      for (let value = 0; value < BASE; value++) {
        const count = next[value]!;
        next[value] = place;
        place += count;
      }
      for (let i = 0; i < dated; i++) {
        if ((i & STRIDE) === 0 && control.due()) await control.pause(0);
        const row = from[i]!;
        to[next[(keys[row]! >>> shift) & (BASE - 1)]!++] = row;
      }
      [from, to] = [to, from];
    }
  for (let row = 0, end = dated; row < n; row++) if (Number.isNaN(time[row])) from[end++] = row;
  return from;
}
