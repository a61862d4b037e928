import type { Entries } from './entries.ts';
import type { RetentionPlan } from './plan.ts';

/** Columns that an answer has at most after period 0. */
const MOST = 400;

/** How periods since the start fall into columns. */
export interface Columns {
  readonly count: number;
  /** Periods since the start that each column covers, both included. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Column of each period since the start; beyond the last column every period has a number of its own, ascending. */
  readonly slotOf: Int32Array;
  /** Number of columns that have begun when this is the last period begun, and that are over when so many periods are. */
  readonly begun: Int32Array;
  readonly over: Int32Array;
}

/** Returns the columns of a question (R6): its brackets, or one period each, as many as asked for or as the data reach. */
export function columnsOf(plan: RetentionPlan, entries: Entries): Columns {
  const { question, blocks, rolling, source, end } = plan;
  let first = Infinity;
  for (let i = 0; i < entries.count; i++)
    first = Math.min(first, rolling === null ? entries.block[i]! : source.time[entries.at[i]!]!);
  const reach =
    first === Infinity
      ? 0
      : rolling === null
        ? blocks.count - 1 - first
        : Math.floor((end - first) / rolling);
  const lengths = [
    1,
    ...(question.brackets ?? new Array<number>(question.columns ?? Math.min(MOST, reach)).fill(1)),
  ];
  const from: number[] = [];
  const to: number[] = [];
  for (const length of lengths) {
    const begin = (to.at(-1) ?? -1) + 1;
    from.push(begin);
    to.push(begin + length - 1);
  }
  const count = lengths.length;
  // A start on a calendar date may have one period more than its first instant says.
  const periods = reach + 3;
  const slotOf = new Int32Array(periods);
  const begun = new Int32Array(periods);
  const over = new Int32Array(periods + 1);
  for (let period = 0, column = 0; period < periods; period++) {
    while (column < count && to[column]! < period) column++;
    slotOf[period] = column < count ? column : count + period - to[count - 1]! - 1;
    begun[period] = Math.min(count, column + 1);
    over[period + 1] = column < count && to[column] === period ? column + 1 : column;
  }
  return { count, from, to, slotOf, begun, over };
}
