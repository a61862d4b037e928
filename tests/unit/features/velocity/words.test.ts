import { expect, it } from 'vitest';
import {
  assumesCurrency,
  countOf,
  listsOf,
  noteText,
  paceOf,
  pickTitle,
  wonPerDay,
} from '../../../../src/features/velocity/words.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import type { VelocityPick, VelocityQuestion } from '../../../../src/questions/velocity.ts';
import { answer, question } from '../../../browser/features/velocity/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

it('names mixed currencies as a list, the missing one with a word (M1)', () => {
  const text = (currencies: readonly (string | null)[]): string =>
    noteText({ code: 'mixed-currencies', details: { currencies } }, format);
  expect(text(['EUR', null])).toContain('(EUR and none given)');
  expect(text(['EUR', 'GBP', 'USD'])).toContain('(EUR, GBP and USD)');
  const trend = noteText({ code: 'mixed-trend', details: { currencies: ['EUR', null] } }, format);
  expect(trend).toMatch(/^Over all the data .*\(EUR and none given\).* the trend knows no amounts/);
});

it('says how many periods are left out', () => {
  expect(noteText({ code: 'periods-cut', details: { count: 336, kept: 500 } }, format)).toBe(
    'Only the last 500 periods are shown; 336 earlier ones are left out. Choose longer periods to see them.',
  );
});

it('says how many a list holds only where the answer knows, and of what alone where it does not', () => {
  const title = (pick: Parameters<typeof countOf>[1]): string =>
    pickTitle(pick, countOf(answer, pick), question);
  // The fake's January has 32 open, its February 40, and 30 of 60 won.
  expect(title({ of: 'open', compared: false })).toBe('40 people open');
  expect(title({ of: 'open', compared: true })).toBe('32 people open');
  expect(title({ of: 'lost', compared: false })).toBe('30 people lost');
  const deals = { unit: { by: 'property', property: 'deal' } } as const;
  expect(pickTitle({ of: 'open', compared: false }, 40, deals)).toBe('40 deal values open');
  const january = { from: '2026-01-01', to: '2026-01-31' };
  expect(title({ of: 'open', compared: false, range: january })).toBe('32 people open');
  // How many wins have an amount, and figures of dates that are no point of the trend or of a group, are not in it.
  expect(title({ of: 'valued', compared: false })).toBe('Won with a value');
  expect(title({ of: 'won', compared: false, range: { from: '2025-01-01', to: '2025-01-31' } })).toBe('Won');
  const group = { kind: 'value', value: 'North' } as const;
  expect(title({ of: 'won', compared: false, range: january, group })).toBe('Won');
});

it('M1 says that a currency is assumed where an amount has none, not where amounts differ in it', () => {
  expect(assumesCurrency(answer)).toBe(true);
  expect(assumesCurrency({ ...answer, currency: 'USD' })).toBe(false);
  const unknown = { ...answer.current, value: NaN, perDay: NaN };
  const mixed = {
    ...answer,
    current: unknown,
    compared: unknown,
    change: null,
    trend: answer.trend.map((point) => ({ ...point, rolling: unknown })),
  };
  expect(assumesCurrency(mixed)).toBe(false);
  // Of mixed ones the group of which no currency is told is written in the workspace's.
  const group = { ...mixed, value: 'North', kind: 'value' as const, size: 1, leads: 60, currency: 'USD' };
  const told = { ...group, current: answer.current };
  expect(assumesCurrency({ ...mixed, groups: [told] })).toBe(false);
  expect(assumesCurrency({ ...mixed, groups: [told, { ...told, currency: null }] })).toBe(true);
  // A period without wins stands beside others that have some.
  expect(assumesCurrency({ ...answer, current: unknown, compared: null, trend: [] })).toBe(false);
  expect(assumesCurrency({ ...answer, current: unknown, compared: null })).toBe(true);
});

it('V1 says why velocity and what came in are far apart, and nothing where they are near', () => {
  const { current } = answer;
  // 30,000 in the 28 days of February.
  expect(wonPerDay(current)).toBeCloseTo(30_000 / 28, 9);
  expect(paceOf(current)).toBeNull();
  // 60 closed in 28 days: 400 open leads would take 400 × 28 ÷ 60 days, 6 of them 2.8.
  expect(paceOf({ ...current, open: 400, perDay: 10_000 })).toEqual({
    kind: 'later',
    clear: (400 * 28) / 60,
  });
  const few = paceOf({ ...current, open: 6, perDay: 150 });
  expect([few?.kind, few?.clear]).toEqual(['sooner', expect.closeTo(2.8, 9)]);
  const unknown = [{ sum: NaN }, { perDay: NaN }, { range: { from: null, to: null } }];
  for (const part of unknown) expect(paceOf({ ...current, open: 400, perDay: 10_000, ...part })).toBeNull();
});

it('offers lists of leads lost or closed only where something loses one, and of those undated from one', () => {
  const lists = (lost: VelocityQuestion['lost'], of: VelocityPick['of'] = 'won'): readonly string[] =>
    listsOf({ of, compared: false }, { lost });
  expect(lists(question.lost)).toEqual(['open', 'closed', 'won', 'lost', 'valued', 'unvalued']);
  expect(lists(null)).toEqual(['open', 'won', 'valued', 'unvalued']);
  expect(lists(null, 'undated')).toEqual(['open', 'won', 'valued', 'unvalued', 'undated']);
});
