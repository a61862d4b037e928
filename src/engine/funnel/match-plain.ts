import type { Outcomes } from './outcomes.ts';
import type { EntryBounds } from './plan.ts';

/** What the plain sweep reads and the state it reuses from person to person. */
export interface PlainSweep {
  readonly time: Float64Array;
  readonly name: Uint16Array;
  /** Step of each event name, −1 for none. */
  readonly stepOf: Int16Array;
  readonly steps: number;
  readonly windowMs: number;
  readonly entry: EntryBounds;
  /** Start of the chain stored at each step, −Infinity without one. */
  readonly start: Float64Array;
  /** Rows of that chain: `path[k * steps + j]` for j ≤ k. */
  readonly path: Uint32Array;
}

/**
 * Finds the counted attempt in rows `from .. to` of one unit, each name filling at most one step, and adds it to `out`:
 * one pass, one stored chain per step (F3). A newer first step replaces the stored start; a step extends the chain of
 * the step before while that lies inside the window (F2) and wasn't extended before. Equal times are put right
 * afterwards: a step that arrives behind a later one of the same instant lets that one try again (F4).
 */
export function matchPlain(sweep: PlainSweep, unit: number, from: number, to: number, out: Outcomes): void {
  const { time, name, stepOf, steps, windowMs, start, path } = sweep;
  const entryFrom = sweep.entry.from;
  const entryTo = sweep.entry.to;
  const last = steps - 1;
  let best = -1;
  let at = -1;
  let previousTime = NaN;
  let highestStep = -1;
  let tieFrom = from;
  for (let row = from; row < to; row++) {
    const step = stepOf[name[row]!]!;
    if (step < 0) continue;
    const t = time[row]!;
    // Completed; what tied with the completion may still have brought a later start.
    if (best === last && t !== previousTime) return;
    if (step === 0) {
      if (!(t >= entryFrom && t < entryTo)) continue;
      if (best < 0) {
        for (let k = 1; k < steps; k++) start[k] = -Infinity;
        best = 0;
        at = out.add(unit, 0, row, t, row);
        path[0] = row;
        record(sweep, out, at, 0, 0);
        start[0] = t;
      } else if (t > start[0]!) {
        start[0] = t;
        path[0] = row;
      }
    } else if (best >= 0) {
      const s = start[step - 1]!;
      if (s > start[step]! && t - s <= windowMs) {
        start[step] = s;
        const base = step * steps;
        for (let j = 0; j < step; j++) path[base + j] = path[base - steps + j]!;
        path[base + step] = row;
        if (step > best) {
          best = step;
          record(sweep, out, at, base, step);
        }
      }
    }
    if (t !== previousTime) {
      previousTime = t;
      tieFrom = row;
      highestStep = step;
    } else if (step >= highestStep) {
      highestStep = step;
    } else if (best >= 0) {
      best = retryTies(sweep, out, at, best, step, tieFrom, row);
    }
  }
}

function record({ path, time }: PlainSweep, out: Outcomes, at: number, base: number, step: number): void {
  out.depth[at] = step;
  out.start[at] = path[base]!;
  out.startTime[at] = time[path[base]!]!;
  const to = at * out.steps;
  for (let j = 0; j <= step; j++) out.rows[to + j] = path[base + j]!;
  out.readTimes(at, time);
}

/** Lets the events of one instant that stand before `row` extend what `row` has just brought, in step order. */
function retryTies(sweep: PlainSweep, out: Outcomes, at: number, best: number, step: number, from: number, row: number): number {
  const { time, name, stepOf, steps, windowMs, start, path } = sweep;
  const t = time[row]!;
  for (let k = step + 1; k < steps; k++) {
    for (let r = from; r < row; r++) {
      if (stepOf[name[r]!] !== k) continue;
      const s = start[k - 1]!;
      if (!(s > start[k]! && t - s <= windowMs)) continue;
      start[k] = s;
      const base = k * steps;
      path.copyWithin(base, base - steps, base - steps + k);
      path[base + k] = r;
      // As deep at the same instant: the newer start counts.
      if (k > best || (k === best && out.times[at * steps + k] === t)) {
        best = k;
        record(sweep, out, at, base, k);
      }
    }
  }
  return best;
}
