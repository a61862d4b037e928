import * as v from 'valibot';
import type { CountsQuestion } from './counts.ts';
import type { Form } from './form.ts';
import { version, whole } from './parts.ts';

/** How a funnel given as counts is checked and written. */
export const countsForm: Form<CountsQuestion> = {
  schema: v.object({
    kind: v.literal('counts'),
    version,
    stages: v.pipe(v.array(v.object({ label: v.string(), count: whole })), v.minLength(1)),
  }),
  defaults: { version: 1 },
};
