import { describe, expect, it } from 'vitest';
import { curvesOf, drawnRows, MOST_COHORTS } from '../../../../src/features/cohorts/curves.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import { answer, question } from '../../../browser/features/cohorts/fake.ts';
import { mockRows, resultOf } from '../../charts/cohort-sample.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const { rows } = resultOf(mockRows);
const keys = (drawn: readonly { key: string | null }[]): unknown => drawn.map(({ key }) => key);
const period = (key: string) => ({ kind: 'period', key }) as const;

describe('the cohorts that are drawn', () => {
  it('are the oldest and the newest with a line of four points, or those chosen in their order', () => {
    // Of five months of February four are over; of March three.
    expect(keys(drawnRows(rows, null, null))).toEqual(['2025-08-01', '2026-02-01']);
    expect(drawnRows(rows.slice(8), null, null)).toEqual([]);
    const chosen = [period('2026-01-01'), period('1999-01-01'), period('2025-07-01')];
    expect(keys(drawnRows(rows, chosen, null))).toEqual(['2026-01-01', '2025-07-01']);
    expect(drawnRows(rows, [], null)).toEqual([]);
    // Its mean would be a second line upon the first.
    expect(drawnRows(rows.slice(0, 1), null, null)).toEqual([]);
  });

  it('hold the one whose people are open too, where it has a line and there is room', () => {
    expect(keys(drawnRows(rows, [], period('2025-07-01')))).toEqual(['2025-07-01']);
    expect(keys(drawnRows(rows, null, period('2026-04-01')))).toEqual([
      '2025-08-01',
      '2026-02-01',
      '2026-04-01',
    ]);
    // Of June no period is over.
    expect(drawnRows(rows, [], period('2026-06-01'))).toEqual([]);
    const all = drawnRows(rows, rows, period('2026-04-01'));
    expect(all).toHaveLength(MOST_COHORTS);
    expect(keys(all)).not.toContain('2026-04-01');
  });

  it('R8 give way to the means of the groups of a split', () => {
    const groups = [
      { ...answer.total, kind: 'value', value: 'web' } as const,
      { ...answer.total, kind: 'other', value: null } as const,
    ];
    const curves = curvesOf('groups', question, { ...answer, groups }, answer.total, [], format);
    expect(curves.map(({ label, cohort, points }) => [label, cohort, points[1]?.k])).toEqual([
      ['web', null, 40],
      ['All others', null, 40],
    ]);
    expect(curvesOf('cohorts', question, answer, answer.total, [], format)).toHaveLength(1);
  });
});
