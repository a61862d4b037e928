import { DAY_MS, HOUR_MS, zoneCalendar } from '../../base/calendar.ts';
import type { Span } from '../../questions/funnel.ts';
import type { EventTable } from '../table.ts';

const UNIT_MS: Record<Span['unit'], number> = {
  second: 1000,
  minute: 60_000,
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
};

/** Returns a span in ms, days as 24 hours. */
export function spanMs(span: Span): number {
  return span.n * UNIT_MS[span.unit];
}

/** How time is measured between events of a table, calendar dates included (F10). */
export interface EventClock {
  /**
   * Last instant (epoch ms) within `ms` of an event. From a calendar date it is the end of the Nth day after it,
   * N being the whole days in `ms`; Infinity for an undated event, whose windows can't be judged.
   */
  deadline(row: number, ms: number): number;
  /** When it is known that more than `ms` have passed since a dated event: `ms` after an instant, the end of the Nth day after a calendar date. */
  passed(row: number, ms: number): number;
  /** Ms from one event to another, never negative; whole calendar days when either is a calendar date, NaN when undated. */
  elapsed(from: number, to: number): number;
  /** Ms from a dated event to an instant, such as the data's end; whole calendar days from a calendar date. */
  until(from: number, end: number): number;
  /** First instant after the group of events that tie with this one (F4, F10): its calendar day, or the instant itself. */
  tieEnd(row: number): number;
  /** Whether a later event of the table's order ties with this one: of its instant, or its day where this one is a calendar date. */
  tied(row: number, later: number): boolean;
}

/** Returns the clock of a table's events. */
export function eventClock(table: Pick<EventTable, 'time' | 'dayOnly' | 'zone'>): EventClock {
  const { time, dayOnly } = table;
  const calendar = zoneCalendar(table.zone);
  const isDay = (row: number): boolean => dayOnly !== null && dayOnly[row] === 1;
  const passed = (row: number, ms: number): number => {
    const at = time[row]!;
    if (!isDay(row) || ms === Infinity) return at + ms;
    return calendar.startOfDay(calendar.dayOf(at) + Math.floor(ms / DAY_MS) + 1);
  };
  return {
    deadline(row, ms) {
      if (Number.isNaN(time[row]!)) return Infinity;
      return isDay(row) ? passed(row, ms) - 1 : time[row]! + ms;
    },
    passed,
    elapsed(from, to) {
      const a = time[from]!;
      const b = time[to]!;
      if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
      if (isDay(from) || isDay(to)) return Math.max(0, (calendar.dayOf(b) - calendar.dayOf(a)) * DAY_MS);
      return b < a ? 0 : b - a;
    },
    until(from, end) {
      const at = time[from]!;
      return isDay(from) ? (calendar.dayOf(end) - calendar.dayOf(at)) * DAY_MS : end - at;
    },
    tieEnd(row) {
      const at = time[row]!;
      return isDay(row) ? calendar.startOfDay(calendar.dayOf(at) + 1) : at;
    },
    tied(row, later) {
      const at = time[row]!;
      const next = time[later]!;
      return next === at || (isDay(row) && next < calendar.startOfDay(calendar.dayOf(at) + 1));
    },
  };
}
