import { describe, expect, it } from 'vitest';
import {
  countOf,
  figuresOf,
  headlinePeriod,
  openingOf,
  periodsIn,
  tablesOf,
  totalsOf,
} from '../../../../src/features/revenue/figures.ts';
import { moneyOf } from '../../../../src/features/revenue/money.ts';
import { revenueTable } from '../../../../src/features/revenue/tables.ts';
import { inPeriod } from '../../../../src/features/revenue/why.ts';
import {
  amountText,
  currencyText,
  noteText,
  peopleText,
  pickTitle,
  untilText,
} from '../../../../src/features/revenue/words.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultRevenue } from '../../../../src/questions/revenue-form.ts';
import type { RevenueAnswer } from '../../../../src/questions/revenue.ts';
import { quarter, revenueOf } from '../../charts/revenue-sample.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/Helsinki', currency: 'EUR' });
const question = defaultRevenue({ events: ['Subscribed', 'Renewed'], where: everything }, 'mrr', {
  events: ['Cancelled'],
  where: everything,
});
const answer: RevenueAnswer = {
  kind: 'revenue',
  currencies: [
    { currency: 'EUR', periods: quarter },
    { currency: null, periods: quarter.slice(0, 1) },
  ],
  groups: [],
  data: { from: 0, to: 1 },
  notes: [],
  compared: null,
};

describe('figures of recurring revenue', () => {
  it('M5 are those of the last period that is over', () => {
    const found = headlinePeriod(quarter)!;
    expect(found.period).toBe('2026-02-01');
    const figures = figuresOf(found);
    // 400 + 100 + 50 − 25 − 50 = 475 of 9 customers; lost 75 and won 50 of those who stayed, of 400.
    expect(figures.mrr).toBe(475);
    expect(figures.net).toBe(75);
    expect(figures.gross).toBeCloseTo(75 / 400, 12);
    expect(figures.nrr).toBeCloseTo(1 - (75 - 50) / 400, 12);
    expect([figures.churn.k, figures.churn.n]).toEqual([1, 8]);
    expect(figures.quick).toBeCloseTo(150 / 75, 12);
    expect(figures.arpa).toBeCloseTo(475 / 9, 12);
    expect(headlinePeriod(quarter.slice(2))?.period).toBe('2026-03-01');
    expect(headlinePeriod([])).toBeNull();
  });

  it('gain without loss is infinite, and neither is not known', () => {
    expect(figuresOf(quarter[0]!).quick).toBe(Infinity);
    expect(figuresOf(quarter[0]!).nrr).toBeNaN();
    const still = revenueOf([{ money: [0, 0, 0, 0, 0], customers: [0, 0, 0, 0, 0] }], 500);
    expect(figuresOf(still[0]!).quick).toBeNaN();
  });

  it('sum up the periods that are over', () => {
    const { money, churn } = totalsOf(quarter);
    expect(money).toEqual({ new: 500, reactivated: 0, expanded: 50, contracted: 25, churned: 50 });
    expect([churn.k, churn.n]).toEqual([1, 8]);
  });

  it('M1 are told by currency', () => {
    expect(periodsIn(answer.currencies, null)).toHaveLength(1);
    expect(periodsIn(answer.currencies, 'USD')).toEqual([]);
    expect(countOf(answer, { currency: 'EUR', period: '2026-02-01', change: 'expanded' })).toBe(1);
    expect(countOf(answer, { currency: 'USD', period: '2026-02-01', change: 'expanded' })).toBe(0);
    const team = { kind: 'value', value: 'Team' } as const;
    const split: RevenueAnswer = {
      ...answer,
      groups: [
        { ...team, size: 3, customers: 3, currencies: [{ currency: 'EUR', periods: quarter.slice(0, 1) }] },
      ],
    };
    const pick = { currency: 'EUR', change: 'new' } as const;
    expect(countOf(split, { ...pick, period: '2026-01-01', group: team })).toBe(8);
    expect(countOf(split, { ...pick, period: '2026-02-01', group: team })).toBe(0);
    expect(tablesOf(split, { kind: 'other', value: null })).toEqual([]);
    expect(
      revenueTable(split, 'EUR')
        .slice(1)
        .map(([group]) => group),
    ).toEqual([...Array.from({ length: 4 }, () => 'All together'), 'Team']);
  });

  it('say where the data begin inside the first period', () => {
    expect(openingOf(quarter, '2026-01-15')?.period).toBe('2026-01-01');
    expect(openingOf(quarter, '2025-12-31')?.period).toBeUndefined();
    expect(openingOf(quarter, '2026-02-01')).toBeNull();
    expect(openingOf(quarter.slice(1), '2026-02-15')).toBeNull();
  });
});

describe('amounts of recurring revenue', () => {
  it('are written alike, with decimals when one of them has some', () => {
    expect(moneyOf('USD', 'EUR', quarter, format).exact(475)).toBe('US$475');
    expect(moneyOf(null, 'EUR', quarter, format).fine(475 / 9)).toBe('€52.78');
    const half = revenueOf([{ money: [7.5, 0, 0, 0, 0], customers: [1, 0, 0, 0, 0] }]);
    expect(moneyOf(null, 'EUR', half, format).exact(400)).toBe('€400.00');
    expect(moneyOf('JPY', 'EUR', half, format).exact(400)).toBe('JP¥400');
    expect(moneyOf('points', 'EUR', half, format).exact(7.5)).toBe('7.50\u00A0points');
    // A third of 30, three times, is not 30 to the last bit.
    const thirds = revenueOf([{ money: [10 / 3 + 10 / 3 + 10 / 3, 0, 0, 0, 0], customers: [3, 0, 0, 0, 0] }]);
    expect(moneyOf(null, 'EUR', thirds, format).exact(10)).toBe('€10');
  });

  it('M5 go away as a table whose rows add up', () => {
    const [head, ...rows] = revenueTable(answer, 'EUR');
    const at = (name: string): number => head!.indexOf(name);
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      const cell = (name: string): number => Number(row[at(name)]);
      expect(
        cell('start') +
          cell('new') +
          cell('reactivated') +
          cell('expansion') -
          cell('contraction') -
          cell('churned'),
      ).toBe(cell('end'));
      expect(
        cell('start, customers') +
          cell('new, customers') +
          cell('reactivated, customers') -
          cell('churned, customers'),
      ).toBe(cell('end, customers'));
    }
    expect(rows.map((row) => [row[at('currency')], row[at('period')], row[at('complete')]])).toEqual([
      ['EUR', '2026-01-01', 1],
      ['EUR', '2026-02-01', 1],
      ['EUR', '2026-03-01', 0],
      ['EUR', '2026-01-01', 1],
    ]);
  });
});

describe('recurring revenue in words', () => {
  it('reads the slots of the question', () => {
    expect(amountText(question)).toBe('mrr a month');
    expect(amountText({ ...question, per: 'year' })).toBe('mrr a year');
    expect(currencyText(question, 'EUR')).toBe('EUR');
    expect(currencyText({ ...question, currency: 'ccy' }, 'EUR')).toBe('its ccy');
    expect(untilText(question)).toBe('Cancelled');
    expect(untilText({ ...question, ended: null, lapse: { n: 45, unit: 'day' } })).toBe(
      'an amount of 0 or 45 days without a charge',
    );
    expect(peopleText(question, () => undefined, format)).toBe('all customers');
  });

  it('says what a list holds and what a note means', () => {
    const pick = { currency: 'EUR', period: '2026-02-01', change: 'churned' } as const;
    expect(pickTitle(pick, 4, question, format)).toBe('4 people paid no more at the end of Feb 2026');
    expect(noteText({ code: 'no-amount', details: { events: 3 } })).toBe(
      '3 events have no amount and change nothing.',
    );
    expect(noteText({ code: 'periods-cut', details: { count: 2, kept: 500 } })).toBe(
      'Only the last 500 periods are shown; 2 earlier ones are left out. Choose longer periods to see them.',
    );
  });

  it('T1 finds a moment’s period in the workspace’s zone', () => {
    // 22:30 in UTC on 31 January is half past midnight on 1 February in Helsinki.
    const moment = Date.UTC(2026, 0, 31, 22, 30);
    expect(inPeriod(moment, '2026-02-01', 'month', 'Europe/Helsinki')).toBe(true);
    expect(inPeriod(moment, '2026-02-01', 'month', 'UTC')).toBe(false);
    expect(inPeriod(moment, '2026-01-01', 'quarter', 'UTC')).toBe(true);
    expect(inPeriod(NaN, '2026-01-01', 'quarter', 'UTC')).toBe(false);
  });
});
