import type { Control } from '../../base/control.ts';
import { AnyOrderMatcher } from './match-any-order.ts';
import { OrderedMatcher } from './match-ordered.ts';
import { ReachedMatcher } from './match-reached.ts';
import { Outcomes } from './outcomes.ts';
import type { EntryBounds, FunnelPlan } from './plan.ts';
import { sweepUnits, type PlainSweep } from './sweep.ts';

/** Finds the counted attempts of single units; outcomes are added to `out`. */
export interface Matcher {
  readonly out: Outcomes;
  /** Adds the outcomes of one unit for attempts that begin inside `bounds`. */
  match(unit: number, bounds: EntryBounds): void;
}

/** Returns the matcher that the plan's rules ask for. `general` refuses the plain sweep (the two must agree). */
export async function matcherOf(plan: FunnelPlan, capacity: number, general = false): Promise<Matcher> {
  const out = new Outcomes(plan.steps, capacity);
  const { offsets } = plan.units;
  if (plan.plain !== null && !general) {
    const { plain } = plan;
    return { out, match: (unit, bounds) => sweepUnits(plain, offsets, unit, unit + 1, bounds, null, out) };
  }
  const hits = await plan.hits();
  const { order } = plan.question;
  const matcher =
    order === 'any-order'
      ? new AnyOrderMatcher(plan, hits, out)
      : order === 'reached'
        ? new ReachedMatcher(plan, hits, out)
        : new OrderedMatcher(plan, hits, out);
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
  const { offsets, count } = units;
  const out = new Outcomes(plan.steps, Math.max(64, count));
  for (let unit = 0; unit < count; unit += 4096) {
    if (control.due()) await control.pause(0.8 * (unit / count));
    sweepUnits(plain, offsets, unit, Math.min(count, unit + 4096), entry, people, out);
  }
  return out;
}
