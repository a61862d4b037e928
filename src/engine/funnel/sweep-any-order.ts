import { NONE } from './outcomes.ts';
import type { Sweep } from './sweep.ts';

/**
 * Adds the counted sets of an any-order funnel, as `sweepUnits` does for an ordered one. Of every step the latest event is the one that a window
 * ending now keeps longest, so those are all that is remembered, and their number is asked for only where a step comes back to life. Units
 * with a step after entries end are left to `leave`: which of their events begins a set must then be tried.
 */
export const sweepAnyOrder: Sweep = (
  { time, name, bits, steps, windowMs },
  offsets,
  first,
  end,
  entry,
  chosen,
  out,
  leave,
) => {
  out.reserve(out.count + end - first);
  /** By step, one more than the row of its latest event: rows of earlier units are below. */
  const latest = new Uint32Array(steps);
  const set = new Uint32Array(steps);
  for (let unit = first; unit < end; unit++) {
    if (chosen !== null && !chosen(unit)) continue;
    const from = offsets[unit]!;
    const to = offsets[unit + 1]!;
    let firstTouch = NONE;
    let best = 0;
    /** Whether more steps may be alive than before the events of this instant. */
    let grown = false;
    for (let row = from; row < to; row++) {
      const bit = bits[name[row]!]!;
      const now = time[row]!;
      if (bit !== 0 && now >= entry.from) {
        if (now >= entry.to) {
          if (firstTouch !== NONE) {
            leave(unit, entry);
            firstTouch = NONE;
          }
          break;
        }
        if (firstTouch === NONE) firstTouch = row;
        const step = 31 - Math.clz32(bit);
        const before = latest[step]!;
        grown ||= before <= from || now - time[before - 1]! > windowMs;
        latest[step] = row + 1;
      }
      // Sets are judged when all events of an instant are in.
      if (!grown || (row + 1 < to && time[row + 1] === now)) continue;
      grown = false;
      let alive = 0;
      for (let step = 0; step < steps; step++)
        if (latest[step]! > from && now - time[latest[step]! - 1]! <= windowMs) alive++;
      if (alive <= best) continue;
      best = 0;
      for (let step = 0; step < steps; step++)
        if (latest[step]! > from && now - time[latest[step]! - 1]! <= windowMs) {
          let at = best++;
          for (; at > 0 && set[at - 1]! >= latest[step]!; at--) set[at] = set[at - 1]!;
          set[at] = latest[step]! - 1;
        }
      if (best === steps) break;
    }
    if (firstTouch === NONE) continue;
    const i = out.add(unit, best - 1, set[0]!, time[set[0]!]!, firstTouch);
    for (let k = 0; k < best; k++) out.rows[i * steps + k] = set[k]!;
  }
};
