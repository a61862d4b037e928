import type { EventFlags } from '../event-flags.ts';
import { EventClock } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import { peopleOfRows } from '../funnel/people.ts';
import type { EntryBounds } from '../funnel/plan.ts';
import type { Units } from '../funnel/units.ts';
import { countsByName } from '../name-counts.ts';
import type { EventTable } from '../table.ts';

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

/** Leads that stand in the pipeline without a date (W7), as columns. */
export interface UndatedLeads {
  readonly unit: readonly number[];
  readonly person: readonly number[];
  /** Where each stands: a stage, or `won`, or `won + 1` for lost. */
  readonly place: readonly number[];
  /** Row of the event that says so. */
  readonly row: readonly number[];
}

/** What is asked of the events. */
interface WayPlan {
  readonly table: EventTable;
  readonly units: Units;
  /** Which stage or outcome an event means; of several the last. */
  readonly flags: EventFlags;
  /** Code of won: the number of stages. */
  readonly won: number;
  readonly people: ((person: number) => boolean) | null;
  /** When leads must have entered. */
  readonly entry: EntryBounds;
}

/** Turns the events of one lead after the other into visits. */
export class WaySweep {
  /** Leads with an outcome before their first entry. */
  early = 0;
  /** Units with an outcome that never entered. */
  closedOnly = 0;
  /** Events without a date that tell nothing more. */
  undatedEvents = 0;
  private readonly plan: WayPlan;
  private readonly end: number;
  private readonly leads: Leads;
  private readonly visits: Visits;
  private readonly undatedLeads = {
    unit: [] as number[],
    person: [] as number[],
    place: [] as number[],
    row: [] as number[],
  };
  private leadCount = 0;
  private visitCount = 0;
  /** By event name, where names alone decide: the stage or outcome, or −1. */
  private readonly codes: Int8Array | null;
  private readonly owner: ((row: number) => number) | null;
  private readonly clock: EventClock;
  /** Dated events of the unit at hand, in the order in which they count: the first `size`. */
  private size = 0;
  private readonly rows: number[] = [];
  private readonly places: number[] = [];

  constructor(plan: WayPlan) {
    const { table, units, flags } = plan;
    const { count, offsets } = units;
    this.plan = plan;
    this.end = table.span?.to ?? NaN;
    this.clock = new EventClock(table);
    this.codes = flags.of === null ? Int8Array.from(flags.byName, codeOfBits) : null;
    this.owner = units.order === null ? null : peopleOfRows(table);
    // Every visit begins with an event of its own. Room that stays empty hastens the next collection.
    const most = this.codes === null ? offsets[count]! : countMeaning(table, this.codes);
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
  }

  /** Takes in the units from `first` to before `last`. */
  take(first: number, last: number): void {
    const { units, people } = this.plan;
    for (let unit = first; unit < last; unit++) {
      const person = units.person === null ? unit : units.person[unit]!;
      if (people !== null && !people(person)) continue;
      if (this.codes === null || !this.addByName(unit, person, this.codes)) this.addOneByOne(unit, person);
    }
  }

  /**
   * Adds the lead of a unit in one pass over its rows; among those of one instant stages come in their order and outcomes last. Returns false,
   * having added nothing, where some have no date or are days.
   */
  private addByName(unit: number, person: number, codes: Int8Array): boolean {
    const { visits, leadCount, end } = this;
    const { won, entry } = this.plan;
    const { time, name, dayOnly } = this.plan.table;
    const { offsets, order } = this.plan.units;
    const last = offsets[unit + 1]!;
    let count = this.visitCount;
    let stage = -1;
    let entered = NONE;
    let since = NaN;
    let start = NONE;
    let early = false;
    for (let i = offsets[unit]!, next: number; i < last; i = next) {
      const row = order === null ? i : order[i]!;
      const code = codes[name[row]!]!;
      next = i + 1;
      if (code < 0) continue;
      const then = time[row]!;
      /** Bit k: place k. */
      let tied = 1 << code;
      for (; next < last; next++) {
        const tie = order === null ? next : order[next]!;
        if (time[tie] !== then) break;
        const other = codes[name[tie]!]!;
        if (other >= 0) tied |= 1 << other;
      }
      if (Number.isNaN(then) || (dayOnly !== null && this.hasDays(i, next))) return false;
      for (; tied !== 0; tied &= tied - 1) {
        const place = 31 - Math.clz32(tied & -tied);
        if (place === stage) continue;
        const by = place === code ? row : this.firstAt(i, place, codes);
        if (stage >= 0) {
          visits.lead[count] = leadCount;
          visits.stage[count] = stage;
          visits.entered[count] = entered;
          visits.to[count] = place;
          visits.ms[count++] = then - since;
        } else if (place < won) start = by;
        else {
          early = true;
          continue;
        }
        stage = place;
        entered = by;
        since = then;
      }
    }
    if (start === NONE) {
      this.closedOnly += Number(early);
      return true;
    }
    if (!isInside(time[start]!, entry)) return true;
    this.visitCount = count;
    this.addVisit(stage, entered, -1, end - since);
    this.early += Number(early);
    this.addLead(unit, person, start, stage, (stage < won ? end : since) - time[start]!);
    return true;
  }

  /** Row of the first event at or behind a position of the units' order that means a place; one does. */
  private firstAt(position: number, place: number, codes: Int8Array): number {
    const { table, units } = this.plan;
    for (let i = position; ; i++) {
      const row = units.order === null ? i : units.order[i]!;
      if (codes[table.name[row]!] === place) return row;
    }
  }

  /** Whether some event at the positions from `from` to before `to` is a calendar date. */
  private hasDays(from: number, to: number): boolean {
    const { table, units } = this.plan;
    for (let i = from; i < to; i++)
      if (table.dayOnly![units.order === null ? i : units.order[i]!] === 1) return true;
    return false;
  }

  /** Adds the lead of a unit whose events have conditions, no date or are days: gathered one by one, each behind those it doesn't precede. */
  private addOneByOne(unit: number, person: number): void {
    const { won, entry } = this.plan;
    const { time } = this.plan.table;
    const { offsets, order } = this.plan.units;
    this.size = 0;
    let latest = -1;
    let latestRow = NONE;
    let without = 0;
    for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++) {
      const row = order === null ? i : order[i]!;
      const code = this.codeOf(row, person);
      if (code < 0) continue;
      if (Number.isNaN(time[row]!)) {
        without++;
        if (code > latest) [latest, latestRow] = [code, row];
      } else this.push(row, code);
    }
    const first = this.firstEntry();
    // Who never entered at a known time is in no range of dates.
    const dated = entry.from > -Infinity || entry.to < Infinity;
    const inside = first === NONE ? !dated : isInside(time[first]!, entry);
    const reached = without > 0 ? this.furthest() : won;
    if (inside && latest > reached && reached < won) {
      this.undatedLeads.unit.push(unit);
      this.undatedLeads.person.push(person);
      this.undatedLeads.place.push(latest);
      this.undatedLeads.row.push(latestRow);
      return;
    }
    this.undatedEvents += without;
    if (first === NONE) this.closedOnly += Number(this.size > 0);
    else if (inside) this.addGathered(unit, person);
  }

  private codeOf(row: number, person: number): number {
    const { flags, table } = this.plan;
    if (flags.of === null) return this.codes![table.name[row]!]!;
    return codeOfBits(flags.of(row, this.owner === null ? person : this.owner(row)));
  }

  /** Takes the next event; among those that tie, stages come in their order and outcomes last. Instants of one day keep theirs (F10). */
  private push(row: number, code: number): void {
    const { rows, places } = this;
    let at = this.size++;
    for (; at > 0 && places[at - 1]! > code && this.clock.tied(rows[at - 1]!, row); at--) {
      rows[at] = rows[at - 1]!;
      places[at] = places[at - 1]!;
    }
    rows[at] = row;
    places[at] = code;
  }

  /** Row of the first entry into a stage, or NONE. */
  private firstEntry(): number {
    for (let i = 0; i < this.size; i++) if (this.places[i]! < this.plan.won) return this.rows[i]!;
    return NONE;
  }

  /** Returns the latest stage or outcome of the events at hand in the pipeline's order, from the first entry on where there is one; −1 without any. */
  private furthest(): number {
    const { places, size } = this;
    const { won } = this.plan;
    let from = 0;
    while (from < size && places[from]! >= won) from++;
    let most = -1;
    for (let i = from === size ? 0 : from; i < size; i++) most = Math.max(most, places[i]!);
    return most;
  }

  /** Adds the lead of the events at hand. */
  private addGathered(unit: number, person: number): void {
    const { rows, places, clock, end } = this;
    const { won } = this.plan;
    let at = 0;
    // An outcome before the first entry belongs to nothing.
    while (places[at]! >= won) at++;
    if (at > 0) this.early++;
    const start = rows[at]!;
    let entered = start;
    let stage = places[at]!;
    for (at++; at < this.size; at++) {
      const to = places[at]!;
      if (to === stage) continue;
      this.addVisit(stage, entered, to, clock.elapsed(entered, rows[at]!));
      entered = rows[at]!;
      stage = to;
    }
    this.addVisit(stage, entered, -1, clock.until(entered, end));
    const cycle = stage < won ? clock.until(start, end) : clock.elapsed(start, entered);
    this.addLead(unit, person, start, stage, cycle);
  }

  /** Adds a visit of the lead that is added next. */
  private addVisit(stage: number, entered: number, to: number, ms: number): void {
    const { visits } = this;
    const i = this.visitCount++;
    visits.lead[i] = this.leadCount;
    visits.stage[i] = stage;
    visits.entered[i] = entered;
    visits.to[i] = to;
    visits.ms[i] = ms;
  }

  /** Adds a lead behind its visits. */
  private addLead(unit: number, person: number, start: number, at: number, cycle: number): void {
    const { leads } = this;
    const lead = this.leadCount++;
    leads.unit[lead] = unit;
    leads.person[lead] = person;
    leads.first[lead + 1] = this.visitCount;
    leads.start[lead] = start;
    leads.at[lead] = at;
    leads.cycle[lead] = cycle;
  }

  /** Returns what was found. Room that wasn't needed is given back where it is the larger part: copying costs more than a little of it. */
  finish(): { leads: Leads; visits: Visits; undated: UndatedLeads } {
    const { leads, visits, undatedLeads, leadCount, visitCount } = this;
    return {
      undated: undatedLeads,
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

/** Returns how many events of a table mean a stage or an outcome. */
function countMeaning(table: EventTable, codes: Int8Array): number {
  return countsByName(table).reduce((sum, count, name) => (codes[name]! >= 0 ? sum + count : sum), 0);
}

/** Stage or outcome of an event that matches several: the last of them; −1: none. */
function codeOfBits(bits: number): number {
  return bits === 0 ? -1 : 31 - Math.clz32(bits);
}

function isInside(ms: number, { from, to }: EntryBounds): boolean {
  return ms >= from && ms < to;
}
