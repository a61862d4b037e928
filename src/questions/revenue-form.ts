import * as v from 'valibot';
import { everything } from './filter.ts';
import { matchesAt, type Form } from './form.ts';
import type { EventMatch } from './funnel.ts';
import { anything, breakdown, dateRange, match, name, period, span, version, comparison } from './parts.ts';
import type { RevenueQuestion } from './revenue.ts';

/** Returns how the monthly revenue of `subscription` events moves, with the default rules. */
export function defaultRevenue(
  subscription: EventMatch,
  amount: string,
  ended: EventMatch | null,
): RevenueQuestion {
  return {
    kind: 'revenue',
    version: 1,
    subscription,
    amount,
    per: 'month',
    currency: null,
    ended,
    lapse: null,
    people: everything,
    range: { from: null, to: null },
    period: 'month',
    compare: null,
    breakdown: null,
  };
}

/** How a question of revenue is checked and written. */
export const revenueForm: Form<RevenueQuestion> = {
  schema: v.object({
    kind: v.literal('revenue'),
    version,
    subscription: match,
    amount: name,
    per: v.optional(v.picklist(['month', 'quarter', 'year']), 'month'),
    currency: v.optional(v.nullable(name), null),
    ended: v.optional(v.nullable(match), null),
    lapse: v.optional(v.nullable(span), null),
    people: anything,
    range: v.optional(dateRange, {}),
    period: v.optional(period, 'month'),
    compare: comparison(dateRange),
    breakdown,
  }),
  defaults: {
    ...defaultRevenue({ events: [], where: everything }, '', null),
    subscription: undefined,
    amount: undefined,
  },
  ...matchesAt('subscription', 'ended'),
};
