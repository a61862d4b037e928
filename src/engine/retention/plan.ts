import type { Control } from '../../base/control.ts';
import { DAY_MS, HOUR_MS, type PeriodUnit } from '../../base/calendar.ts';
import { everything } from '../../questions/filter.ts';
import type { RetentionQuestion } from '../../questions/retention.ts';
import { anchorOf, blocksOf, type Blocks } from '../activity/blocks.ts';
import { activitySource, instantsOf, type ActivitySource, type Matcher } from '../activity/source.ts';
import { noteUnknown } from '../notes.ts';
import type { EventTable } from '../table.ts';

/** Lengths of the periods of a rolling clock (R6). */
const ROLLING: Readonly<Record<PeriodUnit, number>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  quarter: 90 * DAY_MS,
  year: 365 * DAY_MS,
};

/** A question of cohorts made ready for one table that has dated events. */
export interface RetentionPlan {
  readonly source: ActivitySource;
  readonly question: RetentionQuestion;
  readonly start: Matcher;
  /** Start events whatever their condition, where the first occurrence decides (R1); else null. */
  readonly named: Matcher | null;
  readonly back: Matcher;
  /** Number property of the return events by row of the table (R9). */
  readonly values: Float64Array | null;
  /** Periods of the calendar from the range's first (else the data's) to the end. */
  readonly blocks: Blocks;
  /** Length of a period from a person's own start, ms; null: the calendar decides. */
  readonly rolling: number | null;
  /** When a start may be: from `from` (included) to `to` (excluded). */
  readonly from: number;
  readonly to: number;
  /** First instant that returns may not be at. */
  readonly horizon: number;
  /** Last instant the question knows of. */
  readonly end: number;
  /** Whether rows are periods; else only people who have lived through a column count in it (R5). */
  readonly periodic: boolean;
}

/** Returns the plan of `question` over `table`; it is null when nothing can be counted, as without dated events. */
export async function planRetention(
  table: EventTable,
  question: RetentionQuestion,
  control: Control,
): Promise<{ source: ActivitySource; plan: RetentionPlan | null }> {
  const source = await activitySource(table, question, control);
  const start = await source.matcher(question.start);
  const named =
    question.entry === 'first-occurrence'
      ? await source.matcher({ ...question.start, where: everything })
      : null;
  const back = await source.matcher(question.return);
  const column = question.value === null ? undefined : await table.eventColumn(question.value);
  if (question.value !== null && column?.kind !== 'number')
    noteUnknown(source.notes, { scope: 'event', name: question.value });
  const data = table.span;
  if (data === null) return { source, plan: null };
  const { from, to } = instantsOf(question.range, table.zone);
  const horizon = question.range.by === 'events' ? to : Infinity;
  const end = Math.min(data.to, horizon - 1);
  const anchor = anchorOf(question.period, { from }, data);
  if (anchor > end) return { source, plan: null };
  const { unit, n } = question.period;
  return {
    source,
    plan: {
      source,
      question,
      start,
      named,
      back,
      values: column?.kind === 'number' ? column.values : null,
      blocks: blocksOf(table, question.period, anchor, anchor, end),
      rolling: question.clock === 'rolling' ? ROLLING[unit] * n : null,
      from,
      to,
      horizon,
      end,
      periodic: question.cohorts.by === 'period',
    },
  };
}
