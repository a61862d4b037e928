import { everything } from '../../questions/filter.ts';
import type { Exclusion, FunnelQuestion, FunnelStep } from '../../questions/funnel.ts';
import type { RowEdit } from '../question/row-edit.ts';

/** The first step has nothing before it, so it can be neither optional nor tied to a previous step. */
function asFirst(step: FunnelStep): FunnelStep {
  return { ...step, directly: false, optional: false, within: null };
}

function withSteps(
  question: FunnelQuestion,
  steps: readonly FunnelStep[],
  exclusions: readonly Exclusion[],
  placeOf: (step: number) => number | null,
): FunnelQuestion {
  const { breakdown } = question;
  const checked = steps.map((step, index) => (index === 0 ? asFirst(step) : step));
  if (breakdown === null || typeof breakdown.attribution === 'string')
    return { ...question, steps: checked, exclusions };
  const step = placeOf(breakdown.attribution.step);
  const attribution = step === null ? ('first' as const) : { step };
  return { ...question, steps: checked, exclusions, breakdown: { ...breakdown, attribution } };
}

/** Replaces one step. */
export function setStep(question: FunnelQuestion, index: number, step: FunnelStep): FunnelQuestion {
  return withSteps(
    question,
    question.steps.map((old, at) => (at === index ? step : old)),
    question.exclusions,
    (place) => place,
  );
}

/**
 * Removes a step. An exclusion that began or ended there is stretched to the neighbour that remains, or goes
 * when there is none. The last remaining step cannot be removed.
 */
function removeStep(question: FunnelQuestion, index: number): FunnelQuestion {
  if (question.steps.length === 1) return question;
  const steps = question.steps.filter((_, at) => at !== index);
  const exclusions = question.exclusions
    .map((exclusion) => ({
      ...exclusion,
      from: exclusion.from >= index ? Math.max(0, exclusion.from - 1) : exclusion.from,
      to: exclusion.to > index ? exclusion.to - 1 : exclusion.to,
    }))
    .filter(({ from, to }) => from < to && to < steps.length);
  return withSteps(question, steps, exclusions, (place) =>
    place === index ? null : place > index ? place - 1 : place,
  );
}

/** Moves a step to another place; exclusions stay between the same two steps. */
function moveStep(question: FunnelQuestion, from: number, to: number): FunnelQuestion {
  const { steps } = question;
  if (from === to || from < 0 || to < 0 || from >= steps.length || to >= steps.length) return question;
  const order = steps.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  const placeOf = (step: number): number => order.indexOf(step);
  const exclusions = question.exclusions.map((exclusion) => {
    const ends = [placeOf(exclusion.from), placeOf(exclusion.to)];
    return { ...exclusion, from: Math.min(...ends), to: Math.max(...ends) };
  });
  return withSteps(
    question,
    order.map((index) => steps[index]!),
    exclusions,
    placeOf,
  );
}

/** Does to the steps of a question what was done to their list. */
export function editSteps(question: FunnelQuestion, edit: RowEdit<FunnelStep>): FunnelQuestion {
  switch (edit.did) {
    case 'set':
      return setStep(question, edit.at, edit.item);
    case 'add':
      return { ...question, steps: [...question.steps, edit.item] };
    case 'remove':
      return removeStep(question, edit.at);
    case 'move':
      return moveStep(question, edit.from, edit.to);
  }
}

/** Adds an exclusion between the first two steps, of an event given. */
export function addExclusion(question: FunnelQuestion, events: readonly string[]): FunnelQuestion {
  const to = question.steps.length - 1;
  if (to < 1) return question;
  return { ...question, exclusions: [...question.exclusions, { events, where: everything, from: 0, to }] };
}

/** Replaces an exclusion, or removes it when given null. Its ends are put in order and kept a step apart. */
export function setExclusion(
  question: FunnelQuestion,
  index: number,
  exclusion: Exclusion | null,
): FunnelQuestion {
  if (exclusion === null)
    return { ...question, exclusions: question.exclusions.filter((_, at) => at !== index) };
  const last = question.steps.length - 1;
  const from = Math.min(Math.max(0, exclusion.from), last - 1);
  const to = Math.min(last, Math.max(exclusion.to, from + 1));
  return {
    ...question,
    exclusions: question.exclusions.map((old, at) => (at === index ? { ...exclusion, from, to } : old)),
  };
}
