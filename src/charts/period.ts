import type { PeriodUnit } from '../base/calendar.ts';
import type { Format } from '../i18n/format.ts';
import { t } from '../i18n/i18n.svelte.ts';

/**
 * Writes a period as short as it can be beside another of its year: a day or week by its date without the year, a month, quarter or
 * year by name, an hour with its time. `period` is `YYYY-MM-DD`, for hours `YYYY-MM-DDTHH`, the second of two equal hours with its
 * offset; anything else is returned as it is.
 */
export function periodLabel(period: string, unit: PeriodUnit, format: Format): string {
  return write(period, unit, format, format.shortCalendarDate);
}

/** Writes a period so that it can't be taken for that of another year: `Mar 2026`, `2 Mar 2026`, `2 Mar 2026, 06:00`. */
export function periodText(period: string, unit: PeriodUnit, format: Format): string {
  return write(period, unit, format, format.calendarDate);
}

function write(period: string, unit: PeriodUnit, format: Format, day: (date: string) => string): string {
  const [, date, year, month, hour, offset] =
    /^((\d{4})-(\d{2})-\d{2})(?:T(\d{2})([+-]\d{2}:\d{2})?)?$/u.exec(period) ?? [];
  if (date === undefined || year === undefined) return period;
  switch (unit) {
    case 'hour': {
      const time = format.hour(Number(hour ?? 0));
      return offset === undefined
        ? t('charts.period.hour', { day: day(date), time })
        : t('charts.period.hour.again', { day: day(date), time, offset });
    }
    case 'day':
    case 'week':
      return day(date);
    case 'month':
      return format.calendarMonth(date);
    case 'quarter':
      return t('charts.period.quarter', { quarter: String(Math.ceil(Number(month) / 3)), year });
    case 'year':
      return year;
  }
}
