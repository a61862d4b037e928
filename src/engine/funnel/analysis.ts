import type { Control } from '../../base/control.ts';
import type { FunnelNote, FunnelQuestion } from '../../questions/funnel.ts';
import type { EventTable } from '../table.ts';
import { groupingOf, shownGroups, type ShownGroup } from './breakdown.ts';
import { matchAll } from './match.ts';
import { planFunnel, type FunnelPlan } from './plan.ts';
import { settle, type Settled } from './states.ts';
import { trendOf, type Trend } from './trend.ts';
import { unitsWithin } from './units.ts';

/** One run of a funnel over its units, before any figure is taken. */
export interface FunnelRun {
  readonly plan: FunnelPlan;
  readonly settled: Settled;
  readonly trend: Trend | null;
}

/** A breakdown group with the run it belongs to: the whole funnel's, or for `every` the run inside values. */
interface GroupRun {
  readonly run: FunnelRun;
  readonly group: ShownGroup;
  /** Whether an outcome of the run's trend belongs to the group. */
  readonly inTrend: (outcome: number) => boolean;
}

/** Everything that the figures, the people lists and the trend are taken from, so that they can't disagree. */
export interface FunnelAnalysis {
  readonly total: FunnelRun;
  readonly groups: readonly GroupRun[];
  readonly notes: readonly FunnelNote[];
}

/** Runs a funnel question without its comparison. `general` refuses the plain sweep. */
export async function analyse(
  table: EventTable,
  question: FunnelQuestion,
  control: Control,
  general = false,
): Promise<FunnelAnalysis> {
  const plan = await planFunnel(table, question, control);
  const notes = [...plan.notes];
  const total = await run(plan, control, general);
  return { total, groups: await split(total, notes, control), notes };
}

async function run(plan: FunnelPlan, control: Control, general: boolean): Promise<FunnelRun> {
  const settled = settle(plan, await matchAll(plan, control, general));
  const { trend } = plan.question;
  return { plan, settled, trend: trend === null ? null : await trendOf(plan, settled, trend, control) };
}

async function split(total: FunnelRun, notes: FunnelNote[], control: Control): Promise<GroupRun[]> {
  const { plan } = total;
  const { breakdown } = plan.question;
  if (breakdown === null) return [];
  const grouping = await groupingOf(plan, breakdown, notes);
  const every = breakdown.attribution === 'every';
  const base = every
    ? await run({ ...plan, plain: null, units: unitsWithin(plan.units, grouping.rowKey) }, control, true)
    : total;
  const assign = (settled: Settled): Int32Array => {
    if (!every) return grouping.assign(settled.outcomes);
    const { held } = base.plan.units;
    return Int32Array.from(settled.outcomes.unit.subarray(0, settled.outcomes.count), (unit) => held![unit]!);
  };
  const { shown, positionOf } = await shownGroups(
    grouping.keys,
    assign(base.settled),
    base.settled.members,
    breakdown.top,
    control,
  );
  const inTrend = base.trend === null ? null : assign(base.trend.settled);
  return shown.map((group, k) => ({
    run: base,
    group,
    inTrend: (outcome) => inTrend !== null && positionOf(inTrend[outcome]!) === k,
  }));
}
