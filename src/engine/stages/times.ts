import type { Control } from '../../base/control.ts';
import { sortAscending } from '../statistics/sort.ts';
import type { Ways } from './visits.ts';

/** Times of the visits of one stage, ms, ascending. */
export interface StageTimes {
  readonly finished: Float64Array;
  /** The finished ones of leads that stand at won. */
  readonly ofWon: Float64Array;
  /** Ages of the open ones. */
  readonly open: Float64Array;
}

/** What all visits come to. */
interface VisitTimes {
  /** By stage. */
  readonly times: readonly StageTimes[];
  /** How often leads went from one place (a stage, won, lost) to another: `moves[from][to]`. */
  readonly moves: readonly (readonly number[])[];
}

const known = new WeakMap<Ways, VisitTimes>();

/** Returns the times of all visits and the moves between them; kept as long as the ways. */
export async function timesOf(ways: Ways, control: Control): Promise<VisitTimes> {
  let found = known.get(ways);
  if (found === undefined) {
    const counts = countMoves(ways);
    const times = listTimes(ways, counts);
    for (const list of times.flatMap(({ finished, ofWon, open }) => [finished, ofWon, open])) {
      if (control.due()) await control.pause(0.85);
      sortAscending(list);
    }
    found = { times, moves: counts.map((row) => [...row.subarray(1)]) };
    known.set(ways, found);
  }
  return found;
}

/** Returns for each place how many of its visits are open still, then how many went on to each place. */
function countMoves({ visits: { stage, to }, won }: Ways): Uint32Array[] {
  const places = won + 2;
  const width = places + 1;
  const counts = new Uint32Array(places * width);
  for (let visit = 0; visit < stage.length; visit++) counts[stage[visit]! * width + to[visit]! + 1]!++;
  return Array.from({ length: places }, (_, place) => counts.subarray(place * width, (place + 1) * width));
}

function listTimes({ leads, visits, won }: Ways, counts: readonly Uint32Array[]): StageTimes[] {
  const { stage, to, ms } = visits;
  // Lists 2k and 2k + 1 are the finished and the open visits of stage k; they stand one behind the other.
  const starts = new Uint32Array(2 * won + 1);
  counts.slice(0, won).forEach((row, k) => {
    const [open = 0] = row;
    starts[2 * k + 1] = starts[2 * k]! + row.reduce((sum, count) => sum + count, -open);
    starts[2 * k + 2] = starts[2 * k + 1]! + open;
  });
  const column = new Float64Array(starts[2 * won]!);
  const next = starts.slice();
  for (let visit = 0; visit < stage.length; visit++) {
    const place = stage[visit]!;
    if (place < won) column[next[2 * place + Number(to[visit]! < 0)]!++] = ms[visit]!;
  }
  const ofWon = Array.from({ length: won }, (): number[] => []);
  for (let lead = 0; lead < leads.at.length; lead++) {
    if (leads.at[lead] !== won) continue;
    const end = leads.first[lead + 1]!;
    for (let visit = leads.first[lead]!; visit < end; visit++)
      if (to[visit]! >= 0 && stage[visit]! < won) ofWon[stage[visit]!]!.push(ms[visit]!);
  }
  return ofWon.map((list, k) => ({
    finished: column.subarray(starts[2 * k], starts[2 * k + 1]),
    ofWon: new Float64Array(list),
    open: column.subarray(starts[2 * k + 1], starts[2 * k + 2]),
  }));
}
