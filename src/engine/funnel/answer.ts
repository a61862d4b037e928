import { formatDate, parseDate, zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { FunnelAnswer, FunnelNote, FunnelQuestion, FunnelResult, GroupResult } from '../../questions/funnel.ts';
import type { EventTable } from '../table.ts';
import { analyse, type FunnelRun } from './analysis.ts';
import { notesOn } from './notes.ts';
import { summarise } from './summary.ts';
import { trendPoints } from './trend.ts';

/** Returns the whole answer to a funnel question (rules F1 to F10). Throws `AppFailure('cancelled')` through `control`. */
export async function answerFunnel(table: EventTable, question: FunnelQuestion, control: Control): Promise<FunnelAnswer> {
  const analysis = await analyse(table, question, control);
  const { total } = analysis;
  const groups = analysis.groups.map(({ run, group, inTrend }) => ({
    ...figures(run, group.members, inTrend),
    values: group.values,
    kind: group.kind,
    size: group.size,
    lost: 0,
  }));
  const notes: FunnelNote[] = [...analysis.notes, ...notesOn(total)];
  const range = comparedRange(table, question);
  let compared: FunnelAnswer['compared'] = null;
  if (range !== null && question.compare !== null) {
    const { compare } = question;
    const people = compare.with === 'other' ? compare.people : question.people;
    const other = await analyse(table, { ...question, people, range, breakdown: null, compare: null }, control);
    compared = { total: figures(other.total, other.total.settled.members, () => true), range };
  }
  return {
    kind: 'funnel',
    total: figures(total, total.settled.members, () => true),
    groups: withLost(groups),
    compared,
    data: table.span,
    unit: question.unit.by,
    notes,
  };
}

function figures(run: FunnelRun, members: Uint32Array, inTrend: (outcome: number) => boolean): FunnelResult {
  return {
    ...summarise(run.plan, run.settled, members),
    trend: run.trend === null ? [] : trendPoints(run.plan, run.trend, inTrend),
  };
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

/**
 * Returns the range that a question is compared with. `previous` is the period of equal length before: whole months for whole
 * months, else as many days; an open end stands for the data's end. null when nothing is compared, or the range has no beginning.
 */
export function comparedRange(table: Pick<EventTable, 'span' | 'zone'>, question: FunnelQuestion): FunnelQuestion['range'] | null {
  const { compare, range } = question;
  if (compare === null) return null;
  if (compare.with === 'other') return compare.range;
  const from = range.from === null ? null : parseDate(range.from);
  if (from === null || table.span === null) return null;
  const to = range.to === null ? zoneCalendar(table.zone).dayOf(table.span.to) : parseDate(range.to);
  if (to === null || to < from) return null;
  const months = wholeMonths(from, to);
  const start = months === null ? from - (to - from + 1) : shiftMonths(from, -months);
  return { from: formatDate(start), to: formatDate(from - 1), by: range.by };
}

/** Number of calendar months that a range of days makes up, or null. */
function wholeMonths(from: number, to: number): number | null {
  const [firstYear, firstMonth, firstDay] = parts(from);
  const [year, month, day] = parts(to + 1);
  return firstDay === 1 && day === 1 ? (year - firstYear) * 12 + month - firstMonth : null;
}

function shiftMonths(day: number, months: number): number {
  const [year, month] = parts(day);
  const total = year * 12 + (month - 1) + months;
  const text = `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}-01`;
  return parseDate(text)!;
}

function parts(day: number): [number, number, number] {
  const [year = 0, month = 0, date = 0] = formatDate(day).split('-').map(Number);
  return [year, month, date];
}
