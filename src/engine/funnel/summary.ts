import type { Control } from '../../base/control.ts';
import type { FunnelResult, StepResult } from '../../questions/funnel.ts';
import { timeHistogram } from '../statistics/histogram.ts';
import { kaplanMeier } from '../statistics/kaplan-meier.ts';
import { durationsOf, durationsOfSorted } from '../statistics/quantiles.ts';
import { sortAscending } from '../statistics/sort.ts';
import { certain, wilson } from '../statistics/wilson.ts';
import { NONE } from './outcomes.ts';
import type { FunnelPlan } from './plan.ts';
import { State, type Settled } from './states.ts';

/** Most points of a conversion curve; in between it is thinned out evenly. */
const CURVE_POINTS = 240;

/** The figures of some members but for the trend. */
export interface Summary {
  readonly figures: Omit<FunnelResult, 'trend'>;
  /** Members whose chain has two events of one instant. */
  readonly tied: number;
}

/** Returns the figures of each of `groups`: member lists that together are all members. */
export async function summarise(
  plan: FunnelPlan,
  settled: Settled,
  groups: readonly Uint32Array[],
  control: Control,
): Promise<Summary[]> {
  if (groups.length === 0) return [];
  const tallies = groups.map((members) => tally(plan, settled, members));
  const measured = await measure(plan, settled, groups, tallies, control);
  return groups.map((members, g) => summaryOf(plan, members.length, tallies[g]!, measured[g]!));
}

function summaryOf(plan: FunnelPlan, entered: number, counts: Tally, measured: Measured): Summary {
  const { steps } = plan;
  const last = steps - 1;
  const { reached, ended, totals, maturedReached, maturedEnded, matured } = counts;
  const results = plan.question.steps.map((step, k): StepResult => {
    const final = k === last;
    const at = (state: number): number => (final ? 0 : ended[state * steps + k]!);
    const stopped = at(State.open) + at(State.dropped) + at(State.excluded);
    return {
      label: step.label,
      optional: plan.optional[k] === 1,
      entered: reached[k]!,
      wentOn: final ? 0 : reached[k]! - stopped,
      open: at(State.open),
      dropped: at(State.dropped),
      excluded: at(State.excluded),
      ofEntrants: k === 0 ? certain(entered) : wilson(reached[k]!, entered),
      onward: final ? null : wilson(maturedReached[k]! - maturedEnded[k]!, maturedReached[k]!),
      toNext: final ? null : durationsOf(measured.hops[k]!),
    };
  });
  const time = durationsOfSorted(measured.conversions);
  const figures = {
    steps: results,
    entered,
    converted: totals[State.converted]!,
    open: totals[State.open]!,
    dropped: totals[State.dropped]!,
    excluded: totals[State.excluded]!,
    matured,
    rate: wilson(maturedEnded[last]!, matured),
    time,
    timeBins: timeHistogram(measured.conversions, time.max),
    conversionCurve: conversionCurve(measured, totals[State.dropped]! + totals[State.excluded]!),
  };
  return { figures, tied: measured.tied };
}

interface Tally {
  /** Members that reached step k: filled it, or (pipelines, any order) stand at or beyond it. */
  readonly reached: Uint32Array;
  /** Members by state and deepest step: `ended[state * steps + k]`. */
  readonly ended: Uint32Array;
  /** Members by state. */
  readonly totals: Uint32Array;
  /** Members that went deeper than step k. */
  readonly deeper: Uint32Array;
  readonly maturedReached: Uint32Array;
  readonly maturedEnded: Uint32Array;
  readonly matured: number;
}

function tally(
  { steps, optional }: FunnelPlan,
  { outcomes, state, matured }: Settled,
  members: Uint32Array,
): Tally {
  const { depth, rows } = outcomes;
  const ended = new Uint32Array(4 * steps);
  const maturedEnded = new Uint32Array(steps);
  const reached = new Uint32Array(steps);
  const maturedReached = new Uint32Array(steps);
  const skippable = optional.includes(1);
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    const d = depth[i]!;
    ended[state[i]! * steps + d]!++;
    maturedEnded[d]! += matured[i]!;
    if (!skippable) continue;
    for (let k = 1; k < d; k++)
      if (optional[k] === 1 && rows[i * steps + k] === NONE) {
        reached[k]!--;
        maturedReached[k]! -= matured[i]!;
      }
  }
  const totals = new Uint32Array(4);
  const deeper = new Uint32Array(steps);
  let all = 0;
  let settled = 0;
  for (let k = steps - 1; k >= 0; k--) {
    deeper[k] = all;
    for (let s = 0; s < 4; s++) {
      totals[s]! += ended[s * steps + k]!;
      all += ended[s * steps + k]!;
    }
    settled += maturedEnded[k]!;
    reached[k]! += all;
    maturedReached[k]! += settled;
  }
  return { reached, ended, totals, deeper, maturedReached, maturedEnded, matured: settled };
}

/** Times taken from the rows of a group's members. */
interface Measured {
  /** For each step but the last, ms to the next filled one, of the members that have both events; NaN where one is undated. */
  readonly hops: readonly Float64Array[];
  /** Entry to conversion of the converted, by the question's clock, ascending; undated ones left out. */
  readonly conversions: Float64Array;
  /** How long the open ones were seen, ascending. */
  readonly censored: Float64Array;
  /** Members whose chain has two events of one instant. */
  readonly tied: number;
}

/** Times being collected: as many as the tally allows at most. */
class Times {
  readonly hops: readonly Float64Array[];
  readonly hopCounts: Uint32Array;
  readonly conversions: Float64Array;
  converted = 0;
  readonly censored: Float64Array;
  open = 0;
  tied = 0;

  constructor({ deeper, totals }: Tally) {
    this.hops = Array.from(deeper.subarray(0, -1), (most) => new Float64Array(most));
    this.hopCounts = new Uint32Array(deeper.length);
    this.conversions = new Float64Array(totals[State.converted]!);
    this.censored = new Float64Array(totals[State.open]!);
  }

  sorted(): Measured {
    const { hopCounts, conversions, censored, tied } = this;
    return {
      hops: this.hops.map((list, k) => list.subarray(0, hopCounts[k])),
      conversions: known(sortAscending(conversions)),
      censored: sortAscending(censored),
      tied,
    };
  }
}

/** Takes the times of all groups in one pass in the order of the table: group by group, each pass would read all of it. */
async function measure(
  plan: FunnelPlan,
  { outcomes, state, members }: Settled,
  groups: readonly Uint32Array[],
  tallies: readonly Tally[],
  control: Control,
): Promise<Measured[]> {
  const { steps, clock, table, optional, question } = plan;
  const { time, dayOnly } = table;
  const { depth, rows, startTime, start, firstTouch } = outcomes;
  const last = steps - 1;
  const instants = dayOnly === null;
  const touches = question.clock === 'first-touch';
  const from = touches ? firstTouch : start;
  const collected = tallies.map((counts) => new Times(counts));
  const group = groupOfOutcomes(groups, outcomes.count);
  for (let m = 0; m < members.length; m++) {
    if ((m & 8191) === 0 && control.due()) await control.pause(0.95);
    const i = members[m]!;
    const into = collected[group === null ? 0 : group[i]!]!;
    const base = i * steps;
    const d = depth[i]!;
    const how = state[i]!;
    if (how === State.open)
      into.censored[into.open++] = Math.max(0, plan.end - (touches ? time[firstTouch[i]!]! : startTime[i]!));
    let ties = false;
    for (let k = 0, next = 1; next <= d; next++) {
      const row = rows[base + next]!;
      if (row === NONE) {
        // A skipped optional step hands on to the next; a pipeline's step without an event leaves no time to measure.
        if (optional[next] === 0) k = next;
        continue;
      }
      const before = rows[base + k]!;
      if (before !== NONE) {
        const ms = time[row]! - time[before]!;
        ties ||= ms === 0;
        into.hops[k]![into.hopCounts[k]!++] = !instants ? clock.elapsed(before, row) : ms < 0 ? 0 : ms;
      }
      k = next;
    }
    if (ties) into.tied++;
    if (how === State.converted) {
      const row = rows[base + last]!;
      into.conversions[into.converted++] =
        instants && !touches ? Math.max(0, time[row]! - startTime[i]!) : clock.elapsed(from[i]!, row);
    }
  }
  return collected.map((times) => times.sorted());
}

/** Position of each outcome's group; null where there is one group only. */
function groupOfOutcomes(groups: readonly Uint32Array[], count: number): Uint16Array | Uint32Array | null {
  if (groups.length <= 1) return null;
  const position = groups.length <= 0xffff ? new Uint16Array(count) : new Uint32Array(count);
  groups.forEach((members, g) => {
    for (let m = 0; m < members.length; m++) position[members[m]!] = g;
  });
  return position;
}

/** The times of an ascending list without the missing ones, which a typed array sorts last. */
function known(ascending: Float64Array): Float64Array {
  let end = ascending.length;
  while (end > 0 && Number.isNaN(ascending[end - 1]!)) end--;
  return ascending.subarray(0, end);
}

/** F9: dropped and excluded members can't convert any more but were entrants: they stay at risk. Open ones are censored. */
function conversionCurve({ conversions, censored }: Measured, gone: number): FunnelResult['conversionCurve'] {
  const points = kaplanMeier({ events: conversions, censored, immune: gone }, CURVE_POINTS);
  return points.map(({ time: ms, survival, low, high, atRisk }) => ({
    ms,
    share: 1 - survival,
    low: 1 - high,
    high: 1 - low,
    atRisk,
  }));
}
