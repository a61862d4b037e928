import type { RetentionProof } from '../../questions/retention.ts';

type Column = RetentionProof['columns'][number];

/** A line of a person's proof: columns in a row that say the same, empty ones gathered. */
export interface WhyRow {
  /** First and last column, both included. */
  readonly from: number;
  readonly to: number;
  readonly counted: boolean;
  readonly over: boolean;
  readonly returns: Column['returns'];
}

/** Lays out the columns that the data reach: one line each, but neighbours without a return that say the same share one. */
export function whyRows({ columns }: Pick<RetentionProof, 'columns'>): readonly WhyRow[] {
  const rows: WhyRow[] = [];
  for (const [index, { reached, counted, over, returns }] of columns.entries()) {
    if (!reached) break;
    const before = rows.at(-1);
    const same =
      before?.returns.length === 0 &&
      returns.length === 0 &&
      before.counted === counted &&
      before.over === over;
    if (same) rows[rows.length - 1] = { ...before, to: index };
    else rows.push({ from: index, to: index, counted, over, returns });
  }
  return rows;
}
