import { matchPlain, type PlainSweep } from './match-plain.ts';
import type { Outcomes } from './outcomes.ts';

/**
 * Does for the units `first .. end` what `matchPlain` does for one, in one linear pass that reads a time only where a step
 * advances. The chain stored at each step is just the row of its start (a later row is a later start); the rows in between are
 * found again, once, for the counted attempt. `chosen` selects units, null takes all.
 *
 * `codes` gives each name 1 + its step, or steps + 2 for none, so that one comparison decides about every row: `start[c − 1] >
 * start[c]` holds for a first step always (start[0] is the row at hand) and for a name without a step never.
 */
export function sweepUnits(
  sweep: PlainSweep,
  codes: Int32Array,
  offsets: Uint32Array,
  first: number,
  end: number,
  chosen: ((unit: number) => boolean) | null,
  out: Outcomes,
): void {
  const { time, name, steps, windowMs } = sweep;
  const { from: entryFrom, to: entryTo } = sweep.entry;
  // Written in place: `out.add` per unit would cost as much as the sweep.
  out.reserve(out.count + end - first);
  const { unit: outUnit, depth: outDepth, start: outStart, startTime: outStartTime, firstTouch: outTouch, rows, times } = out;
  const start = new Int32Array(steps + 3);
  start[steps + 2] = 0x7fffffff;
  for (let unit = first; unit < end; unit++) {
    if (chosen !== null && !chosen(unit)) continue;
    const from = offsets[unit]!;
    const to = offsets[unit + 1]!;
    for (let c = 1; c <= steps; c++) start[c] = -1;
    let best = 0;
    let bestStart = -1;
    let bestEnd = -1;
    let firstTouch = -1;
    let tangled = false;
    for (let row = from; row < to; row++) {
      const c = codes[name[row]!]!;
      start[0] = row;
      const origin = start[c - 1]!;
      if (origin <= start[c]!) continue;
      const t = time[row]!;
      if (t - time[origin]! > windowMs) continue;
      if (c === 1 && !(t >= entryFrom && t < entryTo)) continue;
      if (row > from && time[row - 1] === t && tieMatters(time, name, codes, from, row, c, steps)) {
        tangled = true;
        break;
      }
      start[c] = origin;
      if (c > best) {
        best = c;
        bestStart = origin;
        bestEnd = row;
        if (c === 1) firstTouch = row;
        if (c === steps) {
          tangled = row + 1 < to && time[row + 1] === t;
          break;
        }
      }
    }
    if (tangled) {
      matchPlain(sweep, unit, from, to, out);
      continue;
    }
    if (best === 0) continue;
    const i = out.count++;
    const at = i * steps;
    const startTime = time[bestStart]!;
    outUnit[i] = unit;
    outDepth[i] = best - 1;
    outStart[i] = bestStart;
    outStartTime[i] = startTime;
    outTouch[i] = firstTouch;
    rows[at] = bestStart;
    times[at] = startTime;
    for (let row = bestStart, next = 2; next <= best; ) {
      row = next === best ? bestEnd : row + 1;
      if (codes[name[row]!] !== next) continue;
      rows[at + next - 1] = row;
      times[at + next - 1] = time[row]!;
      next++;
    }
  }
}

/** Whether an event of the same instant stands before `row` though it comes after by step, or begins as `row` does (F4). */
function tieMatters(time: Float64Array, name: Uint16Array, codes: Int32Array, from: number, row: number, c: number, steps: number): boolean {
  const t = time[row];
  for (let r = row - 1; r >= from && time[r] === t; r--) {
    const other = codes[name[r]!]!;
    if ((other > c && other <= steps) || (c === 1 && other === 1)) return true;
  }
  return false;
}
