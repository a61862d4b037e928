import { describe, expect, it } from 'vitest';
import { periodLabel, periodText } from '../../../src/charts/period.ts';
import { createFormat } from '../../../src/i18n/format.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/Helsinki', currency: 'EUR' });

describe('a period', () => {
  it.each([
    ['year', '2026-01-01', '2026', '2026'],
    ['quarter', '2026-04-01', 'Q2 2026', 'Q2 2026'],
    ['month', '2026-03-01', 'Mar 2026', 'Mar 2026'],
    ['week', '2026-01-05', '5 Jan', '5 Jan 2026'],
    ['day', '2026-01-05', '5 Jan', '5 Jan 2026'],
    ['hour', '2026-01-05T06', '5 Jan, 06:00', '5 Jan 2026, 06:00'],
    ['day', 'whenever', 'whenever', 'whenever'],
  ] as const)('of a %s is short under an axis and has its year elsewhere', (unit, period, short, full) => {
    expect(periodLabel(period, unit, format)).toBe(short);
    expect(periodText(period, unit, format)).toBe(full);
  });

  it('T1 of the second of two equal hours is told from the first by its offset', () => {
    expect(periodText('2025-10-26T03', 'hour', format)).toBe('26 Oct 2025, 03:00');
    expect(periodText('2025-10-26T03+02:00', 'hour', format)).toBe('26 Oct 2025, 03:00 (+02:00)');
  });

  it('is not that of another year', () => {
    expect(periodText('2025-01-06', 'week', format)).not.toBe(periodText('2026-01-06', 'week', format));
  });
});
