import type { AnalysisBench } from './analysis.ts';
import { churnByEventBench, churnBySilenceBench, churnByUsualSilenceBench } from './churn.ts';
import { funnelBench } from './funnel.ts';
import { lifecycleBench } from './lifecycle.ts';
import { retentionBench } from './retention.ts';
import { revenueBench } from './revenue.ts';
import { stagesBench } from './stages.ts';
import { stickinessBench } from './stickiness.ts';
import { velocityBench } from './velocity.ts';

/** Every analysis that is measured: one line each. */
export const analyses: readonly AnalysisBench[] = [
  funnelBench,
  retentionBench,
  stickinessBench,
  lifecycleBench,
  churnByEventBench,
  churnBySilenceBench,
  churnByUsualSilenceBench,
  stagesBench,
  velocityBench,
  revenueBench,
];

/** Returns the analyses of some names, in their order. */
export function analysesNamed(names: readonly string[]): AnalysisBench[] {
  return analyses.filter(({ name }) => names.includes(name));
}
