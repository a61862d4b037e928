import { uncontrolled, type Control } from '../../base/control.ts';
import type { RevenuePick, RevenueProof, RevenueQuestion } from '../../questions/revenue.ts';
import { NONE } from '../funnel/outcomes.ts';
import { positions } from '../numbers.ts';
import type { EventTable } from '../table.ts';
import { findChanges } from './changes.ts';
import { customerGroups } from './groups.ts';
import { KINDS, netMoves } from './moves.ts';

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

/** Returns the people that a figure of a period counts, in the order of the table; their number is that figure. An unknown period, currency or group has nobody. */
export async function revenuePeople(
  table: EventTable,
  question: RevenueQuestion,
  pick: RevenuePick,
  control: Control,
): Promise<RevenuePeople> {
  const found = await findChanges(table, question, control);
  const { changes, currencyOf } = found;
  const net = await netMoves(table, question, changes, control);
  const wanted = pick.group ?? null;
  const groups = wanted === null ? [] : await customerGroups(table, question, found, control);
  const group = groups.find(({ value, kind }) => value === wanted?.value && kind === wanted.kind);
  const at = net?.periods.labels.indexOf(pick.period) ?? -1;
  const none = new Float64Array(0);
  if (net === null || at < 0 || (wanted !== null && group === undefined))
    return { person: new Uint32Array(0), entered: none, at: none, from: none, to: none };
  const { moves } = net;
  const { currency, period, from, to } = moves;
  // The last move up to the period says what each person pays around it.
  const last = new Map<number, number>();
  for (let i = 0; i < moves.count; i++)
    if (
      period.data[i]! <= at &&
      currencyOf(currency.data[i]!) === pick.currency &&
      (group === undefined || group.has(moves.person.data[i]!))
    )
      last.set(moves.person.data[i]!, i);
  const paid = (i: number): number => (period.data[i] === at ? from : to).data[i]!;
  const chosen = [...last.values()].filter((i) => {
    if (pick.change === 'start') return paid(i) > 0;
    if (pick.change === 'end') return to.data[i]! > 0;
    return period.data[i] === at && KINDS[moves.kind(i)] === pick.change;
  });
  const of = (values: Float64Array): Float64Array => Float64Array.from(chosen, (i) => values[i]!);
  return {
    person: Uint32Array.from(chosen, (i) => moves.person.data[i]!),
    entered: of(moves.since.data),
    at: of(moves.time.data),
    from: Float64Array.from(chosen, paid),
    to: of(to.data),
  };
}

/** Returns what changed the amount that a person pays, in order, as one proof; none when they never paid. */
export async function proveRevenue(
  table: EventTable,
  question: RevenueQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<RevenueProof[]> {
  const { changes, currencyOf } = await findChanges(table, question, control);
  const own = [...positions(changes.count, (i) => changes.person.data[i] === person)];
  if (own.length === 0) return [];
  const { currency, row, time, from, to } = changes;
  const currencies = new Set(own.map((i) => currency.data[i]!));
  const proof: RevenueProof = {
    person,
    changes: own.map((i) => ({
      event: row.data[i] === NONE ? null : row.data[i]! - table.offsets[person]!,
      time: time.data[i]!,
      currency: currencyOf(currency.data[i]!),
      from: from.data[i]!,
      to: to.data[i]!,
    })),
    rules: [
      'M4',
      'M5',
      ...(currencies.size > 1 ? ['M1'] : []),
      ...(own.some((i) => row.data[i] === NONE) ? ['M6'] : []),
    ],
  };
  return [proof];
}
