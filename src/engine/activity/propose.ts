import { DAY_MS } from '../../base/calendar.ts';
import { everything } from '../../questions/filter.ts';
import type { EventMatch } from '../../questions/funnel.ts';
import { defaultLifecycle, type LifecycleQuestion } from '../../questions/lifecycle.ts';
import { defaultStickiness, type StickinessQuestion } from '../../questions/stickiness.ts';
import type { EventTable } from '../table.ts';

/** What of the events a proposal reads. */
export type Log = Pick<EventTable, 'name' | 'names' | 'span' | 'time' | 'offsets' | 'personCount'>;

/** Periods that can be read at a glance are some 6 to 40; longer data, ms, are asked by the next larger unit. */
const BY_WEEK = 21 * DAY_MS;
const BY_MONTH = 274 * DAY_MS;
const BY_QUARTER = 1280 * DAY_MS;

/** Returns the life cycle to begin with: of what people come back for most, by a period that fits the data. null where nobody comes back. */
export function proposeLifecycle(table: Log): LifecycleQuestion | null {
  const event = proposeActivity(table);
  if (event === null || table.span === null) return null;
  const length = table.span.to - table.span.from;
  const unit =
    length > BY_QUARTER ? 'quarter' : length > BY_MONTH ? 'month' : length > BY_WEEK ? 'week' : 'day';
  return { ...defaultLifecycle(event), period: { unit, n: 1 } };
}

/**
 * Returns the stickiness to begin with: of what people come back for most, days of weeks, or of months in long data; in short data
 * days of the whole time. null where nobody comes back.
 */
export function proposeStickiness(table: Log): StickinessQuestion | null {
  const event = proposeActivity(table);
  if (event === null || table.span === null) return null;
  const length = table.span.to - table.span.from;
  const within = length > BY_MONTH ? 'month' : length > BY_WEEK ? 'week' : null;
  return { ...defaultStickiness(event), within };
}

/**
 * Returns what people come back for most, as `proposeRepeated`; where nothing is done again, anything at all, if people do one thing after
 * another. null where everybody is there once only.
 */
function proposeActivity(table: Log): EventMatch | null {
  return proposeRepeated(table) ?? (proposeLater(table) === null ? null : { events: [], where: everything });
}

/**
 * Returns the event that most people begin with, and the one that most of them go on to a day or more later; null where nobody goes
 * on to another.
 */
export function proposeLater({ name, names, time, offsets, personCount, span }: Log): {
  readonly start: EventMatch;
  readonly later: EventMatch;
} | null {
  if (span === null) return null;
  const firsts = new Uint32Array(names.size);
  const eachPerson = (follow: (first: number, end: number) => void): void => {
    for (let person = 0; person < personCount; person++) {
      const first = offsets[person]!;
      const end = offsets[person + 1]!;
      if (first < end && !Number.isNaN(time[first]!)) follow(first, end);
    }
  };
  eachPerson((first) => firsts[name[first]!]!++);
  const begin = most(firsts);
  const later = new Uint32Array(names.size);
  const seen = new Int32Array(names.size).fill(-1);
  eachPerson((first, end) => {
    if (name[first] !== begin) return;
    for (let row = first + 1; row < end; row++) {
      const code = name[row]!;
      // Dates that are missing stand last.
      if (code === begin || seen[code] === first || !(time[row]! - time[first]! >= DAY_MS)) continue;
      seen[code] = first;
      later[code]!++;
    }
  });
  const goal = most(later);
  return later[goal]! > 0 ? { start: matchOf(names, begin), later: matchOf(names, goal) } : null;
}

/** Returns the event that people do again, a day or more after they last did, most often over all people; null where none is done again. */
export function proposeRepeated({ name, names, time, offsets, personCount, span }: Log): EventMatch | null {
  if (span === null) return null;
  const again = new Uint32Array(names.size);
  const last = new Float64Array(names.size);
  const owner = new Int32Array(names.size).fill(-1);
  for (let person = 0; person < personCount; person++)
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const t = time[row]!;
      if (Number.isNaN(t)) break;
      const code = name[row]!;
      if (owner[code] !== person) owner[code] = person;
      else if (t - last[code]! >= DAY_MS) again[code]!++;
      else continue;
      last[code] = t;
    }
  const best = most(again);
  return again[best]! > 0 ? matchOf(names, best) : null;
}

const most = (counts: Uint32Array): number =>
  counts.reduce((best, count, code) => (count > counts[best]! ? code : best), 0);

const matchOf = (names: Log['names'], code: number): EventMatch => ({
  events: [names.text(code)],
  where: everything,
});
