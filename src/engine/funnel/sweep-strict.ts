import { Closed, NONE } from './outcomes.ts';
import type { Sweep } from './sweep.ts';

/**
 * Adds the counted attempts of a strict funnel, as `sweepUnits` does for an ordered one. At most one attempt is live: what happens next takes
 * it a step further or ends it, and only a first step begins another. Of events that tie only the wanted and the first step matter;
 * where they have both, or one and the step after it, the unit is left to `leave`.
 */
export const sweepStrict: Sweep = (
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
  const last = 1 << (steps - 1);
  /** Rows of the live attempt by step. */
  const chain = new Uint32Array(steps);
  for (let unit = first; unit < end; unit++) {
    if (chosen !== null && !chosen(unit)) continue;
    const to = offsets[unit + 1]!;
    /** The step that would take the live attempt further; 0 while none is live. */
    let wanted = 0;
    /** The deepest step so far, and the start of the attempt that reached it. */
    let best = 0;
    let bestStart = NONE;
    let closedBy = NONE;
    let firstTouch = NONE;
    const base = out.count * steps;
    let left = false;
    for (let row = offsets[unit]!, next: number; row < to; row = next) {
      const now = time[row]!;
      let bit = bits[name[row]!]!;
      let at = row;
      next = row + 1;
      if (next < to && time[next] === now) {
        let set = bit;
        for (; next < to && time[next] === now; next++) set |= bits[name[next]!]!;
        bit = set & (wanted | 1);
        left = (bit & (bit - 1)) !== 0 || (set & (bit << 1)) !== 0;
        if (left) break;
        if (bit !== 0) while (bits[name[at]!] !== bit) at++;
      }
      if (wanted !== 0) {
        const inTime = now - time[chain[0]!]! <= windowMs;
        if (bit === wanted && inTime) {
          chain[31 - Math.clz32(bit)] = at;
          wanted <<= 1;
          if (bit <= best) continue;
          best = bit;
          bestStart = chain[0]!;
          closedBy = NONE;
          for (let k = 0; 1 << k <= best; k++) out.rows[base + k] = chain[k]!;
          if (best === last) break;
          continue;
        }
        if (inTime && chain[0] === bestStart) closedBy = row;
        wanted = 0;
      }
      if (bit !== 1 || !(now >= entry.from && now < entry.to)) continue;
      chain[0] = at;
      wanted = 2;
      if (best !== 0) continue;
      firstTouch = at;
      best = 1;
      bestStart = at;
      out.rows[base] = at;
      if (last === 1) break;
    }
    if (left) leave(unit, entry);
    if (left || best === 0) continue;
    const i = out.add(unit, 31 - Math.clz32(best), bestStart, time[bestStart]!, firstTouch);
    if (closedBy === NONE) continue;
    out.closed[i] = Closed.foreign;
    out.closedBy[i] = closedBy;
  }
};
