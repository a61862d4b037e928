import { DAY_MS, zoneCalendar, type ZoneCalendar } from '../../base/calendar.ts';
import { EventClock } from '../funnel/clock.ts';
import type { Columns } from './columns.ts';
import { afterTest, tiedBefore, type Entries } from './entries.ts';
import type { RetentionPlan } from './plan.ts';

/**
 * Follows one start after the other: in which columns its unit had enough return events. By the calendar the return events of a
 * unit are gathered once, by period, and serve all its starts; otherwise each is measured from each start.
 */
export class Returns {
  /** Columns that have begun for the start at hand by the data's end, and that are over. */
  begun = 0;
  over = 0;
  /** Columns (and, beyond them, periods) with return events or sums of the start at hand. */
  readonly touched: Uint32Array;
  touchedCount = 0;
  private readonly counts: Uint32Array;
  private readonly sums: Float64Array;
  private readonly stamp: Uint32Array;
  private round = 0;

  private readonly plan: RetentionPlan;
  private readonly columns: Columns;
  private readonly entries: Entries;
  private readonly after: (start: number, at: number) => boolean;
  private readonly tied: (unit: number, start: number) => readonly number[];
  private readonly clock: EventClock;
  private readonly calendar: ZoneCalendar;
  private readonly overBlocks: number;
  private readonly lastBlock: number;
  /** Whether one return event says all about a column. */
  private readonly firstIsEnough: boolean;
  /** Whether the fast way serves. */
  private readonly plain: boolean;
  /** Whether events after the last column can matter. */
  private readonly beyond: boolean;

  /** Unit whose return events stand in `places` (rolling) or, by period, in `blocks`. */
  private unit = -1;
  private places = new Uint32Array(256);
  private blocks = new Uint32Array(256);
  private blockCounts = new Uint32Array(256);
  private blockSums = new Float64Array(256);
  private size = 0;
  private next = 0;

  constructor(plan: RetentionPlan, columns: Columns, entries: Entries) {
    this.plan = plan;
    this.columns = columns;
    this.entries = entries;
    this.after = afterTest(plan.source);
    this.tied = tiedBefore(plan.source);
    this.clock = new EventClock(plan.source.table);
    this.calendar = zoneCalendar(plan.source.table.zone);
    this.lastBlock = plan.blocks.count - 1;
    this.overBlocks = plan.blocks.over(plan.end);
    this.firstIsEnough = plan.question.minimum === 1 && plan.values === null;
    this.plain = this.firstIsEnough && plan.question.entry !== 'every' && plan.source.dayOnly === null;
    this.beyond = plan.question.rule === 'on-or-after';
    const slots = Math.max(columns.count, columns.slotOf.at(-1)!) + 1;
    this.counts = new Uint32Array(slots);
    this.sums = new Float64Array(slots);
    this.touched = new Uint32Array(slots);
    this.stamp = new Uint32Array(slots);
  }

  /** Follows start `i`. Starts of one unit must come in their order. */
  follow(i: number): void {
    const { entries, plan } = this;
    this.touchedCount = 0;
    this.round++;
    const unit = entries.unit[i]!;
    const start = entries.at[i]!;
    if (this.plain) {
      this.followPlain(unit, start, entries.block[i]!);
      return;
    }
    if (unit !== this.unit) this.load(unit, start);
    if (plan.rolling === null) this.byCalendar(unit, start, entries.block[i]!);
    else this.fromStart(start, plan.rolling);
  }

  /** Whether the start at hand counts as returned in a column (R2). */
  hit(column: number): boolean {
    switch (this.plan.question.rule) {
      case 'on':
        return this.enough(column);
      case 'on-or-after':
        return this.lastEnough() >= column;
      case 'on-or-before':
        return this.firstEnough() <= column;
      case 'streak':
        return column === 0 ? this.enough(0) : this.streak() > column;
    }
  }

  /** Sum of the value over the return events in one column. */
  sumAt(column: number): number {
    return this.stamp[column] === this.round ? this.sums[column]! : 0;
  }

  /** Returns the return events of start `i` that count, in time order, each with its column (or number beyond). */
  placesOf(i: number): { readonly at: number; readonly slot: number }[] {
    const { entries, plan, columns } = this;
    const { source, blocks, rolling, horizon } = plan;
    const unit = entries.unit[i]!;
    const start = entries.at[i]!;
    const found: { at: number; slot: number }[] = [];
    for (let at = start + 1; at < source.offsets[unit + 1]! && source.time[at]! < horizon; at++) {
      if (!this.isReturn(at, unit) || !this.after(start, at)) continue;
      const period =
        rolling === null
          ? blocks.indexOf(source.time[at]!) - entries.block[i]!
          : Math.floor(this.clock.elapsed(source.row(start), source.row(at)) / rolling);
      found.push({ at, slot: columns.slotOf[period]! });
    }
    return found;
  }

  /** Whether there are enough return events in one column. */
  enough(column: number): boolean {
    return this.stamp[column] === this.round && this.counts[column]! >= this.plan.question.minimum;
  }

  /** The last column, or number beyond, with enough return events; −1 without any. */
  lastEnough(): number {
    let last = -1;
    for (let k = 0; k < this.touchedCount; k++)
      if (this.touched[k]! > last && this.enough(this.touched[k]!)) last = this.touched[k]!;
    return last;
  }

  /** The first column with enough return events; Infinity without any. */
  firstEnough(): number {
    let first = Infinity;
    for (let k = 0; k < this.touchedCount; k++)
      if (this.touched[k]! < first && this.enough(this.touched[k]!)) first = this.touched[k]!;
    return first;
  }

  /** First column from 1 on without enough return events. */
  streak(): number {
    let column = 1;
    while (column < this.columns.count && this.enough(column)) column++;
    return column;
  }

  /**
   * Does what the rest does for one start per unit, instants, one return a column and no sums, in one pass that looks no further
   * into a period than its first return.
   */
  private followPlain(unit: number, start: number, block: number): void {
    const { columns, plan, touched, stamp, round } = this;
    const { rolling, horizon } = plan;
    const { time, name, offsets } = plan.source;
    const { wanted, test } = plan.back;
    const { starts } = plan.blocks;
    const { slotOf, count } = columns;
    const begin = time[start]!;
    if (rolling === null) this.reachByCalendar(block);
    else this.reachFromStart(begin, rolling);
    const end = offsets[unit + 1]!;
    let found = 0;
    let until = begin;
    let from = block;
    for (let at = start + 1; at < end; at++) {
      const t = time[at]!;
      if (!(t >= until) || wanted[name[at]!] === 0 || t === begin) continue;
      if (t >= horizon) break;
      if (test !== null && !test(at, unit)) continue;
      let period: number;
      if (rolling === null) {
        while (starts[from + 1]! <= t) from++;
        until = starts[from + 1]!;
        period = from - block;
      } else {
        period = Math.floor((t - begin) / rolling);
        until = begin + (period + 1) * rolling;
      }
      const slot = slotOf[period]!;
      if (slot >= count && !this.beyond) break;
      if (found > 0 && touched[found - 1] === slot) continue;
      touched[found++] = slot;
      stamp[slot] = round;
      this.counts[slot] = 1;
    }
    this.touchedCount = found;
  }

  private reachByCalendar(block: number): void {
    this.begun = this.columns.begun[this.lastBlock - block]!;
    this.over = this.columns.over[Math.max(0, this.overBlocks - block)]!;
  }

  private reachFromStart(begin: number, length: number): void {
    const { end } = this.plan;
    this.begun = this.columns.begun[Math.floor((end - begin) / length)]!;
    this.over = this.columns.over[Math.floor((end + 1 - begin) / length)]!;
  }

  private note(slot: number, count: number, sum: number): void {
    if (this.stamp[slot] !== this.round) {
      this.stamp[slot] = this.round;
      this.touched[this.touchedCount++] = slot;
      this.counts[slot] = 0;
      this.sums[slot] = 0;
    }
    this.counts[slot]! += count;
    this.sums[slot]! += sum;
  }

  private isReturn(at: number, unit: number): boolean {
    const { wanted, test } = this.plan.back;
    return wanted[this.plan.source.name[at]!] === 1 && (test === null || test(at, unit));
  }

  private valueAt(at: number): number {
    const { values, source } = this.plan;
    const value = values === null ? 0 : values[source.row(at)]!;
    return Number.isNaN(value) ? 0 : value;
  }

  /** Gathers the return events of a unit from its first start on. */
  private load(unit: number, start: number): void {
    const { source, blocks, horizon, rolling, back, values } = this.plan;
    const { time, name, offsets } = source;
    const { wanted, test } = back;
    const end = offsets[unit + 1]!;
    this.unit = unit;
    this.next = 0;
    let size = 0;
    let until = -Infinity;
    for (let at = start + 1; at < end; at++) {
      if (wanted[name[at]!] === 0) continue;
      const t = time[at]!;
      if (!(t < horizon)) break;
      if (test !== null && !test(at, unit)) continue;
      if (rolling !== null) {
        if (size === this.places.length) this.grow();
        this.places[size++] = at;
        continue;
      }
      if (t >= until) {
        if (size === this.places.length) this.grow();
        const block = blocks.indexOf(t);
        until = blocks.starts[block + 1]!;
        this.blocks[size] = block;
        this.blockCounts[size] = 0;
        this.blockSums[size++] = 0;
      }
      this.blockCounts[size - 1]!++;
      if (values !== null) this.blockSums[size - 1]! += this.valueAt(at);
    }
    this.size = size;
  }

  private byCalendar(unit: number, start: number, block: number): void {
    const { columns, plan } = this;
    const { slotOf } = columns;
    this.reachByCalendar(block);
    this.inPeriodOfStart(unit, start, plan.blocks.starts[block + 1]!);
    while (this.next < this.size && this.blocks[this.next]! <= block) this.next++;
    for (let k = this.next; k < this.size; k++) {
      const slot = slotOf[this.blocks[k]! - block]!;
      if (slot >= columns.count && !this.beyond) break;
      this.note(slot, this.blockCounts[k]!, this.blockSums[k]!);
    }
  }

  /** R3, R9: returns of period 0 are strictly after the start; sums begin with it. */
  private inPeriodOfStart(unit: number, start: number, end: number): void {
    const { time, offsets } = this.plan.source;
    const { horizon } = this.plan;
    const last = offsets[unit + 1]!;
    this.ties(unit, start);
    for (let at = start; at < last && time[at]! < end && time[at]! < horizon; at++) {
      if (!this.isReturn(at, unit)) continue;
      this.note(0, Number(this.after(start, at)), this.valueAt(at));
      if (this.firstIsEnough && this.counts[0]! > 0) break;
    }
  }

  /** R9: events that tie with the start and stand before it belong to the sum. */
  private ties(unit: number, start: number): void {
    if (this.plan.values === null) return;
    for (const at of this.tied(unit, start)) if (this.isReturn(at, unit)) this.note(0, 0, this.valueAt(at));
  }

  private fromStart(start: number, length: number): void {
    const { columns, plan, unit } = this;
    const { source, end } = plan;
    const { time, dayOnly } = source;
    const { slotOf } = columns;
    const begin = time[start]!;
    if (dayOnly !== null && dayOnly[start] === 1) {
      const day = this.calendar.dayOf(begin);
      this.begun = columns.begun[Math.floor(((this.calendar.dayOf(end) - day) * DAY_MS) / length)]!;
      this.over =
        columns.over[Math.max(0, Math.floor(((this.calendar.dayOf(end + 1) - day) * DAY_MS) / length))]!;
    } else {
      this.reachFromStart(begin, length);
    }
    this.ties(unit, start);
    if (this.isReturn(start, unit)) this.note(0, 0, this.valueAt(start));
    while (this.next < this.size && this.places[this.next]! <= start) this.next++;
    for (let k = this.next; k < this.size; k++) {
      const at = this.places[k]!;
      const ms = dayOnly === null ? time[at]! - begin : this.clock.elapsed(source.row(start), source.row(at));
      const slot = slotOf[Math.floor(ms / length)]!;
      if (slot >= columns.count && !this.beyond) {
        // Calendar dates make times that need not ascend.
        if (dayOnly === null) break;
        continue;
      }
      this.note(slot, Number(this.after(start, at)), this.valueAt(at));
    }
  }

  private grow(): void {
    const size = 2 * this.places.length;
    const larger = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const into = new Uint32Array(size);
      into.set(from);
      return into;
    };
    this.places = larger(this.places);
    this.blocks = larger(this.blocks);
    this.blockCounts = larger(this.blockCounts);
    const sums = new Float64Array(size);
    sums.set(this.blockSums);
    this.blockSums = sums;
  }
}
