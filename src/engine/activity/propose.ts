import { DAY_MS } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import { everything } from '../../questions/filter.ts';
import type { EventMatch } from '../../questions/funnel.ts';
import { defaultLifecycle, type LifecycleQuestion } from '../../questions/lifecycle.ts';
import { defaultStickiness, type StickinessQuestion } from '../../questions/stickiness.ts';
import { rhythmOf, rhythmParts, rhythmPeriod, type DatedLog } from '../rhythm.ts';

/** Returns the life cycle to begin with: of what people come back for most, by a period that fits the data. null where nobody is there a day or more after their first event. */
export async function proposeLifecycle(table: DatedLog, control: Control): Promise<LifecycleQuestion | null> {
  const event = await proposeActivity(table, control);
  return event && { ...defaultLifecycle(event), period: rhythmPeriod(await rhythmOf(table, event, control)) };
}

/**
 * Returns the stickiness to begin with: of what people come back for most, in parts and periods that fit the data. null where nobody is there a day
 * or more after their first event.
 */
export async function proposeStickiness(
  table: DatedLog,
  control: Control,
): Promise<StickinessQuestion | null> {
  const event = await proposeActivity(table, control);
  return event && { ...defaultStickiness(event), ...rhythmParts(await rhythmOf(table, event, control)) };
}

/**
 * Returns what people come back for most, as `proposeRepeated`; where nothing is done again, anything at all, if anybody does another thing
 * a day or more after the first. null where nobody does.
 */
async function proposeActivity(table: DatedLog, control: Control): Promise<EventMatch | null> {
  const again = await proposeRepeated(table, control);
  if (again !== null) return again;
  return (await proposeLater(table, control)) === null ? null : { events: [], where: everything };
}

/**
 * Returns what people begin with and the other event that they go on to a day or more later: of all such pairs the one that most people
 * did. null where nobody goes on to another.
 */
export async function proposeLater(
  { name, names, time, offsets, personCount, span }: DatedLog,
  control: Control,
): Promise<{ readonly start: EventMatch; readonly later: EventMatch } | null> {
  if (span === null) return null;
  // By the code of the first event × the number of names + that of the later one.
  const people = new Map<number, number>();
  const seen = new Int32Array(names.size).fill(-1);
  for (let person = 0; person < personCount; person++) {
    if ((person & 4095) === 0 && control.due()) await control.pause(0.3 + 0.3 * (person / personCount));
    const first = offsets[person]!;
    for (let row = first + 1; row < offsets[person + 1]!; row++) {
      const code = name[row]!;
      // Without a date nothing is a day later.
      if (code === name[first] || seen[code] === person || !(time[row]! - time[first]! >= DAY_MS)) continue;
      seen[code] = person;
      const pair = name[first]! * names.size + code;
      people.set(pair, (people.get(pair) ?? 0) + 1);
    }
  }
  const best = [...people].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  if (best[1] === 0) return null;
  return {
    start: matchOf(names, Math.floor(best[0] / names.size)),
    later: matchOf(names, best[0] % names.size),
  };
}

/** Returns the event that people do again, a day or more after they last did, most often over all people; null where none is done again. */
export async function proposeRepeated(
  { name, names, time, offsets, personCount, span }: DatedLog,
  control: Control,
): Promise<EventMatch | null> {
  if (span === null) return null;
  const again = new Uint32Array(names.size);
  const last = new Float64Array(names.size);
  const owner = new Int32Array(names.size).fill(-1);
  for (let person = 0; person < personCount; person++) {
    if ((person & 4095) === 0 && control.due()) await control.pause(0.3 * (person / personCount));
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const t = time[row]!;
      if (Number.isNaN(t)) break;
      const code = name[row]!;
      if (owner[code] !== person) owner[code] = person;
      else if (t - last[code]! >= DAY_MS) again[code]!++;
      else continue;
      last[code] = t;
    }
  }
  const best = again.reduce((most, count, code) => (count > again[most]! ? code : most), 0);
  return again[best]! > 0 ? matchOf(names, best) : null;
}

const matchOf = (names: DatedLog['names'], code: number): EventMatch => ({
  events: [names.text(code)],
  where: everything,
});
