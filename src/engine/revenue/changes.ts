import type { Control } from '../../base/control.ts';
import { Float64List, Uint32List } from '../../domain/growable.ts';
import type { RevenueNote, RevenueQuestion } from '../../questions/revenue.ts';
import { eventFlags } from '../event-flags.ts';
import { compileFilter } from '../filter.ts';
import { EventClock, spanMs } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import { noteAllUnknown, noteUnknown } from '../notes.ts';
import type { EventTable } from '../table.ts';

/** Changes of what people pay per month, as columns: by person and time. */
export class Changes {
  count = 0;
  readonly person = new Uint32List();
  /** Code of the currency; 0: none given. */
  readonly currency = new Uint32List();
  /** The event, or NONE where the amount lapsed. */
  readonly row = new Uint32List();
  /** Epoch ms. */
  readonly time = new Float64List();
  readonly from = new Float64List();
  readonly to = new Float64List();

  /** Adds a change. */
  add(person: number, currency: number, row: number, time: number, from: number, to: number): void {
    const i = this.count++;
    this.person.set(i, person);
    this.currency.set(i, currency);
    this.row.set(i, row);
    this.time.set(i, time);
    this.from.set(i, from);
    this.to.set(i, to);
  }
}

/** All changes of a question. */
export interface FoundChanges {
  readonly changes: Changes;
  readonly currencyOf: (code: number) => string | null;
  readonly notes: RevenueNote[];
}

/** What one person after the other pays, by currency: mostly one, which a short list finds fastest. */
class Paid {
  size = 0;
  private person = 0;
  private readonly currencies: number[] = [];
  private readonly amounts: number[] = [];
  private readonly changes: Changes;

  constructor(changes: Changes) {
    this.changes = changes;
  }

  /** Begins with a person, who pays nothing yet. */
  begin(person: number): void {
    this.person = person;
    this.size = 0;
  }

  /** Sets what is paid in a currency from an instant on. */
  set(row: number, time: number, currency: number, to: number): void {
    const { currencies, amounts } = this;
    let i = 0;
    while (i < this.size && currencies[i] !== currency) i++;
    const from = i < this.size ? amounts[i]! : 0;
    if (from === to) return;
    this.changes.add(this.person, currency, row, time, from, to);
    if (to === 0) this.remove(i);
    else {
      if (i === this.size) currencies[this.size++] = currency;
      amounts[i] = to;
    }
  }

  /** Ends all that is paid but for one currency. */
  stop(row: number, time: number, but = -1): void {
    for (let i = 0; i < this.size;)
      if (this.currencies[i] === but) i++;
      else this.set(row, time, this.currencies[i]!, 0);
  }

  private remove(at: number): void {
    this.size--;
    for (let i = at; i < this.size; i++) {
      this.currencies[i] = this.currencies[i + 1]!;
      this.amounts[i] = this.amounts[i + 1]!;
    }
  }
}

const MONTHS = { month: 1, quarter: 3, year: 12 };
const Bit = { subscription: 1, ended: 2 } as const;

/** Returns every change of recurring revenue of the people asked about: one linear sweep (M4). */
export async function findChanges(
  table: EventTable,
  question: RevenueQuestion,
  control: Control,
): Promise<FoundChanges> {
  const notes: RevenueNote[] = [];
  const flags = await eventFlags(table, [question.subscription, question.ended]);
  const people = await compileFilter(question.people, table);
  noteAllUnknown(notes, flags.unknown, people.unknown);
  const amounts = await table.eventColumn(question.amount);
  if (amounts?.kind !== 'number') noteUnknown(notes, { name: question.amount, scope: 'event' });
  const currencies = question.currency === null ? undefined : await table.eventColumn(question.currency);
  if (question.currency !== null && currencies?.kind !== 'text')
    noteUnknown(notes, { name: question.currency, scope: 'event' });
  const codes = currencies?.kind === 'text' ? currencies : null;
  const values = amounts?.kind === 'number' ? amounts.values : new Float64Array(table.eventCount).fill(NaN);

  const { time, dayOnly, offsets, name } = table;
  const clock = new EventClock(table);
  const end = table.span?.to ?? -Infinity;
  const months = MONTHS[question.per];
  const lapseMs = question.lapse === null ? Infinity : spanMs(question.lapse);
  const missing = { undated: 0, amount: 0, negative: 0 };
  const changes = new Changes();
  const paid = new Paid(changes);
  let charged = NONE;
  // An end of which only the date is known waits for the instants of its day, with which it ties.
  let ending = NONE;
  const stopByDate = (): void => {
    paid.stop(ending, charged === NONE ? time[ending]! : Math.max(time[ending]!, time[charged]!));
    ending = NONE;
  };
  const lapsed = (at: number): boolean =>
    charged !== NONE && paid.size > 0 && clock.deadline(charged, lapseMs) < at;
  for (let person = 0; person < table.personCount; person++) {
    if ((person & 1023) === 0 && control.due()) await control.pause(0.85 * (person / table.personCount));
    if (people.test !== null && !people.test(-1, person)) continue;
    paid.begin(person);
    charged = NONE;
    ending = NONE;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const bits = flags.of === null ? flags.byName[name[row]!]! : flags.of(row, person);
      if (bits === 0) continue;
      const at = time[row]!;
      if (Number.isNaN(at)) {
        missing.undated++;
        continue;
      }
      const ends = (bits & Bit.ended) !== 0;
      const amount = values[row]!;
      if (!ends && !(amount >= 0)) {
        if (Number.isNaN(amount)) missing.amount++;
        else missing.negative++;
        continue;
      }
      if (ending !== NONE && (at === time[ending] || !clock.tied(ending, row))) stopByDate();
      if (lapsed(at)) paid.stop(NONE, clock.passed(charged, lapseMs));
      if (ends) {
        if (dayOnly !== null && dayOnly[row] === 1) ending = row;
        else paid.stop(row, at);
      } else {
        const currency = codes === null ? 0 : codes.codes[row]!;
        paid.stop(row, at, currency);
        paid.set(row, at, currency, amount / months);
        charged = row;
      }
    }
    if (ending !== NONE) stopByDate();
    if (lapsed(end)) paid.stop(NONE, clock.passed(charged, lapseMs));
  }
  if (missing.undated > 0) notes.push({ code: 'undated', details: { events: missing.undated } });
  if (missing.amount > 0) notes.push({ code: 'no-amount', details: { events: missing.amount } });
  if (missing.negative > 0) notes.push({ code: 'negative-amount', details: { events: missing.negative } });
  return {
    changes,
    currencyOf: (code) => (code === 0 || codes === null ? null : codes.dictionary.text(code - 1)),
    notes,
  };
}
