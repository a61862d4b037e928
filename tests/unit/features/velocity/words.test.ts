import { expect, it } from 'vitest';
import { noteText } from '../../../../src/features/velocity/words.ts';
import { createFormat } from '../../../../src/i18n/format.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

it('names mixed currencies as a list, the missing one with a word (M1)', () => {
  const text = (currencies: readonly (string | null)[]): string =>
    noteText({ code: 'mixed-currencies', details: { currencies } }, format);
  expect(text(['EUR', null])).toContain('(EUR and none given)');
  expect(text(['EUR', 'GBP', 'USD'])).toContain('(EUR, GBP and USD)');
});

it('says how many periods are left out', () => {
  expect(noteText({ code: 'periods-cut', details: { count: 336, kept: 500 } }, format)).toBe(
    'Only the last 500 periods are shown; 336 earlier ones are left out.',
  );
});
