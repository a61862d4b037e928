import * as v from 'valibot';
import { activityBreakdown, activityUnit, periodSpec } from './activity-parts.ts';
import { matchesAt, type Form } from './form.ts';
import { anything, dateRange, match, period, positive, version, comparison } from './parts.ts';
import { defaultStickiness, type StickinessQuestion } from './stickiness.ts';

const UNITS = period.options;
const times = v.object({
  op: v.optional(v.picklist(['at-least', 'exactly', 'at-most']), 'at-least'),
  n: positive,
});

/** How a question of stickiness is checked and written. */
export const stickinessForm: Form<StickinessQuestion> = {
  schema: v.pipe(
    v.object({
      kind: v.literal('stickiness'),
      version,
      event: match,
      each: v.optional(periodSpec, { unit: 'day', n: 1 }),
      within: v.optional(v.nullable(period), 'week'),
      times: v.optional(times, { n: 1 }),
      unit: activityUnit,
      people: anything,
      events: anything,
      range: v.optional(dateRange, {}),
      breakdown: activityBreakdown,
      compare: comparison(dateRange),
    }),
    v.forward(
      v.check(
        ({ each, within }) => within === null || UNITS.indexOf(each.unit) < UNITS.indexOf(within),
        'sub-periods shorter than their period',
      ),
      ['each'],
    ),
  ),
  defaults: { ...defaultStickiness({ events: [], where: anything.default }), event: undefined },
  ...matchesAt('event'),
};
