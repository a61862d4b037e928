import type { Periods, PeriodUnit } from '../../base/calendar.ts';
import { zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { TrendPoint } from '../../questions/funnel.ts';
import { wilson } from '../statistics/wilson.ts';
import { matcherOf } from './match.ts';
import { NONE, Outcomes } from './outcomes.ts';
import { rangeBounds, type FunnelPlan } from './plan.ts';
import { settle, State, type Settled } from './states.ts';

/** The attempts that each period counts. */
export interface Trend {
  readonly periods: Periods;
  readonly settled: Settled;
  /** Index of the period of each outcome. */
  readonly period: Int32Array;
}

/**
 * Returns who entered in which calendar period. A period answers the question as if entries were bounded to it: a unit counts
 * once in every period in which it entered, by its deepest attempt that began there. (Attempts, and pipelines, which are entered
 * once, simply fall into the period of their start.) null when nothing dated entered and the question has no range.
 */
export async function trendOf(plan: FunnelPlan, settled: Settled, unit: PeriodUnit, control: Control): Promise<Trend | null> {
  const { table, question, units } = plan;
  const { time } = table;
  const { outcomes, members } = settled;
  const bounds = rangeBounds(question, table.zone);
  const again = question.unit.by !== 'attempt' && question.order !== 'reached';
  const isEntry = again ? await entryTest(plan) : () => false;

  // Last entry of each member's unit: with the first touch it tells whether one period holds them all.
  const lastEntry = new Uint32Array(members.length);
  let low = Infinity;
  let high = -Infinity;
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    const start = outcomes.start[i]!;
    const last = again ? lastEntryOf(plan, outcomes.unit[i]!, start, isEntry) : start;
    lastEntry[m] = last;
    for (const ms of [time[outcomes.firstTouch[i]!]!, time[start]!, time[last]!]) {
      if (ms < low) low = ms;
      if (ms > high) high = ms;
    }
  }
  if (bounds.from > -Infinity) low = bounds.from;
  if (bounds.to < Infinity) high = bounds.to - 1;
  if (!(low <= high) || high === Infinity) return null;
  const periods = zoneCalendar(table.zone).periods(unit, table.weekStart, low, high);

  const out = new Outcomes(plan.steps, Math.max(64, members.length));
  const period: number[] = [];
  const matcher = again ? await matcherOf(plan, 64) : null;
  for (let m = 0; m < members.length; m++) {
    if ((m & 1023) === 0 && control.due()) await control.pause(0.8 + 0.15 * (m / members.length));
    const i = members[m]!;
    const from = periods.indexOf(time[again ? outcomes.firstTouch[i]! : outcomes.start[i]!]!);
    const to = periods.indexOf(time[lastEntry[m]!]!);
    if (matcher === null || from === to) {
      if (from >= 0) {
        copyOutcome(outcomes, i, out);
        period.push(from);
      }
      continue;
    }
    for (const index of entryPeriods(plan, units.offsets[outcomes.unit[i]!]!, units.offsets[outcomes.unit[i]! + 1]!, periods, isEntry)) {
      const before = matcher.out.count;
      matcher.match(outcomes.unit[i]!, {
        from: Math.max(plan.entry.from, periods.starts[index]!),
        to: Math.min(plan.entry.to, periods.starts[index + 1]!),
      });
      if (matcher.out.count === before) continue;
      copyOutcome(matcher.out, before, out);
      period.push(index);
      matcher.out.count = before;
    }
  }
  return { periods, settled: settle(plan, out), period: Int32Array.from(period) };
}

/** Returns the points of those outcomes of a trend that `chosen` lets through, one per period, empty ones included. */
export function trendPoints(plan: FunnelPlan, { periods, settled, period }: Trend, chosen: (outcome: number) => boolean): TrendPoint[] {
  const { steps, optional } = plan;
  const { outcomes, state, matured, members } = settled;
  const reached = periods.labels.map(() => new Array<number>(steps).fill(0));
  const settledCount = new Uint32Array(periods.labels.length);
  const convertedCount = new Uint32Array(periods.labels.length);
  for (const i of members) {
    if (!chosen(i)) continue;
    const at = period[i]!;
    for (let k = 0; k <= outcomes.depth[i]!; k++) if (optional[k] === 0 || outcomes.rows[i * steps + k] !== NONE) reached[at]![k]!++;
    if (matured[i] === 0) continue;
    settledCount[at]!++;
    if (state[i] === State.converted) convertedCount[at]!++;
  }
  return periods.labels.map((label, at) => ({
    period: label,
    reached: reached[at]!,
    matured: settledCount[at]!,
    rate: wilson(convertedCount[at]!, settledCount[at]!),
    complete: settledCount[at] === reached[at]![0],
  }));
}

function copyOutcome(from: Outcomes, i: number, into: Outcomes): void {
  const at = into.add(from.unit[i]!, from.depth[i]!, from.start[i]!, from.firstTouch[i]!);
  into.closed[at] = from.closed[i]!;
  into.closedBy[at] = from.closedBy[i]!;
  into.rows.set(from.rows.subarray(i * from.steps, (i + 1) * from.steps), at * from.steps);
}

/** Whether a row may begin an attempt: the first step, or in any-order funnels any step. */
async function entryTest(plan: FunnelPlan): Promise<(row: number) => boolean> {
  const { plain, table, entry } = plan;
  const inside = (row: number): boolean => table.time[row]! >= entry.from && table.time[row]! < entry.to;
  if (plain !== null) return (row) => plain[table.name[row]!] === 0 && inside(row);
  const { first, matcher } = await plan.hits();
  const limit = plan.question.order === 'any-order' ? plan.steps : 1;
  // Matchers stand in descending order: the last one is the lowest.
  return (row) => first[row + 1]! > first[row]! && matcher[first[row + 1]! - 1]! < limit && inside(row);
}

function lastEntryOf(plan: FunnelPlan, unit: number, fallback: number, isEntry: (row: number) => boolean): number {
  const { offsets, order } = plan.units;
  for (let at = offsets[unit + 1]! - 1; at >= offsets[unit]!; at--) {
    const row = order === null ? at : order[at]!;
    if (isEntry(row)) return row;
  }
  return fallback;
}

function entryPeriods(plan: FunnelPlan, from: number, to: number, periods: Periods, isEntry: (row: number) => boolean): number[] {
  const { order } = plan.units;
  const found: number[] = [];
  for (let at = from; at < to; at++) {
    const row = order === null ? at : order[at]!;
    if (!isEntry(row)) continue;
    const index = periods.indexOf(plan.table.time[row]!);
    if (index >= 0 && index !== found.at(-1)) found.push(index);
  }
  return found;
}
