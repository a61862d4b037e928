import * as v from 'valibot';
import { parseDate } from '../base/calendar.ts';
import { appError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { everything, type Filter } from './filter.ts';
import type { FunnelQuestion } from './funnel.ts';
import type { CountsQuestion } from './counts.ts';
import type { Question } from './question.ts';

const name = v.pipe(v.string(), v.minLength(1));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const property = v.object({ scope: v.picklist(['event', 'person']), name });
const filterValue = v.union([v.string(), v.pipe(v.number(), v.finite())]);

const condition = v.object({
  kind: v.literal('is'),
  property,
  op: v.picklist([
    'equals', 'not-equals', 'contains', 'not-contains', 'set', 'unset', 'less', 'at-most', 'greater', 'at-least',
    'between', 'before', 'after', 'in', 'not-in',
  ]),
  value: v.exactOptional(v.union([filterValue, v.array(filterValue)])),
});

const filter: v.GenericSchema<unknown, Filter> = v.variant('kind', [
  v.object({ kind: v.literal('all'), of: v.array(v.lazy(() => filter)) }),
  v.object({ kind: v.literal('any'), of: v.array(v.lazy(() => filter)) }),
  v.object({ kind: v.literal('not'), of: v.lazy(() => filter) }),
  condition,
]);

const anything = v.optional(filter, everything);
const span = v.object({
  n: v.pipe(v.number(), v.finite(), v.minValue(0)),
  unit: v.picklist(['second', 'minute', 'hour', 'day', 'week']),
});
const date = v.pipe(
  v.string(),
  v.check((text) => parseDate(text) !== null, 'a date of the calendar, YYYY-MM-DD'),
);
const match = { events: v.array(name), where: anything };
const step = v.object({
  ...match,
  label: v.optional(v.string(), ''),
  directly: v.optional(v.boolean(), false),
  optional: v.optional(v.boolean(), false),
  firstEver: v.optional(v.boolean(), false),
  within: v.optional(v.nullable(span), null),
});
const range = v.pipe(
  v.object({
    from: v.optional(v.nullable(date), null),
    to: v.optional(v.nullable(date), null),
    by: v.optional(v.picklist(['entry', 'events']), 'entry'),
  }),
  v.check(({ from, to }) => from === null || to === null || from <= to, 'a range that ends before it begins'),
);
const breakdown = v.object({
  properties: v.pipe(v.array(property), v.minLength(1), v.maxLength(2)),
  attribution: v.optional(v.union([v.picklist(['first', 'last', 'every', 'current']), v.object({ step: whole })]), 'first'),
  top: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 10),
});
const comparison = v.variant('with', [
  v.object({ with: v.literal('previous') }),
  v.object({ with: v.literal('other'), people: anything, range: v.optional(range, {}) }),
]);
const unit = v.variant('by', [
  v.object({ by: v.literal('person') }),
  v.object({ by: v.literal('attempt') }),
  v.object({ by: v.literal('property'), property: name, acrossPeople: v.exactOptional(v.boolean()) }),
]);

const funnel = v.pipe(
  v.object({
    kind: v.literal('funnel'),
    version: v.optional(v.literal(1), 1),
    steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(100)),
    order: v.optional(v.picklist(['ordered', 'strict', 'any-order', 'reached']), 'ordered'),
    window: v.optional(v.nullable(span), { n: 30, unit: 'day' }),
    exclusions: v.optional(v.array(v.object({ ...match, from: whole, to: whole })), []),
    exclusionScope: v.optional(v.picklist(['attempt', 'person']), 'attempt'),
    lost: v.optional(v.nullable(v.object(match)), null),
    unit: v.optional(unit, { by: 'person' }),
    people: anything,
    events: anything,
    range: v.optional(range, {}),
    breakdown: v.optional(v.nullable(breakdown), null),
    graceMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
    clock: v.optional(v.picklist(['attempt', 'first-touch']), 'attempt'),
    trend: v.optional(v.nullable(v.picklist(['hour', 'day', 'week', 'month', 'quarter', 'year'])), null),
    compare: v.optional(v.nullable(comparison), null),
  }),
  v.check(({ steps }) => steps[0]?.optional === false, 'a first step that may not be skipped'),
  v.check(({ steps }) => steps.at(-1)?.optional === false, 'a last step that may not be skipped'),
  v.check(({ steps, exclusions }) => exclusions.every(({ from, to }) => from < to && to < steps.length), 'exclusions between two of the steps'),
  v.check(({ steps, breakdown: by }) => by === null || typeof by.attribution === 'string' || by.attribution.step < steps.length, 'a breakdown at one of the steps'),
) satisfies v.GenericSchema<unknown, FunnelQuestion>;

const counts = v.object({
  kind: v.literal('counts'),
  version: v.optional(v.literal(1), 1),
  stages: v.pipe(v.array(v.object({ label: v.string(), count: whole })), v.minLength(1)),
}) satisfies v.GenericSchema<unknown, CountsQuestion>;

const schemas: { readonly [K in Question['kind']]: v.GenericSchema<unknown, Extract<Question, { kind: K }>> } = { funnel, counts };

/**
 * Returns the question that a plain JSON value says, missing parts filled with their defaults and unknown parts left out; or
 * `question-invalid` with where (a path such as `steps.1.within.n`) and what was expected there.
 */
export function validateQuestion(value: unknown): Result<Question> {
  const kind = v.safeParse(v.object({ kind: v.picklist(Object.keys(schemas) as Question['kind'][]) }), value);
  if (!kind.success) return invalid(kind.issues);
  const parsed = v.safeParse<v.GenericSchema<unknown, Question>>(schemas[kind.output.kind], value);
  return parsed.success ? ok(parsed.output) : invalid(parsed.issues);
}

function invalid(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Result<never> {
  const [issue] = issues;
  const where = v.getDotPath(issue) ?? '';
  const what = issue.kind === 'validation' && issue.type === 'check' ? issue.message : (issue.expected ?? issue.message);
  return err(appError('question-invalid', { where, what }));
}
