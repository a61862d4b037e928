import { t } from '../../../i18n/i18n.svelte.ts';
import type { Format } from '../../../i18n/format.ts';
import type { DateRange } from '../../../questions/activity.ts';
import { rangeText } from '../../analysis/compared.ts';
import type { Cell } from '../../analysis/output.ts';
import type { Measure } from './measures.ts';

/** The dates that figures are over, as a sentence begins with them; null or open: all the data. */
export function datesText(range: DateRange | null, format: Format): string {
  return range === null || (range.from === null && range.to === null)
    ? t('measures.dates.all')
    : rangeText(range, format);
}

/** Every period of the measures, ascending: those of months and weeks stand beside each other by their first date. */
export function periodsOf(measures: readonly Measure[]): readonly string[] {
  return [...new Set(measures.flatMap(({ points }) => points.map(({ period }) => period)))].sort();
}

/** The measures as a table: one row a period, two columns a measure: the value in full, and whether it is final (1 or 0). */
export function measureTable(measures: readonly Measure[]): Cell[][] {
  const known = measures.map(({ points }) => new Map(points.map((point) => [point.period, point])));
  return [
    [
      t('measures.csv.period'),
      ...measures.flatMap(({ label }) => [label, t('measures.csv.final', { measure: label })]),
    ],
    ...periodsOf(measures).map((period): Cell[] => [
      period,
      ...known.flatMap((points): Cell[] => {
        const point = points.get(period);
        return point === undefined ? [null, null] : [point.value, Number(point.complete)];
      }),
    ]),
  ];
}
