import { describe, expect, it } from 'vitest';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import type { ChurnPick, ChurnQuestion } from '../../../src/questions/churn.ts';
import { churnPicks } from '../../../src/state/churn-address.ts';
import { churnKind } from '../../../src/state/churn.ts';

const picks: readonly ChurnPick[] = [
  { of: 'curve', state: 'all', group: null },
  { of: 'curve', state: 'churned', group: { kind: 'value', value: 'Two "year", or so' } },
  { of: 'curve', state: 'staying', group: { kind: 'value', value: null } },
  { of: 'curve', state: 'staying', group: { kind: 'other', value: null } },
  { of: 'curve', state: 'churned', group: null, by: { time: 1_036_800_000, unit: 'ms' } },
  { of: 'curve', state: 'staying', group: { kind: 'value', value: 'basic' }, by: { time: 0, unit: 'ms' } },
  { of: 'period', period: '2026-01-01', change: 'at-start' },
  { of: 'period', period: '2026-01-01T07', change: 'churned' },
  // T1: the second of two equal hours.
  { of: 'period', period: '2025-10-26T03+02:00', change: 'started' },
  { of: 'reason', value: 'Too expensive' },
  { of: 'reason', value: null },
  { of: 'reason', value: null, kind: 'other' },
  { of: 'at-risk' },
];

const written = (pick: ChurnPick | null): Record<string, string> =>
  Object.fromEntries(Object.entries(churnPicks.write(pick)).filter((part) => part[1] !== null)) as Record<
    string,
    string
  >;

describe('people of churn in an address', () => {
  it.each(picks)('are read back as written: $of %#', (pick) => {
    expect(churnPicks.read(written(pick))).toEqual(pick);
  });

  it('leave nothing behind when they are closed', () => {
    expect(written(null)).toEqual({});
    for (const pick of picks)
      expect(Object.keys(churnPicks.write(pick)).sort()).toEqual(Object.keys(churnPicks.write(null)).sort());
  });

  it.each(['', '12', 'month', '-1month', 'xmonth', '12 moons'])('leave out a time that is none: %o', (by) => {
    expect(churnPicks.read({ list: 'churned', by })).toEqual({ of: 'curve', state: 'churned', group: null });
  });

  it.each([
    {},
    { list: 'elsewhere' },
    { list: 'started' },
    { list: 'churned', period: 'soon' },
    { list: 'gone', period: '2026-01-01' },
    { list: 'reason' },
    { list: 'reason', reason: '["is",3]' },
  ])('say nothing where they can’t be read: %o', (query) => {
    expect(churnPicks.read(query)).toBeNull();
  });

  it('stay open while the question still has what they are of', () => {
    const silence: ChurnQuestion = {
      ...defaultChurn({ by: 'silence', after: null, share: 0.9 }),
      group: { scope: 'person', name: 'plan' },
      reason: { scope: 'event', name: 'reason' },
    };
    const rows: ChurnQuestion = {
      ...defaultChurn({
        by: 'people',
        tenure: 'tenure',
        unit: 'month',
        churned: { kind: 'is', property: { scope: 'person', name: 'Churn' }, op: 'equals', value: 'Yes' },
      }),
    };
    expect(picks.map((pick) => churnKind.fits(pick, silence))).not.toContain(false);
    expect(picks.filter((pick) => churnKind.fits(pick, rows))).toEqual([picks[0]]);
    // A time is of the unit it was read in: 12 months are neither 12 ms nor 12 years.
    const read: ChurnPick = { of: 'curve', state: 'churned', group: null, by: { time: 12, unit: 'month' } };
    expect(churnKind.fits(read, rows)).toBe(true);
    expect(churnKind.fits(read, silence)).toBe(false);
    if (rows.rule.by !== 'people') throw new Error('another rule');
    expect(churnKind.fits(read, { ...rows, rule: { ...rows.rule, unit: 'year' } })).toBe(false);
  });
});
