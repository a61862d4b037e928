import type { Control } from '../../base/control.ts';
import type {
  FunnelAnswer,
  FunnelNote,
  FunnelQuestion,
  FunnelResult,
  GroupResult,
} from '../../questions/funnel.ts';
import { previousRange } from '../previous-range.ts';
import type { EventTable } from '../table.ts';
import { analyse, type FunnelRun } from './analysis.ts';
import { notesOn } from './notes.ts';
import { summarise, type Summary } from './summary.ts';
import { MOST_POINTS, trendPoints } from './trend.ts';

/** Returns the whole answer to a funnel question (rules F1 to F10). Throws `AppFailure('cancelled')` through `control`. */
export async function answerFunnel(
  table: EventTable,
  question: FunnelQuestion,
  control: Control,
): Promise<FunnelAnswer> {
  const analysis = await analyse(table, question, control);
  const { total } = analysis;
  const whole = await summaryOf(total, control);
  // All groups are of one run.
  const split = analysis.groups[0]?.run ?? total;
  const summaries = await summarise(
    split.plan,
    split.settled,
    analysis.groups.map(({ group }) => group.members),
    control,
  );
  const groups = analysis.groups.map(({ run, group, inTrend }, g) => ({
    ...withTrend(run, summaries[g]!, inTrend),
    values: group.values,
    kind: group.kind,
    size: group.size,
    lost: 0,
  }));
  const notes: FunnelNote[] = [...analysis.notes, ...notesOn(total, whole.tied)];
  const count = total.trend?.cut ?? 0;
  if (count > 0) notes.push({ code: 'periods-cut', details: { count, kept: MOST_POINTS } });
  const range = comparedRange(table, question);
  let compared: FunnelAnswer['compared'] = null;
  if (range !== null && question.compare !== null) {
    const { compare } = question;
    const people = compare.with === 'other' ? compare.people : question.people;
    const other = await analyse(
      table,
      { ...question, people, range, breakdown: null, compare: null },
      control,
    );
    compared = { total: withTrend(other.total, await summaryOf(other.total, control), () => true), range };
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

async function summaryOf({ plan, settled }: FunnelRun, control: Control): Promise<Summary> {
  const [summary] = await summarise(plan, settled, [settled.members], control);
  return summary!;
}

function withTrend(
  { plan, trend }: FunnelRun,
  { figures }: Summary,
  inTrend: (outcome: number) => boolean,
): FunnelResult {
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
function comparedRange(
  table: Pick<EventTable, 'span' | 'zone'>,
  { compare, range }: FunnelQuestion,
): FunnelQuestion['range'] | null {
  if (compare === null) return null;
  if (compare.with === 'other') return compare.range;
  const previous = previousRange(table, range);
  return previous === null ? null : { ...previous, by: range.by };
}
