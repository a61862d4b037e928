import type { Durations, FunnelResult, StepResult } from '../../questions/funnel.ts';
import { timeHistogram } from '../statistics/histogram.ts';
import { kaplanMeier, thinned } from '../statistics/kaplan-meier.ts';
import { durationsOf } from '../statistics/quantiles.ts';
import { wilson } from '../statistics/wilson.ts';
import { NONE } from './outcomes.ts';
import type { FunnelPlan } from './plan.ts';
import { State, type Settled } from './states.ts';

/** Most points of a conversion curve; in between it is thinned out evenly. */
const CURVE_POINTS = 240;

/** Returns the figures of the outcomes in `members` but for the trend. */
export function summarise(plan: FunnelPlan, settled: Settled, members: Uint32Array): Omit<FunnelResult, 'trend'> {
  const { steps } = plan;
  const last = steps - 1;
  const { reached, ended, maturedReached, maturedEnded, matured } = tally(plan, settled, members);
  const entered = members.length;
  const stateTotal = (state: number): number => {
    let sum = 0;
    for (let k = 0; k < steps; k++) sum += ended[state * steps + k]!;
    return sum;
  };
  const converted = stateTotal(State.converted);
  const hops = hopDurations(plan, settled, members, reached);
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
      ofEntrants: wilson(reached[k]!, entered),
      onward: final ? null : wilson(maturedReached[k]! - maturedEnded[k]!, maturedReached[k]!),
      toNext: hops[k] ?? null,
    };
  });
  const times = conversionTimes(plan, settled, members, converted);
  const time = durationsOf(times);
  return {
    steps: results,
    entered,
    converted,
    open: stateTotal(State.open),
    dropped: stateTotal(State.dropped),
    excluded: stateTotal(State.excluded),
    matured,
    rate: wilson(maturedEnded[last]!, matured),
    time,
    timeBins: timeHistogram(times, time.max),
    conversionCurve: conversionCurve(plan, settled, members, times),
  };
}

interface Tally {
  /** Members that reached step k: filled it, or (pipelines, any order) stand at or beyond it. */
  readonly reached: Uint32Array;
  /** Members by state and deepest step: `ended[state * steps + k]`. */
  readonly ended: Uint32Array;
  readonly maturedReached: Uint32Array;
  readonly maturedEnded: Uint32Array;
  readonly matured: number;
}

function tally({ steps, optional }: FunnelPlan, { outcomes, state, matured }: Settled, members: Uint32Array): Tally {
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
  let all = 0;
  let settled = 0;
  for (let k = steps - 1; k >= 0; k--) {
    for (let s = 0; s < 4; s++) all += ended[s * steps + k]!;
    settled += maturedEnded[k]!;
    reached[k]! += all;
    maturedReached[k]! += settled;
  }
  return { reached, ended, maturedReached, maturedEnded, matured: settled };
}

/** For each step but the last, times to the next filled one over the members that have both events. */
function hopDurations(plan: FunnelPlan, { outcomes }: Settled, members: Uint32Array, reached: Uint32Array): Durations[] {
  const { steps, clock, table } = plan;
  const { depth, rows } = outcomes;
  const { time } = table;
  const instants = table.dayOnly === null;
  const values = Array.from({ length: steps - 1 }, (_, k) => new Float64Array(reached[k]!));
  const counts = new Uint32Array(steps);
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    const base = i * steps;
    const d = depth[i]!;
    for (let k = 0, next = 1; next <= d; next++) {
      if (rows[base + next] === NONE) {
        // A skipped optional step hands on to the next; a pipeline's step without an event leaves no time to measure.
        if (plan.optional[next] === 0) k = next;
        continue;
      }
      if (rows[base + k] !== NONE) {
        const ms = instants ? time[rows[base + next]!]! - time[rows[base + k]!]! : clock.elapsed(rows[base + k]!, rows[base + next]!);
        values[k]![counts[k]!++] = ms < 0 ? 0 : ms;
      }
      k = next;
    }
  }
  return values.map((list, k) => durationsOf(list.subarray(0, counts[k])));
}

/** Entry to conversion of the converted members, by the question's clock; NaN where an event is undated. */
function conversionTimes(plan: FunnelPlan, { outcomes, state }: Settled, members: Uint32Array, converted: number): Float64Array {
  const { steps, clock } = plan;
  const { time } = plan.table;
  const direct = plan.table.dayOnly === null && plan.question.clock === 'attempt';
  const from = plan.question.clock === 'first-touch' ? outcomes.firstTouch : outcomes.start;
  const values = new Float64Array(converted);
  let n = 0;
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    if (state[i] !== State.converted) continue;
    const last = i * steps + steps - 1;
    values[n++] = direct ? Math.max(0, time[outcomes.rows[last]!]! - outcomes.startTime[i]!) : clock.elapsed(from[i]!, outcomes.rows[last]!);
  }
  return values;
}

/** F9: dropped and excluded members can't convert any more but were entrants: they stay at risk. Open ones are censored. */
function conversionCurve(plan: FunnelPlan, { outcomes, state }: Settled, members: Uint32Array, times: Float64Array): FunnelResult['conversionCurve'] {
  const from = plan.question.clock === 'first-touch' ? outcomes.firstTouch : outcomes.start;
  const censored = new Float64Array(members.length);
  let open = 0;
  let gone = 0;
  for (let m = 0; m < members.length; m++) {
    const i = members[m]!;
    if (state[i] === State.open) censored[open++] = Math.max(0, plan.end - plan.table.time[from[i]!]!);
    else if (state[i] !== State.converted) gone++;
  }
  const events = times.filter((ms) => !Number.isNaN(ms)).sort();
  const points = kaplanMeier({ events, censored: censored.subarray(0, open).sort(), immune: gone });
  return thinned(points, CURVE_POINTS).map(({ time: ms, survival, low, high, atRisk }) => ({ ms, share: 1 - survival, low: 1 - high, high: 1 - low, atRisk }));
}
