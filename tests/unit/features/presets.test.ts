import { describe, expect, it } from 'vitest';
import { dateOf, presetOf, presetSpan } from '../../../src/features/question/presets.ts';

describe('presets of dates', () => {
  it.each([
    ['all', null, null],
    ['last7', '2026-02-22', '2026-02-28'],
    ['last28', '2026-02-01', '2026-02-28'],
    ['month', '2026-02-01', '2026-02-28'],
    ['lastMonth', '2026-01-01', '2026-01-31'],
    ['quarter', '2026-01-01', '2026-03-31'],
    ['lastQuarter', '2025-10-01', '2025-12-31'],
    ['year', '2026-01-01', '2026-12-31'],
    ['lastYear', '2025-01-01', '2025-12-31'],
  ] as const)('%s', (preset, from, to) => {
    expect(presetSpan(preset, '2026-02-28')).toEqual({ from, to });
  });

  it('cross the end of a leap February', () => {
    expect(presetSpan('lastMonth', '2024-03-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(presetSpan('last7', '2024-03-03').from).toBe('2024-02-26');
  });

  it('are recognised', () => {
    expect(presetOf({ from: '2026-01-01', to: '2026-01-31' }, '2026-02-14')).toBe('lastMonth');
    expect(presetOf({ from: '2026-01-01', to: null }, '2026-02-14')).toBeNull();
  });
});

describe('T1 dateOf', () => {
  it('is the day on the clock of the zone', () => {
    const ms = Date.UTC(2026, 5, 30, 22, 30);
    expect(dateOf(ms, 'UTC')).toBe('2026-06-30');
    expect(dateOf(ms, 'Europe/Helsinki')).toBe('2026-07-01');
  });
});
