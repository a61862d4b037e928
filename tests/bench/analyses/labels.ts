import { parseDate } from '../../../src/base/calendar.ts';

/** Returns the days since 1970 of a period that begins with a date. */
export function dayOf(label: string): number {
  const day = parseDate(label);
  if (day === null) throw new Error(`${label} is no date`);
  return day;
}

/** Returns the weeks since Monday 29 December 1969 of a week that begins with a date. */
export function weekOf(label: string): number {
  return (dayOf(label) + 3) / 7;
}

/** Returns the number YYYYMM of a month that begins with a date. */
export function monthOf(label: string): number {
  return Number(label.slice(0, 7).replace('-', ''));
}
