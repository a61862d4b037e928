import { DAY_MS, SHORTEST_MS, zoneCalendar, type PeriodUnit } from '../base/calendar.ts';
import type { Control } from '../base/control.ts';
import type { PeriodSpec } from '../questions/activity.ts';
import type { EventMatch } from '../questions/funnel.ts';
import type { StickinessQuestion } from '../questions/stickiness.ts';
import { DayReader } from './days.ts';
import { countedQuantile } from './statistics/quantiles.ts';
import type { EventTable } from './table.ts';

/** What of the events a rhythm is read from. */
export type DatedLog = Pick<
  EventTable,
  'name' | 'names' | 'span' | 'time' | 'offsets' | 'personCount' | 'zone'
>;

const UNITS: readonly PeriodUnit[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
/** Periods that can be read side by side. */
const MOST = 40;
/** Periods below which there is no course to see. */
const FEWEST = 4;
/** Periods within which the usual return should come. */
const NEAR = 3;

/** A pass over the data: how it is stopped, and the share done before it. */
export interface Pass {
  readonly control: Control;
  readonly done: number;
}

/**
 * Returns the usual gap: the median of the gaps between the days on which a person did one of the events (any, when none is named), in whole
 * days; those of which S1 proposes a percentile. NaN when nobody did on two days. It is taken for the last pass.
 */
export async function usualGap(
  { name, names, span, time, offsets, personCount, zone }: DatedLog,
  events: readonly string[],
  { control, done }: Pass,
): Promise<number> {
  if (span === null) return NaN;
  const asked = new Uint8Array(names.size).fill(events.length === 0 ? 1 : 0);
  for (const event of events) asked[names.find(event)] = 1;
  const days = new DayReader(zoneCalendar(zone), span);
  const counts = new Uint32Array(days.dayOf(span.to) - days.dayOf(span.from) + 1);
  for (let person = 0; person < personCount; person++) {
    if ((person & 1023) === 0 && control.due())
      await control.pause(done + (1 - done) * (person / personCount));
    let last = NaN;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      if (asked[name[row]!] === 0 || Number.isNaN(time[row]!)) continue;
      const day = days.dayOf(time[row]!);
      if (day > last) counts[day - last]!++;
      last = day;
    }
  }
  return countedQuantile(counts, 0.5);
}

/** How long data are, ms, and the usual gap in them, days; NaN without any. */
export interface Rhythm {
  readonly length: number;
  readonly gap: number;
}

/** Returns the rhythm in which people do one of the events (any, when none is named). Two passes over the data are taken to be done. */
export async function rhythmOf(
  table: DatedLog,
  { events }: Pick<EventMatch, 'events'>,
  control: Control,
): Promise<Rhythm> {
  const gap = await usualGap(table, events, { control, done: 0.6 });
  return { length: table.span === null ? 0 : table.span.to - table.span.from, gap };
}

/**
 * Returns the periods in which data are shown at first: the shortest unit of which they last at most 40, a quarter in longer data; but as long as
 * the usual gap is longer than three of it, the next longer one, if the data last four of that. So most people come back within the first
 * few periods, and all periods can be read side by side.
 */
export function rhythmPeriod(rhythm: Rhythm): PeriodSpec {
  const unit = UNITS.find((each) => each === 'quarter' || rhythm.length <= MOST * SHORTEST_MS[each])!;
  return { unit: slowed(unit, rhythm), n: 1 };
}

/** Parts from short to long, and the periods that are counted in them. */
const PARTS: readonly (readonly [PeriodUnit, readonly PeriodUnit[]])[] = [
  ['day', ['week', 'month']],
  ['week', ['quarter']],
  ['month', ['year']],
];

/**
 * Returns the parts, and the periods, in which it is counted at first how often people are there: the shortest that hold two usual gaps, so
 * that there is something to count, and of which data last at most 40 where there is a choice. All the data when they don't last three;
 * quarters of them where no period holds two gaps, hours in data of at most 40.
 */
export function rhythmParts({ length, gap }: Rhythm): Pick<StickinessQuestion, 'each' | 'within'> {
  if (length <= MOST * SHORTEST_MS.hour) return { each: { unit: 'hour', n: 1 }, within: null };
  const holds = (unit: PeriodUnit): boolean => 2 * gap * DAY_MS <= SHORTEST_MS[unit];
  const [unit, all] = PARTS.find(([, periods]) => periods.some(holds)) ?? (['quarter', []] as const);
  const fit = all.filter((period) => holds(period) && length >= 3 * SHORTEST_MS[period]);
  const within = fit.find((period) => length <= MOST * SHORTEST_MS[period]) ?? fit.at(-1) ?? null;
  return { each: { unit, n: 1 }, within };
}

/** The unit, made longer as long as it is too short for the gap, and the data long enough for the next. */
function slowed(unit: PeriodUnit, rhythm: Rhythm): PeriodUnit {
  const next = UNITS[UNITS.indexOf(unit) + 1];
  if (next === undefined || rhythm.length < FEWEST * SHORTEST_MS[next]) return unit;
  return rhythm.gap * DAY_MS > NEAR * SHORTEST_MS[unit] ? slowed(next, rhythm) : unit;
}
