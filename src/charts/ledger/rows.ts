import type { StepResult } from '../../questions/funnel.ts';
import { PARTS, segmentCount, type FunnelMark, type Part, type Segment } from '../funnel/segments.ts';

/** One number of the ledger. */
export interface LedgerCell {
  readonly count: number;
  /** Of the step's people, or of all entrants for `entered`; null where it would say nothing. */
  readonly share: number | null;
  /** Whom the number opens; null where nobody is. */
  readonly mark: FunnelMark | null;
  /** Those who reached the last step. */
  readonly converted: boolean;
}

export interface LedgerRows {
  /** Parts that hold someone on some step, in the order of the bars from their base; always `went-on`. */
  readonly parts: readonly Part[];
  /** By segment, one cell a step. */
  readonly cells: Readonly<Record<Segment, readonly LedgerCell[]>>;
}

/** The numbers of a funnel by segment and step: in every column, entered is the sum of the parts (F9). */
export function ledgerOf(steps: readonly StepResult[]): LedgerRows {
  const end = steps.length - 1;
  const cell = (step: StepResult, index: number, segment: Segment): LedgerCell => {
    const last = index === end;
    const count = segmentCount(step, segment, last);
    const converted = last && segment === 'went-on';
    const share = segment === 'entered' ? step.ofEntrants.rate : count / step.entered;
    return {
      count,
      share: Number.isFinite(share) ? share : null,
      mark: count > 0 ? { step: index, segment: last ? 'entered' : segment } : null,
      converted,
    };
  };
  const row = (segment: Segment): readonly LedgerCell[] =>
    steps.map((step, index) => cell(step, index, segment));
  const cells: Record<Segment, readonly LedgerCell[]> = {
    entered: row('entered'),
    'went-on': row('went-on'),
    open: row('open'),
    dropped: row('dropped'),
    excluded: row('excluded'),
  };
  return {
    parts: PARTS.filter((part) => part === 'went-on' || cells[part].some(({ count }) => count > 0)),
    cells,
  };
}
