import { CHANGES, figureName, type MoneyText } from '../../charts/waterfall/changes.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { RevenuePeriod } from '../../questions/revenue.ts';
import { numberRow, rateRow, type ComparedRow } from '../analysis/compared.ts';
import { figuresOf, headlinePeriod, totalsOf } from './figures.ts';

/**
 * Returns the figures of one currency on both sides: those of the last period that is over, and sums over all such periods.
 * @param name what a figure is called, such as with its currency
 */
export function comparedRows(
  periods: readonly RevenuePeriod[],
  others: readonly RevenuePeriod[],
  money: MoneyText,
  format: Format,
  name: (figure: string) => string,
): readonly ComparedRow[] {
  const last = headlinePeriod(periods);
  const there = headlinePeriod(others);
  const own = last && figuresOf(last);
  const other = there && figuresOf(there);
  const totals = totalsOf(periods);
  const theirs = totalsOf(others);
  const number = (
    figure: string,
    of: (side: NonNullable<typeof own>) => number,
    text: (value: number) => string,
  ): ComparedRow => numberRow(name(figure), own && of(own), other && of(other), text);
  /** A share without an interval: its difference is in points. */
  const share = (figure: string, of: (side: NonNullable<typeof own>) => number): ComparedRow => {
    const more = (own ? of(own) : NaN) - (other ? of(other) : NaN);
    const difference = Number.isNaN(more)
      ? ''
      : t('analysis.compared.points', { points: format.points(more) });
    return { ...number(figure, of, (value) => format.percent(value)), difference };
  };
  return [
    number(t('revenue.compared.mrr'), ({ mrr }) => mrr, money.exact),
    number(t('revenue.compared.customers'), ({ period }) => period.customers.end, format.integer),
    number(t('revenue.fact.arpa'), ({ arpa }) => arpa, money.fine),
    share(t('revenue.fact.nrr'), ({ nrr }) => nrr),
    share(t('revenue.fact.gross'), ({ gross }) => gross),
    number(
      t('revenue.fact.quick'),
      ({ quick }) => quick,
      (value) => format.decimal(value, 1),
    ),
    rateRow(name(t('revenue.compared.churn')), totals.churn, theirs.churn, format, 'less'),
    ...CHANGES.map((change) =>
      numberRow(
        name(t('revenue.total', { change: figureName(change) })),
        totals.money[change],
        theirs.money[change],
        money.exact,
      ),
    ),
  ];
}
