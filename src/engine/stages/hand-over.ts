import { EventClock } from '../funnel/clock.ts';
import { End, type Subjects } from '../survival/curves.ts';
import type { Ways } from './visits.ts';

/** Leads that came into the first of two stages, and how long until they came into the other (W6). */
export interface HandOvers extends Subjects {
  /** Index of each lead. */
  readonly lead: Uint32Array;
}

/** Returns the hand-overs between two stages: the next entry of `to` after the first of `from`. Leads closed without it can't have it any more. */
export function handOvers(
  { table, leads, visits, won }: Ways,
  { from, to }: { readonly from: number; readonly to: number },
): HandOvers {
  const clock = new EventClock(table);
  const end = table.span?.to ?? NaN;
  const count = leads.unit.length;
  const lead = new Uint32Array(count);
  const time = new Float64Array(count);
  const event = new Uint8Array(count);
  let n = 0;
  for (let l = 0; l < count; l++) {
    const behind = leads.first[l + 1]!;
    let begin = leads.first[l]!;
    while (begin < behind && visits.stage[begin] !== from) begin++;
    if (begin === behind) continue;
    let next = begin + 1;
    while (next < behind && visits.stage[next] !== to) next++;
    const done = next < behind;
    const entered = visits.entered[begin]!;
    lead[n] = l;
    event[n] = done ? End.event : leads.at[l]! < won ? End.censored : End.immune;
    time[n++] = done ? clock.elapsed(entered, visits.entered[next]!) : clock.until(entered, end);
  }
  return { lead: lead.subarray(0, n), time: time.subarray(0, n), event: event.subarray(0, n) };
}
