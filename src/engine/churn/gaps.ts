import type { Control } from '../../base/control.ts';
import { DayReader } from '../days.ts';
import { remembering } from '../remember.ts';
import { sortedQuantile } from '../statistics/quantiles.ts';
import { sortAscending } from '../statistics/sort.ts';
import type { EventTable } from '../table.ts';
import { Sign, signOf, type SignedTable } from './signs.ts';

/** Returns how often each gap between days on which people showed signs of life occurs: entry k counts those of k whole days. Of everyone asked about. */
export const returnGaps = remembering(
  countGaps,
  ({ question: { start, activity, people, range } }: SignedTable) => [start, activity, people, range],
);

async function countGaps(table: EventTable, plan: SignedTable, control: Control): Promise<Uint32Array> {
  const { people, calendar } = plan;
  const { span } = table;
  const counts = new Uint32Array(span === null ? 0 : calendar.dayOf(span.to) - calendar.dayOf(span.from) + 1);
  const own = new OwnGaps(plan);
  for (let person = 0; person < table.personCount; person++) {
    if ((person & 1023) === 0 && control.due()) await control.pause(0.3 * (person / table.personCount));
    if (people !== null && !people(person)) continue;
    own.read(person);
    for (let i = 0; i < own.count; i++) counts[own.days[i]!]!++;
  }
  return counts;
}

/** The gaps between the days on which one person after the other showed signs of life. */
class OwnGaps {
  count = 0;
  /** Whole days, in the order of time; the first `count` are the person's. */
  days = new Float64Array(64);
  private readonly plan: SignedTable;
  /** null without a dated event. */
  private readonly reader: DayReader | null;

  constructor(plan: SignedTable) {
    this.plan = plan;
    this.reader = plan.table.span === null ? null : new DayReader(plan.calendar, plan.table.span);
  }

  /** Day number of an instant of the table; NaN for none. */
  dayOf(ms: number): number {
    return this.reader === null ? NaN : this.reader.dayOf(ms);
  }

  read(person: number): void {
    const { plan } = this;
    const { offsets, time } = plan.table;
    const to = offsets[person + 1]!;
    let row = offsets[person]!;
    if (to - row > this.days.length) this.days = new Float64Array(2 * (to - row));
    const { days } = this;
    let previous = NaN;
    this.count = 0;
    for (; row < to; row++) {
      if ((signOf(plan, row, person) & (Sign.life | Sign.start)) === 0) continue;
      const day = this.dayOf(time[row]!);
      if (day > previous) days[this.count++] = day - previous;
      previous = day;
    }
  }
}

/** A person's silence at the end of the data beside what is usual with them, in whole days. */
export interface OwnSilence {
  readonly silence: number;
  /** NaN when there are too few gaps to tell. */
  readonly usual: number;
}

/** Returns what tells how long a person has been silent since a row, and the percentile of own gaps that the question calls usual. */
export function ownSilence(plan: SignedTable): (person: number, lastRow: number) => OwnSilence {
  const { table, calendar, question, end } = plan;
  const { time, offsets } = table;
  const { share, gaps: needed } = question.atRisk;
  const today = end === -Infinity ? NaN : calendar.dayOf(end);
  const own = new OwnGaps(plan);
  return (person, lastRow) => {
    const silence = today - own.dayOf(time[lastRow]!);
    const events = offsets[person + 1]! - offsets[person]!;
    if (events <= needed) return { silence, usual: NaN };
    own.read(person);
    return {
      silence,
      usual: own.count < needed ? NaN : sortedQuantile(sortAscending(own.days.subarray(0, own.count)), share),
    };
  };
}
