import { CHANGES, amountOf, type Change } from '../../charts/waterfall/changes.ts';
import { wilson } from '../../engine/statistics/wilson.ts';
import type { Rate } from '../../questions/funnel.ts';
import type { RevenueAnswer, RevenuePeriod, RevenuePick, RevenueTable } from '../../questions/revenue.ts';
import { sameGroup } from '../analysis/groups.ts';
import { headlineOf } from '../question/periods.ts';

/** What recurring revenue comes to in one period (M5); shares from 0 to 1, NaN where nothing stands below the line. */
export interface Figures {
  readonly period: RevenuePeriod;
  readonly mrr: number;
  readonly net: number;
  /** Net revenue retention: 1 − net churn. */
  readonly nrr: number;
  readonly gross: number;
  readonly churn: Rate;
  /** (new + reactivated + expansion) ÷ (contraction + churned); infinite when only gained. */
  readonly quick: number;
  /** MRR per customer at the end. */
  readonly arpa: number;
}

/** Returns the period of the headline: the last that the data cover to its end, else the last; null without periods. */
export function headlinePeriod(periods: readonly RevenuePeriod[]): RevenuePeriod | null {
  return headlineOf(periods) ?? null;
}

/** Returns the figures of a period. */
export function figuresOf(period: RevenuePeriod): Figures {
  const gained = period.new + period.reactivated + period.expansion;
  const lost = period.contraction + period.churned;
  return {
    period,
    mrr: period.end,
    net: period.end - period.start,
    nrr: 1 - period.netChurn,
    gross: period.grossChurn,
    churn: period.customerChurn,
    quick: gained / lost,
    arpa: period.end / period.customers.end,
  };
}

/** Sums of what the complete periods gained and lost, and their customer churn per period, pooled. */
export function totalsOf(periods: readonly RevenuePeriod[]): {
  readonly money: Readonly<Record<Change, number>>;
  readonly churn: Rate;
} {
  const money = { new: 0, reactivated: 0, expanded: 0, contracted: 0, churned: 0 };
  let gone = 0;
  let there = 0;
  for (const period of periods) {
    if (!period.complete) continue;
    for (const change of CHANGES) money[change] += amountOf(period, change);
    gone += period.customerChurn.k;
    there += period.customerChurn.n;
  }
  return { money, churn: wilson(gone, there) };
}

/** Returns the periods of a currency; none when the tables don't have it. */
export function periodsIn(
  tables: readonly RevenueTable[],
  currency: string | null,
): readonly RevenuePeriod[] {
  return tables.find((each) => each.currency === currency)?.periods ?? [];
}

/** Returns the tables of a group, or of all; none when there is no such group. */
export function tablesOf(answer: RevenueAnswer, group: RevenuePick['group']): readonly RevenueTable[] {
  if (!group) return answer.currencies;
  return answer.groups.find((each) => sameGroup(each, group))?.currencies ?? [];
}

/** Returns how many people a mark counts; 0 when the answer has no such mark. */
export function countOf(answer: RevenueAnswer, { group, currency, period, change }: RevenuePick): number {
  const found = periodsIn(tablesOf(answer, group), currency).find((each) => each.period === period);
  return found?.customers[change] ?? 0;
}

/** Returns the first period when the data begin inside it, so that whoever paid before counts as new there; null otherwise. */
export function openingOf(
  periods: readonly RevenuePeriod[],
  /** Calendar date on which the data begin. */
  begin: string,
): RevenuePeriod | null {
  const [first, second] = periods;
  if (first === undefined || first.start > 0 || first.period.slice(0, 10) > begin) return null;
  return second === undefined || second.period.slice(0, 10) > begin ? first : null;
}
