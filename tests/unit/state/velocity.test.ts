import { describe, expect, it } from 'vitest';
import { everything } from '../../../src/questions/filter.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import type { VelocityPick } from '../../../src/questions/velocity.ts';
import { velocityKind, velocityPicks } from '../../../src/state/velocity.ts';

describe('the leads of a velocity in an address', () => {
  it.each<VelocityPick>([
    { of: 'open', compared: false, group: null },
    { of: 'unvalued', compared: true, group: { kind: 'value', value: null } },
    { of: 'undated', compared: false, group: null },
    { of: 'won', compared: false, group: null, range: { from: '2026-01-01', to: '2026-03-31' } },
  ])('reads back $of', (pick) => {
    const written = velocityPicks.write(pick) as Record<string, string>;
    expect(velocityPicks.read(written)).toEqual(pick);
  });

  it('takes what it does not know as nobody', () => {
    expect(velocityPicks.write(null)).toEqual({ leads: null, group: null, during: null });
    for (const leads of ['', 'all', 'open.', 'open.other']) expect(velocityPicks.read({ leads })).toBeNull();
  });

  it('V3 a point of the trend is compared with nothing', () => {
    const won = { events: ['Won'], where: everything };
    const question = defaultVelocity(won, won, null, { scope: 'event', name: 'amount' });
    const fits = (pick: VelocityPick): boolean =>
      velocityKind.fits(pick, { ...question, compare: 'previous' });
    const range = { from: '2026-01-01', to: '2026-03-31' };
    expect(fits({ of: 'won', compared: true })).toBe(true);
    expect(fits({ of: 'won', compared: false, range })).toBe(true);
    expect(fits({ of: 'won', compared: true, range })).toBe(false);
  });
});
