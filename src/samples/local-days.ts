import { DAY_MS, formatDate, zoneCalendar, type CalendarDate, type DayNumber } from '../base/calendar.ts';

/** The calendar days of a zone, numbered from 0, with the instant at which each begins. */
export class LocalDays {
  /** Days from the first to the one that holds the end, both included. */
  readonly count: number;
  private readonly first: DayNumber;
  private readonly midnights: Float64Array;

  /** `count` days of `timeZone`, the last of which holds the instant `end`. */
  constructor(end: number, count: number, timeZone: string) {
    const calendar = zoneCalendar(timeZone);
    this.count = count;
    this.first = calendar.dayOf(end) - count + 1;
    this.midnights = Float64Array.from({ length: count }, (_, day) => calendar.startOfDay(this.first + day));
  }

  /** Returns the instant (epoch ms) at which a day begins; days after the last are taken as 24 hours long. */
  midnight(day: number): number {
    const last = this.count - 1;
    return day <= last ? (this.midnights[day] ?? NaN) : (this.midnights[last] ?? NaN) + (day - last) * DAY_MS;
  }

  /** Returns the day that holds the instant `ms`, not before the first. */
  dayOf(ms: number): number {
    let day = Math.max(0, Math.floor((ms - this.midnight(0)) / DAY_MS));
    while (this.midnight(day + 1) <= ms) day++;
    while (day > 0 && this.midnight(day) > ms) day--;
    return day;
  }

  /** Returns 0 for Monday to 6 for Sunday. */
  weekday(day: number): number {
    // 1 January 1970 was a Thursday.
    return (((this.floating(day) / DAY_MS + 3) % 7) + 7) % 7;
  }

  /** Returns the date of a day. */
  date(day: number): CalendarDate {
    return formatDate(this.first + day);
  }

  /** Returns a day as a calendar date's number: ms of that date's midnight in UTC. */
  floating(day: number): number {
    return (this.first + day) * DAY_MS;
  }

  /** Returns 0 for January to 11 for December. */
  month(day: number): number {
    return Number(this.date(day).slice(5, 7)) - 1;
  }
}
