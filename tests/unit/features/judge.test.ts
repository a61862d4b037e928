import { describe, expect, it } from 'vitest';
import { apart } from '../../../src/features/analysis/compared.ts';
import { wilson } from '../../../src/engine/statistics/wilson.ts';
import { isFew } from '../../../src/features/analysis/rates.ts';
import { leastRanked } from '../../../src/features/funnel/judge.ts';
import type { Rate } from '../../../src/questions/funnel.ts';

const rate = (k: number, n: number, low = 0, high = 1): Rate => ({ k, n, rate: k / n, low, high });

describe('what is concluded', () => {
  it('X1 declines below a stated n', () => {
    expect(isFew(rate(3, 29))).toBe(true);
    expect(isFew(rate(3, 30))).toBe(false);
  });

  it('X1 takes two rates for different only when the interval of their difference leaves out 0', () => {
    // Newcombe (1998), table II: 56 of 70 against 48 of 80 is 0.0524 to 0.3339, 9 of 10 against 3 of 10 0.1705 to 0.8090.
    expect(apart(wilson(56, 70), wilson(48, 80))).toBe(true);
    expect(apart(wilson(48, 80), wilson(56, 70))).toBe(true);
    expect(apart(wilson(9, 10), wilson(3, 10))).toBe(true);
    // 6 of 7 against 2 of 7 is 0.0582 to 0.8062, 5 of 56 against 0 of 29 −0.0381 to 0.1926.
    expect(apart(wilson(6, 7), wilson(2, 7))).toBe(true);
    expect(apart(wilson(5, 56), wilson(0, 29))).toBe(false);
    expect(apart(wilson(0, 0), wilson(3, 10))).toBe(false);
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
