import { churnForm } from './churn-form.ts';
import { countsForm } from './counts-form.ts';
import type { Form } from './form.ts';
import { funnelForm } from './funnel-form.ts';
import { lifecycleForm } from './lifecycle-form.ts';
import { velocityForm } from './velocity-form.ts';
import { revenueForm } from './revenue-form.ts';
import { stagesForm } from './stages-form.ts';
import type { Analyses, QuestionKind } from './question.ts';
import { retentionForm } from './retention-form.ts';
import { stickinessForm } from './stickiness-form.ts';

/** One line per kind of question: how it is checked and written in an address. */
export const forms: { readonly [K in QuestionKind]: Form<Analyses[K]['question']> } = {
  funnel: funnelForm,
  counts: countsForm,
  velocity: velocityForm,
  revenue: revenueForm,
  stages: stagesForm,
  churn: churnForm,
  retention: retentionForm,
  stickiness: stickinessForm,
  lifecycle: lifecycleForm,
};
