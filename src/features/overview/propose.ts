import type { Session } from '../../state/session.svelte.ts';
import {
  DASHBOARD_COLUMNS,
  emptyDashboard,
  type DashboardContent,
  type DashboardTile,
} from '../../questions/dashboard.ts';
import { newId } from '../../base/id.ts';
import type { Question, QuestionKind } from '../../questions/question.ts';
import { placeFor, type GridRules } from '../../ui/grid/pack.ts';
import { tileKind } from './tiles/index.ts';

/** The grid of a dashboard: no tile is too small for a figure and a chart. */
export const gridRules: GridRules = { columns: DASHBOARD_COLUMNS, least: { w: 3, h: 3 } };

/** Kinds that data can propose a first question of, the most telling first. */
export const PROPOSED: readonly QuestionKind[] = [
  'funnel',
  'lifecycle',
  'retention',
  'stages',
  'churn',
  'velocity',
  'revenue',
  'stickiness',
];

/** Returns a tile with a question of its own, at the next free place. */
export function ownTile(
  question: Question,
  name: string,
  tiles: readonly DashboardTile[],
): Omit<DashboardTile, 'id'> {
  const place = placeFor(tiles, tileKind(question.kind).size, gridRules);
  return { ...place, of: { by: 'question', name, question } };
}

/** Asks for a first question of a kind; null when the data give none or it was cancelled. */
export async function firstOf(
  kind: QuestionKind,
  session: Session,
  workspace: string,
  signal?: AbortSignal,
): Promise<Question | null> {
  const result = await session.call('propose', { workspace, kind }, signal ? { signal } : {});
  return result.ok ? result.value : null;
}

/** Returns the dashboard that the data of a workspace propose: a tile for every kind of question that they can answer. */
export async function proposeDashboard(
  session: Session,
  workspace: string,
  signal: AbortSignal,
): Promise<DashboardContent> {
  let tiles: readonly DashboardTile[] = [];
  for (const kind of PROPOSED) {
    const question = await firstOf(kind, session, workspace, signal);
    if (signal.aborted) break;
    if (question !== null)
      tiles = [...tiles, { id: newId(), ...ownTile(question, tileKind(kind).name(question), tiles) }];
  }
  return { ...emptyDashboard, tiles };
}
