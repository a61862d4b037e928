/** Runs and their length in ms, in the order in which they ran; the first ones may have warmed things up. */
export interface Timing {
  readonly median: number;
  readonly best: number;
  readonly runs: readonly number[];
}

/** Returns the timing of lengths measured elsewhere. */
export function timingOf(runs: readonly number[]): Timing {
  const sorted = [...runs].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
  return { median: round(median), best: round(sorted[0] ?? NaN), runs: runs.map(round) };
}

/** Runs `work` `warm` times unmeasured and `runs` times measured; returns the timing and the last value. */
export async function measure<T>(
  runs: number,
  warm: number,
  work: () => T | Promise<T>,
): Promise<{ timing: Timing; value: T }> {
  for (let i = 0; i < warm; i++) await work();
  const lengths: number[] = [];
  let value: T;
  do {
    const start = performance.now();
    value = await work();
    lengths.push(performance.now() - start);
  } while (lengths.length < runs);
  return { timing: timingOf(lengths), value };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
