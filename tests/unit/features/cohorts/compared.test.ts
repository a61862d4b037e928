import { describe, expect, it } from 'vitest';
import { comparedRows, followedAlike } from '../../../../src/features/cohorts/compared.ts';
import type { ComparedRow } from '../../../../src/features/analysis/compared.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import type { RetentionMean, RetentionQuestion } from '../../../../src/questions/retention.ts';
import { answer, question } from '../../../browser/features/cohorts/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

const range = { from: '2026-02-01', to: '2026-02-28', by: 'entry' } as const;
const before = { from: '2026-01-01', to: '2026-01-31', by: 'entry' } as const;

/** The fake answer, whose month 1 has 40 of 100 and a simple mean of 37.5 %, beside one of `others` in which half as many returned and were worth 2 less. */
function comparedRow(
  asked: Partial<RetentionQuestion>,
  column = 1,
  others: RetentionQuestion['range'] = before,
): ComparedRow {
  const value = (mean: RetentionMean, worth: number): RetentionMean => ({
    ...mean,
    revenue: worth,
    cumulative: 3 * worth,
  });
  const { total } = answer;
  const own = { ...total, means: total.means.map((mean) => value(mean, 5)) };
  const other = {
    ...total,
    people: 90,
    means: own.means.map((mean) => ({
      ...value(mean, 3),
      simple: mean.simple / 2,
      pooled: { ...mean.pooled, k: mean.pooled.k / 2, rate: mean.pooled.rate / 2 },
    })),
  };
  const rows = comparedRows(
    { ...question, range, ...asked },
    { ...answer, total: own },
    { question: { range: others }, answer: { total: other } },
    'EUR',
    format,
  );
  return rows[1 + column]!;
}

function rowOf(asked: Partial<RetentionQuestion>, column = 1): readonly string[] {
  const row = comparedRow(asked, column);
  return [row.name, row.own.text, row.other.text, row.difference];
}

describe('a comparison of cohorts', () => {
  it('R4 is of the mean and the figure that the cells show', () => {
    expect(rowOf({})).toEqual(['month 1', '40.0%', '20.0%', '+20.0 points']);
    expect(rowOf({ mean: 'simple' })).toEqual(['month 1', '37.5%', '18.8%', '+18.8 points']);
    expect(rowOf({ cells: 'count' })).toEqual(['month 1', '40', '20', '+20']);
    expect(rowOf({ cells: 'count', mean: 'simple' })).toEqual(['month 1', '20.0', '10.0', '+10.0']);
    expect(rowOf({ cells: 'revenue' })).toEqual(['month 1', '€5', '€3', '+€2']);
    expect(rowOf({ cells: 'cumulative' })).toEqual(['month 1', '€15', '€9', '+€6']);
  });

  it('R2 is not judged by “in it or later” where one side had longer to return', () => {
    expect(comparedRow({}).verdict).not.toBeNull();
    expect(comparedRow({ rule: 'on-or-after' }).verdict).toBeNull();
    expect(comparedRow({ rule: 'on-or-after' }, 1, range).verdict).not.toBeNull();
    expect(followedAlike({ rule: 'on-or-before', range }, { range: before })).toBe(true);
    expect(followedAlike({ rule: 'on-or-after', range }, { range: before })).toBe(false);
  });

  it('R4 marks a mean of less than half the people', () => {
    expect(rowOf({}, 2)[0]).toBe('month 2 (of less than half the people)');
  });
});
