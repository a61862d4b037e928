import * as v from 'valibot';
import type { ChurnQuestion } from './churn.ts';
import { everything } from './filter.ts';
import { briefMatch, fullMatch, matchesAt, type Form } from './form.ts';
import type { EventMatch } from './funnel.ts';
import type { Plain } from './notation.ts';
import {
  anything,
  ascending,
  BACKWARDS,
  dates,
  match,
  name,
  period,
  positive,
  property,
  span,
  top,
  version,
  comparison,
} from './parts.ts';

const ANY_EVENT: EventMatch = { events: [], where: everything };
const range = v.pipe(
  v.object({ ...dates, by: v.optional(v.picklist(['start', 'events']), 'start') }),
  v.check((given) => ascending(given), BACKWARDS),
);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Returns who leaves by `rule`, everyone counting as a customer from their first event on, with the default rules. */
export function defaultChurn(rule: ChurnQuestion['rule']): ChurnQuestion {
  return {
    kind: 'churn',
    version: 1,
    rule,
    start: ANY_EVENT,
    activity: ANY_EVENT,
    people: everything,
    range: { from: null, to: null, by: 'start' },
    group: null,
    top: 8,
    period: 'month',
    reason: null,
    atRisk: { share: 0.9, gaps: 3 },
    compare: null,
  };
}

const DEFAULTS = defaultChurn({ by: 'silence', after: null, share: 0.9 });

/** How a question of churn is checked and written. */
export const churnForm: Form<ChurnQuestion> = {
  schema: v.object({
    kind: v.literal('churn'),
    version,
    rule: v.optional(
      v.variant('by', [
        v.object({ by: v.literal('event'), event: match }),
        v.object({
          by: v.literal('silence'),
          after: v.optional(v.nullable(span), null),
          share: v.optional(share, 0.9),
        }),
        v.object({
          by: v.literal('people'),
          tenure: name,
          unit: v.optional(v.picklist(['day', 'week', 'month', 'year']), 'month'),
          churned: anything,
        }),
      ]),
      DEFAULTS.rule,
    ),
    start: v.optional(match, { events: [] }),
    activity: v.optional(match, { events: [] }),
    people: anything,
    range: v.optional(range, {}),
    group: v.optional(v.nullable(property), null),
    top: v.optional(top, DEFAULTS.top),
    period: v.optional(period, DEFAULTS.period),
    reason: v.optional(v.nullable(property), null),
    compare: comparison(range),
    atRisk: v.optional(v.object({ share: v.optional(share, 0.9), gaps: v.optional(positive, 3) }), {}),
  }),
  defaults: { ...DEFAULTS },
  shorten: (brief) => ofRule(matchesAt('start', 'activity').shorten(brief), briefMatch),
  widen: (value) => ofRule(matchesAt('start', 'activity').widen(value) as Record<string, Plain>, fullMatch),
};

/** Changes the event of a rule that has one. */
function ofRule(value: Record<string, Plain>, change: (match: Plain) => Plain): Record<string, Plain> {
  const { rule } = value;
  if (rule === undefined || rule === null || typeof rule !== 'object' || !('event' in rule)) return value;
  return { ...value, rule: { ...rule, event: change((rule as Record<string, Plain>)['event']!) } };
}
