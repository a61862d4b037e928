import { describe, expect, it } from 'vitest';
import { everything } from '../../../src/questions/filter.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { defaultLifecycle, type LifecyclePick } from '../../../src/questions/lifecycle.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { defaultStickiness, type StickinessPick } from '../../../src/questions/stickiness.ts';
import { readAddress, writeAddress, type PickForm } from '../../../src/state/address.ts';
import { churnKind } from '../../../src/state/churn.ts';
import { lifecyclePicks } from '../../../src/state/lifecycle-address.ts';
import { lifecycleKind } from '../../../src/state/lifecycle.ts';
import { retentionKind } from '../../../src/state/retention.ts';
import { stickinessPicks } from '../../../src/state/stickiness-address.ts';
import { stickinessKind } from '../../../src/state/stickiness.ts';

/** What the address says after it was written and read. */
function turned<Pick>(pick: Pick, form: PickForm<Pick>): Pick | null {
  const written = writeAddress(
    { question: 'q', pick, shown: null, person: 3, held: 'D-1', insight: null },
    form,
  );
  const query = Object.fromEntries(Object.entries(written).filter(([, part]) => part !== null)) as Record<
    string,
    string
  >;
  return readAddress(query, form).pick;
}

const group = { kind: 'value', value: 'paid & "social"' } as const;
const life: readonly LifecyclePick[] = [
  { period: '2026-01-01', state: 'dormant', group: null },
  { period: '2026-01-01T07', state: 'active', group },
  { period: '2026-01-01', state: 'new', group: { kind: 'value', value: null } },
];
const sticky: readonly StickinessPick[] = [
  { period: '2026-01-05', parts: 31, rule: 'exactly', group: null },
  { period: '2026-01-05', parts: 1, rule: 'at-least', group: { kind: 'other', value: null } },
];

describe('addresses of activity', () => {
  it.each(life)('read back the people of a life cycle', (pick) => {
    expect(turned(pick, lifecyclePicks)).toEqual(pick);
  });

  it.each(sticky)('read back the people of stickiness', (pick) => {
    expect(turned(pick, stickinessPicks)).toEqual(pick);
  });

  it('take what says no state or no number for no pick', () => {
    expect(lifecyclePicks.read({ period: '2026-01-01', state: 'gone' })).toBeNull();
    expect(lifecyclePicks.read({ state: 'new' })).toBeNull();
    for (const active of ['exactly.0', 'exactly.-1', 'about.3', 'exactly'])
      expect(stickinessPicks.read({ period: '2026-01-05', active })).toBeNull();
  });

  it('keep the people of a group open while the question is split', () => {
    const match = { events: ['Order'], where: everything };
    const breakdown = { property: { scope: 'event', name: 'device' }, top: 8 } as const;
    expect(lifecycleKind.fits(life[1]!, defaultLifecycle(match))).toBe(false);
    expect(lifecycleKind.fits(life[1]!, { ...defaultLifecycle(match), breakdown })).toBe(true);
    expect(lifecycleKind.fits(life[0]!, defaultLifecycle(match))).toBe(true);
    expect(stickinessKind.fits(sticky[1]!, defaultStickiness(match))).toBe(false);
    expect(stickinessKind.fits(sticky[0]!, defaultStickiness(match))).toBe(true);
  });

  it('close the people of a group, a row or a reason when its property gives way to another', () => {
    const match = { events: ['Order'], where: everything };
    const by = (name: string) => ({ property: { scope: 'person', name }, top: 8 }) as const;
    const life = (name: string) => ({ ...defaultLifecycle(match), breakdown: by(name) });
    const pick = { period: '2026-01-01', state: 'new', group } as const;
    expect(
      lifecycleKind.fits(
        pick,
        { ...life('country'), unit: { by: 'property', property: 'deal' } },
        life('country'),
      ),
    ).toBe(true);
    expect(lifecycleKind.fits(pick, life('channel'), life('country'))).toBe(false);
    expect(lifecycleKind.fits({ ...pick, group: null }, life('channel'), life('country'))).toBe(true);
    const rows = (name: string) =>
      ({ ...defaultRetention(match), cohorts: { by: 'property', ...by(name) } }) as const;
    const row = { row: { kind: 'value', key: 'FI' }, cell: null, group: null } as const;
    expect(retentionKind.fits(row, rows('country'), rows('country'))).toBe(true);
    expect(retentionKind.fits(row, rows('channel'), rows('country'))).toBe(false);
    const churn = (name: string) =>
      ({ ...defaultChurn({ by: 'event', event: match }), reason: { scope: 'event', name } }) as const;
    const reason = { of: 'reason', value: 'price' } as const;
    expect(churnKind.fits(reason, churn('why'), churn('why'))).toBe(true);
    expect(churnKind.fits(reason, churn('by'), churn('why'))).toBe(false);
  });
});
