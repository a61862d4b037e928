import { DAY_MS, type ZoneCalendar } from '../../base/calendar.ts';

/** Longest span whose days are listed beforehand: some twenty years. */
const MOST_DAYS = 7500;

/**
 * Returns what tells the day number of instants between `from` and `to` (epoch ms, both included). People's events jump to and fro between
 * summer and winter time, for which a list of days is several times as fast as asking the calendar.
 */
export function dayReader(
  calendar: ZoneCalendar,
  { from, to }: { readonly from: number; readonly to: number },
): (ms: number) => number {
  if (to - from > MOST_DAYS * DAY_MS) return (ms) => calendar.dayOf(ms);
  const first = calendar.dayOf(from);
  const days = calendar.periods('day', 1, from, to);
  return (ms) => first + days.indexOf(ms);
}
