import type { Control } from '../../base/control.ts';

/** Values of one digit: 11 bits, of which a word of 32 bits has two and a shorter third. */
const BASE = 2048;
const SHIFTS = [0, 11, 22];
const DIGITS = 2 * SHIFTS.length;
const SIGN = 0x80000000;

/** Positions between two looks at the clock. */
const STRIDE = 0x10000;

/**
 * Returns the positions of some numbers so that these ascend: equal ones in their order, missing ones (NaN) last. `values` isn't changed. Pauses
 * through `control`.
 */
export async function orderAscending(values: Float64Array, control: Control): Promise<Uint32Array> {
  const n = values.length;
  const order = new RadixOrder(values);
  for (let i = 0; i < n; i += STRIDE) {
    if (control.due()) await control.pause(0);
    order.take(i, Math.min(n, i + STRIDE));
  }
  for (let digit = 0; digit < DIGITS; digit++) {
    if (!order.begin(digit)) continue;
    for (let i = 0; i < order.known; i += STRIDE) {
      if (control.due()) await control.pause(0);
      order.deal(digit, i, Math.min(order.known, i + STRIDE));
    }
    order.turn();
  }
  return order.finish();
}

/** Returns the positions of some numbers so that these descend: equal ones in their order, missing ones (NaN) last. `values` isn't changed. */
export function orderDescending(values: Float64Array, control: Control): Promise<Uint32Array> {
  const negated = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) negated[i] = -values[i]!;
  return orderAscending(negated, control);
}

/** Orders numbers by the digits of their bits (radix), turned so that they order like the numbers whatever their sign. */
class RadixOrder {
  /** How many aren't missing. */
  known = 0;
  private readonly values: Float64Array;
  /** The words of the values, low word first: wherever browsers run, bytes are little-endian. */
  private readonly words: Uint32Array;
  /** Two words for each value: its low one, then its high one. */
  private readonly keys: Uint32Array;
  /** How often each digit has each value; of the digit at hand, where the next of them goes. */
  private readonly counts = new Uint32Array(DIGITS * BASE);
  private from: Uint32Array;
  private to: Uint32Array;

  constructor(values: Float64Array) {
    const n = values.length;
    this.values = values;
    this.words = new Uint32Array(values.buffer, values.byteOffset, 2 * n);
    this.keys = new Uint32Array(2 * n);
    this.from = new Uint32Array(n);
    this.to = new Uint32Array(n);
  }

  /** Takes in the values from `first` to before `last`. */
  take(first: number, last: number): void {
    const { values, words, keys, counts, from } = this;
    for (let i = first; i < last; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      from[this.known++] = i;
      let low = words[2 * i]!;
      let high = words[2 * i + 1]!;
      // 0 and −0 are alike.
      if (value === 0) [low, high] = [0, 0];
      if (value < 0) [low, high] = [~low, ~high];
      else high ^= SIGN;
      keys[2 * i] = low;
      keys[2 * i + 1] = high;
      counts[low & (BASE - 1)]!++;
      counts[BASE + ((low >>> 11) & (BASE - 1))]!++;
      counts[2 * BASE + (low >>> 22)]!++;
      counts[3 * BASE + (high & (BASE - 1))]!++;
      counts[4 * BASE + ((high >>> 11) & (BASE - 1))]!++;
      counts[5 * BASE + (high >>> 22)]!++;
    }
  }

  /** Prepares to deal by a digit. Returns false where all agree, as on the low digits of whole milliseconds: there is nothing to sort by. */
  begin(digit: number): boolean {
    const next = this.placesOf(digit);
    if (next.includes(this.known)) return false;
    let place = 0;
    for (let value = 0; value < BASE; value++) {
      const count = next[value]!;
      next[value] = place;
      place += count;
    }
    return true;
  }

  /** Deals the positions that stand from `first` to before `last`. */
  deal(digit: number, first: number, last: number): void {
    const { from, to, keys } = this;
    const next = this.placesOf(digit);
    const word = digit < SHIFTS.length ? 0 : 1;
    const shift = SHIFTS[digit % SHIFTS.length]!;
    for (let i = first; i < last; i++) {
      const at = from[i]!;
      to[next[(keys[2 * at + word]! >>> shift) & (BASE - 1)]!++] = at;
    }
  }

  /** Goes on from what was dealt. */
  turn(): void {
    [this.from, this.to] = [this.to, this.from];
  }

  finish(): Uint32Array {
    const { values, from } = this;
    let end = this.known;
    for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) from[end++] = i;
    return from;
  }

  private placesOf(digit: number): Uint32Array {
    return this.counts.subarray(digit * BASE, (digit + 1) * BASE);
  }
}
