import { Closed, NONE, type Outcomes } from './outcomes.ts';
import type { EntryBounds, FunnelPlan, Hits } from './plan.ts';
import { TieGroups } from './ties.ts';

/** A set of distinct steps met inside one window: rows in time order. */
interface Cover {
  rows: readonly number[];
  deadline: number;
  reached: number;
  closed: number;
  closedBy: number;
}

const NOTHING: Cover = { rows: [], deadline: -Infinity, reached: -1, closed: Closed.no, closedBy: NONE };

/**
 * Finds, in an any-order funnel, the most distinct steps that lie inside one window, each filled by an event of its own;
 * among equals the set completed first. As events come, every step remembers its latest events; those whose window is
 * over fall out. With `unit: attempt` an attempt runs from its first event until it is complete, closed or its window ends.
 */
export class AnyOrderMatcher {
  private readonly plan: FunnelPlan;
  private readonly hits: Hits;
  private readonly out: Outcomes;
  private readonly groups: TieGroups;
  private readonly single: boolean;
  /** Whether some events are calendar dates and some are not: then a window may end between two that tie, or after that of a later event. */
  private readonly mixed: boolean;
  /** Candidate rows of each step in time order; at most as many as there are steps, of dates and instants each: no cover needs more. */
  private readonly recent: number[][];
  private best: Cover = NOTHING;
  private spoiled: Cover | null = null;
  private firstTouch = NONE;
  /** Whether some event of the unit fits several steps: only then must events be shared out among steps. */
  private shared = false;

  /** Outcomes go to `out`: one per unit that entered, or with `unit: attempt` one per attempt. */
  constructor(plan: FunnelPlan, hits: Hits, out: Outcomes) {
    this.plan = plan;
    this.hits = hits;
    this.out = out;
    this.single = plan.question.unit.by === 'attempt';
    this.mixed = plan.table.dayOnly !== null && plan.table.dayOnly.includes(0);
    this.groups = new TieGroups(plan, hits, false);
    this.recent = Array.from({ length: plan.steps }, () => []);
  }

  /** Adds what positions `from .. to` of a unit's rows come to, attempts beginning inside `bounds` only. */
  match(unit: number, from: number, to: number, bounds: EntryBounds): void {
    const { groups, plan } = this;
    this.clear();
    this.best = NOTHING;
    this.spoiled = null;
    this.firstTouch = NONE;
    this.shared = false;
    groups.begin(from, to);
    while (groups.next()) {
      if (this.single && this.best.rows.length > 0 && this.best.deadline < groups.time) this.settle(unit);
      this.collect(bounds);
      this.dropExpired();
      if (this.promises()) this.consider(this.cover(bounds), bounds);
      this.exclude(bounds);
      const lost = this.lostRow();
      if (lost !== NONE) {
        this.clear();
        this.close(Closed.lost, lost);
      }
      const complete = this.best.rows.length === plan.steps && this.best.closed === Closed.no;
      if (this.single && (complete || this.best.closed !== Closed.no)) this.settle(unit);
      else if (complete) break;
    }
    this.settle(unit);
  }

  private clear(): void {
    // Setting a length costs more than asking for it, and most units leave most steps empty.
    for (const rows of this.recent) if (rows.length > 0) rows.length = 0;
  }

  private settle(unit: number): void {
    const { best, spoiled, out } = this;
    const cover = best.closed === Closed.exclusion && spoiled !== null ? spoiled : best;
    if (cover.rows.length > 0) {
      const start = cover.rows[0]!;
      const at = out.add(
        unit,
        cover.rows.length - 1,
        start,
        this.plan.table.time[start]!,
        this.single ? start : this.firstTouch,
      );
      cover.rows.forEach((row, k) => (out.rows[at * out.steps + k] = row));
      out.closed[at] = cover.closed;
      out.closedBy[at] = cover.closedBy;
    }
    this.best = NOTHING;
    this.spoiled = null;
    this.clear();
  }

  /** Adds the group's events to the candidates. */
  private collect(bounds: EntryBounds): void {
    const { groups, hits, recent, plan } = this;
    const { steps, table } = plan;
    const { dayOnly } = table;
    for (const row of groups.rows) {
      const ms = table.time[row]!;
      if (Number.isNaN(ms) ? bounds.from !== -Infinity || bounds.to !== Infinity : ms < bounds.from) continue;
      for (let h = hits.first[row]!; h < hits.first[row + 1]!; h++) {
        const list = recent[hits.matcher[h]!];
        if (list === undefined) continue;
        if (h > hits.first[row]! && hits.matcher[h - 1]! < steps) this.shared = true;
        list.push(row);
        // The latest are the ones a window keeps; an attempt under way keeps its first instead.
        if (list.length > steps && bounds.to === Infinity) {
          const alike =
            dayOnly === null || !this.mixed ? list : list.filter((r) => dayOnly[r] === dayOnly[row]);
          if (alike.length > steps) list.splice(list.indexOf(alike[this.single ? steps : 0]!), 1);
        }
        if (this.firstTouch === NONE && !(ms >= bounds.to)) this.firstTouch = row;
      }
    }
  }

  /** An exclusion in the group ends what began before it: only the group's own events remain (F6). */
  private exclude(bounds: EntryBounds): void {
    const { groups, hits, plan } = this;
    const { steps, question } = plan;
    if (question.exclusions.length === 0) return;
    const isExclusion = (matcher: number): boolean =>
      matcher >= steps && matcher < steps + question.exclusions.length;
    const row = groups.rows.find((r) =>
      hits.matcher.subarray(hits.first[r], hits.first[r + 1]).some(isExclusion),
    );
    if (row === undefined) return;
    this.close(Closed.exclusion, row);
    this.clear();
    this.collect(bounds);
    this.consider(this.cover(bounds), bounds);
  }

  /** Drops candidates whose window is over. */
  private dropExpired(): void {
    const { plan, groups, recent } = this;
    const { clock, windowMs } = plan;
    if (windowMs === Infinity || this.single || groups.endsUndated) return;
    const isOver = (row: number): boolean => clock.deadline(row, windowMs) < groups.time;
    if (!this.mixed) {
      for (const list of recent) {
        let over = 0;
        while (over < list.length && isOver(list[over]!)) over++;
        if (over > 0) list.splice(0, over);
      }
      return;
    }
    // The window of a calendar date may outlast that of a later instant, which it then holds.
    const { time } = plan.table;
    const since = Math.min(...recent.flat().map((row) => (isOver(row) ? Infinity : time[row]!)));
    for (const list of recent) {
      if (!list.some(isOver)) continue;
      list.splice(0, list.length, ...list.filter((row) => !isOver(row) || time[row]! >= since));
    }
  }

  /** Whether enough steps have a candidate for a set that counts; spares most groups the search for one. */
  private promises(): boolean {
    let filled = 0;
    for (const list of this.recent) if (list.length > 0) filled++;
    return filled > this.best.rows.length || (filled > 0 && this.best.closed === Closed.exclusion);
  }

  /** The best set of candidates that lie inside one window ending now, in time order. */
  private cover(bounds: EntryBounds): readonly number[] {
    const { groups } = this;
    if (!this.mixed && !groups.endsUndated && (groups.time < bounds.to || bounds.to === Infinity))
      return (this.shared ? this.assign(null) : this.newest()).sort((a, b) => this.byTime(a, b));
    // Entries ended before now, or it can't be said what "now" is: every set has to be tried from its own first event.
    let found: number[] = [];
    for (const entry of this.entries(bounds)) {
      const rows = this.setFrom(entry);
      if (rows.length > found.length) found = rows;
    }
    return found;
  }

  /** One candidate of every step that has any: the latest, or of an attempt under way the first. */
  private newest(): number[] {
    const rows: number[] = [];
    for (const list of this.recent) {
      const row = this.single ? list[0] : list.at(-1);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  /** Candidates that may begin a set, latest first. */
  private entries(bounds: EntryBounds): number[] {
    const { time } = this.plan.table;
    const rows = [...new Set(this.recent.flat())].filter(
      (row) => bounds.to === Infinity || time[row]! < bounds.to,
    );
    return rows.sort((a, b) => this.byTime(b, a));
  }

  /** The largest set that a candidate begins: it stands first, also among events that tie, since the window is its own. */
  private setFrom(entry: number): number[] {
    const others = this.assign(entry).filter((row) => row !== entry);
    return [entry, ...others.sort((a, b) => this.byTime(a, b))];
  }

  /** Undated rows last. */
  private byTime(a: number, b: number): number {
    const { time } = this.plan.table;
    const at = time[a]!;
    const bt = time[b]!;
    if (Number.isNaN(at) || Number.isNaN(bt))
      return Number(Number.isNaN(at)) - Number(Number.isNaN(bt)) || a - b;
    return at - bt || a - b;
  }

  /** Most steps, each with a candidate of its own (Kuhn's augmenting paths, latest candidates first); none before `entry`. */
  private assign(entry: number | null): number[] {
    const { recent, plan, single } = this;
    const { time } = plan.table;
    const deadline = entry === null ? Infinity : plan.clock.deadline(entry, plan.windowMs);
    // Undated events stand after dated ones and inside every window.
    const since = entry === null ? -Infinity : time[entry]!;
    const fits = (row: number): boolean =>
      Number.isNaN(since) ? Number.isNaN(time[row]!) : !(time[row]! < since || time[row]! > deadline);
    const owner = new Map<number, number>();
    const fill = (step: number, visited: Set<number>): boolean => {
      const list = recent[step]!;
      for (let i = 0; i < list.length; i++) {
        const row = list[single ? i : list.length - 1 - i]!;
        if (visited.has(row) || (entry !== null && !fits(row))) continue;
        visited.add(row);
        const holder = owner.get(row);
        if (holder === undefined || fill(holder, visited)) {
          owner.set(row, step);
          return true;
        }
      }
      return false;
    };
    if (entry !== null) {
      // The entry is matched first; augmenting paths never unmatch a row.
      const step = recent.findIndex((list) => list.includes(entry));
      owner.set(entry, step);
      for (let k = 0; k < recent.length; k++) if (k !== step) fill(k, new Set());
    } else {
      for (let k = 0; k < recent.length; k++) fill(k, new Set());
    }
    return [...owner.keys()];
  }

  private consider(cover: readonly number[], bounds: EntryBounds): void {
    let rows = cover;
    const { best } = this;
    const deeper = rows.length > best.rows.length;
    const again = rows.length === best.rows.length && best.closed === Closed.exclusion;
    if (rows.length === 0 || (!deeper && !again)) return;
    if (!this.single && this.shared) {
      // Of sets completed together the tightest counts: the one that begins last.
      const tightest = this.entries(bounds)
        .map((entry) => this.setFrom(entry))
        .find((set) => set.length === rows.length);
      if (tightest !== undefined) rows = tightest;
    }
    if (deeper) this.spoiled = null;
    else this.spoiled ??= best;
    this.best = {
      rows,
      deadline: this.plan.clock.deadline(rows[0]!, this.plan.windowMs),
      reached: this.groups.index,
      closed: Closed.no,
      closedBy: NONE,
    };
  }

  private close(reason: number, row: number): void {
    const { best, groups } = this;
    if (
      best.rows.length === 0 ||
      best.rows.length === this.plan.steps ||
      best.closed !== Closed.no ||
      best.deadline < groups.time
    )
      return;
    if (reason === Closed.exclusion && best.reached === groups.index) return;
    best.closed = reason;
    best.closedBy = row;
  }

  private lostRow(): number {
    if (this.plan.question.lost === null) return NONE;
    const lost = this.plan.steps + this.plan.question.exclusions.length;
    return this.groups.rows.find((row) => this.hits.matcher[this.hits.first[row]!] === lost) ?? NONE;
  }
}
