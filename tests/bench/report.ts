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

/** Throws unless all engines counted the same people at every step. */
export function sameCounts(counts: Readonly<Record<string, readonly number[]>>): void {
  const written = new Set(Object.values(counts).map((reached) => reached.join(' ')));
  if (written.size !== 1) throw new Error(`The engines disagree: ${JSON.stringify(counts)}`);
}
