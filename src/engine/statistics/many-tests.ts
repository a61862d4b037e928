/** Share of false finds among the finds that is allowed. */
const FALSE_FINDS = 0.05;

/**
 * Returns which of several tests find something so that at most 5 % of the finds are expected to be false (Y. Benjamini and Y. Hochberg,
 * JRSS B 57, 1995): the i smallest of m p where i is the last with p ≤ 5 % × i ÷ m. A single test finds at p ≤ 5 %.
 */
export function findsAmong(ps: readonly number[]): readonly boolean[] {
  const sorted = ps.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((p, index) => p <= (FALSE_FINDS * (index + 1)) / ps.length);
  const limit = sorted[last] ?? -1;
  return ps.map((p) => p <= limit);
}
