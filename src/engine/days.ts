import { DAY_MS, type Periods, type ZoneCalendar } from '../base/calendar.ts';

/** Longest span whose days are listed beforehand: some twenty years. */
const MOST_DAYS = 7500;

/**
 * Tells the day number of instants between `from` and `to` (epoch ms, both included). People's events jump to and fro between summer and
 * winter time, for which a list of days is several times as fast as asking the calendar.
 */
export class DayReader {
  private readonly calendar: ZoneCalendar;
  /** null: too many to list. */
  private readonly days: Periods | null;
  private readonly first: number;

  constructor(calendar: ZoneCalendar, { from, to }: { readonly from: number; readonly to: number }) {
    this.calendar = calendar;
    this.days = to - from > MOST_DAYS * DAY_MS ? null : calendar.periods('day', 1, from, to);
    this.first = calendar.dayOf(from);
  }

  dayOf(ms: number): number {
    return this.days === null ? this.calendar.dayOf(ms) : this.first + this.days.indexOf(ms);
  }
}
