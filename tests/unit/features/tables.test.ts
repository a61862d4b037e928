import { describe, expect, it } from 'vitest';
import { fileName, tableCsv } from '../../../src/features/analysis/output.ts';
import { groupTable, stepTable } from '../../../src/features/funnel/tables.ts';
import type { GroupResult, StepResult } from '../../../src/questions/funnel.ts';

const step = (label: string, entered: number, last = false): StepResult => ({
  label,
  optional: false,
  entered,
  wentOn: last ? 0 : 4,
  open: 1,
  dropped: 2,
  excluded: 3,
  ofEntrants: { k: entered, n: 10, rate: entered / 10, low: 0.1, high: 0.9 },
  onward: last ? null : { k: 4, n: 8, rate: 0.5, low: 0.2, high: 0.8 },
  toNext: last ? null : { n: 4, min: 0, p10: 0, p25: 0, median: 90_000, p75: 0, p90: 0, max: 0, mean: 0 },
});

describe('tableCsv', () => {
  it('leaves missing numbers empty and writes the others in full', () => {
    expect(tableCsv([['a', Number.NaN, null, 1 / 3]])).toBe('"a","","","0.3333333333333333"');
  });

  it('P2 makes formulas harmless and never touches numbers', () => {
    expect(tableCsv([['=1+1', -5]])).toBe('"\'=1+1","-5"');
  });
});

describe('fileName', () => {
  it('keeps letters and numbers of any script, and is never empty', () => {
    expect(fileName('Churn by month: 5/6 · €')).toBe('churn-by-month-5-6');
    expect(fileName('Näin kauan, 顧客')).toBe('näin-kauan-顧客');
    expect(fileName(' / ')).toBe('chart');
  });
});

describe('the tables of a funnel', () => {
  it('have a row a step, with times in seconds', () => {
    const [head, first, last] = stepTable({ steps: [step('Visit', 10), step('Buy', 4, true)] });
    expect(first).toEqual(['Visit', 10, 4, 1, 2, 3, 1, 0.1, 0.9, 0.5, 0.2, 0.8, 8, 90]);
    expect(last).toHaveLength(head!.length);
    expect(new Set(head).size).toBe(head!.length);
    expect(last!.at(-1)).toBeNull();
  });

  it('have a row a group, named where it has no value of its own', () => {
    const group = (kind: GroupResult['kind'], values: (string | null)[]): GroupResult =>
      ({
        kind,
        values,
        steps: [step('Visit', 10)],
        rate: { rate: 0.5, low: 0.2, high: 0.8, n: 8, k: 4 },
        open: 1,
        lost: -2.5,
      }) as unknown as GroupResult;
    const [head, value, other] = groupTable(
      ['device', 'channel'],
      [group('value', ['mobile', null]), group('other', [])],
      () => 'the rest',
    );
    expect(head!.slice(0, 3)).toEqual(['device', 'channel', 'Visit']);
    expect(value).toEqual(['mobile', null, 10, 0.5, 0.2, 0.8, 8, 1, -2.5]);
    expect(other!.slice(0, 2)).toEqual(['the rest', null]);
  });
});
