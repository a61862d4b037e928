import type { AnalysisKind } from './analysis.svelte.ts';
import { stickinessPicks } from './stickiness-address.ts';
import { fitsSplit } from './split.ts';

/** What tells stickiness from other analyses. A pick of a group fits while the question is split by the same. */
export const stickinessKind: AnalysisKind<'stickiness'> = {
  kind: 'stickiness',
  picks: stickinessPicks,
  fits: ({ group }, question, before) => fitsSplit(group, question, before),
};
