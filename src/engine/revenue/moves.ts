import type { Control } from '../../base/control.ts';
import { parseDate, zoneCalendar, type Periods } from '../../base/calendar.ts';
import { Float64List, Uint32List } from '../../domain/growable.ts';
import type { RevenueQuestion } from '../../questions/revenue.ts';
import type { EventTable } from '../table.ts';
import type { Changes } from './changes.ts';

/** What moves are called, by code. */
export const KINDS = ['new', 'reactivated', 'expanded', 'contracted', 'churned'] as const;

/** What people paid at the ends of the periods in which that changed (M5), as columns: by person, those of a currency by period. */
export class Moves {
  count = 0;
  readonly person = new Uint32List();
  readonly currency = new Uint32List();
  readonly period = new Uint32List();
  readonly from = new Float64List();
  readonly to = new Float64List();
  /** When the person first paid in this currency, epoch ms. */
  readonly since = new Float64List();
  /** When the amount at the period's end was come to, epoch ms. */
  readonly time = new Float64List();
  private readonly before = new Uint32List();

  /** Writes move `i`; `before`: the person paid in this currency before the period. */
  set(
    i: number,
    person: number,
    currency: number,
    period: number,
    from: number,
    to: number,
    since: number,
    time: number,
    before: number,
  ): void {
    this.person.set(i, person);
    this.currency.set(i, currency);
    this.period.set(i, period);
    this.from.set(i, from);
    this.to.set(i, to);
    this.since.set(i, since);
    this.time.set(i, time);
    this.before.set(i, before);
  }

  /** Returns the code of what move `i` is called. */
  kind(i: number): number {
    const from = this.from.data[i]!;
    const to = this.to.data[i]!;
    if (from === 0) return this.before.data[i] === 1 ? 1 : 0;
    if (to === 0) return 4;
    return to > from ? 2 : 3;
  }

  /** Removes those after which people pay what they paid. */
  compact(): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const from = this.from.data[i]!;
      const to = this.to.data[i]!;
      if (from === to) continue;
      if (kept < i)
        this.set(
          kept,
          this.person.data[i]!,
          this.currency.data[i]!,
          this.period.data[i]!,
          from,
          to,
          this.since.data[i]!,
          this.time.data[i]!,
          this.before.data[i]!,
        );
      kept++;
    }
    this.count = kept;
  }
}

/** Changes between two questions whether to pause. */
const STRETCH = 1 << 14;

/** Returns the periods from the first change to the last asked for, and everyone's net move in each; null without changes. Throws `AppFailure('cancelled')` through `control`. */
export async function netMoves(
  table: EventTable,
  question: RevenueQuestion,
  changes: Changes,
  control: Control,
): Promise<{ periods: Periods; moves: Moves } | null> {
  const { span } = table;
  const { count } = changes;
  if (span === null || count === 0) return null;
  const person = changes.person.data;
  const currency = changes.currency.data;
  const time = changes.time.data;
  const from = changes.from.data;
  const to = changes.to.data;
  const calendar = zoneCalendar(table.zone);
  let first = Infinity;
  let currencies = 0;
  for (let i = 0; i < count; i++) {
    if (time[i]! < first) first = time[i]!;
    if (currency[i]! >= currencies) currencies = currency[i]! + 1;
  }
  const until = question.range.to === null ? null : parseDate(question.range.to);
  const last = until === null ? span.to : Math.min(span.to, calendar.startOfDay(until + 1) - 1);
  if (last < first) return null;
  const periods = calendar.periods(question.period, table.weekStart, first, last);
  const moves = new Moves();
  // Changes of one person and currency needn't stand together where a person changes currency.
  const latest = new Int32Array(currencies).fill(-1);
  for (let i = 0; i < count; i++) {
    if (i % STRETCH === 0 && control.due()) await control.pause(0.92 + 0.02 * (i / count));
    const at = time[i]!;
    const period = periods.indexOf(at);
    if (period < 0) continue;
    const code = currency[i]!;
    const known = latest[code]!;
    const own = known >= 0 && moves.person.data[known] === person[i];
    if (own && moves.period.data[known] === period) {
      moves.to.data[known] = to[i]!;
      moves.time.data[known] = at;
    } else {
      const since = own ? moves.since.data[known]! : at;
      latest[code] = moves.count++;
      moves.set(latest[code], person[i]!, code, period, from[i]!, to[i]!, since, at, Number(own));
    }
  }
  moves.compact();
  return { periods, moves };
}
