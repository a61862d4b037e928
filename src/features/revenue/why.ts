import { formatDate, nextPeriod, parseDate, zoneCalendar, type PeriodUnit } from '../../base/calendar.ts';

/** Whether an instant (epoch ms) lies in the period that begins with a calendar date of a zone; hours are read as their day. */
export function inPeriod(time: number, period: string, unit: PeriodUnit, timeZone: string): boolean {
  const first = period.slice(0, 10);
  const day = parseDate(first);
  if (day === null || !Number.isFinite(time)) return false;
  const at = formatDate(zoneCalendar(timeZone).dayOf(time));
  return at >= first && at < formatDate(nextPeriod(day, unit === 'hour' ? 'day' : unit));
}
