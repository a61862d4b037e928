import { describe, expect, it } from 'vitest';
import { beforeOf, countOf, netOf, sumsOf } from '../../../../src/features/lifecycle/figures.ts';
import { figuresTable, periodsTable } from '../../../../src/features/lifecycle/tables.ts';
import { beyondText } from '../../../../src/features/lifecycle/words.ts';
import { pathOf } from '../../../../src/features/lifecycle/why.ts';
import { periodsOf } from '../../../../src/features/analysis/groups.ts';
import { headlineOf, periodCell, periodName, periodWhen } from '../../../../src/features/question/periods.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import type { PeriodSpec } from '../../../../src/questions/activity.ts';
import { answer, dossier, split } from '../../../browser/features/lifecycle/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

describe('figures of a life cycle', () => {
  it('L1 active before is returning and dormant, and the net change leads from it to the active', () => {
    answer.periods.forEach((period, index) => {
      const before = answer.periods[index - 1];
      expect(beforeOf(period)).toBe(before?.active ?? 0);
      expect(beforeOf(period) + netOf(period)).toBe(period.active);
    });
  });

  it('L2 the headline is the last complete period, the last one where none is', () => {
    expect(headlineOf(answer.periods)?.period).toBe('2026-03-01');
    expect(headlineOf(answer.periods.slice(3))?.period).toBe('2026-04-01');
    expect(headlineOf(answer.periods.slice(4))).toBeUndefined();
  });

  it('L2 periods that reach beyond the dates asked for say so, with their true dates', () => {
    const month = { unit: 'month', n: 1 } as const;
    const text = (from: string | null, to: string | null, spec: PeriodSpec = month) =>
      beyondText({ from, to }, spec, answer.periods, format);
    const whole = `Periods are counted whole, beyond the dates asked for: ${format.calendarRange('2026-01-01', '2026-04-30')}.`;
    expect(text('2026-01-01', '2026-04-05')).toBe(whole);
    expect(text('2026-01-05', null)).toBe(whole);
    expect(text('2026-01-01', '2026-04-30')).toBeNull();
    expect(text(null, null)).toBeNull();
    // The data end before the dates do.
    expect(text('2025-01-01', '2026-06-05')).toBeNull();
    // Two months from April on.
    expect(text(null, '2026-04-30', { unit: 'month', n: 2 })).toContain('May 2026');
    expect(beyondText({ from: null, to: null }, month, [], format)).toBeNull();
  });

  it('L2 sums leave out what is not complete: 30 and 40 dormant, 180 new or resurrected', () => {
    expect(sumsOf(answer.periods)).toEqual({
      periods: 3,
      active: 330,
      new: 170,
      returning: 150,
      resurrected: 10,
      dormant: 70,
      mean: 110,
      quickRatio: 180 / 70,
    });
    expect(sumsOf([]).mean).toBeNaN();
  });

  it('count the people of a mark, of everyone or of a group', () => {
    const pick = { period: '2026-03-01', state: 'dormant', group: null } as const;
    expect(countOf(split, pick)).toBe(40);
    expect(countOf(split, { ...pick, group: { kind: 'other', value: null } })).toBe(16);
    expect(countOf(split, { ...pick, period: '1999-01-01' })).toBe(0);
    expect(periodsOf(split, { kind: 'value', value: 'gone' })).toEqual([]);
    expect(countOf(split, { ...pick, group: { kind: 'value', value: 'gone' } })).toBe(0);
  });
});

describe('tables of a life cycle', () => {
  it('hold a row a period, with whether it is complete and whether the data begin in it', () => {
    const [, ...rows] = periodsTable(answer.periods);
    expect(rows[0]).toEqual(['2026-01-01', 0, 100, 0, 0, 100, 0, 100, NaN, 1, 1]);
    expect(rows[2]).toEqual(['2026-03-01', 120, 20, 10, 40, 110, 80, -10, 0.75, 1, 0]);
    expect(rows[3]?.at(-2)).toBe(0);
  });

  it('L3 hold every group after everyone', () => {
    const rows = figuresTable(split);
    expect(rows).toHaveLength(1 + 3 * 4);
    expect(rows[5]?.slice(0, 2)).toEqual(['laptop', '2026-01-01']);
    expect(rows[9]?.[0]).toBe('All others');
  });
});

describe('the path of a person', () => {
  it('has a line a state, and gathers returns that follow one another', () => {
    const at = (period: string, state: 'new' | 'returning') => ({
      period,
      state,
      events: [{ event: 0, own: 0, time: 0, dayOnly: false }],
      before: null,
    });
    const path = [at('1', 'new'), at('2', 'returning'), at('3', 'returning'), at('4', 'returning')];
    expect(pathOf(path, '1').map(({ from, to, events }) => [from, to, events])).toEqual([
      ['1', '1', 1],
      ['2', '4', 3],
    ]);
    expect(pathOf(path, '3').map(({ from, to }) => [from, to])).toEqual([
      ['1', '1'],
      ['2', '2'],
      ['3', '3'],
      ['4', '4'],
    ]);
    expect(pathOf(dossier.proofs[0]!.periods, '2026-03-01').map(({ state }) => state)).toEqual([
      'new',
      'dormant',
      'resurrected',
    ]);
  });
});

describe('names of periods', () => {
  it.each([
    [{ unit: 'month', n: 1 }, '2026-03-01', 'Mar 2026', 'Mar 2026', 'in Mar 2026'],
    [
      { unit: 'week', n: 1 },
      '2026-03-02',
      'the week of 2 Mar 2026',
      '2 Mar 2026',
      'in the week of 2 Mar 2026',
    ],
    [{ unit: 'day', n: 1 }, '2026-03-02', '2 Mar 2026', '2 Mar 2026', 'on 2 Mar 2026'],
    [
      { unit: 'week', n: 2 },
      '2026-03-02',
      '2 weeks from 2 Mar 2026',
      '2 Mar 2026',
      'in 2 weeks from 2 Mar 2026',
    ],
    [
      { unit: 'hour', n: 6 },
      '2026-03-02T06',
      '6 hours from 2 Mar 2026, 06:00',
      '2 Mar 2026, 06:00',
      'in 6 hours from 2 Mar 2026, 06:00',
    ],
  ] as const)('%j are written in sentences and in tables', (spec, label, name, cell, when) => {
    expect(periodName(label, spec, format)).toBe(name);
    expect(periodCell(label, spec, format)).toBe(cell);
    expect(periodWhen(label, spec, format)).toBe(when);
  });
});
