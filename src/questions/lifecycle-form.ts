import * as v from 'valibot';
import { activityBreakdown, activityUnit, periodSpec } from './activity-parts.ts';
import { matchesAt, type Form } from './form.ts';
import { defaultLifecycle, type LifecycleQuestion } from './lifecycle.ts';
import { anything, dateRange, match, version, comparison } from './parts.ts';

/** How a question of life cycle is checked and written. */
export const lifecycleForm: Form<LifecycleQuestion> = {
  schema: v.object({
    kind: v.literal('lifecycle'),
    version,
    event: match,
    period: v.optional(periodSpec, { unit: 'month', n: 1 }),
    unit: activityUnit,
    people: anything,
    events: anything,
    range: v.optional(dateRange, {}),
    breakdown: activityBreakdown,
    compare: comparison(dateRange),
  }),
  defaults: { ...defaultLifecycle({ events: [], where: anything.default }), event: undefined },
  ...matchesAt('event'),
};
