import { describe, expect, it } from 'vitest';
import { readCurves, writeCurves, type CurveChoice } from '../../../src/state/retention-curves.ts';

describe('the choice of curves in an address', () => {
  it.each<CurveChoice>([
    { by: 'groups' },
    { by: 'cohorts', cohorts: null },
    { by: 'cohorts', cohorts: [] },
    {
      by: 'cohorts',
      cohorts: [
        { kind: 'period', key: '2026-01-01' },
        { kind: 'value', key: null },
        { kind: 'did-not', key: '' },
      ],
    },
  ])('comes back as it was: %j', (choice) => {
    expect(readCurves(writeCurves(choice) ?? undefined)).toEqual(choice);
  });

  it('that cannot be read stands for the usual cohorts', () => {
    for (const text of ['', '{}', '["period"]', '["week","x"]', '["period",7]', '[[]]', 'none'])
      expect(readCurves(text), text).toEqual({ by: 'cohorts', cohorts: null });
  });
});
