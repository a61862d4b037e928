import { parseDate, zoneCalendar, type Periods } from '../../base/calendar.ts';
import type { RevenueQuestion } from '../../questions/revenue.ts';
import type { EventTable } from '../table.ts';
import type { Changes } from './changes.ts';

/** What a person paid at the ends of one period in which that changed (M5). */
export interface Move {
  readonly person: number;
  readonly currency: number;
  readonly period: number;
  readonly from: number;
  readonly to: number;
  /** Whether the person ever paid in this currency before the period. */
  readonly before: boolean;
  /** When the person first paid in this currency, epoch ms. */
  readonly since: number;
  /** When the amount at the period's end was come to, epoch ms. */
  readonly time: number;
}

/** Returns the periods from the first change to the last asked for, and everyone's net move in each; null without changes. */
export function netMoves(
  table: EventTable,
  question: RevenueQuestion,
  { list }: Changes,
): { periods: Periods; moves: Move[] } | null {
  const { span } = table;
  if (span === null || list.length === 0) return null;
  const calendar = zoneCalendar(table.zone);
  const first = list.reduce((least, { time }) => Math.min(least, time), Infinity);
  const until = question.range.to === null ? null : parseDate(question.range.to);
  const last = until === null ? span.to : Math.min(span.to, calendar.startOfDay(until + 1) - 1);
  if (last < first) return null;
  const periods = calendar.periods(question.period, table.weekStart, first, last);
  const moves: Move[] = [];
  // Changes of one person and currency needn't stand together where a person changes currency.
  let open = new Map<number, { -readonly [K in keyof Move]: Move[K] }>();
  /** When the person first paid, by currency. */
  const since = new Map<number, number>();
  let person = -1;
  const close = (): void => {
    for (const move of open.values()) if (move.from !== move.to) moves.push(move);
    open = new Map();
  };
  for (const change of list) {
    if (change.person !== person) {
      close();
      since.clear();
      person = change.person;
    }
    const period = periods.indexOf(change.time);
    if (period < 0) continue;
    const { currency, time, from, to } = change;
    const before = since.get(currency);
    if (before === undefined) since.set(currency, time);
    const current = open.get(currency);
    if (current?.period === period) {
      current.to = to;
      current.time = time;
    } else {
      if (current !== undefined && current.from !== current.to) moves.push(current);
      open.set(currency, {
        person,
        currency,
        period,
        from,
        to,
        before: before !== undefined,
        since: before ?? time,
        time,
      });
    }
  }
  close();
  return { periods, moves };
}

/** What a move is called. */
export function kindOf({
  from,
  to,
  before,
}: Move): 'new' | 'reactivated' | 'expanded' | 'contracted' | 'churned' {
  if (from === 0) return before ? 'reactivated' : 'new';
  if (to === 0) return 'churned';
  return to > from ? 'expanded' : 'contracted';
}
