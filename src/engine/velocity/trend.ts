import {
  DAY_MS,
  formatDate,
  nextPeriod,
  parseDate,
  zoneCalendar,
  type Periods,
} from '../../base/calendar.ts';
import type {
  VelocityAnswer,
  VelocityFigures,
  VelocityNote,
  VelocityPoint,
  VelocityTrend,
} from '../../questions/velocity.ts';
import { EventClock } from '../funnel/clock.ts';
import { periodsCut } from '../latest-periods.ts';
import type { Ways } from '../stages/visits.ts';
import { sortedQuantile } from '../statistics/quantiles.ts';
import { sortAscending } from '../statistics/sort.ts';
import { winRate } from './win-rate.ts';

/** Mean days of the calendar periods. */
const LENGTH: Readonly<Record<VelocityTrend, number>> = {
  day: 1,
  week: 7,
  month: 365.2425 / 12,
  quarter: 365.2425 / 4,
  year: 365.2425,
};
/** Share of all wins that take what is usual, or less (V3). */
const USUAL = 0.75;

/** What is counted in each calendar period, as columns. */
interface Counts {
  readonly wins: Float64Array;
  readonly losses: Float64Array;
  /** Leads opened less those that left. */
  readonly opened: Float64Array;
  readonly value: Float64Array;
  /** Wins that have an amount. */
  readonly valued: Float64Array;
  /** Days of the wins together. */
  readonly cycle: Float64Array;
}

/**
 * Returns the figures of the latest 500 calendar periods of the data, ascending, and over how many of them `rolling` is (V3). Each holds what a question of its
 * range alone would get (V1), except that no amount is known where those of all the data together are of several currencies (M1). Notes earlier periods that are
 * left out.
 */
export function velocityTrend(
  ways: Ways,
  unit: VelocityTrend,
  amounts: Float64Array | null,
  notes: VelocityNote[],
): Pick<VelocityAnswer, 'trend' | 'width'> {
  const { span, weekStart, zone } = ways.table;
  if (span === null) return { trend: [], width: 1 };
  const periods = zoneCalendar(zone).periods(unit, weekStart, span.from, span.to);
  const { starts, labels } = periods;
  const { counts, usual } = countPeriods(ways, periods, amounts);
  const width = Math.min(labels.length, Math.max(1, Math.ceil(usual / LENGTH[unit]) || 1));
  const cut = periodsCut(labels.length, notes);
  let open = 0;
  for (let t = 0; t < cut; t++) open += counts.opened[t]!;
  const trend = labels.slice(cut).map((period, k): VelocityPoint => {
    const t = cut + k;
    open += counts.opened[t]!;
    const to = formatDate(nextPeriod(parseDate(period)!, unit) - 1);
    const over = (first: number): VelocityFigures => ({
      range: { from: labels[first]!, to },
      ...figuresOf(counts, first, t, open, ways.losable),
    });
    const first = Math.max(0, t - width + 1);
    return {
      period,
      ...over(t),
      complete: starts[t + 1]! <= span.to + 1,
      rolling: over(first),
      young: starts[first]! < span.from + usual * DAY_MS,
    };
  });
  return { trend, width };
}

/** Counts every period, and returns with them how many days a win usually takes; NaN without wins. */
function countPeriods(
  { table, leads, visits, won }: Ways,
  periods: Periods,
  amounts: Float64Array | null,
): { readonly counts: Counts; readonly usual: number } {
  const { time } = table;
  const clock = new EventClock(table);
  const column = (): Float64Array => new Float64Array(periods.labels.length);
  const counts: Counts = {
    wins: column(),
    losses: column(),
    opened: column(),
    value: column(),
    valued: column(),
    cycle: column(),
  };
  const cycles: number[] = [];
  for (let visit = 0; visit < visits.stage.length; visit++) {
    const row = visits.entered[visit]!;
    const at = periods.indexOf(time[row]!);
    const stage = visits.stage[visit]!;
    // What a visit goes on to stands behind it.
    if (visit > 0 && visits.to[visit - 1]! >= 0 && visits.stage[visit - 1]! < won) counts.opened[at]!--;
    if (stage < won) counts.opened[at]!++;
    else if (stage > won) counts.losses[at]!++;
    else {
      const days = clock.elapsed(leads.start[visits.lead[visit]!]!, row) / DAY_MS;
      cycles.push(days);
      counts.wins[at]!++;
      counts.cycle[at]! += days;
      const money = amounts === null ? NaN : amounts[visit]!;
      if (Number.isNaN(money)) continue;
      counts.value[at]! += money;
      counts.valued[at]!++;
    }
  }
  const sorted = Float64Array.from(cycles);
  sortAscending(sorted);
  return { counts, usual: sortedQuantile(sorted, USUAL) };
}

/** The figures of periods `first` to `last`, with those open at the end. */
function figuresOf(
  { wins, losses, value, valued, cycle }: Counts,
  first: number,
  last: number,
  open: number,
  losable: boolean,
): Omit<VelocityFigures, 'range'> {
  const sum = (column: Float64Array): number =>
    column.subarray(first, last + 1).reduce((total, one) => total + one, 0);
  const won = sum(wins);
  const rate = winRate(won, sum(losses), losable);
  const days = sum(cycle) / won;
  const priced = sum(valued);
  const mean = sum(value) / priced;
  return {
    open,
    rate,
    value: mean,
    valued: priced,
    cycle: days,
    sum: won === 0 ? 0 : mean * priced,
    perDay: days > 0 ? (open * rate.rate * mean) / days : NaN,
  };
}
