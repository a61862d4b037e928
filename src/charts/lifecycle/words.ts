import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { readingsText } from '../../i18n/readings.ts';
import type { LifecyclePeriod, LifecycleState } from '../../questions/lifecycle.ts';

/** Name of a state. */
export function stateName(state: LifecycleState): string {
  return t(`charts.lifecycle.${state}`);
}

/** The quick ratio with one decimal; `–` when nobody fell dormant. */
export function quickOf({ quickRatio }: LifecyclePeriod, format: Format): string {
  return format.decimal(quickRatio, 1);
}

/**
 * A part of a bar in words: its count, and its share of the active, for the dormant of those active before.
 * @returns empty for a column that isn't there
 */
export function markOf(
  periods: readonly LifecyclePeriod[],
  column: number,
  state: LifecycleState,
  nameOf: (period: string) => string,
  format: Format,
): string {
  const period = periods[column];
  if (period === undefined) return '';
  const count = period[state];
  const names = { period: nameOf(period.period), state: stateName(state), count: format.integer(count) };
  // L1: whoever was active before is either active still or dormant now.
  const base = state === 'dormant' ? period.returning + period.dormant : period.active;
  const said =
    base === 0
      ? t('charts.lifecycle.mark.bare', names)
      : t(state === 'dormant' ? 'charts.lifecycle.mark.dormant' : 'charts.lifecycle.mark', {
          ...names,
          share: format.percent(count / base),
          base: format.integer(base),
        });
  return period.complete ? said : readingsText([said, t('charts.period.open')]);
}
