import { describe, expect, it } from 'vitest';
import { countOf, headlinePeriod, ratioOf } from '../../../../src/features/stickiness/figures.ts';
import { partsTable, periodsTable } from '../../../../src/features/stickiness/tables.ts';
import {
  activeNote,
  eachText,
  periodOption,
  periodSpec,
  periodText,
  pickTitle,
  ratioNote,
  ratioText,
  timesText,
} from '../../../../src/features/stickiness/words.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import { answer, question, split } from '../../../browser/features/stickiness/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const [first, whole, last] = answer.periods;

describe('figures of stickiness', () => {
  it('R1 the headline is the last week that the data cover whole', () => {
    expect(headlinePeriod(answer.periods)).toBe(whole);
    expect(headlinePeriod([first!, last!])).toBe(first);
    expect(headlinePeriod([last!])).toBe(last);
    expect(headlinePeriod([])).toBeUndefined();
  });

  it('K1 the mean over the days is DAU ÷ WAU', () => {
    // On the 7 days 230 people are active in all, 230 ÷ 7 on a day, of 100 in the week.
    expect(ratioOf(whole!)).toBeCloseTo(230 / 7 / 100, 12);
    expect(ratioOf({ mean: NaN, parts: 7 })).toBeNaN();
  });

  it('K1 without a period is as long as its stretches together', () => {
    const each = { unit: 'week', n: 2 } as const;
    expect(periodSpec({ ...question, each, within: null }, { parts: 3 })).toEqual({ unit: 'week', n: 6 });
    expect(periodSpec(question, { parts: 7 })).toEqual({ unit: 'week', n: 1 });
  });

  it('count exactly and at least so many, of everyone or of a group', () => {
    const pick = { period: '2026-01-12', parts: 2, rule: 'exactly', group: null } as const;
    expect(countOf(answer, pick)).toBe(30);
    expect(countOf(answer, { ...pick, rule: 'at-least' })).toBe(60);
    expect(countOf(split, { ...pick, rule: 'at-least', group: { kind: 'value', value: null } })).toBe(10);
    expect(countOf(answer, { ...pick, parts: 8 })).toBe(0);
    expect(countOf(split, { ...pick, group: { kind: 'value', value: 'gone' } })).toBe(0);
  });
});

describe('tables of stickiness', () => {
  it('hold a row for every number of days', () => {
    const rows = partsTable(whole!);
    expect(rows).toHaveLength(1 + 7);
    expect(rows[3]?.slice(0, 4)).toEqual([3, 20, 30, 0.3]);
  });

  it('L3 hold every period of everyone and of each group', () => {
    const rows = periodsTable(split);
    expect(rows).toHaveLength(1 + 3 * 3);
    expect(rows[2]?.slice(0, 5)).toEqual(['All together', '2026-01-12', 7, 100, 2.3]);
    expect(rows.at(-1)?.slice(0, 4)).toEqual(['(missing)', '2026-01-19', 7, 20]);
    expect(rows.at(-1)?.slice(-2)).toEqual([0, 0]);
  });
});

describe('words of stickiness', () => {
  it('name what is counted, in what, and how often', () => {
    expect([eachText(question), timesText(question), ratioText(question)]).toEqual([
      'days',
      'at least once',
      'Daily ÷ weekly',
    ]);
    expect(ratioNote(question)).toBe('on an average day, this share of the week’s people is active');
    const whole = { ...question, each: { unit: 'week', n: 2 }, within: null } as const;
    expect(ratioNote(whole)).toMatch(/^the share of them/);
    expect([eachText(whole), ratioText(whole), periodText('2026-01-05', whole, format)]).toEqual([
      'stretches of 2 weeks',
      'Share of all stretches of 2 weeks',
      'the whole time',
    ]);
    expect(timesText({ times: { op: 'at-most', n: 3 } })).toBe('at most 3 times');
  });

  it('K2 say of those active what the question asks of them', () => {
    expect(activeNote(question)).toBe('at least once in the period');
    const twice = { ...question, times: { op: 'at-least', n: 2 } } as const;
    expect(activeNote(twice)).toBe('at least 2 times within 1 day, in the period');
    const long = { each: { unit: 'week', n: 2 }, times: { op: 'exactly', n: 1 } } as const;
    expect(activeNote(long)).toBe('exactly once within 2 weeks, in the period');
  });

  it('say which periods are not whole', () => {
    expect(answer.periods.map((period) => periodOption(period, question, format))).toEqual([
      '5 Jan 2026 (the data begin in it)',
      '12 Jan 2026',
      '19 Jan 2026 (not over yet)',
    ]);
  });

  it('say what a list holds', () => {
    const pick = { period: '2026-01-12', parts: 1, rule: 'exactly', group: null } as const;
    expect(pickTitle(pick, 40, question, format)).toBe(
      '40 people active in exactly 1 day of the week of 12 Jan 2026',
    );
  });
});
