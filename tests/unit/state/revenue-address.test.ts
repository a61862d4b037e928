import { describe, expect, it } from 'vitest';
import { everything } from '../../../src/questions/filter.ts';
import { defaultRevenue } from '../../../src/questions/revenue-form.ts';
import type { RevenuePick } from '../../../src/questions/revenue.ts';
import { revenuePicks } from '../../../src/state/revenue-address.ts';
import { revenueKind } from '../../../src/state/revenue.ts';

const picks: readonly RevenuePick[] = [
  { change: 'start', period: '2026-01-01', currency: null, group: null },
  {
    change: 'expanded',
    period: '2026-01-01T07+01:00',
    currency: 'EUR',
    group: { kind: 'value', value: 'Two "plans"' },
  },
  {
    change: 'churned',
    period: '2026-02-01',
    currency: 'points & more',
    group: { kind: 'other', value: null },
  },
];

const written = (pick: RevenuePick | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(revenuePicks.write(pick)).filter((part): part is [string, string] => part[1] !== null),
  );

describe('people of recurring revenue in an address', () => {
  it.each(picks)('are read back as written: $change', (pick) => {
    expect(revenuePicks.read(written(pick))).toEqual(pick);
  });

  it('leave nothing behind when they are closed', () => {
    expect(written(null)).toEqual({});
    for (const pick of picks)
      expect(Object.keys(revenuePicks.write(pick))).toEqual(Object.keys(revenuePicks.write(null)));
  });

  it.each([
    {},
    { at: '2026-01-01' },
    { change: 'churned' },
    { change: 'gone', at: '2026-01-01' },
    { change: 'churned', at: 'soon' },
  ])('say nothing where they can’t be read: %o', (query) => {
    expect(revenuePicks.read(query)).toBeNull();
  });

  it('M1 stay open while the question tells their currency and group apart', () => {
    const question = defaultRevenue({ events: ['Paid'], where: everything }, 'amount', null);
    const named = { ...question, currency: 'currency' };
    const split = { ...named, breakdown: { property: { scope: 'person', name: 'plan' }, top: 8 } } as const;
    const whole = picks.map((pick) => ({ ...pick, group: null }));
    expect(whole.map((pick) => revenueKind.fits(pick, question))).toEqual([true, false, false]);
    expect(whole.map((pick) => revenueKind.fits(pick, named))).toEqual([true, true, true]);
    expect(picks.map((pick) => revenueKind.fits(pick, named))).toEqual([true, false, false]);
    expect(picks.map((pick) => revenueKind.fits(pick, split))).toEqual([true, true, true]);
  });
});
