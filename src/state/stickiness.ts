import type { AnalysisKind } from './analysis.svelte.ts';
import { stickinessPicks } from './stickiness-address.ts';

/** What tells stickiness from other analyses. A pick of a group fits while the question is split. */
export const stickinessKind: AnalysisKind<'stickiness'> = {
  kind: 'stickiness',
  picks: stickinessPicks,
  fits: ({ group }, { breakdown }) => group === null || breakdown !== null,
};
