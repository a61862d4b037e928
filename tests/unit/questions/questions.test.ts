import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../src/questions/canonical.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import type { FunnelQuestion } from '../../../src/questions/funnel.ts';
import { readNotation, writeNotation, type Plain } from '../../../src/questions/notation.ts';
import { decodeNearest, decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { validateQuestion } from '../../../src/questions/validate.ts';

const plain = defaultFunnel([stepOf('Visit'), stepOf('Add to cart'), stepOf('Buy', 'Köp')]);
const rich: FunnelQuestion = {
  ...plain,
  steps: [
    { ...stepOf('Visit'), label: 'Käynti (1)' },
    {
      ...stepOf(),
      optional: true,
      where: { kind: 'is', property: { scope: 'event', name: '$url' }, op: 'in', value: ['a~b', 'c*d'] },
    },
    { ...stepOf('Buy'), within: { n: 1.5, unit: 'hour' } },
  ],
  order: 'strict',
  window: null,
  exclusions: [{ events: ['Refund'], where: { kind: 'all', of: [] }, from: 0, to: 2 }],
  lost: { events: ['Lost'], where: { kind: 'all', of: [] } },
  unit: { by: 'property', property: 'deal', acrossPeople: true },
  people: {
    kind: 'not',
    of: { kind: 'is', property: { scope: 'person', name: 'age' }, op: 'at-least', value: -18.25 },
  },
  range: { from: '2024-01-01', to: null, by: 'events' },
  breakdown: { properties: [{ scope: 'person', name: 'region' }], attribution: { step: 2 }, top: 5 },
  trend: 'week',
  compare: { with: 'previous' },
};

describe('a question in an address', () => {
  it('is short and legible', () => {
    expect(encodeQuestion(plain)).toBe("funnel(steps~(~'Visit~'Add_to_cart~(~'Buy~'Köp)))");
  });
  it.each([plain, rich])('comes back as it was', (question) => {
    const text = encodeQuestion(question);
    expect(decodeQuestion(text)).toEqual({ ok: true, value: question });
    expect(
      encodeURIComponent(text)
        .replace(/%C3%\w\w/g, 'x')
        .includes('%'),
    ).toBe(false);
  });
  it('carries counts', () => {
    const counts = { kind: 'counts', version: 1, stages: [{ label: 'Leads', count: 10 }] } as const;
    expect(decodeQuestion(encodeQuestion(counts))).toEqual({ ok: true, value: counts });
  });
  it('leaves out what a later version added', () => {
    expect(decodeQuestion("funnel(steps~(~'A)~colour~'red)")).toEqual({
      ok: true,
      value: defaultFunnel([stepOf('A')]),
    });
  });
  it.each(['', 'funnel', "funnel(steps~(~'A)", 'funnel(steps~(~', 'funnel((((', "x'y"])(
    'refuses %j',
    (text) => {
      expect(decodeQuestion(text)).toMatchObject({ ok: false, error: { code: 'question-unreadable' } });
    },
  );
  it('notation reads back every plain value', () => {
    const value = fc.letrec<{ value: Plain }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(fc.string({ minLength: 1 }), tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(value, (one) => {
        expect(readNotation(writeNotation(one))).toEqual(one);
      }),
      { numRuns: 200 },
    );
  });
});

describe('validation', () => {
  it('fills defaults', () => {
    expect(validateQuestion({ kind: 'funnel', steps: [{ events: ['A'] }] })).toEqual({
      ok: true,
      value: defaultFunnel([stepOf('A')]),
    });
  });
  it.each([
    [{ kind: 'nonsense' }, 'kind'],
    [{ kind: 'funnel', steps: [] }, 'steps'],
    [{ kind: 'funnel', steps: [{ events: ['A'], within: { n: -1, unit: 'day' } }] }, 'steps.0.within.n'],
    [{ kind: 'funnel', steps: [{ events: ['A'] }], range: { from: '2024-02-30' } }, 'range.from'],
    [{ kind: 'funnel', version: 2, steps: [{ events: ['A'] }] }, 'version'],
    [
      { kind: 'funnel', steps: [{ events: ['A'] }], exclusions: [{ events: ['X'], from: 0, to: 1 }] },
      'exclusions',
    ],
    ['text', ''],
  ])('says where %j is wrong', (value, where) => {
    expect(validateQuestion(value)).toMatchObject({
      ok: false,
      error: { code: 'question-invalid', details: { where } },
    });
  });
});

describe('the nearest question', () => {
  it.each([
    ["funnel(steps~(~'A~'B)~range~(from~'2024-05-01~to~'2024-02-01))", ['range']],
    ["funnel(steps~(~'A~'B)~window~(n~-1~unit~'day)~range~(from~'2024-02-30))", ['window', 'range']],
    ["funnel(steps~(~'A~'B)~exclusions~(~(events~(~'C)~from~0~to~9)))", ['exclusions']],
    ["funnel(steps~(~'A~'B))", []],
  ])('of %s is without %j', (text, without) => {
    const question = defaultFunnel([stepOf('A'), stepOf('B')]);
    expect(decodeNearest(text)).toEqual({ ok: true, value: { question, without } });
  });
  it.each([
    ['funnel(steps~(~)~range~(from~1))', 'steps'],
    ["funnel(version~2~steps~(~'A))", 'version'],
    ["odd(steps~(~'A))", 'kind'],
  ])('of %s there is none', (text, where) => {
    expect(decodeNearest(text)).toMatchObject({ ok: false, error: { details: { where } } });
  });
});

it('canonical text is one for equal questions', () => {
  const turned = Object.fromEntries(Object.entries(rich).reverse()) as unknown as FunnelQuestion;
  expect(canonicalText(turned)).toBe(canonicalText(rich));
});
