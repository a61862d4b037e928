import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../src/questions/canonical.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { EventMatch } from '../../../src/questions/funnel.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import type { Question } from '../../../src/questions/question.ts';
import { defaultRetention, type RetentionQuestion } from '../../../src/questions/retention.ts';
import { defaultStickiness } from '../../../src/questions/stickiness.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { validateQuestion } from '../../../src/questions/validate.ts';

const named = (...events: string[]): EventMatch => ({ events, where: everything });
const rich: RetentionQuestion = {
  ...defaultRetention(named('Sign up'), {
    events: [],
    where: { kind: 'is', property: { scope: 'event', name: 'plan' }, op: 'set' },
  }),
  entry: 'every',
  rule: 'streak',
  period: { unit: 'week', n: 2 },
  clock: 'rolling',
  brackets: [1, 3, 7],
  minimum: 2,
  cohorts: { by: 'behaviour', match: named('Order'), days: 7, times: 2 },
  value: 'amount',
  cells: 'cumulative',
  mean: 'simple',
  unit: { by: 'property', property: 'deal' },
  range: { from: '2024-01-01', to: null, by: 'events' },
  breakdown: { property: { scope: 'person', name: 'region' }, top: 4 },
};
const questions: readonly Question[] = [
  defaultRetention(named('Order')),
  rich,
  { ...rich, cohorts: { by: 'property', property: { scope: 'event', name: 'plan' }, top: 3 } },
  defaultLifecycle(named('Order', 'Visit')),
  { ...defaultLifecycle(named()), period: { unit: 'day', n: 3 }, range: { from: null, to: '2024-02-29' } },
  defaultStickiness(named('Visit')),
  {
    ...defaultStickiness(named('Visit')),
    each: { unit: 'hour', n: 1 },
    within: null,
    times: { op: 'at-most', n: 3 },
  },
  {
    ...defaultLifecycle(named('Order')),
    breakdown: { property: { scope: 'event', name: 'plan' }, top: 3 },
  },
  {
    ...defaultStickiness(named('Order')),
    breakdown: { property: { scope: 'person', name: 'region' }, top: 8 },
  },
];

describe('questions of activity', () => {
  it('are short and legible in an address', () => {
    expect(encodeQuestion(defaultRetention(named('Sign up'), named('Order')))).toBe(
      "retention(start~'Sign_up~return~'Order)",
    );
    expect(encodeQuestion(defaultLifecycle(named('Order', 'Visit')))).toBe(
      "lifecycle(event~(~'Order~'Visit))",
    );
    expect(encodeQuestion(defaultStickiness(named('Visit')))).toBe("stickiness(event~'Visit)");
  });
  it.each(questions.map((question) => [encodeQuestion(question), question] as const))(
    'come back as they were: %s',
    (text, question) => {
      expect(decodeQuestion(text)).toEqual({ ok: true, value: question });
      const turned = Object.fromEntries(Object.entries(question).reverse()) as unknown as Question;
      expect(canonicalText(turned)).toBe(canonicalText(question));
    },
  );
  it('are filled in with the defaults', () => {
    expect(
      validateQuestion({ kind: 'retention', start: { events: ['A'] }, return: { events: ['A'] } }),
    ).toEqual({ ok: true, value: defaultRetention(named('A')) });
    expect(validateQuestion({ kind: 'lifecycle', event: { events: ['A'] } })).toEqual({
      ok: true,
      value: defaultLifecycle(named('A')),
    });
    expect(validateQuestion({ kind: 'stickiness', event: { events: ['A'] } })).toEqual({
      ok: true,
      value: defaultStickiness(named('A')),
    });
  });
  it.each([
    [{ kind: 'retention', start: { events: ['A'] } }, 'return'],
    [{ ...rich, brackets: [] }, 'brackets'],
    [{ ...rich, brackets: [2, 0] }, 'brackets.1'],
    [{ ...rich, minimum: 0 }, 'minimum'],
    [{ ...rich, breakdown: { property: { scope: 'person', name: 'region' }, top: 101 } }, 'breakdown.top'],
    [{ ...rich, range: { from: '2024-02-01', to: '2024-01-01' } }, 'range'],
    [{ ...rich, period: { unit: 'fortnight' } }, 'period.unit'],
    [{ ...defaultStickiness(named('A')), each: { unit: 'month', n: 1 } }, 'each'],
  ])('say where %j is wrong', (value, where) => {
    expect(validateQuestion(value)).toMatchObject({
      ok: false,
      error: { code: 'question-invalid', details: { where } },
    });
  });
});
