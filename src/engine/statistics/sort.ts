/** Below this many values calling the platform's sort costs more than sorting. */
const VERY_FEW = 16;
/** Below this many values the platform's own sort is as fast. */
const FEW = 2048;
/** Values of one digit: 11 bits, of which a word of 32 bits has two and a shorter third. */
const BASE = 2048;
const SHIFTS = [0, 11, 22];
const DIGITS = 2 * SHIFTS.length;
/** Highest digit of Infinity: a NaN may share it, what is negative is above it. */
const INFINITE = 0x7ff00000 >>> 22;

/** Room to sort in, kept up to this length: new memory costs more than sorting in it. */
const KEPT = 1 << 20;
let room = new Float64Array(0);

/**
 * Sorts in place and returns the values, ascending. Made for the times of many subjects: it sorts by the digits of the doubles' bits (radix),
 * which order like the numbers as long as all are finite and none is negative; else it is the platform's sort, NaN last.
 */
export function sortAscending(values: Float64Array): Float64Array {
  const n = values.length;
  if (n < VERY_FEW) return sortByInsertion(values);
  if (n < FEW) return values.sort();
  const counts = digitCounts(values);
  if (counts.subarray((DIGITS - 1) * BASE + INFINITE).some((count) => count > 0)) return values.sort();
  let from: Float64Array = values;
  let to: Float64Array = roomFor(n);
  for (let digit = 0; digit < DIGITS; digit++) {
    const next = counts.subarray(digit * BASE, (digit + 1) * BASE);
    // Whole milliseconds have no low digits: where all agree there is nothing to sort by.
    if (next.includes(n)) continue;
    let place = 0;
    for (let value = 0; value < BASE; value++) {
      const count = next[value]!;
      next[value] = place;
      place += count;
    }
    const words = wordsOf(from);
    const word = digit < SHIFTS.length ? 0 : 1;
    const shift = SHIFTS[digit % SHIFTS.length]!;
    for (let i = 0; i < n; i++) to[next[(words[2 * i + word]! >>> shift) & (BASE - 1)]!++] = from[i]!;
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return values;
}

function roomFor(n: number): Float64Array {
  if (n > KEPT) return new Float64Array(n);
  if (room.length < n) room = new Float64Array(n);
  return room.subarray(0, n);
}

function sortByInsertion(values: Float64Array): Float64Array {
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    let at = i;
    // NaN is above everything.
    for (
      ;
      at > 0 && (values[at - 1]! > value || (Number.isNaN(values[at - 1]!) && !Number.isNaN(value)));
      at--
    )
      values[at] = values[at - 1]!;
    values[at] = value;
  }
  return values;
}

/** How often each digit has each value, lowest digit first. */
function digitCounts(values: Float64Array): Uint32Array {
  const words = wordsOf(values);
  const counts = new Uint32Array(DIGITS * BASE);
  for (let i = 0; i < words.length; i += 2) {
    const low = words[i]!;
    const high = words[i + 1]!;
    counts[low & (BASE - 1)]!++;
    counts[BASE + ((low >>> 11) & (BASE - 1))]!++;
    counts[2 * BASE + (low >>> 22)]!++;
    counts[3 * BASE + (high & (BASE - 1))]!++;
    counts[4 * BASE + ((high >>> 11) & (BASE - 1))]!++;
    counts[5 * BASE + (high >>> 22)]!++;
  }
  return counts;
}

/** The bits of doubles, low word first: wherever browsers run, bytes are little-endian. */
function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}
