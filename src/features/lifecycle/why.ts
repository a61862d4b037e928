import type { LifecycleProof, LifecycleState } from '../../questions/lifecycle.ts';

type ProofPeriod = LifecycleProof['periods'][number];

/** A line of a person's path: one period, or neighbours in which they returned every time. */
export interface PathRow {
  /** Labels of the first and the last period, both included. */
  readonly from: string;
  readonly to: string;
  readonly state: LifecycleState;
  /** Events in them. */
  readonly events: number;
}

/** Lays out how somebody stood, oldest first; periods of returning that follow one another share a line, but `apart` has its own. */
export function pathOf(periods: readonly ProofPeriod[], apart: string): readonly PathRow[] {
  const rows: PathRow[] = [];
  for (const { period, state, events } of periods) {
    const last = rows.at(-1);
    // Whoever returns was active in the period before, which is therefore the line before.
    if (last?.state === 'returning' && state === 'returning' && period !== apart && last.to !== apart)
      rows[rows.length - 1] = { ...last, to: period, events: last.events + events.length };
    else rows.push({ from: period, to: period, state, events: events.length });
  }
  return rows;
}
