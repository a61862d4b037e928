import * as v from 'valibot';
import { name, period, positive, property } from './parts.ts';

/** Calendar periods of some units each. */
export const periodSpec = v.object({ unit: period, n: v.optional(v.pipe(positive, v.maxValue(1000)), 1) });

/** What is counted; absent: people. */
export const activityUnit = v.optional(
  v.variant('by', [
    v.object({ by: v.literal('person') }),
    v.object({ by: v.literal('property'), property: name }),
  ]),
  { by: 'person' },
);

/** L3; absent: none. Every group has periods of its own, so they are few. */
export const activityBreakdown = v.optional(
  v.nullable(v.object({ property, top: v.optional(v.pipe(positive, v.maxValue(20)), 8) })),
  null,
);
