import { DAY_MS, HOUR_MS, zoneCalendar, type ZoneCalendar } from '../../base/calendar.ts';
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
export class EventClock {
  private readonly time: Float64Array;
  private readonly dayOnly: Uint8Array | null;
  private readonly calendar: ZoneCalendar;

  constructor({ time, dayOnly, zone }: Pick<EventTable, 'time' | 'dayOnly' | 'zone'>) {
    this.time = time;
    this.dayOnly = dayOnly;
    this.calendar = zoneCalendar(zone);
  }

  /** Whether an event is a calendar date. */
  isDay(row: number): boolean {
    return this.dayOnly !== null && this.dayOnly[row] === 1;
  }

  /**
   * Last instant (epoch ms) within `ms` of an event. From a calendar date it is the end of the Nth day after it,
   * N being the whole days in `ms`; Infinity for an undated event, whose windows can't be judged.
   */
  deadline(row: number, ms: number): number {
    const at = this.time[row]!;
    if (Number.isNaN(at)) return Infinity;
    return this.isDay(row) ? this.passed(row, ms) - 1 : at + ms;
  }

  /** When it is known that more than `ms` have passed since a dated event: `ms` after an instant, the end of the Nth day after a calendar date. */
  passed(row: number, ms: number): number {
    const at = this.time[row]!;
    if (!this.isDay(row) || ms === Infinity) return at + ms;
    return this.calendar.startOfDay(this.calendar.dayOf(at) + Math.floor(ms / DAY_MS) + 1);
  }

  /** Ms from one event to another, never negative; whole calendar days when either is a calendar date, NaN when undated. */
  elapsed(from: number, to: number): number {
    const a = this.time[from]!;
    const b = this.time[to]!;
    if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
    if (this.isDay(from) || this.isDay(to)) return Math.max(0, this.days(a, b) * DAY_MS);
    return b < a ? 0 : b - a;
  }

  /** Ms from a dated event to an instant, such as the data's end; whole calendar days from a calendar date. */
  until(from: number, end: number): number {
    const at = this.time[from]!;
    return this.isDay(from) ? this.days(at, end) * DAY_MS : end - at;
  }

  /** First instant after the group of events that tie with this one (F4, F10): its calendar day, or the instant itself. */
  tieEnd(row: number): number {
    const at = this.time[row]!;
    return this.isDay(row) ? this.dayEnd(at) : at;
  }

  /** Whether a later event of the table's order ties with this one: of its instant, or its day where this one is a calendar date. */
  tied(row: number, later: number): boolean {
    const at = this.time[row]!;
    const next = this.time[later]!;
    return next === at || (this.isDay(row) && next < this.dayEnd(at));
  }

  private days(from: number, to: number): number {
    return this.calendar.dayOf(to) - this.calendar.dayOf(from);
  }

  private dayEnd(ms: number): number {
    return this.calendar.startOfDay(this.calendar.dayOf(ms) + 1);
  }
}
