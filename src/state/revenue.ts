import type { RevenuePick, RevenueQuestion } from '../questions/revenue.ts';
import type { AnalysisKind } from './analysis.svelte.ts';
import { revenuePicks } from './revenue-address.ts';
import { fitsSplit } from './split.ts';

/** What tells recurring revenue from other analyses. */
export const revenueKind: AnalysisKind<'revenue'> = { kind: 'revenue', picks: revenuePicks, fits };

/** Whether the question still tells currencies apart as the pick does; a period that isn't there has nobody. */
function fits(
  { currency, group }: RevenuePick,
  question: RevenueQuestion,
  before: RevenueQuestion | null = null,
): boolean {
  if (!fitsSplit(group, question, before)) return false;
  return currency === null || question.currency !== null;
}
