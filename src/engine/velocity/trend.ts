import { DAY_MS, formatDate, nextPeriod, parseDate, zoneCalendar } from '../../base/calendar.ts';
import type { VelocityNote, VelocityPoint, VelocityTrend } from '../../questions/velocity.ts';
import { eventClock } from '../funnel/clock.ts';
import { periodsCut } from '../latest-periods.ts';
import type { Ways } from '../stages/visits.ts';
import { wilson } from '../statistics/wilson.ts';

/**
 * Returns the figures of the latest 500 calendar periods of the data, ascending: each is what a question of that range alone would get (V1). Notes earlier
 * ones that are left out.
 */
export function velocityTrend(
  { table, losable, leads, visits, won }: Ways,
  unit: VelocityTrend,
  amount: (visit: number) => number,
  notes: VelocityNote[],
): VelocityPoint[] {
  const { span, time, weekStart } = table;
  if (span === null) return [];
  const periods = zoneCalendar(table.zone).periods(unit, weekStart, span.from, span.to);
  const { starts, labels } = periods;
  const clock = eventClock(table);
  const n = labels.length;
  const column = (): Float64Array => new Float64Array(n);
  const [wins, losses, opened, value, valued, cycle] = Array.from({ length: 6 }, column) as Six;
  for (let visit = 0; visit < visits.stage.length; visit++) {
    const row = visits.entered[visit]!;
    const at = periods.indexOf(time[row]!);
    const stage = visits.stage[visit]!;
    if (stage < won) {
      opened[at]!++;
      if (visits.to[visit]! >= 0) opened[periods.indexOf(time[visits.entered[visit + 1]!]!)]!--;
    } else if (stage > won) losses[at]!++;
    else {
      wins[at]!++;
      cycle[at]! += clock.elapsed(leads.start[visits.lead[visit]!]!, row) / DAY_MS;
      const money = amount(visit);
      if (Number.isNaN(money)) continue;
      value[at]! += money;
      valued[at]!++;
    }
  }
  const cut = periodsCut(n, notes);
  let open = 0;
  for (let t = 0; t < cut; t++) open += opened[t]!;
  return labels.slice(cut).map((period, k): VelocityPoint => {
    const t = cut + k;
    open += opened[t]!;
    const rate = wilson(wins[t]!, wins[t]! + losses[t]!);
    const days = cycle[t]! / wins[t]!;
    const mean = value[t]! / valued[t]!;
    return {
      period,
      range: { from: period, to: formatDate(nextPeriod(parseDate(period)!, unit) - 1) },
      open,
      rate,
      value: mean,
      cycle: days,
      sum: wins[t] === 0 ? 0 : mean * valued[t]!,
      perDay: losable && days > 0 ? (open * rate.rate * mean) / days : NaN,
      complete: starts[t + 1]! <= span.to + 1,
    };
  });
}

type Six = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
