import { parseDate, zoneCalendar, type Periods } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type {
  RevenueAnswer,
  RevenueGroup,
  RevenuePeriod,
  RevenueQuestion,
  RevenueTable,
} from '../../questions/revenue.ts';
import { wilson } from '../statistics/wilson.ts';
import { MOST_PERIODS } from '../latest-periods.ts';
import type { EventTable } from '../table.ts';
import { findChanges } from './changes.ts';
import { customerGroups } from './groups.ts';
import { KINDS, netMoves, type Moves } from './moves.ts';

/** Returns the whole answer to a question of revenue: at most the 500 latest periods (rules M1 and M4 to M6). Throws `AppFailure('cancelled')` through `control`. */
export async function answerRevenue(
  table: EventTable,
  question: RevenueQuestion,
  control: Control,
): Promise<Omit<RevenueAnswer, 'compared'>> {
  const found = await findChanges(table, question, control);
  const { changes, currencyOf, notes } = found;
  const split = await customerGroups(table, question, found, control);
  if (control.due()) await control.pause(0.92);
  const net = await netMoves(table, question, changes, control);
  if (control.due()) await control.pause(0.94);
  const tablesOf = (has: ((person: number) => boolean) | null): RevenueTable[] => {
    const ranked = net === null ? [] : [...tallies(net.moves, net.periods.labels.length, has)];
    ranked.sort(([a, one], [b, other]) => other.customers - one.customers || a - b);
    return ranked.map(([code, tally]) => ({
      currency: currencyOf(code),
      periods: waterfall(table, question, net!.periods, tally),
    }));
  };
  const currencies = tablesOf(null);
  // All currencies have the same periods.
  const count = Math.max(0, (currencies[0]?.periods.length ?? 0) - MOST_PERIODS);
  const shown = (all: readonly RevenueTable[]): RevenueTable[] =>
    all.map((each) => ({ ...each, periods: each.periods.slice(count) }));
  const groups: RevenueGroup[] = [];
  for (const { has, ...group } of split) {
    if (control.due()) await control.pause(0.95);
    groups.push({ ...group, currencies: shown(tablesOf(has)) });
  }
  return {
    kind: 'revenue',
    currencies: shown(currencies),
    groups,
    data: table.span,
    notes: count === 0 ? notes : [...notes, { code: 'periods-cut', details: { count, kept: MOST_PERIODS } }],
  };
}

/** Sums of the moves in one currency; those of kind k in period t stand at `t * KINDS.length + k`. */
interface MoveTally {
  /** People with any move. */
  customers: number;
  /** The last of them. */
  person: number;
  readonly counts: Uint32Array;
  readonly money: Float64Array;
}

/** Returns the sums by code of the currency, in one pass; of some people, or all. */
function tallies(
  moves: Moves,
  periods: number,
  has: ((person: number) => boolean) | null,
): Map<number, MoveTally> {
  const all = new Map<number, MoveTally>();
  const kinds = KINDS.length;
  for (let i = 0; i < moves.count; i++) {
    const currency = moves.currency.data[i]!;
    const person = moves.person.data[i]!;
    if (has !== null && !has(person)) continue;
    let tally = all.get(currency);
    if (tally === undefined) {
      const cells = periods * kinds;
      tally = { customers: 0, person: -1, counts: new Uint32Array(cells), money: new Float64Array(cells) };
      all.set(currency, tally);
    }
    if (tally.person !== person) {
      tally.person = person;
      tally.customers++;
    }
    const cell = moves.period.data[i]! * kinds + moves.kind(i);
    tally.counts[cell]!++;
    tally.money[cell]! += Math.abs(moves.to.data[i]! - moves.from.data[i]!);
  }
  return all;
}

function waterfall(
  table: EventTable,
  question: RevenueQuestion,
  { labels, starts }: Periods,
  { counts: allCounts, money }: MoveTally,
): RevenuePeriod[] {
  const day = question.range.from === null ? null : parseDate(question.range.from);
  const from = day === null ? -Infinity : zoneCalendar(table.zone).startOfDay(day);
  const dataEnd = table.span?.to ?? -Infinity;
  let paid = 0;
  let payers = 0;
  const all = labels.map((period, t): RevenuePeriod => {
    const start = paid;
    const at = t * KINDS.length;
    const [fresh = 0, reactivated = 0, expansion = 0, contraction = 0, churned = 0] = money.subarray(at);
    const counts = countsAt(allCounts, at);
    const before = payers;
    payers += counts.new + counts.reactivated - counts.churned;
    // Without customers nothing is left but the rounding of sums.
    paid = payers === 0 ? 0 : start + fresh + reactivated + expansion - contraction - churned;
    const lost = contraction + churned;
    return {
      period,
      start,
      new: fresh,
      reactivated,
      expansion,
      contraction,
      churned,
      end: paid,
      customers: { start: before, ...counts, end: payers },
      customerChurn: wilson(counts.churned, before),
      grossChurn: before === 0 ? NaN : lost / start,
      netChurn: before === 0 ? NaN : (lost - expansion) / start,
      complete: starts[t + 1]! <= dataEnd + 1,
    };
  });
  return all.filter((_, t) => starts[t + 1]! > from);
}

function countsAt(counts: Uint32Array, at: number): Pick<RevenuePeriod['customers'], (typeof KINDS)[number]> {
  const [fresh = 0, reactivated = 0, expanded = 0, contracted = 0, churned = 0] = counts.subarray(at);
  return { new: fresh, reactivated, expanded, contracted, churned };
}
