/** A seeded source of randomness; the same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Standard normal deviate. */
  normal(): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** One of the items; weights (same length) need not sum to 1. */
  pick<T>(items: readonly T[], weights?: readonly number[]): T;
}

/**
 * Returns a generator of the sfc32 family (C. Doty-Humphrey, PractRand), seeded from one 32-bit number
 * through splitmix32; period about 2^128, passes PractRand. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let s = seed >>> 0;
  const mix = (): number => {
    s = (s + 0x9e3779b9) >>> 0;
    let z = s;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    next,
    int: (n) => Math.floor(next() * n),
    // Box–Muller; 1 − u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (p) => next() < p,
    pick(items, weights) {
      if (items.length === 0) throw new RangeError('pick needs at least one item');
      let index = 0;
      if (weights === undefined) index = Math.floor(next() * items.length);
      else {
        let total = 0;
        for (const w of weights) total += w;
        let left = next() * total;
        for (; index < items.length - 1; index++) {
          left -= weights[index] ?? 0;
          if (left < 0) break;
        }
      }
      return items[index] as (typeof items)[number];
    },
  };
}
