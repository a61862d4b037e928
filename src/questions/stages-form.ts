import * as v from 'valibot';
import { everything } from './filter.ts';
import { briefMatch, fullMatch, matchesAt, without, type Form } from './form.ts';
import type { EventMatch } from './funnel.ts';
import type { Plain } from './notation.ts';
import {
  anything,
  dateRange,
  match,
  matchEntries,
  name,
  property,
  top,
  version,
  whole,
  comparison,
} from './parts.ts';
import type { Stage, StagesQuestion } from './stages.ts';

/** Returns how long leads take through `stages` until they are `won` (or lost), with the default rules. */
export function defaultStages(
  stages: readonly Stage[],
  won: EventMatch,
  lost: EventMatch | null,
): StagesQuestion {
  return {
    kind: 'stages',
    version: 1,
    stages,
    won,
    lost,
    unit: { by: 'person' },
    people: everything,
    range: { from: null, to: null },
    group: null,
    top: 8,
    usual: 0.75,
    handOver: null,
    compare: null,
  };
}

/** What a lead is counted by; absent: people. */
export const leadUnit = v.optional(
  v.variant('by', [
    v.object({ by: v.literal('person') }),
    v.object({ by: v.literal('property'), property: name, acrossPeople: v.exactOptional(v.boolean()) }),
  ]),
  { by: 'person' },
);

const matches = matchesAt('won', 'lost');

/** How a question of stages is checked and written: stages that are nothing but events as those. */
export const stagesForm: Form<StagesQuestion> = {
  schema: v.pipe(
    v.object({
      kind: v.literal('stages'),
      version,
      stages: v.pipe(
        v.array(v.object({ ...matchEntries, label: v.optional(v.string(), '') })),
        v.minLength(1),
        v.maxLength(29),
      ),
      won: match,
      lost: v.optional(v.nullable(match), null),
      unit: leadUnit,
      people: anything,
      range: v.optional(dateRange, {}),
      group: v.optional(v.nullable(property), null),
      top: v.optional(top, 8),
      usual: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.75),
      compare: comparison(dateRange),
      handOver: v.optional(v.nullable(v.object({ from: whole, to: whole })), null),
    }),
    v.forward(
      v.check(
        ({ stages, handOver }) =>
          handOver === null ||
          (handOver.from !== handOver.to && Math.max(handOver.from, handOver.to) < stages.length),
        'a hand-over between two of the stages',
      ),
      ['handOver'],
    ),
  ),
  defaults: {
    ...defaultStages([], { events: [], where: everything }, null),
    stages: undefined,
    won: undefined,
  },
  shorten: (brief) => ({
    ...matches.shorten(brief),
    stages: (brief['stages'] as readonly Plain[]).map((stage) => briefMatch(without(stage, { label: '' }))),
  }),
  widen: (value) => {
    const { stages } = value;
    return {
      ...matches.widen(value),
      ...(Array.isArray(stages) && { stages: (stages as readonly Plain[]).map(fullMatch) }),
    };
  },
};
