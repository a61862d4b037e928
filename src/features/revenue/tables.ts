import { amountOf, FIGURES } from '../../charts/waterfall/changes.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { RevenueAnswer } from '../../questions/revenue.ts';
import { groupName } from '../analysis/groups.ts';
import type { Cell } from '../analysis/output.ts';

/**
 * Every figure of the answer: one row a period and currency (M1), of all and of every group; amounts per month, changes as positive numbers, shares from 0 to 1, `complete`
 * is 1 or 0.
 * @param currency what stands where the data give none
 */
export function revenueTable(answer: RevenueAnswer, currency: string): Cell[][] {
  const parts = [
    { group: t('analysis.group.all'), currencies: answer.currencies },
    ...answer.groups.map((each) => ({ group: groupName(each), currencies: each.currencies })),
  ];
  return [
    [
      t('revenue.csv.group'),
      t('revenue.csv.currency'),
      t('revenue.csv.period'),
      ...FIGURES.map((figure) => t(`revenue.csv.${figure}`)),
      ...FIGURES.map((figure) => t('revenue.csv.customers', { of: t(`revenue.csv.${figure}`) })),
      t('revenue.csv.customer-churn'),
      t('revenue.csv.gross'),
      t('revenue.csv.net'),
      t('revenue.csv.nrr'),
      t('revenue.csv.complete'),
    ],
    ...parts.flatMap(({ group, currencies }) =>
      currencies.flatMap((each) =>
        each.periods.map((period): Cell[] => [
          group,
          each.currency ?? currency,
          period.period,
          ...FIGURES.map((figure) => amountOf(period, figure)),
          ...FIGURES.map((figure) => period.customers[figure]),
          period.customerChurn.rate,
          period.grossChurn,
          period.netChurn,
          1 - period.netChurn,
          Number(period.complete),
        ]),
      ),
    ),
  ];
}
