import * as v from 'valibot';
import { everything } from './filter.ts';
import { matchesAt, type Form } from './form.ts';
import type { EventMatch } from './funnel.ts';
import { anything, breakdown, dateRange, match, property, version } from './parts.ts';
import { leadUnit } from './stages-form.ts';
import type { VelocityPick, VelocityQuestion } from './velocity.ts';

/** Returns how fast leads that are `open` turn into `value`, with the default rules. */
export function defaultVelocity(
  open: EventMatch,
  won: EventMatch,
  lost: EventMatch | null,
  value: VelocityQuestion['value'],
): VelocityQuestion {
  return {
    kind: 'velocity',
    version: 1,
    open,
    won,
    lost,
    unit: { by: 'person' },
    people: everything,
    value,
    currency: null,
    range: { from: null, to: null },
    compare: null,
    trend: 'month',
    breakdown: null,
  };
}

/** Returns the events that any of several stages has, under their condition where all have the same. */
export function openBy(stages: readonly EventMatch[]): EventMatch {
  const [first] = stages;
  const alike = stages.every(({ where }) => JSON.stringify(where) === JSON.stringify(first?.where));
  return {
    events: [...new Set(stages.flatMap(({ events }) => events))],
    where: alike && first ? first.where : everything,
  };
}

/** Returns the question whose leads a pick lists: of a point of the trend that of the point's dates, which compares nothing; else the same. */
export function questionOfPick(question: VelocityQuestion, { range = null }: VelocityPick): VelocityQuestion {
  return range === null ? question : { ...question, range, compare: null };
}

const ANY_EVENT: EventMatch = { events: [], where: everything };

/** How a question of velocity is checked and written. */
export const velocityForm: Form<VelocityQuestion> = {
  schema: v.object({
    kind: v.literal('velocity'),
    version,
    open: match,
    won: match,
    lost: v.optional(v.nullable(match), null),
    unit: leadUnit,
    people: anything,
    value: property,
    currency: v.optional(v.nullable(property), null),
    range: v.optional(dateRange, {}),
    compare: v.optional(v.nullable(v.union([v.literal('previous'), dateRange])), null),
    trend: v.optional(v.nullable(v.picklist(['day', 'week', 'month', 'quarter', 'year'])), 'month'),
    breakdown,
  }),
  defaults: {
    ...defaultVelocity(ANY_EVENT, ANY_EVENT, null, { scope: 'event', name: '' }),
    open: undefined,
    won: undefined,
    value: undefined,
  },
  ...matchesAt('open', 'won', 'lost'),
};
