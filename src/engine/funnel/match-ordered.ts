import type { Exclusion } from '../../questions/funnel.ts';
import { Attempt } from './attempt.ts';
import { Closed, NONE, type Outcomes } from './outcomes.ts';
import type { EntryBounds, FunnelPlan, Hits } from './plan.ts';
import { TieGroups } from './ties.ts';

/**
 * Finds counted attempts under every rule of ordered and strict funnels. It keeps at most one live attempt per depth:
 * the newest, since a later start and later steps leave every window wider. An attempt extends its own chains step by
 * step; with per-step windows and *directly after*, a step is filled again by a later event, which only widens what may follow.
 */
export class OrderedMatcher {
  private readonly plan: FunnelPlan;
  private readonly hits: Hits;
  private readonly out: Outcomes;
  private readonly groups: TieGroups;
  private readonly single: boolean;
  private readonly strict: boolean;
  /** Steps that a later event fills again, because a step that may follow has its own window or must follow directly. */
  private readonly refills: Uint8Array;
  /** Oldest, deepest first. */
  private readonly live: Attempt[] = [];
  private readonly pool: Attempt[] = [];
  private readonly best: Attempt;
  /** The first of equally deep attempts, all ended by an exclusion so far. */
  private readonly spoiled: Attempt;
  /** Older ones that came as deep as the counted one in the same group, oldest first: an exclusion may find their windows over, but not its. */
  private readonly behind: Attempt[] = [];
  private firstTouch = NONE;
  private bounds: EntryBounds;

  /** Outcomes go to `out`. With `unit: attempt` each attempt is one, otherwise each unit that entered. */
  constructor(plan: FunnelPlan, hits: Hits, out: Outcomes) {
    this.plan = plan;
    this.hits = hits;
    this.out = out;
    this.single = plan.question.unit.by === 'attempt';
    this.strict = plan.question.order === 'strict';
    this.groups = new TieGroups(plan, hits, plan.directly.includes(1));
    this.refills = refillable(plan);
    this.best = new Attempt(plan, hits, this.refills);
    this.spoiled = new Attempt(plan, hits, this.refills);
    this.bounds = plan.entry;
  }

  /** Adds what positions `from .. to` of a unit's rows come to, attempts beginning inside `bounds` only. */
  match(unit: number, from: number, to: number, bounds: EntryBounds): void {
    const { groups, live, best, single } = this;
    this.bounds = bounds;
    this.firstTouch = NONE;
    while (live.length > 0) this.pool.push(live.pop()!);
    this.forgetBehind();
    best.depth = -1;
    this.spoiled.depth = -1;
    groups.begin(from, to);
    const expires = single || !groups.endsUndated;
    while (groups.next()) {
      if (expires) this.dropExpired(unit);
      if (live.length === 0 && this.idle()) continue;
      this.advance();
      const converted = live.length > 0 && live[0]!.converted;
      this.exclude();
      if (this.strict) this.breakStrict();
      if (single) this.settleSingle(unit);
      if (!single || (live.length === 0 && !converted)) this.enter();
      this.supersede();
      this.lose();
      if (single) this.settleSingle(unit);
      else if (best.depth === this.plan.steps - 1 && best.closed === Closed.no) break;
    }
    if (single) {
      if (live.length > 0) this.emit(unit, live[0]!);
    } else if (best.depth >= 0) {
      this.emit(unit, best.closed === Closed.exclusion && this.spoiled.depth >= 0 ? this.spoiled : best);
    }
  }

  /** Whether the group can't change anything while no attempt is live: none begins in it, and the counted one is settled. */
  private idle(): boolean {
    const { groups, hits, best } = this;
    const { exclusions, lost } = this.plan.question;
    if (exclusions.length > 0 || lost !== null) return false;
    if (this.strict && best.depth >= 0 && best.closed === Closed.no) return false;
    for (const row of groups.rows) if (hits.matcher[hits.first[row + 1]! - 1] === 0) return false;
    return true;
  }

  private dropExpired(unit: number): void {
    const { live, groups } = this;
    for (let i = live.length - 1; i >= 0; i--)
      if (live[i]!.deadline < groups.time) {
        if (this.single) this.emit(unit, live[i]!);
        this.drop(i);
      }
  }

  private advance(): void {
    for (const attempt of this.live) if (attempt.advance(this.groups)) this.consider(attempt);
  }

  private enter(): void {
    const fresh = this.unused();
    if (!fresh.begin(this.groups, this.bounds)) {
      this.pool.push(fresh);
      return;
    }
    if (this.firstTouch === NONE) this.firstTouch = fresh.start;
    this.live.push(fresh);
    this.consider(fresh);
  }

  /** Keeps the newest attempt of each depth: older ones at that depth or above have nothing over it. */
  private supersede(): void {
    const { live } = this;
    let deepest = -1;
    for (let i = live.length - 1; i >= 0; i--) {
      const { depth } = live[i]!;
      if (depth <= deepest) this.drop(i);
      else deepest = depth;
    }
  }

  /** Takes `attempt` as the counted one if it is deeper, or as deep and clean where the counted one was excluded (F3, F6). */
  private consider(attempt: Attempt): void {
    if (this.single) return;
    const { best } = this;
    if (attempt.depth > best.depth) {
      this.spoiled.depth = -1;
      this.forgetBehind();
      best.copy(attempt);
    } else if (attempt.depth === best.depth) {
      if (best.closed === Closed.exclusion) {
        if (this.spoiled.depth < 0) this.spoiled.copy(best);
        best.copy(attempt);
      } else if (
        best.reached === this.groups.index &&
        attempt.reached === best.reached &&
        attempt.filled >= best.filled
      ) {
        if (this.plan.question.exclusions.length > 0) {
          const older = this.unused();
          older.copy(best);
          this.behind.push(older);
        }
        best.copy(attempt);
      }
    }
  }

  private exclude(): void {
    const { exclusions } = this.plan.question;
    if (exclusions.length === 0) return;
    const { live, best, groups } = this;
    const met = this.exclusionsMet();
    const struck = this.single || best.depth < 0 || best.deadline < groups.time ? live : [...live, best];
    // One of them might spoil the step on which an attempt stands that another ends.
    for (const { exclusion, row } of met)
      for (const attempt of struck) attempt.exclude(exclusion, groups.index, row);
    for (const { exclusion } of met) for (const attempt of struck) attempt.spoil(exclusion, groups.index);
    if (this.single) return;
    this.dropClosed();
    if (best.closed !== Closed.exclusion) return;
    const clean = this.behind.findLast(({ deadline }) => deadline < groups.time);
    if (clean !== undefined) best.copy(clean);
    // The others it has ended as well: their windows last longer.
    this.forgetBehind();
    if (clean !== undefined) return;
    for (const attempt of live) if (attempt.depth === best.depth) this.consider(attempt);
  }

  /** Returns the exclusions that events of the group match, with the event; a pair for each. */
  private exclusionsMet(): { exclusion: Exclusion; row: number }[] {
    const { groups, hits } = this;
    const { exclusions } = this.plan.question;
    const met: { exclusion: Exclusion; row: number }[] = [];
    for (const row of groups.rows)
      for (let h = hits.first[row]!; h < hits.first[row + 1]!; h++) {
        const exclusion = exclusions[hits.matcher[h]! - this.plan.steps];
        if (exclusion !== undefined) met.push({ exclusion, row });
      }
    return met;
  }

  /** In a strict funnel an event that didn't take an attempt further ends it. */
  private breakStrict(): void {
    const { live, best, groups } = this;
    for (const attempt of live) attempt.breakAt(groups.index, groups.firstRow);
    if (this.single) return;
    this.dropClosed();
    if (best.depth >= 0 && !(best.deadline < groups.time)) best.breakAt(groups.index, groups.firstRow);
  }

  private lose(): void {
    if (this.plan.question.lost === null) return;
    const { live, best, groups, hits } = this;
    const matcher = this.plan.steps + this.plan.question.exclusions.length;
    const lost = groups.rows.find((row) => hits.matcher[hits.first[row]!] === matcher);
    if (lost === undefined) return;
    for (const attempt of live) attempt.close(Closed.lost, lost);
    if (this.single) return;
    this.dropClosed();
    if (best.depth >= 0 && !(best.deadline < groups.time)) best.close(Closed.lost, lost);
  }

  private unused(): Attempt {
    return this.pool.pop() ?? new Attempt(this.plan, this.hits, this.refills);
  }

  private forgetBehind(): void {
    while (this.behind.length > 0) this.pool.push(this.behind.pop()!);
  }

  /** Takes an attempt off the live ones; `splice` would make an array each time. */
  private drop(at: number): void {
    const { live, pool } = this;
    pool.push(live[at]!);
    for (let i = at + 1; i < live.length; i++) live[i - 1] = live[i]!;
    live.pop();
  }

  private dropClosed(): void {
    const { live } = this;
    for (let i = live.length - 1; i >= 0; i--) if (live[i]!.closed !== Closed.no) this.drop(i);
  }

  private settleSingle(unit: number): void {
    const attempt = this.live[0];
    if (attempt === undefined || (attempt.closed === Closed.no && !attempt.converted)) return;
    this.emit(unit, attempt);
    this.pool.push(attempt);
    this.live.length = 0;
  }

  private emit(unit: number, attempt: Attempt): void {
    const { out } = this;
    const at = out.add(
      unit,
      attempt.depth,
      attempt.start,
      this.plan.table.time[attempt.start]!,
      this.single ? attempt.start : this.firstTouch,
    );
    attempt.writePath(out.rows, at * out.steps);
    out.closed[at] = attempt.closed;
    out.closedBy[at] = attempt.closedBy;
  }
}

function refillable({ steps, directly, within, optional, question }: FunnelPlan): Uint8Array {
  const refills = new Uint8Array(steps);
  // In a strict funnel whatever doesn't lead on ends the attempt, a repeated step too.
  if (question.order === 'strict') return refills;
  for (let k = 1; k < steps; k++)
    for (let m = k + 1; m < steps; m++) {
      if (directly[m] === 1 || within[m]! < Infinity) refills[k] = 1;
      if (optional[m] === 0) break;
    }
  return refills;
}
