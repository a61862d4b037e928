import { describe, expect, it } from 'vitest';
import { behaviourOf, headlineColumn, headlineOf } from '../../../../src/features/cohorts/headline.ts';
import { cellsText, curvesText, noteText, pickTitle } from '../../../../src/features/cohorts/words.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import type { RetentionCell, RetentionMean, RetentionRow } from '../../../../src/questions/retention.ts';
import { wilson } from '../../../../src/engine/statistics/wilson.ts';
import { answer, question } from '../../../browser/features/cohorts/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const valued = { ...question, value: 'price' };
const mean = (k: number, n: number, cohorts: number, cumulative: number): RetentionMean => ({
  pooled: wilson(k, n),
  simple: 0.3,
  cohorts,
  thin: n < 150,
  revenue: 2.5,
  cumulative,
});
const cell = (k: number, n: number): RetentionCell => ({
  rate: wilson(k, n),
  complete: true,
  revenue: 50,
  cumulative: 4,
});
const row = (kind: RetentionRow['kind'], cells: RetentionRow['cells']): RetentionRow => ({
  kind,
  key: '',
  size: 100,
  opening: false,
  cells,
});
const rows = [row('period', []), row('period', []), row('period', [])];
const result = {
  rows,
  means: [mean(60, 300, 3, 1), mean(90, 300, 3, 3.5), mean(40, 200, 2, 6), mean(10, 100, 1, 9)],
  entries: 300,
  people: 300,
  activeBefore: 0,
  overlap: false,
};

const of = (asked: typeof question) => headlineOf(asked, answer, result, 'EUR', format);

describe('the headline of cohorts', () => {
  it('R4 is the return of period 1, by the mean that is shown', () => {
    expect(of(question)).toMatchObject({ label: 'Returned in month 1, pooled', value: '30.0%' });
    expect(of({ ...question, mean: 'simple' })).toEqual({
      label: 'Returned in month 1, mean of cohorts',
      value: '30.0%',
      detail: ['of 3 complete cohorts, each with the same weight'],
    });
  });

  it('X1 does not conclude from few people, in whatever figure', () => {
    const small = { ...result, means: [mean(9, 29, 1, 1), mean(29, 29, 1, 3)] };
    const detail = (asked: Partial<typeof question>, shown = small) =>
      headlineOf({ ...valued, ...asked }, answer, shown, 'EUR', format)?.detail.at(-1);
    const few = 'fewer than 30: too few to conclude';
    expect(detail({})).toBe(few);
    expect(detail({ mean: 'simple' })).toBe(few);
    expect([detail({ cells: 'count' }), detail({ cells: 'revenue' })]).toEqual([few, few]);
    expect(detail({}, { ...small, means: [mean(9, 30, 1, 1), mean(30, 30, 1, 3)] })).toBe(
      '95% interval, n 30',
    );
    // Nobody at all is said in other words.
    expect(detail({}, { ...small, means: [mean(9, 29, 1, 1), mean(0, 0, 0, NaN)] })).toBe(
      'no cohort has completed it',
    );
  });

  it('R9 is of numbers and values where the cells are', () => {
    expect(of({ ...question, cells: 'count' })).toMatchObject({ label: 'Came back in month 1', value: '90' });
    expect(of({ ...valued, cells: 'revenue' })).toMatchObject({
      label: 'price in month 1, per person',
      value: '€2.50',
    });
    // Month 2 is the last that two of the three cohorts have lived through.
    expect(of({ ...valued, cells: 'cumulative' })).toMatchObject({
      label: 'price per person to the end of month 2',
      value: '€6',
      detail: ['all in complete cohorts, n 200'],
    });
    expect(headlineColumn({ cells: 'cumulative' }, { ...result, means: [] })).toBe(-1);
  });

  it('R7 sets those who did beside those who did not, judged by the interval of the difference', () => {
    const cohorts = {
      by: 'behaviour',
      match: question.start,
      days: 7,
      times: 1,
    } as const;
    const two = (did: number, not: number) => ({
      ...result,
      rows: [
        row('did', [null, cell(100, 100), cell(did, 100)]),
        row('did-not', [null, cell(0, 100), cell(not, 100)]),
      ],
    });
    const asked = { ...question, cohorts };
    expect(behaviourOf(asked, answer, two(50, 20), null, format)).toMatchObject({
      // A start on the last of January and 7 days reach into February: month 1 may hold what made them a cohort.
      label: 'Did, and did not, in month 2',
      detail: [
        '+30.0 points, more than chance',
        expect.stringMatching(/^did .*n 100; did not .*n 100$/),
        'the first that begins after everyone’s first 7 days',
      ],
    });
    expect(behaviourOf(asked, answer, two(22, 20), null, format)?.detail[0]).toBe(
      '+2.0 points, may be chance',
    );
    const few = {
      ...result,
      rows: [row('did', [null, null, cell(12, 12)]), row('did-not', [null, null, cell(1, 90)])],
    };
    expect(behaviourOf(asked, answer, few, null, format)?.detail[0]).toBe(
      '+98.9 points, of fewer than 30: too few to conclude',
    );
    expect(behaviourOf(question, answer, two(50, 20), null, format)).toBeNull();
    const long = { ...asked, cohorts: { ...cohorts, days: 90 } };
    expect(behaviourOf(long, answer, two(50, 20), null, format)).toBeNull();
    // 50 in all of 100 people: 0.50 each.
    expect(
      behaviourOf({ ...asked, value: 'price', cells: 'revenue' }, answer, two(50, 20), 'EUR', format),
    ).toMatchObject({
      value: '€0.50 and €0.50',
      detail: ['per person, n 100 and 100', expect.any(String)],
    });
  });

  it('speaks of what is gone on to where coming back is another event', () => {
    const on = { ...question, return: { ...question.return, events: ['Won'] } };
    expect(of(on)?.label).toBe('Did Won in month 1, pooled');
    expect(cellsText(on)).toBe('Share that did Won');
    expect(curvesText(on)).toBe('Won over time');
    const pick = { row: null, cell: { column: 1, returned: false }, group: null };
    expect(pickTitle(pick, 2, on, answer, format)).toBe(
      '2 people of all complete cohorts did not do Won in month 1',
    );
    expect(pickTitle(pick, 2, question, answer, format)).toBe(
      '2 people of all complete cohorts did not return in month 1',
    );
  });

  it('R9 names the curves after what they follow', () => {
    expect(curvesText(question)).toBe('Return over time');
    expect(curvesText({ ...valued, cells: 'count' })).toBe('Return over time');
    expect(curvesText({ ...valued, cells: 'cumulative' })).toBe('Sum of price so far, per person');
  });
});

it('says how many periods are left out, and what to do', () => {
  expect(noteText({ code: 'periods-cut', details: { count: 86_157, kept: 500 } })).toBe(
    'Only the last 500 periods are shown; 86,157 earlier ones are left out. Choose longer periods to see them.',
  );
});
