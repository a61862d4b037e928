import type { Control } from '../../base/control.ts';
import type { ChurnQuestion } from '../../questions/churn.ts';
import { End, type SubjectGroup } from '../survival/curves.ts';
import { positionsOf } from '../numbers.ts';
import { groupsOf, valuesOf } from '../survival/groups.ts';
import type { EventTable } from '../table.ts';
import { ownSilence, type OwnSilence } from './gaps.ts';
import { planChurn, type ChurnPlan } from './plan.ts';
import { stayPeriods, type StayPeriods } from './periods.ts';
import { findStays, Stays } from './stays.ts';
import { subjectsOfPeople, subjectsOfStays, type ChurnSubjects } from './subjects.ts';
import { NONE } from '../funnel/outcomes.ts';

/** Reasons told one by one; free texts can be as many as there are people. */
const MOST_REASONS = 100;

/** Everything that the figures and the people lists are taken from, so that they can't disagree. */
export interface ChurnAnalysis {
  readonly plan: ChurnPlan;
  /** Empty for the rule `people`. */
  readonly stays: Stays;
  readonly subjects: ChurnSubjects;
  readonly groups: readonly SubjectGroup[];
  /** Those gone by reason, the 100 largest first, the rest as one; empty when not asked. */
  readonly reasons: readonly SubjectGroup[];
  /** Subjects that are gone. */
  readonly gone: Uint32Array;
  readonly periods: StayPeriods | null;
}

/** Runs a question of churn. */
export async function analyseChurn(
  table: EventTable,
  question: ChurnQuestion,
  control: Control,
): Promise<ChurnAnalysis> {
  const plan = await planChurn(table, question, control);
  const { rule, group, reason, top } = question;
  const stays = rule.by === 'people' ? new Stays() : await findStays(plan, control);
  const breathe = async (): Promise<void> => {
    if (control.due()) await control.pause(0.85);
  };
  await breathe();
  const subjects = rule.by === 'people' ? await subjectsOfPeople(plan, rule) : subjectsOfStays(stays);
  const { person, start, last, time, event } = subjects;
  const gone = positionsOf(event, End.event);
  await breathe();
  const groups =
    group === null
      ? []
      : await groupsOf(await valuesOf(plan, group, person, (i) => start[i]!), time.length, top, control);
  await breathe();
  const reasons = reason === null ? [] : await reasonsOf(plan, subjects, gone, reason, last, control);
  await breathe();
  return { plan, stays, subjects, gone, groups, reasons, periods: stayPeriods(plan, stays) };
}

async function reasonsOf(
  plan: ChurnPlan,
  subjects: ChurnSubjects,
  gone: Uint32Array,
  reason: NonNullable<ChurnQuestion['reason']>,
  last: Uint32Array,
  control: Control,
): Promise<SubjectGroup[]> {
  const values = await valuesOf(plan, reason, subjects.person, (i) =>
    subjects.gone[i] === NONE ? last[i]! : subjects.gone[i]!,
  );
  const groups = await groupsOf(
    { ...values, code: (k) => values.code(gone[k]!) },
    gone.length,
    MOST_REASONS,
    control,
  );
  return groups.map((one) => ({ ...one, members: one.members.map((k) => gone[k]!) }));
}

/** Calls `found` for every stay that goes on at the end of the data, with the person's own silence and what is usual with them. */
export async function eachSilence(
  { plan, stays }: ChurnAnalysis,
  control: Control,
  found: (stay: number, silence: OwnSilence) => void,
): Promise<void> {
  const silenceOf = ownSilence(plan);
  for (let i = 0; i < stays.count; i++) {
    if ((i & 1023) === 0 && control.due()) await control.pause(0.9 + 0.1 * (i / stays.count));
    if (Number.isNaN(stays.goneAt[i]!)) found(i, silenceOf(stays.person[i]!, stays.last[i]!));
  }
}
