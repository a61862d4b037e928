import { zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { ActivitySource } from '../activity/source.ts';
import type { RetentionPlan } from './plan.ts';

/** Share of an answer that stands once its starts are found. */
export const FOUND = 0.4;

/** Starts that count, as columns: those of one unit stand together, in time order. */
export class Entries {
  count = 0;
  unit = new Uint32Array(1024);
  /** Place of the start event. */
  at = new Uint32Array(1024);
  /** Period of the calendar in which it is. */
  block = new Uint32Array(1024);
  /** 1: the unit had a return event before (R1). */
  before = new Uint8Array(1024);

  /** Adds a start. */
  add(unit: number, at: number, block: number, before: boolean): void {
    const i = this.count++;
    if (i === this.unit.length) {
      this.unit = doubled(this.unit);
      this.at = doubled(this.at);
      this.block = doubled(this.block);
      this.before = doubled(this.before);
    }
    this.unit[i] = unit;
    this.at[i] = at;
    this.block[i] = block;
    this.before[i] = Number(before);
  }
}

function doubled<T extends Uint8Array | Uint32Array>(from: T): T {
  const into = new (from.constructor as new (length: number) => T)(2 * from.length);
  into.set(from);
  return into;
}

/**
 * Returns whether an event comes strictly after another (R3): later, and where either is a calendar date on a later day (F10).
 */
export function afterTest({ time, dayOnly, table }: ActivitySource): (start: number, at: number) => boolean {
  if (dayOnly === null) return (start, at) => time[at]! > time[start]!;
  const calendar = zoneCalendar(table.zone);
  return (start, at) => {
    if (!(time[at]! > time[start]!)) return false;
    return (
      (dayOnly[start] === 0 && dayOnly[at] === 0) || calendar.dayOf(time[at]!) > calendar.dayOf(time[start]!)
    );
  };
}

const NONE: readonly number[] = [];

/**
 * Returns the places of a unit's events that stand before a start and yet tie with it: of its instant, or a calendar date of its
 * day (F10). Latest first.
 */
export function tiedBefore({
  offsets,
  time,
  dayOnly,
  table,
}: ActivitySource): (unit: number, start: number) => readonly number[] {
  const calendar = dayOnly === null ? null : zoneCalendar(table.zone);
  return (unit, start) => {
    const t = time[start]!;
    const first = offsets[unit]!;
    if (start === first || (calendar === null && time[start - 1] !== t)) return NONE;
    const from = calendar === null ? t : calendar.startOfDay(calendar.dayOf(t));
    const tied: number[] = [];
    for (let at = start - 1; at >= first && time[at]! >= from; at--)
      if (time[at] === t || dayOnly?.[at] === 1) tied.push(at);
    return tied;
  };
}

/** Returns the starts that put units into cohorts (R1), in one pass over the names. */
export async function findEntries(plan: RetentionPlan, control: Control): Promise<Entries> {
  const { source, question, start, named, back, blocks, from, to } = plan;
  const { offsets, time, name, dayOnly, units, allowed } = source;
  const { wanted, test } = start;
  const every = question.entry === 'every';
  const after = afterTest(source);
  const entries = new Entries();
  for (let unit = 0; unit < units; unit++) {
    if ((unit & 4095) === 0 && control.due()) await control.pause((FOUND * unit) / units);
    if (allowed !== null && !allowed(unit)) continue;
    const end = offsets[unit + 1]!;
    // First return event of each precision: a date and an instant of one day are not before one another.
    let returned = -1;
    let dated = -1;
    let next = from;
    for (let at = offsets[unit]!; at < end; at++) {
      const code = name[at]!;
      if (wanted[code] === 1 && (!every || time[at]! >= next)) {
        if (test === null || test(at, unit)) {
          const t = time[at]!;
          if (!(t < to)) break;
          if (t >= from) {
            const block = blocks.indexOf(t);
            entries.add(
              unit,
              at,
              block,
              (returned >= 0 && after(returned, at)) || (dated >= 0 && after(dated, at)),
            );
            next = blocks.starts[block + 1]!;
          }
          if (!every) break;
          continue;
        }
        if (named !== null && (named.test === null || named.test(at, unit))) break;
      }
      if (every || back.wanted[code] === 0 || (returned >= 0 && (dayOnly === null || dayOnly[at] === 0)))
        continue;
      if (back.test !== null && !back.test(at, unit)) continue;
      if (dayOnly !== null && dayOnly[at] === 1) dated = dated < 0 ? at : dated;
      else returned = at;
    }
  }
  return entries;
}
