import { describe, expect, it } from 'vitest';
import {
  curveOf,
  groupOf,
  meanInterval,
  survivalSeries,
  verdictOf,
} from '../../../src/features/analysis/survival.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import type { SurvivalCurves, SurvivalGroup } from '../../../src/questions/survival.ts';
import { answer } from '../../browser/features/stages/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const curves = answer.conversion;
const group = (n: number, events: number, value: string | null = 'ads'): SurvivalGroup => ({
  ...curves.total,
  n,
  events,
  kind: value === null ? 'other' : 'value',
  value,
  size: 1,
});

describe('curves on screen', () => {
  it('are the groups’ with everyone’s quiet behind them, or everyone’s alone', () => {
    const drawn = (of: SurvivalCurves) =>
      survivalSeries(of, 'All').map(({ label, quiet }) => [label, quiet ?? false]);
    expect(drawn(curves)).toEqual([['All', false]]);
    const split = { ...curves, groups: [group(20, 5), group(9, 2, null)] };
    expect(drawn(split)).toEqual([
      ['ads', false],
      ['All others', false],
      ['All', true],
    ]);
    const ids = survivalSeries(split, 'All').map(({ id }) => id);
    expect(ids.map((id) => groupOf(split, id))).toEqual([
      { kind: 'value', value: 'ads' },
      { kind: 'other', value: null },
      null,
    ]);
    for (const id of ids) expect(curveOf(groupOf(split, id))).toBe(id);
  });
});

describe('what the log-rank test says', () => {
  const test = (p: number) => ({ statistic: 5.23, df: 1, p });
  const verdict = (groups: readonly SurvivalGroup[], p: number) =>
    verdictOf({ groups, test: test(p) }, ({ n, k }) => `two of ${n}, ${k} in all`, format);

  it('X1 declines with small groups or few ends', () => {
    const few = { kind: 'few', text: 'two of 30, 10 in all', figures: '' };
    expect(verdict([group(500, 100), group(29, 5)], 0.01)).toEqual(few);
    expect(verdict([group(500, 5), group(500, 4)], 0.01)).toEqual(few);
    expect(verdictOf({ groups: [], test: null }, () => '', format)).toBeNull();
  });

  it('S4 says whether groups differ by more than chance', () => {
    const groups = [group(500, 100), group(300, 20)];
    expect(verdict(groups, 0.0004)).toMatchObject({
      kind: 'differ',
      figures: 'Log-rank χ² 5.2, 1 df, p\u00A0<\u00A00.001',
    });
    expect(verdict(groups, 0.34)).toMatchObject({
      kind: 'same',
      figures: 'Log-rank χ² 5.2, 1 df, p\u00A0=\u00A00.34',
    });
  });
});

describe('the interval of a restricted mean', () => {
  it('S4 stays within what can be', () => {
    // 1.96 standard errors either way.
    const { low, high } = meanInterval({ mean: 50, se: 10, until: 60 });
    expect(low).toBeCloseTo(30.4, 1);
    expect(high).toBe(60);
  });
});
