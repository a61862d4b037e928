import type { Rate } from '../../questions/funnel.ts';

/** 97.5 % quantile of the standard normal distribution. */
export const Z95 = 1.959963984540054;

/**
 * Returns k of n as a share with its 95 % score interval (E. B. Wilson, JASA 22, 1927; method 3 of R. G. Newcombe,
 * Statistics in Medicine 17, 1998; no continuity correction). With n = 0 the share is NaN and the interval [0, 1].
 */
export function wilson(k: number, n: number): Rate {
  if (n === 0) return { k, n, rate: NaN, low: 0, high: 1 };
  const p = k / n;
  const z2 = (Z95 * Z95) / n;
  const centre = p + z2 / 2;
  const half = Z95 * Math.sqrt((p * (1 - p) + z2 / 4) / n);
  return {
    k,
    n,
    rate: p,
    low: k === 0 ? 0 : Math.max(0, (centre - half) / (1 + z2)),
    high: k === n ? 1 : Math.min(1, (centre + half) / (1 + z2)),
  };
}

/** Returns all of n: a share that could be no other, by what it counts, and so has no interval (X1). */
export function certain(n: number): Rate {
  return { k: n, n, rate: n === 0 ? NaN : 1, low: NaN, high: NaN };
}
