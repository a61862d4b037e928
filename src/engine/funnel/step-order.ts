import type { PlainSweep } from './sweep.ts';
import { NO_TIE } from './time-facts.ts';

const NO_TIES = Uint32Array.of(NO_TIE);

/**
 * One unit's step events with those of one instant in the order of their steps, so that a sweep finds what they allow (F4). Of
 * several first steps of one instant only the first is kept: the others begin nothing better.
 */
export class StepOrder {
  /** The rows of the table that stand behind the positions of `sweep`. */
  rows = new Uint32Array(0);
  private time = new Float64Array(0);
  private name = new Uint16Array(0);
  private readonly offsets = new Uint32Array(2);

  /** Takes in rows `from .. to` and returns them as a unit of their own, to be swept. */
  take(sweep: PlainSweep, from: number, to: number): { sweep: PlainSweep; offsets: Uint32Array } {
    const { time, name, bits, steps } = sweep;
    if (this.rows.length < to - from) {
      this.rows = new Uint32Array(2 * (to - from));
      this.time = new Float64Array(2 * (to - from));
      this.name = new Uint16Array(2 * (to - from));
    }
    const { rows } = this;
    let count = 0;
    for (let row = from, end: number; row < to; row = end) {
      end = row + 1;
      while (end < to && time[end] === time[row]) end++;
      if (end === row + 1) {
        if (bits[name[row]!] !== 0) rows[count++] = row;
        continue;
      }
      for (let step = 0; step < steps; step++)
        for (let tied = row; tied < end; tied++) {
          if (bits[name[tied]!] !== 1 << step) continue;
          rows[count++] = tied;
          if (step === 0) break;
        }
    }
    for (let i = 0; i < count; i++) {
      this.time[i] = time[rows[i]!]!;
      this.name[i] = name[rows[i]!]!;
    }
    this.offsets[1] = count;
    return { sweep: { ...sweep, time: this.time, name: this.name, tied: NO_TIES }, offsets: this.offsets };
  }
}
