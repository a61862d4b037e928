import { signed as withSign } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { readingsText } from '../../i18n/readings.ts';
import type { RevenuePeriod, RevenuePick } from '../../questions/revenue.ts';

/** What can move recurring revenue in a period, and its two ends. */
export type Figure = RevenuePick['change'];
export type Change = Exclude<Figure, 'start' | 'end'>;

/** From the zero line upwards. */
export const GAINS = ['expanded', 'reactivated', 'new'] as const satisfies readonly Change[];
/** From the zero line downwards. */
export const LOSSES = ['contracted', 'churned'] as const satisfies readonly Change[];
/** As a period is added up. */
export const CHANGES = [
  'new',
  'reactivated',
  'expanded',
  'contracted',
  'churned',
] as const satisfies readonly Change[];
/** The whole sum: start + changes = end. */
export const FIGURES = ['start', ...CHANGES, 'end'] as const satisfies readonly Figure[];

/** Writes an amount of the chart's currency. */
export interface MoneyText {
  /** As precise as the table. */
  readonly exact: (amount: number) => string;
  /** With the currency's decimals, for means. */
  readonly fine: (amount: number) => string;
  /** For axes and tight places. */
  readonly short: (amount: number) => string;
}

/** Whether a change takes away. */
export const isLoss = (figure: Figure): boolean => figure === 'contracted' || figure === 'churned';

/** The amount of a figure; changes as positive numbers. */
export function amountOf(period: RevenuePeriod, figure: Figure): number {
  if (figure === 'expanded') return period.expansion;
  if (figure === 'contracted') return period.contraction;
  return period[figure];
}

/** Net new revenue: the end less the start. */
export const netOf = ({ end, start }: Pick<RevenuePeriod, 'start' | 'end'>): number => end - start;

/** Name of a figure. */
export function figureName(figure: Figure): string {
  return t(`charts.flow.${figure}`);
}

/** An amount with the sign of what it does: `+€40`, `−€25`; levels without. */
export function signed(amount: number, figure: Figure, money: MoneyText): string {
  if (figure === 'start' || figure === 'end') return money.exact(amount);
  return withSign(isLoss(figure) ? -amount : amount, money.exact);
}

/** A net amount with its sign. */
export function netText(net: number, money: MoneyText): string {
  return withSign(net, money.exact);
}

/** A mark in words: `Feb 2026, Churned: −€120, 4 customers`. */
export function markText(
  period: RevenuePeriod,
  figure: Figure,
  nameOf: (period: string) => string,
  money: MoneyText,
): string {
  const said = t('charts.flow.mark', {
    period: nameOf(period.period),
    change: figure === 'end' ? t('charts.flow.line') : figureName(figure),
    amount: signed(amountOf(period, figure), figure, money),
    count: period.customers[figure],
  });
  return period.complete ? said : readingsText([said, t('charts.period.open')]);
}
