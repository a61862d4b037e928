import type { Figures } from './analyses/analysis.ts';
import type { Timing } from './timing.ts';

/** Timings of the questions in another engine, by analysis and form of SQL, and what it counted. */
export interface PeerReport {
  /** Version, and whatever else belongs to the record. */
  readonly about: Readonly<Record<string, string | number>>;
  /** Reading times, names and people once. */
  readonly scan: Timing;
  readonly analyses: Readonly<
    Record<string, Readonly<Record<string, { readonly timing: Timing; readonly figures: Figures }>>>
  >;
}
