import { parseDate, zoneCalendar, type Periods } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { RevenueAnswer, RevenuePeriod, RevenueQuestion } from '../../questions/revenue.ts';
import { wilson } from '../statistics/wilson.ts';
import type { EventTable } from '../table.ts';
import { findChanges } from './changes.ts';
import { kindOf, netMoves, type Move } from './moves.ts';

/** Returns the whole answer to a question of revenue (rules M1 and M4 to M6). Throws `AppFailure('cancelled')` through `control`. */
export async function answerRevenue(
  table: EventTable,
  question: RevenueQuestion,
  control: Control,
): Promise<Omit<RevenueAnswer, 'compared'>> {
  const changes = await findChanges(table, question, control);
  const net = netMoves(table, question, changes);
  const byCurrency = new Map<number, Move[]>();
  for (const move of net?.moves ?? []) {
    const list = byCurrency.get(move.currency);
    if (list === undefined) byCurrency.set(move.currency, [move]);
    else list.push(move);
  }
  const customers = (moves: readonly Move[]): number => new Set(moves.map(({ person }) => person)).size;
  const ranked = [...byCurrency].sort(([a, one], [b, other]) => customers(other) - customers(one) || a - b);
  return {
    kind: 'revenue',
    currencies: ranked.map(([code, moves]) => ({
      currency: changes.currencyOf(code),
      periods: waterfall(table, question, net!.periods, moves),
    })),
    data: table.span,
    notes: changes.notes,
  };
}

function waterfall(
  table: EventTable,
  question: RevenueQuestion,
  { labels, starts }: Periods,
  moves: readonly Move[],
): RevenuePeriod[] {
  const tally = labels.map(() => ({ new: 0, reactivated: 0, expanded: 0, contracted: 0, churned: 0 }));
  const money = labels.map(() => ({ new: 0, reactivated: 0, expanded: 0, contracted: 0, churned: 0 }));
  for (const move of moves) {
    const kind = kindOf(move);
    tally[move.period]![kind]++;
    money[move.period]![kind] += Math.abs(move.to - move.from);
  }
  const day = question.range.from === null ? null : parseDate(question.range.from);
  const from = day === null ? -Infinity : zoneCalendar(table.zone).startOfDay(day);
  const dataEnd = table.span?.to ?? -Infinity;
  let paid = 0;
  let payers = 0;
  const all = labels.map((period, t): RevenuePeriod => {
    const start = paid;
    const { new: fresh, reactivated, expanded: expansion, contracted: contraction, churned } = money[t]!;
    const counts = tally[t]!;
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
