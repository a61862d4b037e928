import type { Session } from '../../state/session.svelte.ts';
import { DASHBOARD_COLUMNS, type DashboardTile } from '../../questions/dashboard.ts';
import { newId } from '../../base/id.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Question, QuestionKind } from '../../questions/question.ts';
import { placeFor, type Cells, type GridRules } from '../../ui/grid/pack.ts';
import { tileKind } from './tiles/index.ts';

/** The grid of a dashboard: no tile is too small for a figure and a chart. */
export const gridRules: GridRules = { columns: DASHBOARD_COLUMNS, least: { w: 3, h: 3 } };

/** Kinds that data can propose a first question of, the most telling first. */
export const PROPOSED = [
  'funnel',
  'lifecycle',
  'retention',
  'stages',
  'churn',
  'velocity',
  'revenue',
  'stickiness',
] as const satisfies readonly QuestionKind[];
export type ProposedKind = (typeof PROPOSED)[number];

/** Returns a tile with a question of its own, at the next free place. */
export function ownTile(
  question: Question,
  name: string,
  tiles: readonly DashboardTile[],
): Omit<DashboardTile, 'id'> {
  const place = placeFor(tiles, tileKind(question.kind).size, gridRules);
  return { ...place, of: { by: 'question', name, question } };
}

/** Asks for a first question of a kind; null when the data give none. Errors as the worker's, and `cancelled`. */
export function firstOf(
  kind: QuestionKind,
  session: Session,
  workspace: string,
  signal?: AbortSignal,
): Promise<Result<Question | null>> {
  return session.call('propose', { workspace, kind }, signal ? { signal } : {});
}

/** Returns a tile for every kind of question that the data of a workspace can answer, those of a row equally high; the first error ends it. */
export async function proposeTiles(
  session: Session,
  workspace: string,
  signal: AbortSignal,
): Promise<Result<readonly DashboardTile[]>> {
  const questions: Question[] = [];
  for (const kind of PROPOSED) {
    const first = await firstOf(kind, session, workspace, signal);
    if (!first.ok) return first;
    if (first.value !== null) questions.push(first.value);
  }
  const places = inRows(questions.map(({ kind }) => tileKind(kind).size));
  return ok(
    questions.map((question, at) => ({
      id: newId(),
      ...places[at]!,
      of: { by: 'question', name: tileKind(question.kind).name(question), question },
    })),
  );
}

/** Returns places for tiles of these sizes, row by row from the top left, each as high as the highest of its row. */
export function inRows(sizes: readonly Pick<Cells, 'w' | 'h'>[]): readonly Cells[] {
  const rows: Pick<Cells, 'w' | 'h'>[][] = [];
  for (const size of sizes) {
    const row = rows.at(-1);
    if (row !== undefined && widthOf(row) + size.w <= DASHBOARD_COLUMNS) row.push(size);
    else rows.push([size]);
  }
  let y = 0;
  return rows.flatMap((row) => {
    const h = Math.max(...row.map((size) => size.h));
    const places = row.map(({ w }, at) => ({ x: widthOf(row.slice(0, at)), y, w, h }));
    y += h;
    return places;
  });
}

const widthOf = (row: readonly Pick<Cells, 'w'>[]): number => row.reduce((sum, { w }) => sum + w, 0);
