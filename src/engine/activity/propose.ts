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

/**
 * Returns the event that people come back for most: the one that they do again a day or more after they last did, counted over
 * all people; where none is repeated so, the most frequent. null without dated events.
 */
function proposeActivity({ name, names, time, offsets, personCount, span }: Log): EventMatch | null {
  if (span === null) return null;
  const again = new Uint32Array(names.size);
  const often = new Uint32Array(names.size);
  const last = new Float64Array(names.size);
  const owner = new Int32Array(names.size).fill(-1);
  for (let person = 0; person < personCount; person++)
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const t = time[row]!;
      if (Number.isNaN(t)) break;
      const code = name[row]!;
      often[code]!++;
      if (owner[code] !== person) owner[code] = person;
      else if (t - last[code]! >= DAY_MS) again[code]!++;
      else continue;
      last[code] = t;
    }
  const best = (counts: Uint32Array): number =>
    counts.reduce((most, count, code) => (count > counts[most]! ? code : most), 0);
  const chosen = again.some((count) => count > 0) ? best(again) : best(often);
  return { events: [names.text(chosen)], where: everything };
}
