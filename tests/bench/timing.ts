/** Lengths of runs in ms, in the order in which they ran. Noise only ever adds: `best` is the least disturbed one. */
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

/**
 * Measures several pieces of work in turns, so that whatever else the machine does disturbs all of them alike; one
 * round is left unmeasured.
 */
export async function measureInTurns<Name extends string>(
  runs: number,
  works: Readonly<Record<Name, () => unknown>>,
): Promise<Record<Name, Timing>> {
  const names = Object.keys(works) as Name[];
  const lengths = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const name of names) {
      const start = performance.now();
      await works[name]();
      if (run >= 0) lengths.get(name)?.push(performance.now() - start);
    }
  }
  const timings = names.map((name) => [name, timingOf(lengths.get(name) ?? [])]);
  return Object.fromEntries(timings) as Record<Name, Timing>;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
