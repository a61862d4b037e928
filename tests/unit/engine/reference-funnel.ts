import { DAY_MS } from '../../../src/base/calendar.ts';
import type { FunnelQuestion, Span } from '../../../src/questions/funnel.ts';

/**
 * The rules written out the slow way, to test the engine against: one unit at a time, every attempt on its own, every chain that an
 * attempt could take kept side by side. UTC only; filters are names alone.
 */
export interface RefEvent {
  /** Epoch ms; null: undated. A calendar date's midnight when `day`. */
  readonly t: number | null;
  readonly day: boolean;
  readonly name: string;
}

export interface RefOutcome {
  readonly depth: number;
  readonly state: 'converted' | 'open' | 'dropped' | 'excluded';
  readonly matured: boolean;
  /** Event index per step, null where skipped or beyond. */
  readonly path: readonly (number | null)[];
  readonly start: number;
}

type Chain = readonly (number | null)[];

interface Try {
  start: number;
  born: number;
  deadline: number;
  chains: Chain[];
  depth: number;
  reached: number;
  path: Chain;
  filled: number;
  closed: 'exclusion' | 'lost' | 'foreign' | null;
  frozen: boolean;
}

const MS: Record<Span['unit'], number> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
};

/** Returns what the unit with these events (in time order, undated last) comes to: one outcome, or one per attempt. */
export function referenceOutcomes(
  events: readonly RefEvent[],
  question: FunnelQuestion,
  end: number,
): RefOutcome[] {
  const run = new Unit(events, question, end);
  if (question.order === 'any-order') return run.anyOrder();
  if (question.order === 'reached') return run.reached();
  return question.unit.by === 'attempt' ? run.attempts() : run.best();
}

/** Ms between two events as F10 counts them; NaN when either is undated. */
export function referenceElapsed(a: RefEvent, b: RefEvent): number {
  if (a.t === null || b.t === null) return NaN;
  if (a.day || b.day) return Math.max(0, (Math.floor(b.t / DAY_MS) - Math.floor(a.t / DAY_MS)) * DAY_MS);
  return Math.max(0, b.t - a.t);
}

class Unit {
  readonly n: number;
  readonly groups: number[][] = [];
  readonly events: readonly RefEvent[];
  readonly q: FunnelQuestion;
  readonly end: number;

  constructor(events: readonly RefEvent[], q: FunnelQuestion, end: number) {
    this.events = events;
    this.q = q;
    this.end = end;
    this.n = q.steps.length;
    const dated = events.flatMap((e, i) => (e.t === null ? [] : [i]));
    const dayOf = (i: number): number => Math.floor(events[i]!.t! / DAY_MS);
    // Only an event with a part in the question makes its day tie; in what must follow directly every event has one.
    const direct = q.order === 'strict' || q.steps.some((step) => step.directly);
    const counts = (i: number): boolean =>
      direct ||
      [...q.steps, ...q.exclusions, ...(q.lost === null ? [] : [q.lost])].some((match) => this.is(i, match));
    const days = new Set(dated.filter((i) => events[i]!.day && counts(i)).map(dayOf));
    const key = (i: number): string => (days.has(dayOf(i)) ? `day ${dayOf(i)}` : `${events[i]!.t}`);
    for (const i of dated) {
      const last = this.groups.at(-1);
      if (last !== undefined && key(last[0]!) === key(i)) last.push(i);
      else this.groups.push([i]);
    }
    const undated = events.flatMap((e, i) => (e.t === null ? [i] : []));
    if (undated.length > 0) {
      if (this.groups.length === 0) this.groups.push([]);
      this.groups.at(-1)!.push(...undated);
    }
  }

  private is(i: number, match: { readonly events: readonly string[] }): boolean {
    return match.events.length === 0 || match.events.includes(this.events[i]!.name);
  }

  private deadline(i: number, span: Span | null): number {
    const { t, day } = this.events[i]!;
    if (t === null || span === null) return Infinity;
    const ms = span.n * MS[span.unit];
    return day ? (Math.floor(t / DAY_MS) + Math.floor(ms / DAY_MS) + 1) * DAY_MS - 1 : t + ms;
  }

  /** No window is over by a group with an undated event. */
  private time(g: number): number {
    return Math.min(...this.groups[g]!.map((i) => this.events[i]!.t ?? -Infinity));
  }

  private inTime(i: number, deadline: number): boolean {
    return this.events[i]!.t === null || this.events[i]!.t <= deadline;
  }

  private groupOf(i: number): number {
    return this.groups.findIndex((group) => group.includes(i));
  }

  /** Every chain that the group's events can make of `chains`, those included. */
  private grow(chains: readonly Chain[], g: number, deadline: number): Chain[] {
    const all = [...chains];
    for (let c = 0; c < all.length; c++) {
      const chain = all[c]!;
      const last = chain.length - 1;
      const before = chain[last]!;
      for (let k = last + 1; k < this.n; k++) {
        const step = this.q.steps[k]!;
        const directly = this.q.order === 'strict' || step.directly;
        for (const i of this.groups[g]!) {
          if (!this.is(i, step) || chain.includes(i) || !this.inTime(i, deadline)) continue;
          if (directly && this.groupOf(before) < g - 1) continue;
          if (!this.inTime(i, this.deadline(before, step.within))) continue;
          const longer = [...chain, ...new Array<null>(k - last - 1).fill(null), i];
          if (!all.some((other) => other.length === longer.length && other.every((x, j) => x === longer[j])))
            all.push(longer);
        }
        if (!step.optional || k === this.n - 1) break;
      }
    }
    return all;
  }

  private begin(g: number): Try | null {
    let best: Try | null = null;
    const width = (a: Try): number => (this.events[a.start]!.t === null ? -Infinity : a.deadline);
    for (const i of this.groups[g]!) {
      if (!this.is(i, this.q.steps[0]!)) continue;
      const attempt: Try = {
        start: i,
        born: g,
        deadline: this.deadline(i, this.q.window),
        chains: [[i]],
        depth: -1,
        reached: g,
        path: [i],
        filled: 1,
        closed: null,
        frozen: false,
      };
      this.extend(attempt, g);
      if (
        best === null ||
        attempt.depth > best.depth ||
        (attempt.depth === best.depth && width(attempt) > width(best))
      )
        best = attempt;
    }
    return best;
  }

  private extend(a: Try, g: number): void {
    a.chains = this.grow(a.chains, g, a.deadline);
    const depth = Math.max(...a.chains.map((chain) => chain.length)) - 1;
    if (depth <= a.depth) return;
    const filled = (chain: Chain): number => chain.filter((x) => x !== null).length;
    // The deepest chain: most steps filled, then the earliest events.
    const deepest = a.chains.filter((chain) => chain.length === depth + 1);
    const most = Math.max(...deepest.map(filled));
    a.path = deepest.filter((chain) => filled(chain) === most).sort(byEvents)[0]!;
    a.depth = depth;
    a.reached = g;
    a.filled = most;
  }

  private close(a: Try, g: number, how: NonNullable<Try['closed']>): void {
    if (a.closed === null && a.depth < this.n - 1 && !(a.deadline < this.time(g))) a.closed = how;
  }

  private exclude(a: Try, g: number): void {
    for (const exclusion of this.q.exclusions) {
      if (!this.groups[g]!.some((i) => this.is(i, exclusion))) continue;
      // No chain that stands there goes on either, where the attempt itself is further.
      a.chains = a.chains.filter((chain) => !this.standsBetween(chain, exclusion, g));
      if (a.depth < exclusion.from || a.depth >= exclusion.to) continue;
      const since = a.path.find((x, k) => k >= exclusion.from && x !== null)!;
      if (this.groupOf(since) < g) this.close(a, g, 'exclusion');
    }
  }

  /** Whether a chain stands between the two steps of an exclusion since before a group. */
  private standsBetween(chain: Chain, { from, to }: { from: number; to: number }, g: number): boolean {
    if (chain.length - 1 < from || chain.length - 1 >= to) return false;
    const since = chain.find((x, k) => k >= from && x !== null);
    return since !== undefined && since !== null && this.groupOf(since) < g;
  }

  private loses(g: number): boolean {
    return this.q.lost !== null && this.groups[g]!.some((i) => this.is(i, this.q.lost!));
  }

  best(): RefOutcome[] {
    const tries: Try[] = [];
    this.groups.forEach((_, g) => {
      for (const a of tries) if (a.closed === null && !a.frozen) this.extend(a, g);
      for (const a of tries) this.exclude(a, g);
      if (this.q.order === 'strict') for (const a of tries) if (a.reached < g) this.close(a, g, 'foreign');
      const fresh = this.begin(g);
      if (fresh !== null) tries.push(fresh);
      // A newer attempt that stands as deep replaces an older one, which goes no further.
      const live = tries.filter((a) => a.closed === null && !(a.deadline < this.time(g)));
      for (const a of live)
        if (live.some((b) => b.born > a.born && !b.frozen && b.depth >= a.depth)) a.frozen = true;
      if (this.loses(g)) for (const a of tries) this.close(a, g, 'lost');
    });
    const spoiled = (a: Try): number => Number(a.closed === 'exclusion');
    tries.sort(
      (a, b) =>
        b.depth - a.depth ||
        spoiled(a) - spoiled(b) ||
        a.reached - b.reached ||
        b.filled - a.filled ||
        b.born - a.born,
    );
    return tries.slice(0, 1).map((a) => this.outcome(a));
  }

  attempts(): RefOutcome[] {
    const done: Try[] = [];
    let a: Try | null = null;
    for (let g = 0; g < this.groups.length; g++) {
      if (a !== null && a.deadline < this.time(g)) {
        done.push(a);
        a = null;
      }
      let converted = false;
      if (a !== null) {
        this.extend(a, g);
        this.exclude(a, g);
        if (this.q.order === 'strict' && a.reached < g) this.close(a, g, 'foreign');
        converted = a.depth === this.n - 1;
        if (converted || a.closed !== null) {
          done.push(a);
          a = null;
        }
      }
      if (a === null && !converted) a = this.begin(g);
      if (a !== null && this.loses(g)) this.close(a, g, 'lost');
      if (a !== null && (a.depth === this.n - 1 || a.closed !== null)) {
        done.push(a);
        a = null;
      }
    }
    if (a !== null) done.push(a);
    return done.map((attempt) => this.outcome(attempt));
  }

  anyOrder(): RefOutcome[] {
    let best: Try | null = null;
    let firstGroup = 0;
    for (let g = 0; g < this.groups.length; g++) {
      if (best !== null && best.depth === this.n - 1) break;
      const rows = this.groups.slice(firstGroup, g + 1).flat();
      for (const entry of rows) {
        if (!this.q.steps.some((step) => this.is(entry, step))) continue;
        const deadline = this.deadline(entry, this.q.window);
        if (deadline < this.time(g)) continue;
        // What is of the same instant follows, whatever its order in the file (F4).
        const from = rows.findIndex((i) => this.events[i]!.t === this.events[entry]!.t);
        const later = rows.slice(from).filter((i) => this.inTime(i, deadline));
        const depth = this.mostSteps(later) - 1;
        if (depth > (best?.depth ?? -1))
          best = {
            start: entry,
            born: g,
            deadline,
            chains: [],
            depth,
            reached: g,
            path: [],
            filled: 0,
            closed: null,
            frozen: false,
          };
        // The latest entry that gets as deep in the same group is the tightest set.
        else if (best !== null && depth === best.depth && best.reached === g && best.closed === null) {
          best.start = entry;
          best.deadline = deadline;
        }
      }
      if (this.loses(g)) {
        if (best !== null) this.close(best, g, 'lost');
        firstGroup = g + 1;
      }
    }
    return best === null ? [] : [this.outcome(best)];
  }

  /** Most steps with an event of their own each, by trying. */
  private mostSteps(rows: readonly number[], k = 0, used: readonly number[] = []): number {
    if (k === this.n) return 0;
    let most = this.mostSteps(rows, k + 1, used);
    for (const i of rows)
      if (!used.includes(i) && this.is(i, this.q.steps[k]!))
        most = Math.max(most, 1 + this.mostSteps(rows, k + 1, [...used, i]));
    return most;
  }

  reached(): RefOutcome[] {
    const isStep = (i: number): boolean => this.q.steps.some((step) => this.is(i, step));
    const entry = this.groups.flat().find(isStep);
    if (entry === undefined) return [];
    const deadline = this.deadline(entry, this.q.window);
    const path = new Array<number | null>(this.n).fill(null);
    let depth = -1;
    let closed: Try['closed'] = null;
    this.groups.forEach((group, g) => {
      if (this.time(g) > deadline) return;
      for (const i of group)
        for (let k = this.n - 1; k >= 0; k--)
          if (path[k] === null && this.is(i, this.q.steps[k]!) && this.inTime(i, deadline)) {
            path[k] = i;
            depth = Math.max(depth, k);
            break;
          }
      if (depth >= 0 && this.loses(g) && depth < this.n - 1 && closed === null) closed = 'lost';
    });
    return [
      this.outcome({
        start: entry,
        born: 0,
        deadline,
        chains: [],
        depth,
        reached: 0,
        path,
        filled: 0,
        closed: depth === this.n - 1 ? null : closed,
        frozen: false,
      }),
    ];
  }

  private outcome(a: Try): RefOutcome {
    const converted = a.depth === this.n - 1;
    const start = this.events[a.start]!;
    const bounds = this.q.steps.slice(1).map((step) => step.within);
    const sum =
      bounds.includes(null) || bounds.length === 0
        ? null
        : bounds.reduce((ms, span) => ms + span!.n * MS[span!.unit], 0);
    const settled: Span | null =
      this.q.window ??
      (sum === null || this.q.order === 'any-order' || this.q.order === 'reached'
        ? null
        : { n: sum / 1000, unit: 'second' });
    const over =
      settled !== null
        ? start.t === null || this.deadline(a.start, settled) <= this.end
        : this.q.lost === null || converted || a.closed === 'lost' || a.closed === 'exclusion';
    const state = converted
      ? 'converted'
      : a.closed === 'exclusion'
        ? 'excluded'
        : a.closed !== null || over
          ? 'dropped'
          : 'open';
    return {
      depth: a.depth,
      state,
      matured: over,
      path: Array.from({ length: this.n }, (_, k) => a.path[k] ?? null),
      start: a.start,
    };
  }
}

function byEvents(x: Chain, y: Chain): number {
  const j = x.findIndex((v, k) => v !== y[k]);
  return (x[j] ?? -1) - (y[j] ?? -1);
}
