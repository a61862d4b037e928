import type { StagesAnswer } from '../../questions/stages.ts';

/** What a move from one place to another means (W2). */
export type Way = keyof StagesAnswer['ways'];

/** Returns the one meaning of a move; places are the stages in order, then `won`, then lost. null: to the same place. */
export function wayOf(from: number, to: number, won: number): Way | null {
  if (from === to) return null;
  if (to === won) return 'won';
  if (to > won) return 'lost';
  if (from >= won) return 'reopened';
  if (to < from) return 'returned';
  return to === from + 1 ? 'advanced' : 'skipped';
}
