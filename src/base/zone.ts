import { DAY_MS, zoneCalendar, type ZoneCalendar } from './calendar.ts';

/** How a wall-clock time met a change of the clocks. */
export type WallFit = 'exact' | 'gap' | 'overlap';

/**
 * Turns wall-clock times of one zone into instants. Times that a change of the clocks skipped are read with the
 * offset before the change (02:30 becomes 03:30), times that happen twice are the first of both: Temporal's
 * `compatible`, RFC 5545 §3.3.5.
 */
export class ZoneClock {
  readonly zone: string;
  /** How the last time asked for met a change of the clocks. */
  fit: WallFit = 'exact';
  private readonly calendar: ZoneCalendar;
  /** Offset by day number where the whole day has one, NaN where the clocks change nearby. */
  private readonly days = new Map<number, number>();
  private readonly changes = new Map<number, Change>();
  private lastDay = NaN;
  private lastOffset = NaN;

  /** Throws a RangeError when `zone` is no IANA zone. */
  constructor(zone: string) {
    this.zone = zone;
    this.calendar = zoneCalendar(zone);
  }

  /** Returns the instant (epoch ms) of `wall`, a local date and time counted as if it were UTC (ms). */
  instant(wall: number): number {
    const day = Math.floor(wall / DAY_MS);
    if (day !== this.lastDay) {
      this.lastDay = day;
      this.lastOffset = this.offsetOfDay(day);
    }
    this.fit = 'exact';
    if (!Number.isNaN(this.lastOffset)) return wall - this.lastOffset;
    return this.nearChange(wall, this.changes.get(day)!);
  }

  private offsetOfDay(day: number): number {
    let offset = this.days.get(day);
    if (offset === undefined) {
      // Offsets lie between −12 and +14 hours, so these instants enclose the local day.
      const from = (day - 1) * DAY_MS;
      const to = (day + 2) * DAY_MS;
      const before = this.calendar.offsetAt(from);
      const after = this.calendar.offsetAt(to);
      offset = before === after ? before : NaN;
      this.days.set(day, offset);
      if (before !== after)
        this.changes.set(day, { before, after, at: this.changeBetween(from, to, before) });
    }
    return offset;
  }

  /** Returns the first instant with another offset than `before`. */
  private changeBetween(from: number, to: number, before: number): number {
    let low = from;
    let high = to;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.calendar.offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  private nearChange(wall: number, { before, after, at }: Change): number {
    const early = wall - before;
    const late = wall - after;
    if (early < at) {
      if (late >= at) this.fit = 'overlap';
      return early;
    }
    if (late >= at) return late;
    this.fit = 'gap';
    return early;
  }
}

/** A change of the clocks: the offsets around it, and the first instant of the later one. */
interface Change {
  readonly before: number;
  readonly after: number;
  readonly at: number;
}
