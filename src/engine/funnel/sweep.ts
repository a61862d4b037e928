import type { Outcomes } from './outcomes.ts';
import type { EntryBounds } from './plan.ts';
import type { StepOrder } from './step-order.ts';

/** Most steps that a sweep can tell apart, one bit being for what loses a lead. */
export const MOST_STEPS = 29;

/** What the plain sweeps read: each name fills at most one step, and nothing but order and window matters. */
export interface PlainSweep {
  readonly time: Float64Array;
  readonly name: Uint16Array;
  /** By event name: 2 to the power of its step, the step after the last being the loss of a lead; 0 where it is none. */
  readonly bits: Int32Array;
  readonly steps: number;
  readonly windowMs: number;
  /** As of `TimeFacts`. */
  readonly tied: Uint32Array;
  /** Work space; `paths` for the rows of one attempt more than there are steps. */
  readonly stepOrder: StepOrder;
  readonly paths: Uint32Array;
}

/**
 * Adds to `out` the outcomes of the units `first .. end` that begin inside `entry`, of those that `chosen` selects (null takes all). Unit u owns
 * the rows `offsets[u] .. offsets[u + 1]`. What a sweep doesn't judge itself it gives to `leave`, which adds that unit's outcome.
 */
export type Sweep = (
  sweep: PlainSweep,
  offsets: Uint32Array,
  first: number,
  end: number,
  entry: EntryBounds,
  chosen: ((unit: number) => boolean) | null,
  out: Outcomes,
  leave: (unit: number, entry: EntryBounds) => void,
) => void;

/**
 * Adds the counted attempts of the units `first .. end` to `out`: those that begin inside `entry`, of the units that `chosen` selects
 * (null takes all). Unit u owns the rows `offsets[u] .. offsets[u + 1]`.
 *
 * At each step the chain with the latest start is the one that counts (F3), and it is older the deeper the step. So it is enough to
 * know at which steps a chain stands that is newer than the one at the next step: an event advances that chain, or nothing. Those
 * steps are the bits of `fresh`, shifted by one for the event that begins a chain, and a row costs a few operations without a branch.
 * The window is judged only where an attempt would get deeper than any before: a chain kept here beyond its window hides only
 * older ones, whose windows are over too. Its start is then looked up backwards, by the latest event of each step before.
 */
export function sweepUnits(
  sweep: PlainSweep,
  offsets: Uint32Array,
  first: number,
  end: number,
  entry: EntryBounds,
  chosen: ((unit: number) => boolean) | null,
  out: Outcomes,
): void {
  const { time, name, bits, steps, windowMs, tied } = sweep;
  const { from: entryFrom, to: entryTo } = entry;
  const bounded = entryFrom > -Infinity || entryTo < Infinity;
  // Written in place: `out.add` per unit would cost as much as the sweep.
  out.reserve(out.count + end - first);
  const {
    unit: outUnit,
    depth: outDepth,
    start: outStart,
    startTime: outStartTime,
    firstTouch: outTouch,
    rows,
  } = out;
  const beyond = 1 << steps;
  let tie = firstFrom(tied, offsets[first]!);
  for (let unit = first; unit < end; unit++) {
    if (chosen !== null && !chosen(unit)) continue;
    const from = offsets[unit]!;
    const to = offsets[unit + 1]!;
    while (tied[tie]! < from) tie++;
    if (tied[tie]! < to && outOfStep(sweep, tie, to)) {
      sweepTied(sweep, unit, from, to, entry, out);
      continue;
    }
    let fresh = 1;
    let wanted = 1;
    let bestStart = 0;
    let bestTime = 0;
    let bestEnd = 0;
    let firstTouch = 0;
    for (let row = from; row < to; row++) {
      const bit = bits[name[row]!]!;
      if (bounded && bit === 1 && !(time[row]! >= entryFrom && time[row]! < entryTo)) continue;
      const moved = bit & fresh;
      fresh = (fresh ^ moved) | (moved << 1) | 1;
      if (moved !== wanted) continue;
      let start = row;
      for (let before = wanted >> 1; before > 0; before >>= 1) {
        do start--;
        while (
          bits[name[start]!] !== before ||
          (bounded && before === 1 && !(time[start]! >= entryFrom && time[start]! < entryTo))
        );
      }
      const startTime = time[start]!;
      if (time[row]! - startTime > windowMs) continue;
      if (wanted === 1) firstTouch = row;
      bestStart = start;
      bestTime = startTime;
      bestEnd = row;
      wanted <<= 1;
      if (wanted === beyond) break;
    }
    if (wanted === 1) continue;
    const i = out.count++;
    const depth = 30 - Math.clz32(wanted);
    outUnit[i] = unit;
    outDepth[i] = depth;
    outStart[i] = bestStart;
    outStartTime[i] = bestTime;
    outTouch[i] = firstTouch;
    const at = i * steps;
    rows[at] = bestStart;
    for (let k = 1, row = bestStart; k < depth; k++) {
      do row++;
      while (bits[name[row]!] !== 1 << k);
      rows[at + k] = row;
    }
    rows[at + depth] = bestEnd;
  }
}

/** Whether events of one instant, from the tie `tie` on and before row `to`, stand otherwise than by step, or begin several attempts. */
function outOfStep({ name, bits, tied }: PlainSweep, tie: number, to: number): boolean {
  let highest = 0;
  for (let k = tie; tied[k]! < to; k++) {
    const row = tied[k]!;
    if (k === tie || tied[k - 1] !== row - 1) highest = bits[name[row - 1]!]!;
    const bit = bits[name[row]!]!;
    if (bit === 0) continue;
    if (bit < highest || (bit === 1 && highest === 1)) return true;
    highest = bit;
  }
  return false;
}

/** Sweeps one unit with its ties put in order. */
function sweepTied(
  sweep: PlainSweep,
  unit: number,
  from: number,
  to: number,
  entry: EntryBounds,
  out: Outcomes,
): void {
  const { stepOrder, steps } = sweep;
  const ordered = stepOrder.take(sweep, from, to);
  const i = out.count;
  sweepUnits(ordered.sweep, ordered.offsets, 0, 1, entry, null, out);
  if (out.count === i) return;
  const { rows } = stepOrder;
  out.unit[i] = unit;
  out.start[i] = rows[out.start[i]!]!;
  out.firstTouch[i] = rows[out.firstTouch[i]!]!;
  for (let at = i * steps, last = at + out.depth[i]!; at <= last; at++) out.rows[at] = rows[out.rows[at]!]!;
}

/** Returns the position of the first entry of `ascending` that is at least `least`; one is. */
function firstFrom(ascending: Uint32Array, least: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
