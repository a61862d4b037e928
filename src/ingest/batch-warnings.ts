import { DAY_MS } from '../base/calendar.ts';
import type { Batch } from '../domain/columns.ts';
import type { ImportState } from './compile.ts';
import type { ImportWarning } from './types.ts';

/** Returns what only the sorted batch can tell: undated events, those after `now` (epoch ms) and before 1900, events that repeat, stages out of order. */
export function batchWarnings(batch: Batch, state: ImportState, now = Infinity): ImportWarning[] {
  const warnings: ImportWarning[] = [];
  const { undated, ancient, repeated } = scanEvents(batch);
  const future = eventsAfter(now, batch, state);
  if (undated > 0) warnings.push({ code: 'undated-events', details: { count: undated } });
  if (future > 0) warnings.push({ code: 'future-events', details: { count: future } });
  if (ancient > 0) warnings.push({ code: 'ancient-events', details: { count: ancient } });
  if (repeated > 0) warnings.push({ code: 'duplicate-events', details: { count: repeated } });
  const disordered = stagesOutOfOrder(batch, state);
  if (disordered > 0) warnings.push({ code: 'stage-order', details: { count: disordered } });
  return warnings;
}

/** Before it lie no leads: programs write such dates for none. */
const ANCIENT = Date.UTC(1900, 0, 1);

/** Events without a date, of before 1900, and equal in person, name and instant; two of one calendar day may well be two. */
function scanEvents({ events }: Batch): { undated: number; ancient: number; repeated: number } {
  const { count, person, time, name, dayOnly } = events;
  let undated = 0;
  let ancient = 0;
  let repeated = 0;
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(time[i]!)) {
      undated++;
      continue;
    }
    if (time[i]! < ANCIENT) ancient++;
    if (dayOnly !== null && dayOnly[i] === 1) continue;
    for (let j = i - 1; j >= 0 && person[j] === person[i] && time[j] === time[i]; j--) {
      if (name[j] === name[i]) {
        repeated++;
        break;
      }
    }
  }
  return { undated, ancient, repeated };
}

/** Events dated after `now`; a calendar date once its day, in the workspace's zone, begins after it. */
function eventsAfter(now: number, { events: { time, dayOnly } }: Batch, { clock }: ImportState): number {
  let count = 0;
  // A calendar date lies up to a day and its zone's offset away from its instant.
  for (let i = 0; i < time.length; i++) {
    const at = time[i]!;
    if (at > now - 2 * DAY_MS && (dayOnly?.[i] === 1 ? clock.instant(at) : at) > now) count++;
  }
  return count;
}

/** People whose dated stages don't follow the order of the stages; lost stages end any order. */
function stagesOutOfOrder({ events }: Batch, { mapping, builder, clock }: ImportState): number {
  if (mapping.shape !== 'stage-dates' && mapping.shape !== 'stage-current') return 0;
  const rank = new Map<number, number>();
  for (const [i, { name, type }] of mapping.stages.entries())
    if (type !== 'lost') rank.set(builder.eventName(name), i);
  const { count, person, time, name, dayOnly } = events;
  let people = 0;
  for (let from = 0; from < count;) {
    let to = from;
    const dated: { rank: number; at: number }[] = [];
    for (; to < count && person[to] === person[from]; to++) {
      const at = rank.get(name[to]!);
      if (at === undefined || Number.isNaN(time[to]!)) continue;
      // A date is compared as the start of its day, as everywhere.
      dated.push({
        rank: at,
        at: dayOnly !== null && dayOnly[to] === 1 ? clock.instant(time[to]!) : time[to]!,
      });
    }
    if (dated.some((a) => dated.some((b) => a.rank < b.rank && a.at > b.at))) people++;
    from = to;
  }
  return people;
}
