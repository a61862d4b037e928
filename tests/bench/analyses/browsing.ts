import { everything } from '../../../src/questions/filter.ts';
import type { EventMatch } from '../../../src/questions/funnel.ts';
import { EVENT_NAMES } from '../data.ts';

const CODES = [0, 1, 5];

/** Events of the shop that show somebody about. */
export const BROWSING: EventMatch = {
  events: CODES.map((code) => EVENT_NAMES[code]!),
  where: everything,
};

/** The same as a condition in SQL. */
export const IS_BROWSING = `name IN (${CODES.join(', ')})`;
