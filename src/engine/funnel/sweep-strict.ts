import { Closed, NONE } from './outcomes.ts';
import type { Sweep } from './sweep.ts';

/**
 * Adds the counted attempts of a strict funnel, as `sweepUnits` does for an ordered one. What happens next takes an attempt a step further or
 * ends it; events of one instant may take it several, and begin another (F4). So attempts are known by the step they want, later ones wanting
 * earlier steps; of two that come to want the same step the later is kept, since it counts (F3). Leaves no unit.
 */
export const sweepStrict: Sweep = (
  { time, name, bits, steps, windowMs, paths },
  offsets,
  first,
  end,
  entry,
  chosen,
  out,
) => {
  out.reserve(out.count + end - first);
  /** Where in `paths` the rows of the attempt begin that wants step k; k = `steps` wants nothing more. */
  const places = new Uint32Array(steps + 1);
  for (let unit = first; unit < end; unit++) {
    if (chosen !== null && !chosen(unit)) continue;
    const to = offsets[unit + 1]!;
    const base = out.count * steps;
    /** Bit k: an attempt wants step k. */
    let live = 0;
    /** The step that the counted attempt wants, its start, and the first row of the instant at which it came so far; 0: none yet. */
    let best = 0;
    let bestStart = NONE;
    let bestAt = NONE;
    let closedBy = NONE;
    let firstTouch = NONE;
    for (let row = offsets[unit]!, next: number; row < to && best < steps; row = next) {
      const now = time[row]!;
      let set = bits[name[row]!]!;
      for (next = row + 1; next < to && time[next] === now; next++) set |= bits[name[next]!]!;
      let waiting = live | (now >= entry.from && now < entry.to ? set & 1 : 0);
      live = 0;
      while (waiting !== 0) {
        // The latest last, to be kept of those that come to want the same; one that begins here is the very last.
        const wanted = 31 - Math.clz32(waiting);
        waiting ^= 1 << wanted;
        const path = wanted === 0 ? freePlace(live, places, steps) : places[wanted]!;
        if (wanted > 0 && (((set >> wanted) & 1) === 0 || now - time[paths[path]!]! > windowMs)) continue;
        let further = wanted + 1;
        while (further < steps && ((set >> further) & 1) === 1) further++;
        for (let k = wanted; k < further; k++) {
          let at = row;
          while (bits[name[at]!] !== 1 << k) at++;
          paths[path + k] = at;
        }
        places[further] = path;
        live |= 1 << further;
        if (firstTouch === NONE) firstTouch = paths[path]!;
        if (further < best || (further === best && bestAt !== row)) continue;
        // Of the attempt that was counted before only the new rows are missing.
        const known = wanted === best && paths[path] === bestStart ? wanted : 0;
        for (let k = known; k < further; k++) out.rows[base + k] = paths[path + k]!;
        best = further;
        bestStart = paths[path]!;
        bestAt = row;
        closedBy = NONE;
      }
      if (best > 0 && closedBy === NONE && bestAt !== row && now - time[bestStart]! <= windowMs)
        closedBy = row;
    }
    if (best === 0) continue;
    const i = out.add(unit, best - 1, bestStart, time[bestStart]!, firstTouch);
    if (closedBy === NONE) continue;
    out.closed[i] = Closed.foreign;
    out.closedBy[i] = closedBy;
  }
};

/** Returns where in `paths` none of the live attempts has its rows. */
function freePlace(live: number, places: Uint32Array, steps: number): number {
  let used = 0;
  for (; live !== 0; live &= live - 1) used |= 1 << (places[31 - Math.clz32(live & -live)]! / steps);
  return (31 - Math.clz32(~used & -~used)) * steps;
}
