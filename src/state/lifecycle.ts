import type { AnalysisKind } from './analysis.svelte.ts';
import { lifecyclePicks } from './lifecycle-address.ts';

/** What tells life cycles from other analyses. A pick of a group fits while the question is split. */
export const lifecycleKind: AnalysisKind<'lifecycle'> = {
  kind: 'lifecycle',
  picks: lifecyclePicks,
  fits: ({ group }, { breakdown }) => group === null || breakdown !== null,
};
