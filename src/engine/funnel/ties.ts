import type { FunnelPlan, Hits } from './plan.ts';
import { NONE } from './outcomes.ts';

/**
 * The events of one unit that tie (F4): of one instant, of one calendar day when one of them is a calendar date (F10),
 * or undated ones with the latest dated. Groups follow each other strictly in time.
 */
export class TieGroups {
  /** Index of the current group within the unit. */
  index = -1;
  /** Earliest time in the group; NaN when some event in it is undated, so that no window is over by it. */
  time = NaN;
  /** First row of the group that exists for the question. */
  firstRow = NONE;
  /** Rows of the group with any hit, in table order. */
  readonly rows: number[] = [];
  private readonly plan: FunnelPlan;
  private readonly hits: Hits;
  private readonly exists: Uint8Array | null;
  private readonly every: boolean;
  private from = 0;
  private began = NaN;
  private at = 0;
  private to = 0;

  /** `every`: groups without hits are visited too. */
  constructor(plan: FunnelPlan, hits: Hits, every: boolean) {
    this.plan = plan;
    this.hits = hits;
    this.exists = plan.exists();
    this.every = every;
  }

  /** Begins with the first group of positions `from .. to` of the units' order. */
  begin(from: number, to: number): void {
    this.index = -1;
    this.from = from;
    this.at = from;
    this.to = to;
  }

  /** Moves to the next group; false after the last. */
  next(): boolean {
    const { order } = this.plan.units;
    const { time, dayOnly } = this.plan.table;
    const { first } = this.hits;
    const { rows } = this;
    let count = 0;
    this.firstRow = NONE;
    let end = NaN;
    let begun = NaN;
    let passed = false;
    for (; this.at < this.to; this.at++) {
      const row = order === null ? this.at : order[this.at]!;
      const hit = first[row + 1]! > first[row]!;
      // An event that exists but matches nothing matters to what must follow directly, and to nothing else.
      const ms = time[row]!;
      if (!hit && !(this.every && (this.exists === null || this.exists[row] === 1))) {
        passed ||= ms > begun && !(ms < end) && (this.exists === null || this.exists[row] === 1);
        continue;
      }
      if (this.firstRow === NONE) {
        this.time = ms;
        begun = ms;
        this.began = ms;
        end = this.plan.clock.tieEnd(row);
        this.firstRow = row;
      } else {
        const undated = Number.isNaN(ms);
        if (undated ? passed : !(ms === begun || ms < end)) break;
        if (undated) this.time = NaN;
        if (dayOnly !== null && dayOnly[row] === 1 && !(end > ms)) end = this.plan.clock.tieEnd(row);
      }
      if (hit) rows[count++] = row;
    }
    // Most groups are of one event: setting the length of an array costs more than the rest.
    if (rows.length !== count) rows.length = count;
    if (this.firstRow === NONE) return false;
    this.index++;
    return true;
  }

  /** Whether the unit has undated events: no window is over for those (they stand last). */
  get endsUndated(): boolean {
    const { order } = this.plan.units;
    return (
      this.to > this.from &&
      Number.isNaN(this.plan.table.time[order === null ? this.to - 1 : order[this.to - 1]!]!)
    );
  }

  /** Rows with hits before the current group, from `since` (epoch ms) on, in time order. */
  earlier(since: number): number[] {
    const { order } = this.plan.units;
    const rows: number[] = [];
    for (let at = this.at - 1; at >= this.from; at--) {
      const row = order === null ? at : order[at]!;
      const ms = this.plan.table.time[row]!;
      if (ms < since) break;
      if (ms < this.began && this.hits.first[row + 1]! > this.hits.first[row]!) rows.push(row);
    }
    return rows.reverse();
  }
}
