import { Closed, NONE } from './outcomes.ts';
import type { Sweep } from './sweep.ts';

/**
 * Adds the counted attempts of a strict funnel, as `sweepUnits` does for an ordered one. What happens next takes an attempt a step further or
 * ends it; events of one instant may take it several, and begin another (F4). So attempts are known by the step they want, later ones wanting
 * earlier steps; of two that come to want the same step the later is kept, since it counts (F3). Leaves no unit.
 */
export const sweepStrict: Sweep = (
  { time, name, bits, steps, windowMs },
  offsets,
  first,
  end,
  entry,
  chosen,
  out,
) => {
  out.reserve(out.count + end - first);
  /** Rows of the attempt that wants step k, from `k * steps` on; k = `steps` wants nothing more. */
  const paths = new Uint32Array((steps + 1) * steps);
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
        const from = wanted * steps;
        if (wanted > 0 && (((set >> wanted) & 1) === 0 || now - time[paths[from]!]! > windowMs)) continue;
        let further = wanted + 1;
        while (further < steps && ((set >> further) & 1) === 1) further++;
        const path = further * steps;
        for (let k = 0; k < wanted; k++) paths[path + k] = paths[from + k]!;
        for (let k = wanted, at = row; k < further; k++, at = row) {
          while (bits[name[at]!] !== 1 << k) at++;
          paths[path + k] = at;
        }
        live |= 1 << further;
        if (firstTouch === NONE) firstTouch = paths[path]!;
        if (further < best || (further === best && bestAt !== row)) continue;
        best = further;
        bestStart = paths[path]!;
        bestAt = row;
        closedBy = NONE;
        for (let k = 0; k < best; k++) out.rows[base + k] = paths[path + k]!;
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
