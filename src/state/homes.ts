import type { QuestionKind } from '../questions/question.ts';

/** One line per kind of question: the path of the screen that shows it. Screens of one page share its path's beginning. */
export const homes: { readonly [K in QuestionKind]: string } = {
  funnel: '/w/:workspace/funnel',
  counts: '/w/:workspace/funnel',
  retention: '/w/:workspace/cohorts',
  lifecycle: '/w/:workspace/cohorts/lifecycle',
  stickiness: '/w/:workspace/cohorts/stickiness',
  churn: '/w/:workspace/churn',
  revenue: '/w/:workspace/churn/revenue',
  stages: '/w/:workspace/time',
  velocity: '/w/:workspace/time/velocity',
};

/** Returns the kinds of question that share a page with this one, itself included, in the order of `homes`: one per screen. */
export function viewsOf(kind: QuestionKind): readonly QuestionKind[] {
  const page = homes[kind].split('/', 4).join('/');
  const kinds = (Object.keys(homes) as QuestionKind[]).filter(
    (each) => homes[each] === page || homes[each].startsWith(`${page}/`),
  );
  return kinds.filter((each) => kinds.find((other) => homes[other] === homes[each]) === each);
}
