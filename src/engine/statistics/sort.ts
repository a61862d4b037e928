/** Below this many values calling the platform's sort costs more than sorting. */
const VERY_FEW = 16;
/** Below this many values the platform's own sort is as fast. */
const FEW = 2048;
/** Values of one digit: 11 bits, of which a word of 32 bits has two and a shorter third. */
const BASE = 2048;
const SHIFTS = [0, 11, 22];
const DIGITS = 2 * SHIFTS.length;
/** The same for whole numbers, three digits of 12 bits: two years of ms. */
const WHOLE_BASE = 4096;
const WHOLE_RANGE = WHOLE_BASE ** 3;
/** Exact, being a power of two; multiplying is faster than dividing. */
const PART = 1 / WHOLE_BASE;
/** Highest digit of Infinity: a NaN may share it, what is negative is above it. */
const INFINITE = 0x7ff00000 >>> 22;

/** Room to sort in, kept up to this length: new memory costs more than sorting in it. */
const KEPT = 1 << 20;
let room = new Float64Array(0);

/**
 * Sorts in place and returns the values, ascending. Made for the times of many subjects: it sorts by digits (radix), of whole numbers that lie
 * close enough together, as ms do, by their own; of others by those of the doubles' bits, which order like the numbers as long as all are
 * finite and none is negative; else it is the platform's sort, NaN last. 0 and −0 are alike.
 */
export function sortAscending(values: Float64Array): Float64Array {
  const n = values.length;
  if (n < VERY_FEW) return sortByInsertion(values);
  if (n < FEW) return values.sort();
  let min = Infinity;
  let max = -Infinity;
  let whole = true;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    // Neither NaN nor an infinity is.
    whole &&= value - Math.floor(value) === 0;
  }
  return whole && max - min < WHOLE_RANGE ? sortWhole(values, min, max) : sortByBits(values);
}

/** Sorts whole numbers from `min` to `max` by their distance from `min`. */
function sortWhole(values: Float64Array, min: number, max: number): Float64Array {
  const n = values.length;
  const digits = max - min < WHOLE_BASE ? 1 : max - min < WHOLE_BASE ** 2 ? 2 : 3;
  const counts = new Uint32Array(3 * WHOLE_BASE);
  for (let i = 0; i < n; i++) {
    const distance = values[i]! - min;
    counts[distance & (WHOLE_BASE - 1)]!++;
    counts[WHOLE_BASE + ((distance * PART) & (WHOLE_BASE - 1))]!++;
    counts[2 * WHOLE_BASE + ((distance * PART * PART) & (WHOLE_BASE - 1))]!++;
  }
  let from: Float64Array = values;
  let to: Float64Array = roomFor(n);
  for (let digit = 0, part = 1; digit < digits; digit++, part *= PART) {
    const next = counts.subarray(digit * WHOLE_BASE, (digit + 1) * WHOLE_BASE);
    turnIntoPlaces(next);
    for (let i = 0; i < n; i++) {
      const value = from[i]!;
      to[next[((value - min) * part) & (WHOLE_BASE - 1)]!++] = value;
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return values;
}

function sortByBits(values: Float64Array): Float64Array {
  const n = values.length;
  const counts = digitCounts(values);
  if (counts.subarray((DIGITS - 1) * BASE + INFINITE).some((count) => count > 0)) return values.sort();
  let from: Float64Array = values;
  let to: Float64Array = roomFor(n);
  for (let digit = 0; digit < DIGITS; digit++) {
    const next = counts.subarray(digit * BASE, (digit + 1) * BASE);
    // Whole milliseconds have no low digits: where all agree there is nothing to sort by.
    if (next.includes(n)) continue;
    turnIntoPlaces(next);
    const words = wordsOf(from);
    const word = digit < SHIFTS.length ? 0 : 1;
    const shift = SHIFTS[digit % SHIFTS.length]!;
    for (let i = 0; i < n; i++) to[next[(words[2 * i + word]! >>> shift) & (BASE - 1)]!++] = from[i]!;
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return values;
}

/** Makes of how often each value of a digit occurs the place of its first occurrence. */
function turnIntoPlaces(counts: Uint32Array): void {
  let place = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value]!;
    counts[value] = place;
    place += count;
  }
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
