import { describe, expect, it } from 'vitest';
import { addExclusion, editSteps, setExclusion, setStep } from '../../../src/features/funnel/edit-steps.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { Exclusion, FunnelQuestion } from '../../../src/questions/funnel.ts';

const exclusion = (from: number, to: number): Exclusion => ({
  events: ['quote'],
  where: everything,
  from,
  to,
});

function ask(names: string, exclusions: readonly Exclusion[] = []): FunnelQuestion {
  return { ...defaultFunnel(Array.from(names, (name) => stepOf(name))), exclusions };
}

const removeStep = (question: FunnelQuestion, at: number): FunnelQuestion =>
  editSteps(question, { did: 'remove', at });
const moveStep = (question: FunnelQuestion, from: number, to: number): FunnelQuestion =>
  editSteps(question, { did: 'move', from, to });
const names = (question: FunnelQuestion): string =>
  question.steps.map((step) => step.events.join('')).join('');
const between = (question: FunnelQuestion): string =>
  question.exclusions.map(({ from, to }) => `${from}${to}`).join(' ');

describe('the steps of a question', () => {
  it('are added at the end and replaced in place', () => {
    const question = editSteps(ask('ab'), { did: 'add', item: stepOf('c') });
    expect(names(question)).toBe('abc');
    expect(names(editSteps(question, { did: 'set', at: 1, item: stepOf('x') }))).toBe('axc');
  });

  it('keep at least one', () => {
    expect(names(removeStep(ask('a'), 0))).toBe('a');
  });

  it('move with everything that is said of them', () => {
    const question = setStep(ask('abcd'), 2, { ...stepOf('c'), optional: true });
    const moved = moveStep(question, 2, 1);
    expect(names(moved)).toBe('acbd');
    expect(moved.steps.map((step) => step.optional)).toEqual([false, true, false, false]);
    expect(names(moveStep(question, 0, 3))).toBe('bcda');
    expect(moveStep(question, 0, 4)).toBe(question);
    expect(moveStep(question, -1, 0)).toBe(question);
  });

  it('lose what a first step cannot be', () => {
    const question = setStep(ask('ab'), 1, {
      ...stepOf('b'),
      optional: true,
      directly: true,
      firstEver: true,
      within: { n: 1, unit: 'day' },
    });
    const [first] = moveStep(question, 1, 0).steps;
    expect(first).toEqual({ ...stepOf('b'), firstEver: true });
    expect(removeStep(question, 0).steps[0]).toEqual(first);
  });

  it('keep their exclusions between the same steps when moved', () => {
    expect(between(moveStep(ask('abcd', [exclusion(0, 2), exclusion(1, 3)]), 3, 0))).toBe('13 02');
  });

  it('stretch or drop their exclusions when removed', () => {
    const question = ask('abcd', [exclusion(0, 1), exclusion(1, 3), exclusion(2, 3)]);
    expect(between(removeStep(question, 0))).toBe('02 12');
    expect(between(removeStep(question, 1))).toBe('01 02 12');
    expect(between(removeStep(question, 3))).toBe('01');
  });

  it('carry the step that a breakdown reads along', () => {
    const question: FunnelQuestion = {
      ...ask('abcd'),
      breakdown: { properties: [{ scope: 'event', name: 'device' }], attribution: { step: 2 }, top: 5 },
    };
    expect(moveStep(question, 2, 0).breakdown?.attribution).toEqual({ step: 0 });
    expect(removeStep(question, 0).breakdown?.attribution).toEqual({ step: 1 });
    expect(removeStep(question, 2).breakdown?.attribution).toBe('first');
  });
});

describe('exclusions', () => {
  it('span the whole funnel at first', () => {
    expect(between(addExclusion(ask('abc'), ['x']))).toBe('02');
    expect(between(addExclusion(ask('a'), ['x']))).toBe('');
  });

  it('keep their ends in order and inside the funnel', () => {
    const question = ask('abc', [exclusion(0, 1)]);
    expect(between(setExclusion(question, 0, exclusion(2, 1)))).toBe('12');
    expect(between(setExclusion(question, 0, exclusion(1, 9)))).toBe('12');
    expect(between(setExclusion(question, 0, null))).toBe('');
  });
});
