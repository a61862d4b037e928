import { describe, expect, it } from 'vitest';
import {
  apart,
  numberRow,
  rateRow,
  sharePeople,
  verdictsOf,
} from '../../../src/features/analysis/compared.ts';
import { wilson } from '../../../src/engine/statistics/wilson.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import { everything } from '../../../src/questions/filter.ts';

describe('a number on both sides of a comparison', () => {
  const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
  const DAY = 86_400_000;

  it('differs by what can be read of it', () => {
    const row = (own: number | null, other: number | null) =>
      numberRow('Cycle', own, other, format.duration).difference;
    expect(row(7 * DAY, 5 * DAY)).toBe('+2\u00a0d');
    expect(row(7 * DAY - 26_000, 7 * DAY)).toBe(format.duration(0));
    expect(row(null, 7 * DAY)).toBe('');
  });
});

describe('a rate on both sides of a comparison', () => {
  const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

  it('X1 is better or worse where it is more than chance, by which of more and less is good news', () => {
    const verdict = (own: number, other: number, better?: 'more' | 'less') =>
      verdictsOf([rateRow('Rate', wilson(own, 1000), wilson(other, 1000), format, better)])[0];
    expect([verdict(600, 400), verdict(400, 600), verdict(500, 499)]).toEqual(['better', 'worse', 'chance']);
    expect([verdict(600, 400, 'less'), verdict(400, 600, 'less')]).toEqual(['worse', 'better']);
    expect(verdict(500, 500)).toBe('chance');
    const none = rateRow('Rate', wilson(0, 0), wilson(1, 2), format);
    expect(verdictsOf([none, { verdict: null }])).toEqual([null, null]);
  });

  it('X1 concludes nothing from few, on either side, and tests them with no others', () => {
    const few = rateRow('Rate', wilson(29, 29), wilson(100, 1000), format);
    const far = rateRow('Rate', wilson(600, 1000), wilson(500, 1000), format);
    expect(verdictsOf([few, rateRow('Rate', wilson(100, 1000), wilson(0, 29), format), far])).toEqual([
      'few',
      'few',
      'better',
    ]);
  });

  it('X1 has a p below 5 % where the interval of the difference leaves out 0', () => {
    const pairs = Array.from({ length: 101 }, (_, k) => [wilson(k, 100), wilson(30, 60)] as const);
    const below = pairs.map(([a, b]) => {
      const { verdict } = rateRow('Rate', a, b, format);
      return verdict !== null && verdict !== 'few' && verdict.p < 0.05;
    });
    expect(below).toEqual(pairs.map(([a, b]) => apart(a, b)));
    expect(new Set(below).size).toBe(2);
  });

  it('X2 is tested together with the others: one of sixteen that would be found alone is none', () => {
    const same = Array.from({ length: 15 }, () =>
      rateRow('Rate', wilson(500, 1000), wilson(500, 1000), format),
    );
    // z = 2.1 and 4.5.
    const one = rateRow('Rate', wilson(547, 1000), wilson(500, 1000), format);
    const far = rateRow('Rate', wilson(600, 1000), wilson(500, 1000), format);
    expect(verdictsOf([one])).toEqual(['better']);
    expect(verdictsOf([one, ...same])[0]).toBe('chance');
    expect(verdictsOf([far, ...same]).slice(0, 2)).toEqual(['better', 'chance']);
  });
});

it('X1 is judged only where the sides share nobody', () => {
  const side = (from: string | null, to: string | null) => ({ people: everything, range: { from, to } });
  expect(sharePeople(side(null, null), side('2026-01-01', null))).toBe(true);
  expect(sharePeople(side('2026-01-01', '2026-01-31'), side('2026-01-31', '2026-03-01'))).toBe(true);
  expect(sharePeople(side('2026-02-01', '2026-02-28'), side('2026-01-01', '2026-01-31'))).toBe(false);
  const others = { ...side(null, null), people: { kind: 'any', of: [] } as const };
  expect(sharePeople(side(null, null), others)).toBe(false);
});
