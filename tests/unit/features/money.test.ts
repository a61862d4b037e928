import { describe, expect, it } from 'vitest';
import { cellsText, currencyOf } from '../../../src/features/cohorts/words.ts';
import { factText } from '../../../src/features/people/words.ts';
import { likeliestMoneyFirst, readsLikeMoney } from '../../../src/domain/names.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

describe('what reads like money', () => {
  it('goes before counts, the likeliest first', () => {
    // CDNOW holds the number of CDs before what was paid for them.
    expect(likeliestMoneyFirst(['cds', 'unit_price', 'amount'])).toEqual(['amount', 'unit_price', 'cds']);
    expect(['close_value', 'TotalCharges', 'mrr'].every(readsLikeMoney)).toBe(true);
    expect(['cds', 'carrier', 'total_items', 'age'].some(readsLikeMoney)).toBe(false);
  });

  it('is named above the cohorts, in a currency only where it is money', () => {
    expect(
      cellsText({
        ...defaultRetention({ events: ['Order'], where: everything }),
        cells: 'cumulative',
        value: 'cds',
      }),
    ).toBe('Sum of cds so far, per person');
    expect(currencyOf({ value: 'cds' }, 'GBP')).toBeNull();
    expect(currencyOf({ value: 'amount' }, 'GBP')).toBe('GBP');
  });

  it('is written with the currency in the list of people, other numbers as they are', () => {
    const fact = { kind: 'number', value: 18_550 } as const;
    expect(factText({ ...fact, name: 'amount' }, format)).toBe('€18,550');
    expect(factText({ ...fact, name: 'employees' }, format)).toBe('18,550');
  });
});
