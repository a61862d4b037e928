import { everything } from '../../../src/questions/filter.ts';
import type { EventMatch } from '../../../src/questions/funnel.ts';
import { DEAL_NAMES, STAGE_COUNT } from '../deals.ts';

/** Returns the match of the deal events with some codes. */
export function dealEvents(...codes: readonly number[]): EventMatch {
  return { events: codes.map((code) => DEAL_NAMES[code]!), where: everything };
}

/** Codes of the open stages, in their order. */
export const OPEN_STAGES: readonly number[] = Array.from({ length: STAGE_COUNT }, (_, stage) => stage);
