import type { Durations } from '../../questions/funnel.ts';

const BUCKETS = 2048;

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
  if (n === 0) return { n, min: NaN, p10: NaN, p25: NaN, median: NaN, p75: NaN, p90: NaN, max: NaN, mean: NaN };
  const at = n <= BUCKETS || max === min ? sortedRanks(values) : selectedRanks(values, n, min, max);
  const quantile = (p: number): number => type7(at, n, p);
  return { n, min, p10: quantile(0.1), p25: quantile(0.25), median: quantile(0.5), p75: quantile(0.75), p90: quantile(0.9), max, mean: sum / n };
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

/** Finds values by rank without sorting them all: counts equal-width buckets, then sorts only those that are asked for. */
function selectedRanks(values: Float64Array, n: number, min: number, max: number): (rank: number) => number {
  const counts = new Uint32Array(BUCKETS);
  const scale = (BUCKETS - 1) / (max - min);
  const bucketOf = (value: number): number => Math.floor((value - min) * scale);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) counts[bucketOf(value)]!++;
  }
  const sorted = new Map<number, Float64Array>();
  return (rank) => {
    let bucket = 0;
    let before = 0;
    while (bucket < BUCKETS - 1 && before + counts[bucket]! <= rank) before += counts[bucket++]!;
    let members = sorted.get(bucket);
    if (members === undefined) {
      members = new Float64Array(counts[bucket]!);
      let filled = 0;
      for (let i = 0; i < values.length && filled < members.length; i++) if (bucketOf(values[i]!) === bucket) members[filled++] = values[i]!;
      members.sort();
      sorted.set(bucket, members);
    }
    if (rank >= n) throw new RangeError(`rank ${rank} of ${n} values`);
    return members[rank - before]!;
  };
}
