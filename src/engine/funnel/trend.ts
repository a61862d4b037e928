import type { Periods, PeriodUnit } from '../../base/calendar.ts';
import { zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { TrendPoint } from '../../questions/funnel.ts';
import { wilson } from '../statistics/wilson.ts';
import { matcherOf } from './match.ts';
import { NONE, Outcomes } from './outcomes.ts';
import { rangeBounds, type EntryBounds, type FunnelPlan } from './plan.ts';
import { settle, State, type Settled } from './states.ts';

/** Points that a trend has at most. */
export const MOST_POINTS = 1000;

/** The attempts that each period counts. */
export interface Trend {
  readonly periods: Periods;
  readonly settled: Settled;
  /** Index of the period of each outcome. */
  readonly period: Int32Array;
  /** Periods that are shown: the latest 1000 of those of the question's range, or from the first entry to the last. */
  readonly from: number;
  readonly to: number;
  /** Number of earlier ones. */
  readonly cut: number;
}

/**
 * Returns who entered in which calendar period. A period answers the question as if entries were bounded to it: a unit counts
 * once in every period in which it entered, by its deepest attempt that began there. (Attempts, and pipelines, which are entered
 * once, simply fall into the period of their start.) null when nothing dated entered and the question has no range.
 */
export async function trendOf(
  plan: FunnelPlan,
  settled: Settled,
  unit: PeriodUnit,
  control: Control,
): Promise<Trend | null> {
  const { table, question, units } = plan;
  const { time } = table;
  const { outcomes, members } = settled;
  const bounds = rangeBounds(question, table.zone);
  const again = question.unit.by !== 'attempt' && question.order !== 'reached';
  const isEntry = again ? await entryTest(plan) : () => false;

  const low = bounds.from > -Infinity ? bounds.from : (table.span?.from ?? NaN);
  const high = bounds.to < Infinity ? bounds.to - 1 : (table.span?.to ?? NaN);
  if (!(low <= high)) return null;
  const periods = zoneCalendar(table.zone).periods(unit, table.weekStart, low, high);

  const out = new Outcomes(plan.steps, Math.max(64, members.length));
  const period: number[] = [];
  const matcher = again ? await matcherOf(plan, 64) : null;
  for (let m = 0; m < members.length; m++) {
    if ((m & 1023) === 0 && control.due()) await control.pause(0.8 + 0.15 * (m / members.length));
    const i = members[m]!;
    const begun = periods.indexOf(outcomes.startTime[i]!);
    // First and last entry in one period: so are those in between, and the counted attempt is that period's.
    if (
      matcher === null ||
      (periods.indexOf(time[outcomes.firstTouch[i]!]!) === begun &&
        periods.indexOf(time[lastEntryOf(plan, outcomes.unit[i]!, outcomes.start[i]!, isEntry)]!) === begun)
    ) {
      if (begun >= 0) {
        out.copy(outcomes, i);
        period.push(begun);
      }
      continue;
    }
    for (const index of entryPeriods(
      plan,
      units.offsets[outcomes.unit[i]!]!,
      units.offsets[outcomes.unit[i]! + 1]!,
      periods,
      isEntry,
    )) {
      const before = matcher.out.count;
      matcher.match(outcomes.unit[i]!, {
        from: Math.max(plan.entry.from, periods.starts[index]!),
        to: Math.min(plan.entry.to, periods.starts[index + 1]!),
      });
      if (matcher.out.count === before) continue;
      out.copy(matcher.out, before);
      period.push(index);
      matcher.out.count = before;
    }
  }
  return {
    periods,
    settled: settle(plan, out),
    period: Int32Array.from(period),
    ...shownPeriods(bounds, periods.labels.length, period),
  };
}

/** Returns the points of those outcomes of a trend that `chosen` lets through, one per period shown, empty ones included. */
export function trendPoints(
  plan: FunnelPlan,
  { periods, settled, period, from, to }: Trend,
  chosen: (outcome: number) => boolean,
): TrendPoint[] {
  const { steps, optional } = plan;
  const { outcomes, state, matured, members } = settled;
  const labels = periods.labels.slice(from, to);
  const byStep = (): number[][] => labels.map(() => new Array<number>(steps).fill(0));
  const reached = byStep();
  const maturedReached = byStep();
  const entered = new Uint32Array(labels.length);
  const settledCount = new Uint32Array(labels.length);
  const convertedCount = new Uint32Array(labels.length);
  for (const i of members) {
    const at = period[i]! - from;
    if (at < 0 || at >= labels.length || !chosen(i)) continue;
    entered[at]!++;
    for (let k = 0; k <= outcomes.depth[i]!; k++)
      if (optional[k] === 0 || outcomes.rows[i * steps + k] !== NONE) {
        reached[at]![k]!++;
        maturedReached[at]![k]! += matured[i]!;
      }
    if (matured[i] === 0) continue;
    settledCount[at]!++;
    if (state[i] === State.converted) convertedCount[at]!++;
  }
  return labels.map((label, at) => ({
    period: label,
    reached: reached[at]!,
    matured: settledCount[at]!,
    maturedReached: maturedReached[at]!,
    rate: wilson(convertedCount[at]!, settledCount[at]!),
    complete: settledCount[at] === entered[at],
  }));
}

function shownPeriods(
  bounds: EntryBounds,
  count: number,
  period: readonly number[],
): { from: number; to: number; cut: number } {
  let first = count;
  let last = -1;
  for (const index of period) {
    if (index < first) first = index;
    if (index > last) last = index;
  }
  const from = bounds.from > -Infinity ? 0 : first;
  const to = bounds.to < Infinity ? count : last + 1;
  const cut = Math.max(0, to - from - MOST_POINTS);
  return { from: from + cut, to, cut };
}

/** Whether a row may begin an attempt: the first step, or in any-order funnels any step. */
async function entryTest(plan: FunnelPlan): Promise<(row: number) => boolean> {
  const { plain, table, entry } = plan;
  const inside = (row: number): boolean => table.time[row]! >= entry.from && table.time[row]! < entry.to;
  const limit = plan.question.order === 'any-order' ? plan.steps : 1;
  if (plain !== null)
    return (row) => {
      const bit = plain.bits[table.name[row]!]!;
      return bit !== 0 && bit < 1 << limit && inside(row);
    };
  const { first, matcher } = await plan.hits();
  // Matchers stand in descending order: the last one is the lowest.
  return (row) => first[row + 1]! > first[row]! && matcher[first[row + 1]! - 1]! < limit && inside(row);
}

function lastEntryOf(
  plan: FunnelPlan,
  unit: number,
  fallback: number,
  isEntry: (row: number) => boolean,
): number {
  const { offsets, order } = plan.units;
  for (let at = offsets[unit + 1]! - 1; at >= offsets[unit]!; at--) {
    const row = order === null ? at : order[at]!;
    if (isEntry(row)) return row;
  }
  return fallback;
}

function entryPeriods(
  plan: FunnelPlan,
  from: number,
  to: number,
  periods: Periods,
  isEntry: (row: number) => boolean,
): number[] {
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
