import { firstDayOf, formatDate, nextPeriod, parseDate, type CalendarDate } from '../../base/calendar.ts';

/** A span of dates that is often asked for, counted back from the last day of the data. */
export type Preset =
  | 'all'
  | 'last7'
  | 'last28'
  | 'last90'
  | 'last365'
  | 'month'
  | 'lastMonth'
  | 'quarter'
  | 'lastQuarter'
  | 'year'
  | 'lastYear';

export const PRESETS: readonly Preset[] = [
  'all',
  'last7',
  'last28',
  'last90',
  'last365',
  'month',
  'lastMonth',
  'quarter',
  'lastQuarter',
  'year',
  'lastYear',
];

/** Both dates inclusive; null: open. */
export interface DateSpan {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

const LAST_DAYS: Partial<Record<Preset, number>> = { last7: 7, last28: 28, last90: 90, last365: 365 };

const PERIODS: Partial<
  Record<Preset, { readonly unit: 'month' | 'quarter' | 'year'; readonly back: boolean }>
> = {
  month: { unit: 'month', back: false },
  lastMonth: { unit: 'month', back: true },
  quarter: { unit: 'quarter', back: false },
  lastQuarter: { unit: 'quarter', back: true },
  year: { unit: 'year', back: false },
  lastYear: { unit: 'year', back: true },
};

/** Returns the dates of a preset, given the last day that the data have. */
export function presetSpan(preset: Preset, last: CalendarDate): DateSpan {
  const day = parseDate(last);
  if (preset === 'all' || day === null) return { from: null, to: null };
  const days = LAST_DAYS[preset];
  if (days !== undefined) return { from: formatDate(day - days + 1), to: last };
  const { unit, back } = PERIODS[preset]!;
  const current = firstDayOf(day, unit, 1);
  const first = back ? firstDayOf(current - 1, unit, 1) : current;
  return { from: formatDate(first), to: formatDate(nextPeriod(first, unit) - 1) };
}

/** Returns the preset that a span is, or null when it is one of its own. */
export function presetOf(span: DateSpan, last: CalendarDate): Preset | null {
  return (
    PRESETS.find((preset) => {
      const { from, to } = presetSpan(preset, last);
      return from === span.from && to === span.to;
    }) ?? null
  );
}

/** Returns the calendar date of an instant (epoch ms) in a zone. */
export function dateOf(ms: number, timeZone: string): CalendarDate {
  // The Swedish way of writing dates is the one of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(ms);
}
