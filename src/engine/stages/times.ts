import type { Control } from '../../base/control.ts';
import { sortAscending } from '../statistics/sort.ts';
import type { Ways } from './visits.ts';

/** Times of the visits of one stage, ms. */
export interface StageTimes {
  /** Ascending. */
  readonly finished: Float64Array;
  /** The finished ones of leads that stand at won, in no order. */
  readonly ofWon: Float64Array;
  /** Ages of the open ones, ascending. */
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
    const counts = countVisits(ways);
    const times = listTimes(ways, counts);
    for (const list of times.flatMap(({ finished, open }) => [finished, open])) {
      if (control.due()) await control.pause(0.85);
      sortAscending(list);
    }
    found = { times, moves: counts.by.map((row) => [...row.subarray(1)]) };
    known.set(ways, found);
  }
  return found;
}

/** How many visits there are of each kind. */
interface VisitCounts {
  /** For each place how many are open still, then how many went on to each place. */
  readonly by: readonly Uint32Array[];
  /** For each stage how many finished ones are of leads that stand at won. */
  readonly ofWon: Uint32Array;
}

function countVisits({ leads: { at }, visits: { lead, stage, to }, won }: Ways): VisitCounts {
  const places = won + 2;
  const width = places + 1;
  const counts = new Uint32Array(places * width);
  const ofWon = new Uint32Array(places);
  for (let visit = 0; visit < stage.length; visit++) {
    const place = stage[visit]!;
    counts[place * width + to[visit]! + 1]!++;
    if (at[lead[visit]!] === won && to[visit]! >= 0) ofWon[place]!++;
  }
  const by = Array.from({ length: places }, (_, place) =>
    counts.subarray(place * width, (place + 1) * width),
  );
  return { by, ofWon: ofWon.subarray(0, won) };
}

function listTimes({ leads: { at }, visits, won }: Ways, counts: VisitCounts): StageTimes[] {
  const { lead, stage, to, ms } = visits;
  // Lists 3k to 3k + 2 are the finished visits of stage k, those of the won, and the open; they stand one behind the other.
  const starts = new Uint32Array(3 * won + 1);
  counts.by.slice(0, won).forEach((row, k) => {
    const [open = 0] = row;
    starts[3 * k + 1] = starts[3 * k]! + row.reduce((sum, count) => sum + count, -open);
    starts[3 * k + 2] = starts[3 * k + 1]! + counts.ofWon[k]!;
    starts[3 * k + 3] = starts[3 * k + 2]! + open;
  });
  const column = new Float64Array(starts[3 * won]!);
  const next = starts.slice();
  for (let visit = 0; visit < stage.length; visit++) {
    const place = stage[visit]!;
    if (place >= won) continue;
    const time = ms[visit]!;
    if (to[visit]! < 0) column[next[3 * place + 2]!++] = time;
    else {
      column[next[3 * place]!++] = time;
      if (at[lead[visit]!] === won) column[next[3 * place + 1]!++] = time;
    }
  }
  return Array.from({ length: won }, (_, k) => {
    const [finished, ofWon, open] = [0, 1, 2].map((i) =>
      column.subarray(starts[3 * k + i], starts[3 * k + i + 1]),
    );
    return { finished: finished!, ofWon: ofWon!, open: open! };
  });
}
