import type { Hits } from './plan.ts';
import type { PlainSweep } from './sweep.ts';

/** The matches of one unit at a time, for the general matchers where a plain sweep leaves a unit to them. */
export class UnitHits implements Hits {
  /** Beyond the unit at hand entries mean nothing. */
  readonly first: Uint32Array;
  matcher = new Uint16Array(64);
  private readonly sweep: PlainSweep;

  constructor(sweep: PlainSweep) {
    this.sweep = sweep;
    this.first = new Uint32Array(sweep.time.length + 1);
  }

  /** Finds the matches of the rows `from .. to`, which are a unit's. */
  take(from: number, to: number): void {
    const { first, sweep } = this;
    const { name, bits } = sweep;
    if (this.matcher.length < to - from) this.matcher = new Uint16Array(2 * (to - from));
    let found = 0;
    for (let row = from; row < to; row++) {
      first[row] = found;
      const bit = bits[name[row]!]!;
      if (bit !== 0) this.matcher[found++] = 31 - Math.clz32(bit);
    }
    first[to] = found;
  }
}
