import { describe, expect, it } from 'vitest';
import { apart } from '../../../src/features/analysis/compared.ts';
import { isFew } from '../../../src/features/analysis/rates.ts';
import { leastRanked } from '../../../src/features/funnel/judge.ts';
import type { Rate } from '../../../src/questions/funnel.ts';

const rate = (k: number, n: number, low = 0, high = 1): Rate => ({ k, n, rate: k / n, low, high });

describe('what is concluded', () => {
  it('X1 declines below a stated n', () => {
    expect(isFew(rate(3, 29))).toBe(true);
    expect(isFew(rate(3, 30))).toBe(false);
  });

  it('X1 takes two rates for different only when their intervals do not meet', () => {
    expect(apart(rate(1, 9, 0.1, 0.2), rate(1, 9, 0.3, 0.4))).toBe(true);
    expect(apart(rate(1, 9, 0.3, 0.4), rate(1, 9, 0.1, 0.2))).toBe(true);
    expect(apart(rate(1, 9, 0.1, 0.3), rate(1, 9, 0.3, 0.4))).toBe(false);
    expect(apart(rate(0, 0, Number.NaN, Number.NaN), rate(1, 9, 0.3, 0.4))).toBe(false);
  });
});

describe('leastRanked', () => {
  const groups = (...entered: number[]) => entered.map((n) => ({ kind: 'value' as const, entered: n }));
  it('asks for less where nothing is large', () => {
    expect(leastRanked(groups(5, 900))).toBe(200);
    expect(leastRanked(groups(5, 199))).toBe(30);
    expect(leastRanked(groups(5, 29))).toBe(1);
    expect(leastRanked([])).toBe(1);
    expect(leastRanked([{ kind: 'not-reached', entered: 900 }, ...groups(40)])).toBe(30);
  });
});
