import * as v from 'valibot';
import { activityUnit, periodSpec } from './activity-parts.ts';
import { briefMatch, fullMatch, matchesAt, type Form } from './form.ts';
import type { Plain } from './notation.ts';
import {
  anything,
  ascending,
  BACKWARDS,
  dates,
  match,
  name,
  positive,
  property,
  version,
  comparison,
} from './parts.ts';
import { defaultRetention, type RetentionQuestion } from './retention.ts';

// Every group has cells of its own for each cohort and column.
const top = v.optional(v.pipe(positive, v.maxValue(100)), 10);
const few = v.pipe(positive, v.maxValue(10_000));
const range = v.pipe(
  v.object({ ...dates, by: v.optional(v.picklist(['entry', 'events']), 'entry') }),
  v.check((given) => ascending(given), BACKWARDS),
);
const cohorts = v.variant('by', [
  v.object({ by: v.literal('period') }),
  v.object({ by: v.literal('property'), property, top }),
  v.object({ by: v.literal('behaviour'), match, days: few, times: v.optional(few, 1) }),
  v.object({
    by: v.literal('segments'),
    segments: v.pipe(
      v.array(v.object({ name, filter: anything })),
      v.minLength(1),
      v.maxLength(50),
      v.check(
        (segments) => new Set(segments.map((segment) => segment.name)).size === segments.length,
        'segments with names that differ',
      ),
    ),
  }),
]);

const schema = v.object({
  kind: v.literal('retention'),
  version,
  start: match,
  return: match,
  entry: v.optional(v.picklist(['first', 'first-occurrence', 'every']), 'first'),
  rule: v.optional(v.picklist(['on', 'on-or-after', 'on-or-before', 'streak']), 'on'),
  period: v.optional(periodSpec, { unit: 'month', n: 1 }),
  clock: v.optional(v.picklist(['calendar', 'rolling']), 'calendar'),
  columns: v.optional(v.nullable(v.pipe(positive, v.maxValue(400))), null),
  brackets: v.optional(v.nullable(v.pipe(v.array(few), v.minLength(1), v.maxLength(100))), null),
  minimum: v.optional(positive, 1),
  cohorts: v.optional(cohorts, { by: 'period' }),
  value: v.optional(v.nullable(name), null),
  cells: v.optional(v.picklist(['rate', 'count', 'revenue', 'cumulative']), 'rate'),
  mean: v.optional(v.picklist(['pooled', 'simple']), 'pooled'),
  unit: activityUnit,
  people: anything,
  events: anything,
  range: v.optional(range, {}),
  breakdown: v.optional(v.nullable(v.object({ property, top })), null),
  compare: comparison(range),
});

const matches = matchesAt('start', 'return');

/** How a question of cohorts is checked and written. */
export const retentionForm: Form<RetentionQuestion> = {
  schema,
  defaults: {
    ...defaultRetention({ events: [], where: anything.default }),
    start: undefined,
    return: undefined,
  },
  shorten: (brief) => inBehaviour(matches.shorten(brief), briefMatch),
  widen: (value) => inBehaviour(matches.widen(value) as Record<string, Plain>, fullMatch),
};

function inBehaviour(value: Record<string, Plain>, change: (part: Plain) => Plain): Record<string, Plain> {
  const by = value['cohorts'];
  if (by === undefined || by === null || typeof by !== 'object' || !('match' in by)) return value;
  return { ...value, cohorts: { ...by, match: change(by['match']) } };
}
