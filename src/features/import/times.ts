import { DAY_MS } from '../../base/calendar.ts';
import type { Format } from '../../i18n/format.ts';

/** Returns `1 Jan – 30 Jun 2026` of two times; calendar dates (floating ms) are not shifted into a zone (T2). */
export function timeRange(format: Format, from: number, to: number, dayOnly: boolean): string {
  return dayOnly ? format.calendarRange(calendarDate(from), calendarDate(to)) : format.dateRange(from, to);
}

/** Returns the calendar date of a floating midnight, `YYYY-MM-DD`. */
function calendarDate(floating: number): string {
  return new Date(Math.floor(floating / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}
