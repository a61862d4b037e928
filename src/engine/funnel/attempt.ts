import type { Exclusion } from '../../questions/funnel.ts';
import { Closed, NONE } from './outcomes.ts';
import type { EntryBounds, FunnelPlan, Hits } from './plan.ts';
import type { TieGroups } from './ties.ts';

/** One attempt: a start and, for every step filled so far, the chain of rows that leads to it. */
export class Attempt {
  depth = -1;
  /** Group in which the depth was reached. */
  reached = -1;
  /** Steps filled on the deepest chain. */
  filled = 0;
  start = NONE;
  deadline = Infinity;
  closed: number = Closed.no;
  closedBy = NONE;
  private readonly plan: FunnelPlan;
  private readonly hits: Hits;
  private readonly refills: Uint8Array;
  /** Group in which step k was last filled; −1: not filled, or spoiled by an exclusion. */
  private readonly group: Int32Array;
  /** Chain to step k: `path[k * steps + j]`, NONE where an optional step was skipped. */
  private readonly path: Uint32Array;
  /** Work space of `search`. */
  private readonly chain: Uint32Array;
  private readonly longest: Uint32Array;
  private longestDepth = -1;
  private longestFilled = 0;

  constructor(plan: FunnelPlan, hits: Hits, refills: Uint8Array) {
    this.plan = plan;
    this.hits = hits;
    this.refills = refills;
    this.group = new Int32Array(plan.steps);
    this.path = new Uint32Array(plan.steps * plan.steps);
    this.chain = new Uint32Array(plan.steps);
    this.longest = new Uint32Array(plan.steps);
  }

  get converted(): boolean {
    return this.depth === this.plan.steps - 1;
  }

  /** Becomes an attempt that begins in the current group, as deep as the group's events allow; false when none begins. */
  begin(groups: TieGroups, bounds: EntryBounds): boolean {
    const { table, clock, windowMs } = this.plan;
    const entries = this.entriesOf(groups.rows, bounds);
    if (entries === null) return false;
    this.depth = -1;
    this.filled = 0;
    this.closed = Closed.no;
    this.closedBy = NONE;
    this.group.fill(-1);
    let entry = entries[0]!;
    if (entries.length > 1 && (table.dayOnly !== null || groups.rows.some((row) => this.stepCount(row) > 1)))
      entry = this.bestEntry(entries, groups);
    this.start = entry;
    this.deadline = clock.deadline(entry, windowMs);
    this.path.fill(NONE, 0, this.plan.steps);
    this.path[0] = entry;
    this.group[0] = groups.index;
    this.depth = 0;
    this.filled = 1;
    this.reached = groups.index;
    this.advance(groups);
    return true;
  }

  /** Lets the current group's events extend the attempt; whether it went deeper. */
  advance(groups: TieGroups): boolean {
    const { rows, index } = groups;
    const before = this.depth;
    if (rows.length === 1) {
      this.takeAll(rows[0]!, index);
    } else if (rows.every((row) => this.stepCount(row) <= 1)) {
      for (const row of [...rows].sort((a, b) => this.lowestStep(a) - this.lowestStep(b) || a - b))
        this.takeAll(row, index);
    } else {
      this.searchGroup(groups);
    }
    if (this.plan.question.graceMs > 0) this.lookBack(groups);
    return this.depth > before;
  }

  /** Ends the attempt if its deepest chain stands between the exclusion's two steps, strictly in time (F6). */
  exclude({ from, to }: Exclusion, index: number, row: number): void {
    const { depth, group, path } = this;
    if (this.closed !== Closed.no || this.converted || depth < from || depth >= to) return;
    for (let k = from; k <= depth; k++) {
      if (group[k]! < 0 || path[depth * this.plan.steps + k] === NONE) continue;
      if (group[k]! < index) this.close(Closed.exclusion, row);
      return;
    }
  }

  /** Keeps an attempt that had got past the exclusion's second step from filling that one anew (F6). */
  spoil({ from, to }: Exclusion, index: number): void {
    const { depth, group } = this;
    if (this.closed !== Closed.no || this.converted || depth < to) return;
    for (let k = from; k < to; k++) if (group[k]! < index) group[k] = -1;
  }

  /** Closes the attempt unless it converted or was closed before. */
  close(reason: number, row: number): void {
    if (this.closed !== Closed.no || this.converted) return;
    this.closed = reason;
    this.closedBy = row;
  }

  /** Closes the attempt of a strict funnel if the group didn't take it further. */
  breakAt(index: number, row: number): void {
    if (this.reached < index) this.close(Closed.foreign, row);
  }

  /** Becomes a copy of another attempt of the same plan. */
  copy(from: Attempt): void {
    this.depth = from.depth;
    this.reached = from.reached;
    this.filled = from.filled;
    this.start = from.start;
    this.deadline = from.deadline;
    this.closed = from.closed;
    this.closedBy = from.closedBy;
    this.group.set(from.group);
    this.path.set(from.path);
  }

  /** Writes the deepest chain to `into` at `at`. */
  writePath(into: Uint32Array, at: number): void {
    const { steps } = this.plan;
    into.set(this.path.subarray(this.depth * steps, this.depth * steps + this.depth + 1), at);
  }

  /** Rows with which an attempt may begin; null without any. */
  private entriesOf(rows: readonly number[], bounds: EntryBounds): readonly number[] | null {
    const { time } = this.plan.table;
    const begins = (row: number): boolean => this.matches(row, 0) && isInside(time[row]!, bounds);
    if (rows.length === 1) return begins(rows[0]!) ? rows : null;
    const entries = rows.filter(begins);
    return entries.length === 0 ? null : entries;
  }

  private matches(row: number, step: number): boolean {
    const { first, matcher } = this.hits;
    for (let h = first[row]!; h < first[row + 1]!; h++) if (matcher[h] === step) return true;
    return false;
  }

  private stepCount(row: number): number {
    const { first, matcher } = this.hits;
    let count = 0;
    for (let h = first[row]!; h < first[row + 1]!; h++) if (matcher[h]! < this.plan.steps) count++;
    return count;
  }

  private lowestStep(row: number): number {
    const { first, matcher } = this.hits;
    return first[row + 1]! > first[row]! ? matcher[first[row + 1]! - 1]! : this.plan.steps;
  }

  /** Offers a row to its steps, the last first: a row fills at most one step of a chain (F5). */
  private takeAll(row: number, index: number): void {
    const { first, matcher } = this.hits;
    for (let h = first[row]!; h < first[row + 1]!; h++) {
      const step = matcher[h]!;
      if (step > 0 && step < this.plan.steps) this.take(row, step, index);
    }
  }

  private take(row: number, step: number, index: number): void {
    if (this.group[step]! >= 0 && (this.refills[step] === 0 || this.group[step] === index)) return;
    const from = this.previous(row, step, index);
    if (from >= 0) this.fill(row, step, from, index);
  }

  /** The nearest earlier step whose chain `row` may extend to `step`, or −1. Only optional steps are skipped over. */
  private previous(row: number, step: number, index: number): number {
    const { optional } = this.plan;
    if (this.plan.table.time[row]! > this.deadline) return -1;
    for (let from = step - 1; from >= 0; from--) {
      if (
        this.group[from]! >= 0 &&
        this.mayFollow(this.path[from * this.plan.steps + from]!, this.group[from]!, row, step, index)
      )
        return from;
      if (optional[from] === 0) return -1;
    }
    return -1;
  }

  private mayFollow(before: number, beforeGroup: number, row: number, step: number, index: number): boolean {
    const { directly, within, clock, table } = this.plan;
    if (before === row) return false;
    if (directly[step] === 1 && beforeGroup < index - 1) return false;
    return !(within[step]! < Infinity && table.time[row]! > clock.deadline(before, within[step]!));
  }

  private fill(row: number, step: number, from: number, index: number): void {
    const { steps } = this.plan;
    const { path } = this;
    const base = step * steps;
    path.copyWithin(base, from * steps, from * steps + from + 1);
    path.fill(NONE, base + from + 1, base + step);
    path[base + step] = row;
    this.group[step] = index;
    if (step > this.depth) {
      this.depth = step;
      this.reached = index;
      this.filled = 0;
      for (let j = 0; j <= step; j++) if (path[base + j] !== NONE) this.filled++;
    }
  }

  /**
   * Extends the attempt by a group in which some event fits several steps: tries the assignments of events to steps and
   * takes the deepest. Events that fit the same steps are interchangeable, so each kind is tried once.
   */
  private searchGroup(groups: TieGroups): void {
    const kinds = this.kindsOf(groups.rows);
    const { steps } = this.plan;
    // From an earlier step than the last one only where a step may be filled again.
    const again = this.refills.includes(1);
    for (let from = this.depth; from >= 0; from--) {
      if (this.group[from]! < 0) {
        if (this.plan.optional[from] === 1 || again) continue;
        break;
      }
      this.longestDepth = this.depth;
      this.longestFilled = 0;
      this.chain.set(this.path.subarray(from * steps, from * steps + from + 1));
      this.search(from, this.group[from]!, 0, kinds, groups.index);
      if (this.longestDepth > this.depth) {
        let previous = from;
        const longest = this.longest.slice();
        for (let k = from + 1, end = this.longestDepth; k <= end; k++) {
          if (longest[k] === NONE) continue;
          this.fill(longest[k]!, k, previous, groups.index);
          previous = k;
        }
        break;
      }
      if (this.plan.optional[from] === 0 && !again) break;
    }
    if (again)
      for (const row of groups.rows) {
        const { first, matcher } = this.hits;
        for (let h = first[row]!; h < first[row + 1]!; h++) {
          const step = matcher[h]!;
          if (step > 0 && step <= this.depth && this.refills[step] === 1 && this.group[step]! < groups.index)
            this.take(row, step, groups.index);
        }
      }
  }

  private search(
    from: number,
    fromGroup: number,
    filled: number,
    kinds: readonly Kind[],
    index: number,
  ): void {
    if (from > this.longestDepth || (from === this.longestDepth && filled > this.longestFilled)) {
      this.longestDepth = from;
      this.longestFilled = filled;
      this.longest.set(this.chain);
    }
    const { steps, optional } = this.plan;
    for (let step = from + 1; step < steps; step++) {
      for (const kind of kinds) {
        const row = kind.rows[kind.used];
        if (row === undefined || !kind.steps.includes(step)) continue;
        if (
          this.plan.table.time[row]! > this.deadline ||
          !this.mayFollow(this.chain[from]!, fromGroup, row, step, index)
        )
          continue;
        if (row === this.start) continue;
        kind.used++;
        this.chain.fill(NONE, from + 1, step);
        this.chain[step] = row;
        this.search(step, index, filled + 1, kinds, index);
        kind.used--;
      }
      if (optional[step] === 0) return;
    }
  }

  private kindsOf(rows: readonly number[]): Kind[] {
    const { first, matcher } = this.hits;
    const kinds = new Map<string, Kind>();
    for (const row of rows) {
      if (row === this.start) continue;
      const steps = [...matcher.subarray(first[row], first[row + 1])].filter(
        (m) => m > 0 && m < this.plan.steps,
      );
      if (steps.length === 0) continue;
      const key = steps.join();
      const kind = kinds.get(key);
      if (kind === undefined) kinds.set(key, { steps, rows: [row], used: 0 });
      else kind.rows.push(row);
    }
    return [...kinds.values()];
  }

  /** Of several first steps in one group, the one that leaves the deepest attempt; among equals the one whose window ends last. */
  private bestEntry(entries: readonly number[], groups: TieGroups): number {
    const { table, clock, windowMs } = this.plan;
    let best = entries[0]!;
    let deepest = -1;
    let widest = -Infinity;
    const tried = new Set<string>();
    for (const row of entries) {
      const key = `${this.hits.matcher.subarray(this.hits.first[row], this.hits.first[row + 1]).join()} ${this.plan.windowMs < Infinity ? table.time[row]! : 0} ${table.dayOnly?.[row] ?? 0}`;
      if (tried.has(key)) continue;
      tried.add(key);
      this.start = row;
      this.deadline = clock.deadline(row, windowMs);
      this.longestDepth = -1;
      this.chain[0] = row;
      this.search(0, groups.index, 0, this.kindsOf(groups.rows), groups.index);
      // A dated beginning says more than an undated one, though that has no end to its window.
      const width = Number.isNaN(table.time[row]!) ? -Infinity : this.deadline;
      if (this.longestDepth > deepest || (this.longestDepth === deepest && width > widest)) {
        deepest = this.longestDepth;
        widest = width;
        best = row;
      }
    }
    return best;
  }

  /** F4: lets events of the last `graceMs` before the newest step follow it. */
  private lookBack(groups: TieGroups): void {
    const { table, question, steps, optional } = this.plan;
    let again = this.reached === groups.index;
    while (again && !this.converted) {
      again = false;
      const last = this.path[this.depth * steps + this.depth]!;
      const since = table.time[last]! - question.graceMs;
      for (let step = this.depth + 1; step < steps && !again; step++) {
        // Events of the group itself may follow what was just found before it.
        const row = [...groups.earlier(since), ...groups.rows].find(
          (r) =>
            this.matches(r, step) &&
            !this.uses(r) &&
            !(table.time[r]! > this.deadline) &&
            this.mayFollow(last, this.group[this.depth]!, r, step, groups.index),
        );
        if (row !== undefined) {
          this.fill(row, step, this.depth, groups.index);
          again = true;
        }
        if (optional[step] === 0) break;
      }
    }
  }

  private uses(row: number): boolean {
    const { steps } = this.plan;
    return this.path.subarray(this.depth * steps, this.depth * steps + this.depth + 1).includes(row);
  }
}

/** Events of a group that fit the same steps. */
interface Kind {
  readonly steps: readonly number[];
  readonly rows: number[];
  used: number;
}

function isInside(ms: number, { from, to }: EntryBounds): boolean {
  return Number.isNaN(ms) ? from === -Infinity && to === Infinity : ms >= from && ms < to;
}
