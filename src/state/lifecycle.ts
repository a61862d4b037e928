import type { AnalysisKind } from './analysis.svelte.ts';
import { lifecyclePicks } from './lifecycle-address.ts';
import { fitsSplit } from './split.ts';

/** What tells life cycles from other analyses. A pick of a group fits while the question is split by the same. */
export const lifecycleKind: AnalysisKind<'lifecycle'> = {
  kind: 'lifecycle',
  picks: lifecyclePicks,
  fits: ({ group }, question, before) => fitsSplit(group, question, before),
};
