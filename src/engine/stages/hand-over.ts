import { DAY_MS, zoneCalendar } from '../../base/calendar.ts';
import { eventClock } from '../funnel/clock.ts';
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
  const clock = eventClock(table);
  const calendar = zoneCalendar(table.zone);
  const end = table.span?.to ?? NaN;
  const lead: number[] = [];
  const time: number[] = [];
  const event: number[] = [];
  leads.forEach(({ first, count, at }, l) => {
    const own = visits.slice(first, first + count);
    const begin = own.findIndex(({ stage }) => stage === from);
    if (begin < 0) return;
    const entered = own[begin]!.entered;
    const next = own.find(({ stage }, i) => i > begin && stage === to);
    lead.push(l);
    event.push(next !== undefined ? End.event : at < won ? End.censored : End.immune);
    time.push(
      next !== undefined
        ? clock.elapsed(entered, next.entered)
        : table.dayOnly?.[entered] === 1
          ? (calendar.dayOf(end) - calendar.dayOf(table.time[entered]!)) * DAY_MS
          : end - table.time[entered]!,
    );
  });
  return { lead: Uint32Array.from(lead), time: Float64Array.from(time), event: Uint8Array.from(event) };
}
