import type { ChurnPeriod } from '../../questions/churn.ts';
import type { Periods } from '../../base/calendar.ts';
import { EventClock } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import { periodsCut } from '../latest-periods.ts';
import { wilson } from '../statistics/wilson.ts';
import type { ChurnPlan } from './plan.ts';
import type { Stays } from './stays.ts';

/** Periods of stays: which one each began and ended in; −1: before or after all of them, or never. */
export interface StayPeriods {
  readonly periods: Periods;
  readonly began: Int32Array;
  readonly ended: Int32Array;
}

/** Returns the calendar periods from the first beginning to the end of the data, and where the stays lie in them; null without stays. */
export function stayPeriods({ table, calendar, question, end }: ChurnPlan, stays: Stays): StayPeriods | null {
  let from = Infinity;
  for (let i = 0; i < stays.count; i++) from = Math.min(from, table.time[stays.start[i]!]!);
  if (from === Infinity) return null;
  const periods = calendar.periods(question.period, table.weekStart, from, end);
  const began = new Int32Array(stays.count);
  const ended = new Int32Array(stays.count);
  for (let i = 0; i < stays.count; i++) {
    began[i] = periods.indexOf(table.time[stays.start[i]!]!);
    const at = stays.goneAt[i]!;
    ended[i] = Number.isNaN(at) ? -1 : periods.indexOf(at);
  }
  return { periods, began, ended };
}

/** Returns the customers of the latest 500 periods, ascending: atEnd = atStart + started + returned − churned. Notes earlier ones that are left out. */
export function churnPeriods(
  plan: ChurnPlan,
  stays: Stays,
  { periods, began, ended }: StayPeriods,
): ChurnPeriod[] {
  const { end, notes } = plan;
  const n = periods.labels.length;
  const started = new Uint32Array(n);
  const returned = new Uint32Array(n);
  const churned = new Uint32Array(n);
  const ofStart = new Uint32Array(n);
  for (let i = 0; i < stays.count; i++) {
    if (stays.first[i] === 1) started[began[i]!]!++;
    else returned[began[i]!]!++;
    if (ended[i]! < 0) continue;
    churned[ended[i]!]!++;
    if (began[i]! < ended[i]!) ofStart[ended[i]!]!++;
  }
  const cut = periodsCut(n, notes);
  const soonest = soonestGone(plan, stays);
  let there = 0;
  for (let t = 0; t < cut; t++) there += started[t]! + returned[t]! - churned[t]!;
  return periods.labels.slice(cut).map((period, k) => {
    const t = cut + k;
    const atStart = there;
    there += started[t]! + returned[t]! - churned[t]!;
    const next = periods.starts[t + 1]!;
    const knowable = Math.min(next - 1, end) >= soonest;
    return {
      period,
      atStart,
      started: started[t]!,
      returned: returned[t]!,
      churned: churned[t]!,
      atEnd: there,
      rate: knowable ? wilson(ofStart[t]!, atStart) : wilson(0, 0),
      knowable,
      complete: next <= end + 1,
    };
  });
}

/**
 * When somebody could first be known to be gone (S2): by an event, at any time; by silence, the limit after the first start. That of a calendar date
 * is over after that of an instant of the same day, at which somebody may be gone sooner.
 */
function soonestGone({ table, silence }: ChurnPlan, stays: Stays): number {
  if (silence === null) return -Infinity;
  const clock = new EventClock(table);
  let date = NONE;
  let instant = NONE;
  let gone = Infinity;
  for (let i = 0; i < stays.count; i++) {
    if (stays.goneAt[i]! < gone) gone = stays.goneAt[i]!;
    const row = stays.start[i]!;
    if (clock.isDay(row)) {
      if (date === NONE || table.time[row]! < table.time[date]!) date = row;
    } else if (instant === NONE || table.time[row]! < table.time[instant]!) instant = row;
  }
  const goneBy = (row: number): number => (row === NONE ? Infinity : clock.passed(row, silence.ms));
  return Math.min(gone, goneBy(date), goneBy(instant));
}
