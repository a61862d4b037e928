import type { StickinessAnswer, StickinessPeriod, StickinessPick } from '../../questions/stickiness.ts';
import { periodsOf } from '../analysis/groups.ts';
import { headlineOf } from '../question/periods.ts';

/** Returns the period that a headline is about: the last one that the data cover whole, else the last complete one, else the last. */
export function headlinePeriod(periods: readonly StickinessPeriod[]): StickinessPeriod | undefined {
  return periods.findLast(({ complete, opening }) => complete && !opening) ?? headlineOf(periods);
}

/** K1: mean of those active in each sub-period, of those active in the period; NaN without any. */
export function ratioOf({ mean, parts }: Pick<StickinessPeriod, 'mean' | 'parts'>): number {
  return mean / parts;
}

/** How many the mark of a pick counts; 0 when the answer has no such mark. */
export function countOf(answer: StickinessAnswer, { period, parts, rule, group }: StickinessPick): number {
  const found = periodsOf(answer, group).find((each) => each.period === period);
  return (rule === 'exactly' ? found?.exactly[parts - 1] : found?.atLeast[parts - 1]?.k) ?? 0;
}
