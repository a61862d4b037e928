import { DAY_MS } from '../../base/calendar.ts';
import { everything } from '../../questions/filter.ts';
import type { EventMatch } from '../../questions/funnel.ts';
import { defaultLifecycle, type LifecycleQuestion } from '../../questions/lifecycle.ts';
import { defaultStickiness, type StickinessQuestion } from '../../questions/stickiness.ts';
import type { EventTable } from '../table.ts';

type Log = Pick<EventTable, 'name' | 'names' | 'span' | 'time' | 'offsets' | 'personCount'>;

/** Periods that can be read at a glance are some 6 to 40; longer data, ms, are asked by the next larger unit. */
const BY_WEEK = 21 * DAY_MS;
const BY_MONTH = 274 * DAY_MS;
const BY_QUARTER = 1280 * DAY_MS;

/** Returns the life cycle to begin with: of what people come back for most, by a period that fits the data. null without dated events. */
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
 * days of the whole time. null without dated events.
 */
export function proposeStickiness(table: Log): StickinessQuestion | null {
  const event = proposeActivity(table);
  if (event === null || table.span === null) return null;
  const length = table.span.to - table.span.from;
  const within = length > BY_MONTH ? 'month' : length > BY_WEEK ? 'week' : null;
  return { ...defaultStickiness(event), within };
}

/** Returns the event that people come back for most, as `proposeRepeated`; where none is repeated, the most frequent. null without dated events. */
export function proposeActivity(table: Log): EventMatch | null {
  return proposeRepeated(table) ?? proposeFrequent(table);
}

function proposeFrequent({ name, names, time, span }: Log): EventMatch | null {
  if (span === null) return null;
  const often = new Uint32Array(names.size);
  for (const [row, code] of name.entries()) if (!Number.isNaN(time[row]!)) often[code]!++;
  return matchOf(names, most(often));
}

/** Returns the event that people do again, a day or more after they last did, most often over all people; null where none is done again. */
function proposeRepeated({ name, names, time, offsets, personCount, span }: Log): EventMatch | null {
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
