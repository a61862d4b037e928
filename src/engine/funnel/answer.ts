import type { Control } from '../../base/control.ts';
import type { FunnelAnswer, FunnelNote, FunnelQuestion, FunnelResult, GroupResult } from '../../questions/funnel.ts';
import { previousRange } from '../previous-range.ts';
import type { EventTable } from '../table.ts';
import { analyse, type FunnelRun } from './analysis.ts';
import { notesOn } from './notes.ts';
import { summarise, type Summary } from './summary.ts';
import { trendPoints } from './trend.ts';

/** Returns the whole answer to a funnel question (rules F1 to F10). Throws `AppFailure('cancelled')` through `control`. */
export async function answerFunnel(table: EventTable, question: FunnelQuestion, control: Control): Promise<FunnelAnswer> {
  const analysis = await analyse(table, question, control);
  const { total } = analysis;
  const groups = analysis.groups.map(({ run, group, inTrend }) => ({
    ...withTrend(run, summarise(run.plan, run.settled, group.members), inTrend),
    values: group.values,
    kind: group.kind,
    size: group.size,
    lost: 0,
  }));
  const whole = summarise(total.plan, total.settled, total.settled.members);
  const notes: FunnelNote[] = [...analysis.notes, ...notesOn(total, whole.tied)];
  const range = comparedRange(table, question);
  let compared: FunnelAnswer['compared'] = null;
  if (range !== null && question.compare !== null) {
    const { compare } = question;
    const people = compare.with === 'other' ? compare.people : question.people;
    const other = await analyse(table, { ...question, people, range, breakdown: null, compare: null }, control);
    const summary = summarise(other.total.plan, other.total.settled, other.total.settled.members);
    compared = { total: withTrend(other.total, summary, () => true), range };
  }
  return {
    kind: 'funnel',
    total: withTrend(total, whole, () => true),
    groups: withLost(groups),
    compared,
    data: table.span,
    unit: question.unit.by,
    notes,
  };
}

function withTrend({ plan, trend }: FunnelRun, { figures }: Summary, inTrend: (outcome: number) => boolean): FunnelResult {
  return { ...figures, trend: trend === null ? [] : trendPoints(plan, trend, inTrend) };
}

/** Conversions each group lost against the rate of all others; nothing where there are no others, or no own step to judge. */
function withLost(groups: readonly GroupResult[]): GroupResult[] {
  const judged = groups.filter((group) => group.kind !== 'not-reached');
  const n = judged.reduce((sum, group) => sum + group.rate.n, 0);
  const k = judged.reduce((sum, group) => sum + group.rate.k, 0);
  return groups.map((group) => {
    const others = n - group.rate.n;
    if (group.kind === 'not-reached' || others === 0 || group.rate.n === 0) return group;
    return { ...group, lost: (group.rate.n * (k - group.rate.k)) / others - group.rate.k };
  });
}

/** Returns the range that a question is compared with; null when nothing is compared, or the range has no beginning (F13). */
function comparedRange(table: Pick<EventTable, 'span' | 'zone'>, { compare, range }: FunnelQuestion): FunnelQuestion['range'] | null {
  if (compare === null) return null;
  if (compare.with === 'other') return compare.range;
  const previous = previousRange(table, range);
  return previous === null ? null : { ...previous, by: range.by };
}
