import type { Analysis, Answered } from '../../state/analysis.svelte.ts';

/** What a section of the answer about stages is drawn from, and where its chart's keys lead. */
export interface SectionProps {
  readonly stages: Analysis<'stages'>;
  /** May be older than what `stages` holds: each section is drawn in a task of its own. */
  readonly answered: Answered<'stages'>;
  /** Goes to the table of all figures. */
  readonly ontable: () => void;
  /** Copies the section's figures as a table. */
  readonly oncopy: () => void;
}
