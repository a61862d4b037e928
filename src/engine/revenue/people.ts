import { uncontrolled, type Control } from '../../base/control.ts';
import type { RevenuePick, RevenueProof, RevenueQuestion } from '../../questions/revenue.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { EventTable } from '../table.ts';
import { findChanges } from './changes.ts';
import { kindOf, netMoves, type Move } from './moves.ts';

/** People behind a figure, one entry each. */
export interface RevenuePeople {
  /** Person codes. */
  readonly person: Uint32Array;
  /** When each first paid in this currency, epoch ms. */
  readonly entered: Float64Array;
  /** When what each pays at the period's end last changed, epoch ms. */
  readonly at: Float64Array;
  /** What each paid per month at the period's start and end. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Returns the people that a figure of a period counts, in the order of the table; their number is that figure. An unknown period or currency has nobody. */
export async function revenuePeople(
  table: EventTable,
  question: RevenueQuestion,
  pick: RevenuePick,
  control: Control,
): Promise<RevenuePeople> {
  const changes = await findChanges(table, question, control);
  const net = netMoves(table, question, changes);
  const at = net?.periods.labels.indexOf(pick.period) ?? -1;
  const moves =
    at < 0
      ? []
      : net!.moves.filter(
          ({ currency, period }) => period <= at && changes.currencyOf(currency) === pick.currency,
        );
  // The last move up to the period says what each person pays around it.
  const last = new Map<number, Move>();
  for (const move of moves) last.set(move.person, move);
  const around = [...last.values()].map((move) => (move.period === at ? move : { ...move, from: move.to }));
  const chosen = around.filter((move) => {
    if (pick.change === 'start') return move.from > 0;
    if (pick.change === 'end') return move.to > 0;
    return move.period === at && kindOf(move) === pick.change;
  });
  return {
    person: Uint32Array.from(chosen, ({ person }) => person),
    entered: Float64Array.from(chosen, ({ since }) => since),
    at: Float64Array.from(chosen, ({ time }) => time),
    from: Float64Array.from(chosen, ({ from }) => from),
    to: Float64Array.from(chosen, ({ to }) => to),
  };
}

/** Returns what changed the amount that a person pays, in order, as one proof; none when they never paid. */
export async function proveRevenue(
  table: EventTable,
  question: RevenueQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<RevenueProof[]> {
  const { list, currencyOf } = await findChanges(table, question, control);
  const own = list.filter((change) => change.person === person);
  if (own.length === 0) return [];
  const currencies = new Set(own.map(({ currency }) => currency));
  const proof: RevenueProof = {
    person,
    changes: own.map(({ row, time, currency, from, to }) => ({
      event: row === NONE ? null : row - table.offsets[person]!,
      time,
      currency: currencyOf(currency),
      from,
      to,
    })),
    rules: [
      'M4',
      'M5',
      ...(currencies.size > 1 ? ['M1'] : []),
      ...(own.some(({ row }) => row === NONE) ? ['M6'] : []),
    ],
  };
  return [proof];
}
