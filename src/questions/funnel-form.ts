import * as v from 'valibot';
import { defaultFunnel, stepOf } from './defaults.ts';
import { briefMatch, fullMatch, without, type Form } from './form.ts';
import type { FunnelQuestion } from './funnel.ts';
import type { Plain } from './notation.ts';
import {
  anything,
  ascending,
  BACKWARDS,
  dates,
  match,
  matchEntries,
  name,
  period,
  property,
  span,
  top,
  version,
  whole,
  comparison,
} from './parts.ts';

const step = v.object({
  ...matchEntries,
  label: v.optional(v.string(), ''),
  directly: v.optional(v.boolean(), false),
  optional: v.optional(v.boolean(), false),
  firstEver: v.optional(v.boolean(), false),
  within: v.optional(v.nullable(span), null),
});
const range = v.pipe(
  v.object({ ...dates, by: v.optional(v.picklist(['entry', 'events']), 'entry') }),
  v.check((given) => ascending(given), BACKWARDS),
);
const breakdown = v.object({
  properties: v.pipe(v.array(property), v.minLength(1), v.maxLength(2)),
  attribution: v.optional(
    v.union([v.picklist(['first', 'last', 'every', 'current']), v.object({ step: whole })]),
    'first',
  ),
  top: v.optional(top, 10),
});
const unit = v.variant('by', [
  v.object({ by: v.literal('person') }),
  v.object({ by: v.literal('attempt') }),
  v.object({ by: v.literal('property'), property: name, acrossPeople: v.exactOptional(v.boolean()) }),
]);

const schema = v.pipe(
  v.object({
    kind: v.literal('funnel'),
    version,
    steps: v.pipe(v.array(step), v.minLength(1), v.maxLength(100)),
    order: v.optional(v.picklist(['ordered', 'strict', 'any-order', 'reached']), 'ordered'),
    window: v.optional(v.nullable(span), { n: 30, unit: 'day' }),
    exclusions: v.optional(v.array(v.object({ ...matchEntries, from: whole, to: whole })), []),
    exclusionScope: v.optional(v.picklist(['attempt', 'person']), 'attempt'),
    lost: v.optional(v.nullable(match), null),
    unit: v.optional(unit, { by: 'person' }),
    people: anything,
    events: anything,
    range: v.optional(range, {}),
    breakdown: v.optional(v.nullable(breakdown), null),
    graceMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
    clock: v.optional(v.picklist(['attempt', 'first-touch']), 'attempt'),
    trend: v.optional(v.nullable(period), null),
    compare: comparison(range),
  }),
  v.forward(
    v.check(({ steps }) => steps[0]?.optional === false, 'a first step that may not be skipped'),
    ['steps'],
  ),
  v.forward(
    v.check(({ steps }) => steps.at(-1)?.optional === false, 'a last step that may not be skipped'),
    ['steps'],
  ),
  v.forward(
    v.check(
      ({ steps, exclusions }) => exclusions.every(({ from, to }) => from < to && to < steps.length),
      'exclusions between two of the steps',
    ),
    ['exclusions'],
  ),
  v.forward(
    v.check(
      ({ steps, breakdown: by }) =>
        by === null || typeof by.attribution === 'string' || by.attribution.step < steps.length,
      'a breakdown at one of the steps',
    ),
    ['breakdown'],
  ),
);

const RANGE_DEFAULTS = { from: null, to: null, by: 'entry' };

/** How a question of a funnel is checked and written: steps that are nothing but events as those. */
export const funnelForm: Form<FunnelQuestion> = {
  schema,
  defaults: { ...defaultFunnel([]), steps: undefined },
  shorten: (brief) => ({
    ...brief,
    steps: (brief['steps'] as readonly Plain[]).map((part) =>
      briefMatch(without(part, { ...stepOf(), events: undefined })),
    ),
    ...(brief['range'] !== undefined && { range: without(brief['range'], RANGE_DEFAULTS) }),
  }),
  widen,
};

function widen(value: Record<string, Plain>): Record<string, unknown> {
  const { steps } = value;
  return Array.isArray(steps) ? { ...value, steps: (steps as readonly Plain[]).map(fullStep) } : value;
}

function fullStep(part: Plain): unknown {
  const full = fullMatch(part);
  return full !== null && typeof full === 'object' ? Object.assign({ events: [] }, full) : full;
}
