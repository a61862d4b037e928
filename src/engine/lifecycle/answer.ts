import { uncontrolled, type Control } from '../../base/control.ts';
import type { ActivityProofEvent } from '../../questions/activity.ts';
import type {
  LifecycleAnswer,
  LifecyclePeriod,
  LifecyclePick,
  LifecycleProof,
  LifecycleQuestion,
} from '../../questions/lifecycle.ts';
import { inGroup } from '../activity/groups.ts';
import { ownUnits, proofEvent } from '../activity/own-units.ts';
import { peopleAt, type ActivityPeople } from '../activity/source.ts';
import type { EventTable } from '../table.ts';
import { countStates, groupsOf, planLifecycle, standing, type LifecyclePlan } from './sweep.ts';

/** Returns the answer to a question of life cycle (L1 to L3). Throws `AppFailure('cancelled')` through `control`. */
export async function answerLifecycle(
  table: EventTable,
  question: LifecycleQuestion,
  control: Control,
): Promise<Omit<LifecycleAnswer, 'compared'>> {
  const { source, plan } = await planLifecycle(table, question, control);
  const whole = { kind: 'lifecycle', data: table.span, notes: source.notes } as const;
  if (plan === null) return { ...whole, periods: [], groups: [] };
  const groups = await groupsOf(plan, question, control);
  const { counts, stride } = await countStates(plan, groups, control);
  if (groups === null) return { ...whole, periods: periodsOf(plan, counts), groups: [] };
  const sums = new Uint32Array(stride);
  counts.forEach((count, i) => (sums[i % stride]! += count));
  return {
    ...whole,
    periods: periodsOf(plan, sums),
    groups: groups.shown.map((group, k) => ({
      ...group,
      periods: periodsOf(plan, counts.subarray(k * stride, (k + 1) * stride)),
    })),
  };
}

/** Returns the periods shown, from the counts of everyone or of one group. */
function periodsOf({ blocks, data, first, last }: LifecyclePlan, counts: Uint32Array): LifecyclePeriod[] {
  const periods: LifecyclePeriod[] = [];
  for (let block = first; block <= last; block++) {
    const [fresh = 0, returning = 0, resurrected = 0, dormant = 0] = counts.subarray(
      block * 4,
      block * 4 + 4,
    );
    periods.push({
      period: blocks.labels[block]!,
      active: fresh + returning + resurrected,
      new: fresh,
      returning,
      resurrected,
      dormant,
      quickRatio: dormant === 0 ? NaN : (fresh + resurrected) / dormant,
      complete: blocks.starts[block + 1]! <= data.to + 1,
      opening: blocks.starts[block]! <= data.from && data.from < blocks.starts[block + 1]!,
    });
  }
  return periods;
}

/**
 * Returns the units that a figure of the answer counts; their number is that figure. `at` is the first event in the period, of the
 * dormant their last one before it. An unknown period has nobody.
 */
export async function lifecyclePeople(
  table: EventTable,
  question: LifecycleQuestion,
  pick: LifecyclePick,
  control: Control,
): Promise<ActivityPeople> {
  const { source, plan } = await planLifecycle(table, question, control);
  const found: { unit: number; entered: number; at: number }[] = [];
  const block = plan === null ? -1 : plan.blocks.labels.indexOf(pick.period);
  if (plan !== null && block >= plan.first && block <= plan.last) {
    const asked = inGroup(pick.group && (await groupsOf(plan, question, control)), pick.group);
    for (let unit = 0; unit < source.units; unit++) {
      if ((unit & 1023) === 0 && control.due()) await control.pause(unit / source.units);
      const stands = asked(unit) ? standing(plan, unit, block) : null;
      if (
        stands === null ||
        (pick.state === 'active' ? stands.state === 'dormant' : stands.state !== pick.state)
      )
        continue;
      found.push({ unit, entered: stands.entered, at: stands.events[0] ?? stands.before });
    }
  }
  return peopleAt(source, question, found);
}

/**
 * Returns how each unit of one person stood in the periods shown: the person, or every value that one of the person's events
 * has. Without any the list is empty.
 */
export async function proveLifecycle(
  table: EventTable,
  question: LifecycleQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<LifecycleProof[]> {
  const { source, plan } = await planLifecycle(table, question, control);
  if (plan === null) return [];
  const { blocks } = plan;
  return ownUnits(source, question, person).map((unit): LifecycleProof => {
    const event = (at: number): ActivityProofEvent => proofEvent(source, unit, person, at);
    const periods: LifecycleProof['periods'][number][] = [];
    for (let block = plan.first; block <= plan.last; block++) {
      const stands = standing(plan, unit, block);
      if (stands !== null)
        periods.push({
          period: blocks.labels[block]!,
          state: stands.state,
          events: stands.events.map(event),
          before: stands.before < 0 ? null : event(stands.before),
        });
    }
    return {
      person,
      held: source.held(unit),
      periods,
      rules: ['L1', 'L2', ...(question.breakdown === null ? [] : ['L3']), 'T1'],
    };
  });
}
