import { periodText } from '../../charts/period.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { PeriodSpec } from '../../questions/activity.ts';

/** How long a period is: `month`, `2 weeks`. */
export function spanOf({ unit, n }: PeriodSpec): string {
  return t(`question.periods.${unit}`, { count: n });
}

/**
 * A period in a sentence, given its label (first date): `Mar 2026`, `the week of 2 Mar 2026`, `2 Mar 2026`, `2 months from 1 Mar 2026`.
 */
export function periodName(period: string, { unit, n }: PeriodSpec, format: Format): string {
  const text = periodCell(period, { unit, n }, format);
  if (n > 1) return t('question.period.spans', { span: spanOf({ unit, n }), date: text });
  return unit === 'week' ? t('question.period.weekOf', { date: text }) : text;
}

/** When something was, by its period: `in Mar 2026`, `on 2 Mar 2026`. */
export function periodWhen(period: string, spec: PeriodSpec, format: Format): string {
  const name = periodName(period, spec, format);
  return t(spec.unit === 'day' && spec.n === 1 ? 'question.period.on' : 'question.period.in', {
    period: name,
  });
}

/** A period in a table: `Mar 2026`; those that are no whole month, quarter or year by their first date. */
export function periodCell(period: string, { unit, n }: PeriodSpec, format: Format): string {
  return periodText(period, n > 1 && unit !== 'hour' ? 'day' : unit, format);
}

/** Returns the period that a headline is about: the last complete one, else the last; undefined without any. */
export function headlineOf<Period extends { readonly complete: boolean }>(
  periods: readonly Period[],
): Period | undefined {
  return periods.findLast(({ complete }) => complete) ?? periods.at(-1);
}
