import type { Control } from '../../base/control.ts';
import { AnyOrderMatcher } from './match-any-order.ts';
import { OrderedMatcher } from './match-ordered.ts';
import { ReachedMatcher } from './match-reached.ts';
import { Outcomes } from './outcomes.ts';
import type { EntryBounds, FunnelPlan, Hits } from './plan.ts';
import { sweepAnyOrder } from './sweep-any-order.ts';
import { sweepReached } from './sweep-reached.ts';
import { sweepStrict } from './sweep-strict.ts';
import { sweepUnits, type PlainSweep } from './sweep.ts';
import { UnitHits } from './unit-hits.ts';

/** Finds the counted attempts of single units; outcomes are added to `out`. */
export interface Matcher {
  readonly out: Outcomes;
  /** Adds the outcomes of one unit for attempts that begin inside `bounds`. */
  match(unit: number, bounds: EntryBounds): void;
}

/** One line per order. */
const sweeps = {
  ordered: sweepUnits,
  strict: sweepStrict,
  'any-order': sweepAnyOrder,
  reached: sweepReached,
} as const;

const matchers = {
  ordered: OrderedMatcher,
  strict: OrderedMatcher,
  'any-order': AnyOrderMatcher,
  reached: ReachedMatcher,
} as const;

/** Returns the matcher that the plan's rules ask for. `general` refuses the plain sweep (the two must agree). */
export async function matcherOf(plan: FunnelPlan, capacity: number, general = false): Promise<Matcher> {
  const out = new Outcomes(plan.steps, capacity);
  if (plan.plain !== null && !general) {
    const sweep = sweepOf(plan, plan.plain, out);
    return { out, match: (unit, bounds) => sweep(unit, unit + 1, bounds, null) };
  }
  const { offsets } = plan.units;
  const matcher = generalOf(plan, await plan.hits(), out);
  return { out, match: (unit, bounds) => matcher.match(unit, offsets[unit]!, offsets[unit + 1]!, bounds) };
}

/** Returns the outcomes of every unit asked about. */
export async function matchAll(plan: FunnelPlan, control: Control, general = false): Promise<Outcomes> {
  const { units, people } = plan;
  if (plan.plain !== null && !general) return sweepAll(plan, plan.plain, control);
  const matcher = await matcherOf(plan, Math.min(units.count, 1 << 16), general);
  for (let unit = 0; unit < units.count; unit++) {
    if ((unit & 1023) === 0 && control.due()) await control.pause(0.4 + 0.4 * (unit / units.count));
    if (people !== null && !people(units.person === null ? unit : units.person[unit]!)) continue;
    matcher.match(unit, plan.entry);
  }
  return matcher.out;
}

async function sweepAll(plan: FunnelPlan, plain: PlainSweep, control: Control): Promise<Outcomes> {
  const { units, people, entry } = plan;
  const { count } = units;
  const out = new Outcomes(plan.steps, Math.max(64, count));
  const sweep = sweepOf(plan, plain, out);
  for (let unit = 0; unit < count; unit += 4096) {
    if (control.due()) await control.pause(0.8 * (unit / count));
    sweep(unit, Math.min(count, unit + 4096), entry, people);
  }
  return out;
}

/** Returns the sweep of the plan's order; a unit that it leaves is given to the general matcher. */
function sweepOf(
  plan: FunnelPlan,
  plain: PlainSweep,
  out: Outcomes,
): (first: number, end: number, entry: EntryBounds, chosen: FunnelPlan['people']) => void {
  const { offsets } = plan.units;
  const sweep = sweeps[plan.question.order];
  let general: { readonly matcher: GeneralMatcher; readonly hits: UnitHits } | null = null;
  const leave = (unit: number, entry: EntryBounds): void => {
    if (general === null) {
      const hits = new UnitHits(plain);
      general = { hits, matcher: generalOf(plan, hits, out) };
    }
    const [from, to] = [offsets[unit]!, offsets[unit + 1]!];
    general.hits.take(from, to);
    general.matcher.match(unit, from, to, entry);
  };
  return (first, end, entry, chosen) => sweep(plain, offsets, first, end, entry, chosen, out, leave);
}

type GeneralMatcher = OrderedMatcher | AnyOrderMatcher | ReachedMatcher;

function generalOf(plan: FunnelPlan, hits: Hits, out: Outcomes): GeneralMatcher {
  return new matchers[plan.question.order](plan, hits, out);
}
