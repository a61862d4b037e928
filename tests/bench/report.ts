import type { Figures } from './analyses/analysis.ts';

/** A figure with what it should be: `value` compared with `target` in the direction that the name of the field says. */
export interface Finding {
  readonly figure: string;
  readonly value: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Writes one JSON line. */
export function write(line: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify(line));
}

/** Writes a finding as a JSON line, with whether it meets its target if it has one; returns false when it misses. */
export function judge({ figure, value, atMost, atLeast }: Finding): boolean {
  const met = (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
  const judged = atMost !== undefined || atLeast !== undefined;
  write({ figure, value: Math.round(value * 100) / 100, atMost, atLeast, ...(judged && { met }) });
  return met;
}

/** Throws unless all engines counted the same. Sums of money may differ by what the order of adding does: 1e-9 of them. */
export function sameFigures(analysis: string, counted: Readonly<Record<string, Figures>>): void {
  const [[first, expected] = ['', []], ...others] = Object.entries(counted).map(
    ([engine, figures]) => [engine, [...figures].sort(byPlace)] as const,
  );
  for (const [engine, figures] of others) {
    const at = Math.max(figures.length, expected.length);
    for (let k = 0; k < at; k++)
      if (!sameRow(expected[k], figures[k]))
        throw new Error(
          `${analysis}: ${first} counts ${JSON.stringify(expected[k])} where ${engine} counts ${JSON.stringify(figures[k])}`,
        );
  }
}

function byPlace(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((value, i) => value !== b[i]);
  return k < 0 ? 0 : a[k]! - (b[k] ?? NaN);
}

/** Whole numbers below a thousand million only agree when they are equal. */
function sameRow(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.length === b.length && a.every((value, k) => Math.abs(value - b[k]!) <= 1e-9 * Math.abs(value));
}
