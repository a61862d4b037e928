import { Closed, NONE, type Outcomes } from './outcomes.ts';
import type { EntryBounds, FunnelPlan, Hits } from './plan.ts';
import { TieGroups } from './ties.ts';

/**
 * Reads a pipeline: a unit enters with its first event of any step and has reached every step up to the latest one it
 * has an event of inside the window, in whatever order the events came. A unit enters once.
 */
export class ReachedMatcher {
  private readonly plan: FunnelPlan;
  private readonly hits: Hits;
  private readonly out: Outcomes;
  private readonly groups: TieGroups;
  private readonly rows: Uint32Array;
  /** Group in which the unit first stood at step k or later. */
  private readonly since: Int32Array;

  /** Outcomes go to `out`, one per unit that entered. */
  constructor(plan: FunnelPlan, hits: Hits, out: Outcomes) {
    this.plan = plan;
    this.hits = hits;
    this.out = out;
    this.groups = new TieGroups(plan, hits, false);
    this.rows = new Uint32Array(plan.steps);
    this.since = new Int32Array(plan.steps);
  }

  /** Adds what positions `from .. to` of a unit's rows come to, if it entered inside `bounds`. */
  match(unit: number, from: number, to: number, bounds: EntryBounds): void {
    const { plan, groups, hits, rows, since } = this;
    const { steps, question, table, clock } = plan;
    const lostMatcher = steps + question.exclusions.length;
    rows.fill(NONE);
    let entry = NONE;
    let depth = -1;
    let deadline = Infinity;
    let closed: number = Closed.no;
    let closedBy = NONE;
    groups.begin(from, to);
    while (groups.next() && closed !== Closed.exclusion) {
      if (groups.time > deadline) continue;
      const before = depth;
      for (const row of groups.rows) {
        const step = this.freeStep(row);
        if (step < 0) continue;
        if (entry === NONE) {
          const ms = table.time[row]!;
          if (
            Number.isNaN(ms)
              ? bounds.from !== -Infinity || bounds.to !== Infinity
              : !(ms >= bounds.from && ms < bounds.to)
          )
            return;
          entry = row;
          deadline = clock.deadline(row, plan.windowMs);
        }
        if (table.time[row]! > deadline) continue;
        rows[step] = row;
        for (let k = depth + 1; k <= step; k++) since[k] = groups.index;
        depth = Math.max(depth, step);
      }
      if (before < 0 && depth < 0) continue;
      for (const row of groups.rows)
        for (let h = hits.first[row]!; h < hits.first[row + 1]!; h++) {
          const matcher = hits.matcher[h]!;
          const exclusion = question.exclusions[matcher - steps];
          if (matcher === lostMatcher && depth < steps - 1 && closed === Closed.no) {
            closed = Closed.lost;
            closedBy = row;
          } else if (
            exclusion !== undefined &&
            depth >= exclusion.from &&
            depth < exclusion.to &&
            since[exclusion.from]! < groups.index
          ) {
            closed = Closed.exclusion;
            closedBy = row;
          }
        }
    }
    if (entry === NONE) return;
    if (depth === steps - 1) {
      closed = Closed.no;
      closedBy = NONE;
    }
    const at = this.out.add(unit, depth, entry, table.time[entry]!, entry);
    this.out.rows.set(rows, at * steps);
    this.out.closed[at] = closed;
    this.out.closedBy[at] = closedBy;
  }

  /** The latest step of a row that has no event yet; −1 when there is none. */
  private freeStep(row: number): number {
    const { first, matcher } = this.hits;
    for (let h = first[row]!; h < first[row + 1]!; h++)
      if (matcher[h]! < this.plan.steps && this.rows[matcher[h]!] === NONE) return matcher[h]!;
    return -1;
  }
}
