import { describe, expect, it } from 'vitest';
import { cohortCurve, meanCurve } from '../../../../src/charts/retention/curves.ts';
import type { Cell } from '../../../../src/features/analysis/output.ts';
import { countOf, pickOf, resultOf } from '../../../../src/features/cohorts/picks.ts';
import { cohortTable, curvesTable, figuresTable } from '../../../../src/features/cohorts/tables.ts';
import { whyRows } from '../../../../src/features/cohorts/why.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import { answer, dossier, question } from '../../../browser/features/cohorts/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const january = { kind: 'period', key: '2026-01-01' } as const;

describe('marks of cohorts', () => {
  it('open those who returned, or everybody in the row', () => {
    expect(pickOf({ row: january, column: 1 }, null).cell).toEqual({ column: 1, returned: true });
    expect(pickOf({ row: january, column: null }, null).cell).toBeNull();
  });

  it('count 10 of 40 returned, 30 that did not, and 40 in all', () => {
    const pick = (cell: { column: number; returned: boolean } | null) => ({
      row: january,
      cell,
      group: null,
    });
    expect(countOf(answer, pick({ column: 1, returned: true }))).toBe(10);
    expect(countOf(answer, pick({ column: 1, returned: false }))).toBe(30);
    expect(countOf(answer, pick(null))).toBe(40);
    expect(countOf(answer, { ...pick(null), row: { kind: 'period', key: '1999-01-01' } })).toBe(0);
  });

  it('R4 count those of a mean over the complete cohorts', () => {
    const mean = answer.total.means[1]!;
    const pick = (returned: boolean) => ({ row: null, cell: { column: 1, returned }, group: null });
    expect(countOf(answer, pick(true))).toBe(mean.pooled.k);
    expect(countOf(answer, pick(false))).toBe(mean.pooled.n - mean.pooled.k);
    expect(countOf(answer, { row: null, cell: null, group: null })).toBe(answer.total.entries);
    const group = { kind: 'value', value: 'web' } as const;
    expect(pickOf({ row: null, column: 1, group }, null)).toEqual({
      row: null,
      cell: { column: 1, returned: true },
      group,
    });
  });

  it('fall back to all where a group is gone, in which nobody counts', () => {
    const group = { ...answer.total, kind: 'value', value: 'web' } as const;
    expect(resultOf({ ...answer, groups: [group] }, { kind: 'value', value: 'web' })).toBe(group);
    expect(resultOf(answer, { kind: 'value', value: 'web' })).toBe(answer.total);
    expect(countOf(answer, { row: null, cell: null, group: { kind: 'value', value: 'web' } })).toBe(0);
  });
});

describe('tables of cohorts', () => {
  it('hold what is on screen, a row a cohort', () => {
    const rows = cohortTable(question, answer, answer.total, format);
    expect(rows[0]).toEqual(['cohort', 'people', '0', '1', '2']);
    expect(rows[1]).toEqual(['2026-01-01', 40, 0.1, 0.25, 0.15]);
  });

  it('hold every figure, a row a cell, with whether it is complete', () => {
    const rows = figuresTable(question, answer, format);
    expect(rows).toHaveLength(1 + 6);
    expect(rows.at(-1)?.slice(1, 7)).toEqual(['2026-02-01', 60, '2', 9, 60, 0.15]);
    expect(rows.at(-1)?.[9]).toBe(0);
  });
});

describe('keys of cohorts in files', () => {
  it('are the beginnings of hours, and the names of what is no period', () => {
    const hourly = { ...question, period: { unit: 'hour', n: 6 } } as const;
    const [january, february] = answer.total.rows;
    const rows = [
      { ...january!, key: '2026-02-26T05' },
      { ...february!, kind: 'did-not' as const, key: '' },
    ];
    const total = { ...answer.total, rows };
    const keys = (table: Cell[][], at: number) => [...new Set(table.slice(1).map((row) => row[at]))];
    const expected = ['2026-02-26T05', 'Did not'];
    expect(keys(figuresTable(hourly, { ...answer, total }, format), 1)).toEqual(expected);
    expect(keys(cohortTable(hourly, answer, total, format), 0)).toEqual(expected);
    const curves = [meanCurve(total, 'pooled', 'Pooled'), ...rows.map((row) => cohortCurve(row, 'Did not'))];
    expect(keys(curvesTable('cohorts', curves, answer), 0)).toEqual(['Pooled', ...expected]);
  });
});

describe('whyRows', () => {
  it('says each column with returns, and gathers neighbours without', () => {
    const [proof] = dossier.proofs;
    const empty = proof!.columns[0]!;
    expect(whyRows(proof!).map(({ from, to, counted }) => [from, to, counted])).toEqual([
      [0, 0, false],
      [1, 1, true],
      [2, 2, false],
    ]);
    const columns = [empty, empty, { ...empty, over: false }, { ...empty, reached: false }];
    expect(whyRows({ columns }).map(({ from, to, over }) => [from, to, over])).toEqual([
      [0, 1, true],
      [2, 2, false],
    ]);
  });
});
