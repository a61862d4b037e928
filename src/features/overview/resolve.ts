import type { Insight } from '../../domain/saved.ts';
import type { DashboardTile } from '../../questions/dashboard.ts';
import type { Question } from '../../questions/question.ts';
import { validateQuestion } from '../../questions/validate.ts';

/** What a tile shows: its name, and its question or why there is none. */
export interface Resolved {
  /** '' when nobody knows it any more. */
  readonly name: string;
  /** Id of the saved question that it follows; null for one of its own. */
  readonly insight: string | null;
  /** `waiting`: the saved questions are not read yet. */
  readonly state: 'ready' | 'waiting' | 'gone' | 'unreadable';
  /** Set when `ready`. */
  readonly question: Question | null;
}

/** Returns what a tile shows, given the saved questions; null for those: not read yet. */
export function resolveTile({ of }: DashboardTile, insights: readonly Insight[] | null): Resolved {
  const insight = of.by === 'insight' ? of.insight : null;
  const saved = insight === null ? undefined : insights?.find(({ id }) => id === insight);
  if (of.by === 'insight' && saved === undefined)
    return { name: '', insight, state: insights === null ? 'waiting' : 'gone', question: null };
  const name = of.by === 'question' ? of.name : saved!.name;
  const read = validateQuestion(of.by === 'question' ? of.question : saved!.question);
  return read.ok
    ? { name, insight, state: 'ready', question: read.value }
    : { name, insight, state: 'unreadable', question: null };
}
