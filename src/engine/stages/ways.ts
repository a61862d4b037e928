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

/** How a visit ended: on to a later stage or won, back, lost, or not yet. */
export function endOf(stage: number, to: number, won: number): 'went-on' | 'went-back' | 'lost' | 'open' {
  if (to < 0) return 'open';
  if (to > won) return 'lost';
  return to > stage ? 'went-on' : 'went-back';
}

/** Multiples of usual at which the buckets of `StageTime.aged` end; the last one has no end (W5). */
export const AGE_LIMITS = [1 / 2, 1, 2] as const;

/** In which bucket of `StageTime.aged` an open visit of this age is; −1 where usual isn't known. */
export function ageBucket(ms: number, usual: number): number {
  return Number.isNaN(usual) ? -1 : AGE_LIMITS.filter((limit) => ms > limit * usual).length;
}
