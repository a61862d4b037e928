import { DAY_MS, zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { RevenueNote, RevenueQuestion } from '../../questions/revenue.ts';
import { eventFlags } from '../event-flags.ts';
import { compileFilter } from '../filter.ts';
import { eventClock, spanMs } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { EventTable } from '../table.ts';

/** A change of what a person pays per month in one currency. */
export interface Change {
  readonly person: number;
  /** Code of the currency; 0: none given. */
  readonly currency: number;
  /** The event, or NONE where the amount lapsed. */
  readonly row: number;
  readonly time: number;
  readonly from: number;
  readonly to: number;
}

/** All changes, by person and time. */
export interface Changes {
  readonly list: readonly Change[];
  readonly currencyOf: (code: number) => string | null;
  readonly notes: RevenueNote[];
}

const MONTHS = { month: 1, quarter: 3, year: 12 };
const Bit = { subscription: 1, ended: 2 } as const;

/** Returns every change of recurring revenue of the people asked about: one linear sweep (M4). */
export async function findChanges(
  table: EventTable,
  question: RevenueQuestion,
  control: Control,
): Promise<Changes> {
  const notes: RevenueNote[] = [];
  const flags = await eventFlags(table, [question.subscription, question.ended]);
  const people = await compileFilter(question.people, table);
  for (const name of flags.unknown.events) notes.push({ code: 'unknown-event', details: { name } });
  for (const { name, scope } of [...flags.unknown.properties, ...people.unknown])
    notes.push({ code: 'unknown-property', details: { name, scope } });
  const amounts = await table.eventColumn(question.amount);
  if (amounts?.kind !== 'number')
    notes.push({ code: 'unknown-property', details: { name: question.amount, scope: 'event' } });
  const currencies = question.currency === null ? undefined : await table.eventColumn(question.currency);
  if (question.currency !== null && currencies?.kind !== 'text')
    notes.push({ code: 'unknown-property', details: { name: question.currency, scope: 'event' } });
  const codes = currencies?.kind === 'text' ? currencies : null;
  const values = amounts?.kind === 'number' ? amounts.values : new Float64Array(table.eventCount).fill(NaN);

  const list: Change[] = [];
  const { time, dayOnly, offsets, name } = table;
  const clock = eventClock(table);
  const calendar = zoneCalendar(table.zone);
  const end = table.span?.to ?? -Infinity;
  const lapseMs = question.lapse === null ? Infinity : spanMs(question.lapse);
  const missing = { undated: 0, amount: 0, negative: 0 };
  let paid = new Map<number, number>();
  let charged = NONE;
  const set = (person: number, row: number, at: number, currency: number, to: number): void => {
    const from = paid.get(currency) ?? 0;
    if (from !== to) list.push({ person, currency, row, time: at, from, to });
    if (to === 0) paid.delete(currency);
    else paid.set(currency, to);
  };
  const stop = (person: number, row: number, at: number, but = -1): void => {
    for (const currency of [...paid.keys()]) if (currency !== but) set(person, row, at, currency, 0);
  };
  const lapsed = (at: number): boolean =>
    charged !== NONE && paid.size > 0 && clock.deadline(charged, lapseMs) < at;
  const lapseTime = (): number =>
    dayOnly !== null && dayOnly[charged] === 1
      ? calendar.startOfDay(calendar.dayOf(time[charged]!) + Math.floor(lapseMs / DAY_MS))
      : time[charged]! + lapseMs;
  for (let person = 0; person < table.personCount; person++) {
    if ((person & 1023) === 0 && control.due()) await control.pause(0.9 * (person / table.personCount));
    if (people.test !== null && !people.test(-1, person)) continue;
    paid = new Map();
    charged = NONE;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const bits = flags.of === null ? flags.byName[name[row]!]! : flags.of(row, person);
      if (bits === 0) continue;
      const at = time[row]!;
      if (Number.isNaN(at)) {
        missing.undated++;
        continue;
      }
      if (lapsed(at)) stop(person, NONE, lapseTime());
      if ((bits & Bit.ended) !== 0) {
        stop(person, row, at);
        continue;
      }
      const amount = values[row]!;
      if (Number.isNaN(amount)) missing.amount++;
      else if (amount < 0) missing.negative++;
      else {
        const currency = codes === null ? 0 : codes.codes[row]!;
        stop(person, row, at, currency);
        set(person, row, at, currency, amount / MONTHS[question.per]);
        charged = row;
      }
    }
    if (lapsed(end)) stop(person, NONE, lapseTime());
  }
  if (missing.undated > 0) notes.push({ code: 'undated', details: { events: missing.undated } });
  if (missing.amount > 0) notes.push({ code: 'no-amount', details: { events: missing.amount } });
  if (missing.negative > 0) notes.push({ code: 'negative-amount', details: { events: missing.negative } });
  return {
    list,
    currencyOf: (code) => (code === 0 || codes === null ? null : codes.dictionary.text(code - 1)),
    notes,
  };
}
