import { describe, expect, it } from 'vitest';
import { numberRow } from '../../../src/features/analysis/compared.ts';
import { createFormat } from '../../../src/i18n/format.ts';

describe('a number on both sides of a comparison', () => {
  const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
  const DAY = 86_400_000;

  it('differs by what can be read of it', () => {
    const row = (own: number | null, other: number | null) =>
      numberRow('Cycle', own, other, format.duration).difference;
    expect(row(7 * DAY, 5 * DAY)).toBe('+2\u00a0d');
    expect(row(7 * DAY - 26_000, 7 * DAY)).toBe(format.duration(0));
    expect(row(null, 7 * DAY)).toBe('');
  });
});
