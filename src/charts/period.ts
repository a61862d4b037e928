import type { PeriodUnit } from '../base/calendar.ts';
import type { Format } from '../i18n/format.ts';
import { t } from '../i18n/i18n.svelte.ts';

/**
 * Writes the first date of a period as its unit is read: a day or week by its date, a month, quarter or year by name,
 * an hour with its time. `period` is `YYYY-MM-DD`, for hours `YYYY-MM-DDTHH`; anything else is returned as it is.
 */
export function periodLabel(period: string, unit: PeriodUnit, format: Format): string {
  const [, year, month, , hour] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}))?$/u.exec(period) ?? [];
  if (year === undefined || month === undefined) return period;
  const date = period.slice(0, 10);
  switch (unit) {
    case 'hour':
      return t('charts.period.hour', { day: format.shortCalendarDate(date), time: `${hour ?? '00'}:00` });
    case 'day':
    case 'week':
      return format.shortCalendarDate(date);
    case 'month':
      return new Intl.DateTimeFormat(format.locale, {
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }).format(Date.UTC(Number(year), Number(month) - 1, 1));
    case 'quarter':
      return t('charts.period.quarter', { quarter: String(Math.ceil(Number(month) / 3)), year });
    case 'year':
      return year;
  }
}
