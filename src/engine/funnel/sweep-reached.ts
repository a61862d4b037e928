import { Closed, NONE } from './outcomes.ts';
import type { Sweep } from './sweep.ts';

/** Adds what each unit reached of a pipeline, as `sweepUnits` does for an ordered funnel; `lost` closes what stands before the last step. */
export const sweepReached: Sweep = (
  { time, name, bits, steps, windowMs },
  offsets,
  first,
  end,
  entry,
  chosen,
  out,
) => {
  out.reserve(out.count + end - first);
  const lost = 1 << steps;
  for (let unit = first; unit < end; unit++) {
    if (chosen !== null && !chosen(unit)) continue;
    const to = offsets[unit + 1]!;
    let row = offsets[unit]!;
    while (row < to && (bits[name[row]!]! & (lost - 1)) === 0) row++;
    if (row === to || !(time[row]! >= entry.from && time[row]! < entry.to)) continue;
    const start = row;
    const begun = time[start]!;
    const i = out.add(unit, 0, start, begun, start);
    const { rows } = out;
    const base = i * steps;
    rows.fill(NONE, base, base + steps);
    let reached = 0;
    let closedBy = NONE;
    let closing = NONE;
    // A loss that ties with the entry counts as after it.
    while (row > offsets[unit]! && time[row - 1] === begun) row--;
    for (; row < to && time[row]! - begun <= windowMs; row++) {
      const bit = bits[name[row]!]!;
      if (bit === lost) {
        if (closing === NONE) closing = row;
      } else if (bit !== 0) {
        if ((reached & bit) === 0) rows[base + 31 - Math.clz32(bit)] = row;
        reached |= bit;
      }
      if (closing === NONE || (row + 1 < to && time[row + 1] === time[row])) continue;
      if (closedBy === NONE && reached < lost >> 1) closedBy = closing;
      closing = NONE;
    }
    out.depth[i] = 31 - Math.clz32(reached);
    if (closedBy === NONE || reached >= lost >> 1) continue;
    out.closed[i] = Closed.lost;
    out.closedBy[i] = closedBy;
  }
};
