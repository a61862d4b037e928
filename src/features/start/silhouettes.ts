import type { SampleKind } from '../../domain/workspace.ts';

/**
 * Shares of the entrants that reach each step of the samples' first question, in order, without a window: measured on 10,000
 * people of seed 1. A test measures them again.
 */
export const SILHOUETTES: Readonly<Record<SampleKind, readonly number[]>> = {
  shop: [1, 0.729, 0.209, 0.124, 0.089],
  pipeline: [1, 0.493, 0.235, 0.14, 0.09, 0.056],
  trial: [1, 0.168, 0.102, 0.099, 0.038],
};
