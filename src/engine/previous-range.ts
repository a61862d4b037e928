import { formatDate, parseDate, zoneCalendar, type CalendarDate } from '../base/calendar.ts';
import type { EventTable } from './table.ts';

/** Calendar dates, both included; null: open. */
interface DateRange {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/**
 * Returns the period of equal length before a range (F13): whole months for whole months, else as many days; an open end stands for
 * the data's end. null when the range has no beginning, or the table no events.
 */
export function previousRange(
  table: Pick<EventTable, 'span' | 'zone'>,
  range: DateRange,
): { from: CalendarDate; to: CalendarDate } | null {
  const from = range.from === null ? null : parseDate(range.from);
  if (from === null || table.span === null) return null;
  const to = range.to === null ? zoneCalendar(table.zone).dayOf(table.span.to) : parseDate(range.to);
  if (to === null || to < from) return null;
  const months = wholeMonths(from, to);
  const start = months === null ? from - (to - from + 1) : shiftMonths(from, -months);
  return { from: formatDate(start), to: formatDate(from - 1) };
}

/** Number of calendar months that a range of days makes up, or null. */
function wholeMonths(from: number, to: number): number | null {
  const [firstYear, firstMonth, firstDay] = parts(from);
  const [year, month, day] = parts(to + 1);
  return firstDay === 1 && day === 1 ? (year - firstYear) * 12 + month - firstMonth : null;
}

function shiftMonths(day: number, months: number): number {
  const [year, month] = parts(day);
  const total = year * 12 + (month - 1) + months;
  const text = `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}-01`;
  return parseDate(text)!;
}

function parts(day: number): [number, number, number] {
  const [year = 0, month = 0, date = 0] = formatDate(day).split('-').map(Number);
  return [year, month, date];
}
