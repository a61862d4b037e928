import type { Control } from '../../base/control.ts';
import { sortedQuantile } from '../statistics/quantiles.ts';
import { Sign, signOf, type SignedTable } from './signs.ts';

/** Returns the gaps between the days on which people showed signs of life, whole days ascending, of everyone asked about. */
export async function returnGaps(plan: SignedTable, control: Control): Promise<Float64Array> {
  const { table, people } = plan;
  const gaps = new Float64Array(table.eventCount);
  let count = 0;
  for (let person = 0; person < table.personCount; person++) {
    if ((person & 1023) === 0 && control.due()) await control.pause(0.3 * (person / table.personCount));
    if (people !== null && !people(person)) continue;
    count = gapsOf(plan, person, gaps, count);
  }
  return sortedDays(gaps.subarray(0, count));
}

/** Sorts whole numbers by counting them: there are few different ones. */
function sortedDays(days: Float64Array): Float64Array {
  let longest = 0;
  for (let i = 0; i < days.length; i++) longest = Math.max(longest, days[i]!);
  const counts = new Uint32Array(longest + 1);
  for (let i = 0; i < days.length; i++) counts[days[i]!]!++;
  const sorted = new Float64Array(days.length);
  for (let day = 0, at = 0; day <= longest; day++) sorted.fill(day, at, (at += counts[day]!));
  return sorted;
}

/** Writes a person's gaps from place `at` on and returns the place behind the last. */
function gapsOf(plan: SignedTable, person: number, into: Float64Array, at: number): number {
  const { table, calendar } = plan;
  let previous = NaN;
  for (let row = table.offsets[person]!; row < table.offsets[person + 1]!; row++) {
    if ((signOf(plan, row, person) & (Sign.life | Sign.start)) === 0) continue;
    const day = calendar.dayOf(table.time[row]!);
    if (day > previous) into[at++] = day - previous;
    previous = day;
  }
  return at;
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
  const today = calendar.dayOf(end);
  let own = new Float64Array(1024);
  return (person, lastRow) => {
    const silence = today - calendar.dayOf(time[lastRow]!);
    const events = offsets[person + 1]! - offsets[person]!;
    if (events <= needed) return { silence, usual: NaN };
    if (events > own.length) own = new Float64Array(2 * events);
    const gaps = own.subarray(0, gapsOf(plan, person, own, 0));
    return { silence, usual: gaps.length < needed ? NaN : sortedQuantile(gaps.sort(), share) };
  };
}
