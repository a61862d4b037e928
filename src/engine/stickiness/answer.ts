import { uncontrolled, type Control } from '../../base/control.ts';
import type { ActivityProofEvent } from '../../questions/activity.ts';
import type {
  StickinessAnswer,
  StickinessPeriod,
  StickinessPick,
  StickinessProof,
  StickinessQuestion,
} from '../../questions/stickiness.ts';
import { groupUnits, inGroup, type UnitGroups } from '../activity/groups.ts';
import { ownUnits, proofEvent } from '../activity/own-units.ts';
import { peopleAt, type ActivityPeople } from '../activity/source.ts';
import { certain, wilson } from '../statistics/wilson.ts';
import type { EventTable } from '../table.ts';
import { planStickiness, type StickinessPlan } from './plan.ts';

/** Returns the answer to a question of stickiness (K1, K2, L3). Throws `AppFailure('cancelled')` through `control`. */
export async function answerStickiness(
  table: EventTable,
  question: StickinessQuestion,
  control: Control,
): Promise<Omit<StickinessAnswer, 'compared'>> {
  const { source, plan } = await planStickiness(table, question, control);
  const whole = { kind: 'stickiness', data: table.span, notes: source.notes } as const;
  if (plan === null) return { ...whole, periods: [], groups: [] };
  const groups = await groupsOf(plan, question, control);
  const counts = await countParts(plan, groups, control);
  if (groups === null) return { ...whole, periods: periodsOf(plan, counts), groups: [] };
  const stride = plan.parts.count;
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

/** Returns the groups of those with events in a period shown (L3); null without a breakdown. */
function groupsOf(
  { source, matcher, parts }: StickinessPlan,
  { breakdown }: StickinessQuestion,
  control: Control,
): Promise<UnitGroups | null> {
  const span = { from: parts.starts[0]!, to: parts.starts[parts.count]! };
  return groupUnits(source, matcher, breakdown, span, control);
}

/** Returns the periods shown, from the counts of everyone or of one group. */
function periodsOf(
  { periods, firstPart, data, parts }: StickinessPlan,
  counts: Uint32Array,
): StickinessPeriod[] {
  return periods.map(({ label, end }, k) => {
    const first = firstPart[k]!;
    const exactly = [...counts.subarray(first, firstPart[k + 1])];
    const active = exactly.reduce((sum, n) => sum + n, 0);
    const weighted = exactly.reduce((sum, n, i) => sum + n * (i + 1), 0);
    let more = active;
    return {
      period: label,
      parts: exactly.length,
      active,
      exactly,
      atLeast: exactly.map((n, i) => {
        const rate = i === 0 ? certain(active) : wilson(more, active);
        more -= n;
        return rate;
      }),
      mean: active === 0 ? NaN : weighted / active,
      complete: end <= data.to + 1,
      opening: parts.starts[first + 1]! <= data.from && data.from < end,
    };
  });
}

/**
 * Returns, at `firstPart[period] + k − 1`, the number of units active in exactly k sub-periods of a period, in one pass; those
 * of each group stand together.
 */
async function countParts(
  plan: StickinessPlan,
  groups: UnitGroups | null,
  control: Control,
): Promise<Uint32Array> {
  const { source, matcher, parts, periodOf, firstPart, enough } = plan;
  const { offsets, time, name, units, allowed } = source;
  const { wanted, test } = matcher;
  const { starts } = parts;
  const begin = starts[0]!;
  const end = starts[parts.count]!;
  const counts = new Uint32Array(parts.count * (groups === null ? 1 : groups.shown.length));
  const begun = groups === null ? 0 : 0.3;
  for (let unit = 0; unit < units; unit++) {
    if ((unit & 4095) === 0 && control.due()) await control.pause(begun + ((1 - begun) * unit) / units);
    if (allowed !== null && !allowed(unit)) continue;
    const group = groups === null ? 0 : groups.of[unit]!;
    if (group < 0) continue;
    const base = group * parts.count - 1;
    const to = offsets[unit + 1]!;
    let next = begin;
    let events = 0;
    let period = -1;
    let active = 0;
    for (let at = offsets[unit]!; at < to; at++) {
      if (wanted[name[at]!] === 0) continue;
      const t = time[at]!;
      if (t < begin) continue;
      if (!(t < end)) break;
      if (test !== null && !test(at, unit)) continue;
      if (t >= next) {
        if (events > 0 && enough(events)) active++;
        events = 0;
        const part = parts.indexOf(t);
        next = starts[part + 1]!;
        if (periodOf[part] !== period) {
          if (active > 0) counts[base + firstPart[period]! + active]!++;
          active = 0;
          period = periodOf[part]!;
        }
      }
      events++;
    }
    if (events > 0 && enough(events)) active++;
    if (active > 0) counts[base + firstPart[period]! + active]!++;
  }
  return counts;
}

/** A sub-period of one unit that has events. */
interface Part {
  readonly part: number;
  readonly events: readonly number[];
}

/** Returns the sub-periods in which a unit has events that count, of one period (null: of all). */
function partsOf(
  { source, matcher, parts, periodOf }: StickinessPlan,
  unit: number,
  period: number | null,
): Part[] {
  const { offsets, time, name, allowed } = source;
  const found: { part: number; events: number[] }[] = [];
  if (allowed !== null && !allowed(unit)) return found;
  for (let at = offsets[unit]!; at < offsets[unit + 1]!; at++) {
    const t = time[at]!;
    if (!(t >= parts.starts[0]! && t < parts.starts[parts.count]!)) continue;
    if (matcher.wanted[name[at]!] === 0 || (matcher.test !== null && !matcher.test(at, unit))) continue;
    const part = parts.indexOf(t);
    if (period !== null && periodOf[part] !== period) continue;
    const last = found.at(-1);
    if (last?.part === part) last.events.push(at);
    else found.push({ part, events: [at] });
  }
  return found;
}

/** Returns the units that a figure of the answer counts; their number is that figure. `entered` and `at` are the first and the last event of the active sub-periods. */
export async function stickinessPeople(
  table: EventTable,
  question: StickinessQuestion,
  pick: StickinessPick,
  control: Control,
): Promise<ActivityPeople> {
  const { source, plan } = await planStickiness(table, question, control);
  const found: { unit: number; entered: number; at: number }[] = [];
  const period = plan?.periods.findIndex(({ label }) => label === pick.period) ?? -1;
  if (plan !== null && period >= 0) {
    const asked = inGroup(pick.group && (await groupsOf(plan, question, control)), pick.group);
    for (let unit = 0; unit < source.units; unit++) {
      if ((unit & 1023) === 0 && control.due()) await control.pause(unit / source.units);
      if (!asked(unit)) continue;
      const active = partsOf(plan, unit, period).filter(({ events }) => plan.enough(events.length));
      if (
        active.length === 0 ||
        (pick.rule === 'exactly' ? active.length !== pick.parts : active.length < pick.parts)
      )
        continue;
      found.push({ unit, entered: active[0]!.events[0]!, at: active.at(-1)!.events.at(-1)! });
    }
  }
  return peopleAt(source, question, found);
}

/** Returns in which sub-periods each unit of one person was active: the person, or every value that one of the person's events has. */
export async function proveStickiness(
  table: EventTable,
  question: StickinessQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<StickinessProof[]> {
  const { source, plan } = await planStickiness(table, question, control);
  if (plan === null) return [];
  return ownUnits(source, question, person).map((unit) => {
    const all = partsOf(plan, unit, null);
    const event = (at: number): ActivityProofEvent => proofEvent(source, unit, person, at);
    const periods = plan.periods.flatMap(({ label }, period) => {
      const own = all.filter(({ part }) => plan.periodOf[part] === period);
      const active = own.filter(({ events }) => plan.enough(events.length));
      if (own.length === 0) return [];
      const list = own.map(({ part, events }) => ({
        part: part - plan.firstPart[period]!,
        active: plan.enough(events.length),
        events: events.map(event),
      }));
      return [{ period: label, parts: active.length, with: list }];
    });
    return {
      person,
      held: source.held(unit),
      periods,
      rules: ['K1', 'K2', ...(question.breakdown === null ? [] : ['L3']), 'T1'],
    };
  });
}
