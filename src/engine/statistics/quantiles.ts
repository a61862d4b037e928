import type { Durations } from '../../questions/funnel.ts';

const BUCKETS = 2048;
const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9];

/**
 * Returns exact order statistics of `values`, quantiles by linear interpolation between ranks (type 7 of R. J. Hyndman and
 * Y. Fan, The American Statistician 50, 1996). Missing values (NaN) don't count. All figures are NaN when none is left.
 * `values` is neither kept nor changed.
 */
export function durationsOf(values: Float64Array): Durations {
  let n = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    n++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (n === 0)
    return { n, min: NaN, p10: NaN, p25: NaN, median: NaN, p75: NaN, p90: NaN, max: NaN, mean: NaN };
  const [p10 = NaN, p25 = NaN, median = NaN, p75 = NaN, p90 = NaN] = type7s(values, n, min, max, QUANTILES);
  return { n, min, p10, p25, median, p75, p90, max, mean: sum / n };
}

/** Returns the quantile (type 7) of values in any order, none of them missing, p from 0 to 1; NaN of none. `values` isn't changed. */
export function quantile(values: Float64Array, p: number): number {
  if (values.length === 0) return NaN;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return type7s(values, values.length, min, max, [p])[0]!;
}

/** Quantiles of the `n` values that aren't missing, from `min` to `max`. */
function type7s(
  values: Float64Array,
  n: number,
  min: number,
  max: number,
  quantiles: readonly number[],
): number[] {
  const ranks = quantiles
    .map((p) => Math.floor((n - 1) * p))
    .flatMap((below) => [below, Math.min(n - 1, below + 1)]);
  const at = n <= BUCKETS || max === min ? sortedRanks(values) : selectedRanks(values, min, max, ranks);
  return quantiles.map((p) => type7(at, n, p));
}

/** Returns what `durationsOf` says of values that are sorted ascending, none of them missing. */
export function durationsOfSorted(sorted: Float64Array): Durations {
  const n = sorted.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sorted[i]!;
  const [p10 = NaN, p25 = NaN, median = NaN, p75 = NaN, p90 = NaN] = QUANTILES.map((p) =>
    sortedQuantile(sorted, p),
  );
  return {
    n,
    min: sorted[0] ?? NaN,
    p10,
    p25,
    median,
    p75,
    p90,
    max: sorted[n - 1] ?? NaN,
    mean: n === 0 ? NaN : sum / n,
  };
}

/** Returns what `durationsOf` says of multiples of `unit`, given as how often each multiple occurs: entry k counts k · `unit`. */
export function durationsOfCounts(counts: Uint32Array, unit: number): Durations {
  const at = rankReader(counts);
  let n = 0;
  let sum = 0;
  for (let value = 0; value < counts.length; value++) {
    n += counts[value]!;
    sum += counts[value]! * value;
  }
  const figure = (p: number): number => (n === 0 ? NaN : type7(at, n, p) * unit);
  const [p10 = NaN, p25 = NaN, median = NaN, p75 = NaN, p90 = NaN] = QUANTILES.map(figure);
  return { n, min: figure(0), p10, p25, median, p75, p90, max: figure(1), mean: (sum / n) * unit };
}

/** Returns the quantile (type 7) of whole numbers, given as how often each occurs; NaN of none. */
export function countedQuantile(counts: Uint32Array, p: number): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return n === 0 ? NaN : type7(rankReader(counts), n, p);
}

function rankReader(counts: Uint32Array): (rank: number) => number {
  return (rank) => {
    let value = 0;
    for (let below = counts[0]!; below <= rank; below += counts[value]!) value++;
    return value;
  };
}

/** Returns the quantile (type 7) of values sorted ascending, p from 0 to 1; NaN of none. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  return sorted.length === 0 ? NaN : type7((rank) => sorted[rank]!, sorted.length, p);
}

function type7(at: (rank: number) => number, n: number, p: number): number {
  const h = (n - 1) * p;
  const below = Math.floor(h);
  const low = at(below);
  return h === below ? low : low + (h - below) * (at(below + 1) - low);
}

function sortedRanks(values: Float64Array): (rank: number) => number {
  // A typed array sorts numbers by value, NaN last.
  const sorted = values.slice().sort();
  return (rank) => sorted[rank]!;
}

/** Finds the values of `ranks` without sorting all: counts buckets, then sorts only those that are asked for. */
function selectedRanks(
  values: Float64Array,
  min: number,
  max: number,
  ranks: readonly number[],
): (rank: number) => number {
  // Most durations are short beside the longest: the square root spreads those over more buckets.
  const scale = (BUCKETS - 1) / Math.sqrt(max - min);
  const counts = new Uint32Array(BUCKETS);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) counts[(Math.sqrt(value - min) * scale) | 0]!++;
  }
  const firstRank = new Uint32Array(BUCKETS + 1);
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    firstRank[bucket + 1] = firstRank[bucket]! + counts[bucket]!;
  const bucketOf = (rank: number): number => {
    let bucket = 0;
    while (firstRank[bucket + 1]! <= rank) bucket++;
    return bucket;
  };
  const wanted = [...new Set(ranks.map(bucketOf))];
  // 1 + position among the wanted; 0: not wanted.
  const position = new Uint8Array(BUCKETS);
  wanted.forEach((bucket, k) => (position[bucket] = k + 1));
  const sorted = wanted.map((bucket) => new Float64Array(counts[bucket]!));
  const filled = new Uint32Array(wanted.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const k = position[(Math.sqrt(value - min) * scale) | 0]! - 1;
    if (k >= 0) sorted[k]![filled[k]!++] = value;
  }
  for (const bucket of sorted) bucket.sort();
  return (rank) => {
    const bucket = bucketOf(rank);
    return sorted[position[bucket]! - 1]![rank - firstRank[bucket]!]!;
  };
}
