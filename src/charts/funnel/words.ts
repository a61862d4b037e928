import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { StepResult } from '../../questions/funnel.ts';
import { segmentCount, type FunnelMark } from './segments.ts';

/** Share that a mark is read with: of the step's people, or, for a whole bar, of all entrants. NaN without people. */
export function markShare(steps: readonly StepResult[], mark: FunnelMark): number {
  const step = steps[mark.step];
  if (step === undefined) return Number.NaN;
  if (mark.segment === 'entered') return step.ofEntrants.rate;
  return step.entered > 0 ? segmentCount(step, mark.segment, false) / step.entered : Number.NaN;
}

/** Step, segment, count and share of a mark in one sentence. */
export function markWords(steps: readonly StepResult[], mark: FunnelMark, format: Format): string {
  const step = steps[mark.step];
  if (step === undefined) return '';
  return t('charts.mark', {
    step: step.label,
    segment: t(`charts.segment.${mark.segment}`),
    count: format.integer(segmentCount(step, mark.segment, false)),
    share: format.percent(markShare(steps, mark)),
  });
}

/** What the whole funnel says, in one sentence. */
export function funnelSummary(steps: readonly StepResult[], format: Format): string {
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined || !(first.entered > 0)) return t('charts.funnel.empty');
  return t('charts.funnel.summary', {
    count: steps.length,
    entered: format.integer(first.entered),
    first: first.label,
    reached: format.integer(last.entered),
    last: last.label,
    share: format.percent(last.ofEntrants.rate),
  });
}
