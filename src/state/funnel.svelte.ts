import type { CountsQuestion } from '../questions/counts.ts';
import type { FunnelPick, FunnelQuestion } from '../questions/funnel.ts';
import type { Question } from '../questions/question.ts';
import { Analysis, type AnalysisKind } from './analysis.svelte.ts';
import { funnelPicks } from './funnel-address.ts';
import { fitsSplit } from './split.ts';

/** What tells funnels from other analyses. */
export const funnelKind: AnalysisKind<'funnel'> = { kind: 'funnel', picks: funnelPicks, fits };

/** The funnel that is asked in one workspace. Its page also shows funnels of typed counts, which have no people. */
export class FunnelState extends Analysis<'funnel'> {
  /** A funnel without people, when that is what the address asks. */
  counts = $state.raw<CountsQuestion | null>(null);

  override get asked(): Question | null {
    return this.counts ?? this.question;
  }

  protected override adopt(question: Question): boolean {
    if (question.kind !== 'counts') return super.adopt(question);
    this.counts = question;
    return true;
  }

  protected override take(question: FunnelQuestion, before: FunnelQuestion | null = null): void {
    this.counts = null;
    super.take(question, before);
  }
}

/** Whether a pick can still be asked of a question that was changed. */
function fits(pick: FunnelPick, question: FunnelQuestion, before: FunnelQuestion | null = null): boolean {
  if (pick.step >= question.steps.length) return false;
  if (pick.period !== null && question.trend === null) return false;
  if (!fitsSplit(pick.group, question, before)) return false;
  return pick.group?.kind !== 'value' || pick.group.values.length === question.breakdown?.properties.length;
}
