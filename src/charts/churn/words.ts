import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { ChurnPeriod } from '../../questions/churn.ts';
import type { LifecycleState } from '../../questions/lifecycle.ts';
import type { ChangeBar, PeriodChange } from './layout.ts';

/** Who comes looks as on the Lifecycle page and in recurring revenue; null: who went is hatched like who dropped. */
export const STATES: Readonly<Record<ChangeBar['change'], LifecycleState | null>> = {
  started: 'new',
  returned: 'resurrected',
  churned: null,
};

/** What a mark of a period says: `Gone: 12`, `Churn rate 4.1% (2.0–8.0%), 8 of 195`. */
export function changeText(period: ChurnPeriod, change: PeriodChange, format: Format): string {
  if (change !== 'rate')
    return t('charts.churn.count', {
      change: t(`charts.churn.${change}`),
      count: format.integer(period[change]),
    });
  const { rate } = period;
  if (!period.knowable) return t('charts.churn.rate.early');
  if (rate.n === 0) return t('charts.churn.rate.none');
  const written = format.rate(rate);
  return t('charts.churn.rate.of', {
    rate: written.rate,
    interval: written.interval,
    k: format.integer(rate.k),
    n: format.integer(rate.n),
  });
}
