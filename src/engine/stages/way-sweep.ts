import { EventClock } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { Units } from '../funnel/units.ts';
import type { EventTable } from '../table.ts';
import type { Ways } from './visits.ts';

/** Leads as columns, in the order of the units. */
export interface Leads {
  readonly unit: Uint32Array;
  readonly person: Uint32Array;
  /** The visits of lead l are `first[l] .. first[l + 1]` of the list, in order; one entry more than leads. */
  readonly first: Uint32Array;
  /** Row of the first entry. */
  readonly start: Uint32Array;
  /** Where it stands at the end of the data: a stage, or `won`, or `won + 1` for lost. */
  readonly at: Uint8Array;
  /** First entry to where it stands if that is an outcome, else to the end of the data, ms. */
  readonly cycle: Float64Array;
}

/** Stays of leads in a stage or, as `won` and `won + 1`, in an outcome, as columns; those of a lead stand together. */
export interface Visits {
  readonly lead: Uint32Array;
  readonly stage: Uint8Array;
  /** Row with which it began. */
  readonly entered: Uint32Array;
  /** Where the lead went, with the row that entered the next visit; −1: nowhere yet. */
  readonly to: Int8Array;
  /** Ms there, until it went or the data end. */
  readonly ms: Float64Array;
}

/** Turns the events of one lead after the other into visits. */
export class WaySweep {
  /** How many events of the lead at hand were taken. */
  size = 0;
  /** Leads with an outcome before their first entry. */
  early = 0;
  /** Units with an outcome that never entered. */
  closedOnly = 0;
  private readonly table: EventTable;
  private readonly units: Units;
  private readonly end: number;
  private readonly won: number;
  private readonly leads: Leads;
  private readonly visits: Visits;
  private leadCount = 0;
  private visitCount = 0;
  private readonly rows: number[] = [];
  private readonly codes: number[] = [];
  private readonly clock: EventClock;

  constructor(table: EventTable, won: number, units: Units) {
    const { count, offsets } = units;
    this.table = table;
    this.units = units;
    this.end = table.span?.to ?? NaN;
    this.won = won;
    // Every visit begins with an event of its own.
    const most = offsets[count]!;
    this.leads = {
      unit: new Uint32Array(count),
      person: new Uint32Array(count),
      first: new Uint32Array(count + 1),
      start: new Uint32Array(count),
      at: new Uint8Array(count),
      cycle: new Float64Array(count),
    };
    this.visits = {
      lead: new Uint32Array(most),
      stage: new Uint8Array(most),
      entered: new Uint32Array(most),
      to: new Int8Array(most),
      ms: new Float64Array(most),
    };
    this.clock = new EventClock(table);
  }

  clear(): void {
    this.size = 0;
  }

  /** Takes the next event; among those that tie, stages come in their order and outcomes last. Instants of one day keep theirs (F10). */
  push(row: number, code: number): void {
    const { rows, codes } = this;
    let at = this.size++;
    for (; at > 0 && codes[at - 1]! > code && this.clock.tied(rows[at - 1]!, row); at--) {
      rows[at] = rows[at - 1]!;
      codes[at] = codes[at - 1]!;
    }
    rows[at] = row;
    codes[at] = code;
  }

  /** Row of the first entry into a stage, or NONE. */
  firstEntry(): number {
    for (let i = 0; i < this.size; i++) if (this.codes[i]! < this.won) return this.rows[i]!;
    return NONE;
  }

  /** Returns the latest stage or outcome of the events at hand in the pipeline's order, from the first entry on where there is one; −1 without any. */
  furthest(): number {
    const { codes, size, won } = this;
    let from = 0;
    while (from < size && codes[from]! >= won) from++;
    let most = -1;
    for (let i = from === size ? 0 : from; i < size; i++) most = Math.max(most, codes[i]!);
    return most;
  }

  /** Adds the lead of the events at hand. */
  add(unit: number, person: number): void {
    const { rows, codes, leads } = this;
    const lead = this.leadCount++;
    let at = 0;
    // An outcome before the first entry belongs to nothing.
    while (codes[at]! >= this.won) at++;
    if (at > 0) this.early++;
    const start = rows[at]!;
    let entered = start;
    let stage = codes[at]!;
    for (at++; at < this.size; at++) {
      const to = codes[at]!;
      if (to === stage) continue;
      this.visit(lead, stage, entered, to, this.clock.elapsed(entered, rows[at]!));
      entered = rows[at]!;
      stage = to;
    }
    this.visit(lead, stage, entered, -1, this.clock.until(entered, this.end));
    leads.unit[lead] = unit;
    leads.person[lead] = person;
    leads.first[lead + 1] = this.visitCount;
    leads.start[lead] = start;
    leads.at[lead] = stage;
    leads.cycle[lead] =
      stage < this.won ? this.clock.until(start, this.end) : this.clock.elapsed(start, entered);
  }

  /**
   * Adds the lead of a unit, if it entered in `entry`, in one pass over its rows, where they stand in the order in which they count. Returns
   * false, having added nothing, where they don't: some have no date, are days, or tie and have to change places. `codes` gives the stage or
   * outcome of an event's name, or −1.
   */
  addInOrder(unit: number, person: number, codes: Int8Array, entry: { from: number; to: number }): boolean {
    const { leads, visits, end, won } = this;
    const { time, name, dayOnly } = this.table;
    const { offsets, order } = this.units;
    let count = this.visitCount;
    let stage = -1;
    let entered = NONE;
    let since = NaN;
    let start = NONE;
    let code = -1;
    let at = -Infinity;
    let early = false;
    for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++) {
      const row = order === null ? i : order[i]!;
      const next = codes[name[row]!]!;
      if (next < 0) continue;
      const then = time[row]!;
      if (!(then > at || (then === at && next >= code)) || (dayOnly !== null && dayOnly[row] === 1))
        return false;
      at = then;
      code = next;
      if (next === stage) continue;
      if (stage >= 0) {
        visits.lead[count] = this.leadCount;
        visits.stage[count] = stage;
        visits.entered[count] = entered;
        visits.to[count] = next;
        visits.ms[count++] = then - since;
      } else if (next < won) start = row;
      else {
        early = true;
        continue;
      }
      stage = next;
      entered = row;
      since = then;
    }
    if (start === NONE) {
      this.closedOnly += Number(early);
      return true;
    }
    if (!(time[start]! >= entry.from && time[start]! < entry.to)) return true;
    const lead = this.leadCount++;
    this.visitCount = count;
    this.visit(lead, stage, entered, -1, end - since);
    this.early += Number(early);
    leads.unit[lead] = unit;
    leads.person[lead] = person;
    leads.first[lead + 1] = this.visitCount;
    leads.start[lead] = start;
    leads.at[lead] = stage;
    leads.cycle[lead] = (stage < won ? end : since) - time[start]!;
    return true;
  }

  private visit(lead: number, stage: number, entered: number, to: number, ms: number): void {
    const { visits } = this;
    const i = this.visitCount++;
    visits.lead[i] = lead;
    visits.stage[i] = stage;
    visits.entered[i] = entered;
    visits.to[i] = to;
    visits.ms[i] = ms;
  }

  /** Returns what was found. Room that wasn't needed is given back where it is the larger part: copying costs more than a little of it. */
  finish(): Pick<Ways, 'leads' | 'visits'> {
    const { leads, visits, leadCount, visitCount } = this;
    return {
      leads: {
        unit: fitted(leads.unit, leadCount),
        person: fitted(leads.person, leadCount),
        first: fitted(leads.first, leadCount + 1),
        start: fitted(leads.start, leadCount),
        at: fitted(leads.at, leadCount),
        cycle: fitted(leads.cycle, leadCount),
      },
      visits: {
        lead: fitted(visits.lead, visitCount),
        stage: fitted(visits.stage, visitCount),
        entered: fitted(visits.entered, visitCount),
        to: fitted(visits.to, visitCount),
        ms: fitted(visits.ms, visitCount),
      },
    };
  }
}

function fitted<T extends Uint8Array | Int8Array | Uint32Array | Float64Array>(values: T, count: number): T {
  return (2 * count < values.length ? values.slice(0, count) : values.subarray(0, count)) as T;
}
