import { describe, expect, it } from 'vitest';
import {
  digitsOf,
  heatBreaks,
  heatStep,
  stepsOf,
  inView,
  layoutHeat,
  stepOf,
  type HeatLayout,
} from '../../../src/charts/heatmap/layout.ts';
import { heatSizes } from '../../../src/charts/heatmap/sizes.ts';
import { footnotes, scaleText } from '../../../src/charts/heatmap/words.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import { columnsOf, mockRows, resultOf } from './cohort-sample.ts';

const mock = resultOf(mockRows);
const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

describe('steps of colour', () => {
  it('are seven round ones around all but the outer twentieths', () => {
    // 5th to 95th percentile: 5 to 95. Six steps of 15 from 0 end at 90, so the next round one is taken.
    const values = Array.from({ length: 101 }, (_, index) => index);
    expect(heatBreaks(values, 1)).toEqual([20, 40, 60, 80, 100, 120]);
    expect(heatBreaks([0.09, 0.1, 0.2, 0.26], 0.01)).toEqual([0.12, 0.15, 0.18, 0.21, 0.24, 0.27]);
  });

  it('give every value one, and the ends take what lies beyond', () => {
    const breaks = [0.1, 0.13, 0.16, 0.19, 0.22, 0.25];
    expect([0, 0.0999, 0.1, 0.1 + 0.03, 0.25, 0.9].map((value) => stepOf(value, breaks))).toEqual([
      1, 1, 2, 3, 7, 7,
    ]);
  });

  it('stay whole for counts and finite for one value, none and zeros', () => {
    expect(heatBreaks([3, 4, 5], 1)).toEqual([4, 5, 6, 7, 8, 9]);
    expect(heatBreaks([0.24], 0.01)).toEqual([0.25, 0.26, 0.27, 0.28, 0.29, 0.3]);
    expect(heatBreaks([0, 0], 1)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(heatBreaks([], 1)).toEqual([]);
  });

  it('never begin a step at or beyond the largest share there is', () => {
    expect(heatBreaks([0, 0.1, 0.5, 1], 0.01, 1)).toEqual([0.15, 0.3, 0.45, 0.6, 0.75, 0.9]);
    expect(heatBreaks([0.5, 1], 0.01, 1)).toEqual([0.56, 0.64, 0.72, 0.8, 0.88, 0.96]);
    expect(heatBreaks([1, 1], 0.01, 1)).toEqual([0.94, 0.95, 0.96, 0.97, 0.98, 0.99]);
  });

  it('are not spoilt by one huge value', () => {
    const values = [...Array.from({ length: 99 }, (_, index) => 10 + (index % 20)), 1e6];
    expect(heatBreaks(values, 1).at(-1)).toBeLessThan(60);
  });

  it('leave period 0 out, since it may be everybody', () => {
    const result = resultOf([
      ['2026-01-01', 100, [100, 12, 9, 8]],
      ['2026-02-01', 100, [100, 14, 11]],
    ]);
    const layout = layoutHeat(result, 'rate', 'pooled');
    expect(layout.breaks.at(-1)).toBeLessThan(0.2);
    // Beyond every later figure it stands on its own ground.
    expect([layout.apart, layout.rows[0]?.cells[0]?.step]).toEqual([true, 0]);
    expect(layoutHeat(mock, 'rate', 'pooled').apart).toBe(false);
  });

  it('are named as far as they occur', () => {
    // Breaks are 4, 5 … 9: 4 is of step 2 and 5, the largest, of step 3, so that nothing is “9 and more”.
    const layout = layoutHeat(
      resultOf([
        ['2026-01-01', 10, [0, 3, 5, 0]],
        ['2026-02-01', 10, [0, 4, 0]],
      ]),
      'count',
      'pooled',
    );
    expect(layout.breaks).toEqual([4, 5, 6, 7, 8, 9]);
    expect(layout.scale).toEqual({ from: 1, to: 3 });
    const words = {
      format,
      figure: 'count',
      mean: 'pooled',
      columns: columnsOf(4),
      period: { unit: 'month', n: 1 },
      currency: null,
    } as const;
    expect(scaleText(layout, words)).toEqual({ steps: [1, 2, 3], low: '4', high: '5' });
    expect(scaleText({ ...layout, scale: null }, words)).toBeNull();
  });
});

describe('heatmap', () => {
  it('R5 gives a cell that is not over no colour and no place in the means', () => {
    const layout = layoutHeat(mock, 'rate', 'pooled');
    expect(layout.rows[0]?.cells[11]).toMatchObject({ step: 0, cell: { complete: false } });
    expect(layout.rows[1]?.cells[11]).toBeNull();
    expect(layout.means[11]).toMatchObject({ value: Number.NaN, cohorts: 0 });
    expect(layout.unripe).toBe(true);
  });

  it('R4 shows the pooled and the simple mean of the complete cohorts', () => {
    // Column 10 of the mock: 20 of 214, one complete cohort.
    expect(layoutHeat(mock, 'rate', 'pooled').means[10]).toMatchObject({ value: 20 / 214, cohorts: 1 });
    // Column 9: (21 + 26) of (214 + 198), and the mean of both shares.
    expect(layoutHeat(mock, 'rate', 'pooled').means[9]?.value).toBeCloseTo(47 / 412, 12);
    expect(layoutHeat(mock, 'rate', 'simple').means[9]?.value).toBeCloseTo((21 / 214 + 26 / 198) / 2, 12);
  });

  it('shows counts, revenue and revenue per person', () => {
    const paid = resultOf(mockRows, 10);
    expect(layoutHeat(paid, 'count', 'pooled').rows[0]?.cells[1]?.value).toBe(45);
    expect(layoutHeat(paid, 'count', 'simple').means[9]?.value).toBe(47 / 2);
    expect(layoutHeat(paid, 'revenue', 'pooled').rows[0]?.cells[1]?.value).toBe(450);
    expect(layoutHeat(paid, 'cumulative', 'pooled').rows[0]?.cells[1]?.value).toBeCloseTo(450 / 214, 12);
  });

  it('prints equal decimals in every cell, and more of them for small figures', () => {
    expect(digitsOf(0.3, 'rate')).toBe(0);
    expect(digitsOf(0.06, 'rate')).toBe(1);
    expect(digitsOf(5000, 'count')).toBe(0);
    expect(digitsOf(99, 'cumulative')).toBe(2);
    expect(digitsOf(5000, 'revenue')).toBe(0);
  });

  it('leaves out the periods before the first and after the last cohort, and says which', () => {
    const empty = (key: string) => [key, 0, []] as const;
    const layout = layoutHeat(
      resultOf([
        empty('2026-01-01'),
        ['2026-02-01', 10, [4, 3, 2, 1]],
        empty('2026-03-01'),
        ['2026-04-01', 10, [4, 3]],
        empty('2026-05-01'),
        empty('2026-06-01'),
      ]),
      'rate',
      'pooled',
    );
    // The one between stays: that nobody started in it is to be seen.
    expect(layout.rows.map(({ cohort }) => cohort.key)).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
    expect(layout.idle.map(({ from, to, count }) => [from.key, to.key, count])).toEqual([
      ['2026-01-01', '2026-01-01', 1],
      ['2026-05-01', '2026-06-01', 2],
    ]);
    const words = {
      format,
      figure: 'rate',
      mean: 'pooled',
      columns: columnsOf(4),
      period: { unit: 'month', n: 1 },
      currency: null,
    } as const;
    const notesOf = (of: HeatLayout) => footnotes(of, words).map(({ text }) => text);
    const notes = notesOf(layout);
    expect(notes).toContain('Nobody started in Jan 2026, which has no row.');
    expect(notes).toContain('2 periods, from May 2026 to Jun 2026, have no row: nobody started in them.');
    expect(notes).toContain('1 of the 3 rows is empty: nobody started in that period.');
    expect(notesOf(layoutHeat(mock, 'rate', 'pooled')).join(' ')).not.toContain('empty');
  });

  it('stays whole without rows', () => {
    const none = layoutHeat(resultOf([]), 'rate', 'pooled');
    expect([none.rows, none.breaks, none.unripe]).toEqual([[], [], false]);
  });
});

describe('keys', () => {
  const rows = stepsOf(layoutHeat(mock, 'rate', 'pooled'));
  const from = (row: number, column: number, key: string, ctrl = false) =>
    heatStep({ row, column }, key, ctrl, rows);

  it('walk the triangle: down stays inside the shorter row', () => {
    expect(from(0, 0, 'ArrowRight')).toEqual({ row: 0, column: 1 });
    expect(from(0, 0, 'ArrowLeft')).toEqual({ row: 0, column: -1 });
    expect(from(0, 11, 'ArrowDown')).toEqual({ row: 1, column: 10 });
    expect(from(0, 5, 'PageDown')).toEqual({ row: 10, column: 1 });
    expect(from(3, 0, 'End')).toEqual({ row: 3, column: 8 });
    expect(from(3, 4, 'Home')).toEqual({ row: 3, column: -1 });
    expect(from(3, 4, 'End', true)).toEqual({ row: 12, column: 10 });
    expect(from(11, 0, 'ArrowDown')).toEqual({ row: 12, column: 0 });
  });

  it('end where the table does', () => {
    expect(from(0, 3, 'ArrowUp')).toBeNull();
    expect(from(12, 0, 'ArrowDown')).toBeNull();
    expect(from(1, 10, 'ArrowRight')).toBeNull();
    expect(from(0, -1, 'ArrowLeft')).toBeNull();
    expect(heatStep({ row: 0, column: 0 }, 'ArrowDown', false, [])).toBeNull();
  });
});

describe('sizes', () => {
  const measure = (text: string): number => text.length * 7;
  const texts = { names: ['Jul 2025'], sizes: ['2,768'], cells: ['100'] };

  it('share the room between the columns, within what reads well', () => {
    const wide = heatSizes(1200, 16, 12, texts, measure);
    expect(wide.width).toBeLessThanOrEqual(1200);
    expect(wide.width).toBeGreaterThan(1180);
    expect(heatSizes(1200, 16, 2, texts, measure).cell).toBe(104);
    const tight = heatSizes(390, 16, 12, texts, measure);
    expect(tight.width).toBeGreaterThan(390);
    expect(tight.pinned).toBe(tight.name + 2);
  });

  it('draw what is in view and a little more', () => {
    expect(inView(0, 230, 23, 400)).toEqual({ from: 0, to: 14 });
    expect(inView(2300, 230, 23, 400)).toEqual({ from: 96, to: 114 });
    expect(inView(9200, 230, 23, 400)).toEqual({ from: 396, to: 400 });
    expect(inView(0, 0, 23, 3)).toEqual({ from: 0, to: 3 });
  });
});
