import type { Control } from '../../base/control.ts';
import type { RetentionQuestion } from '../../questions/retention.ts';
import { groupMembers, type MemberGroups } from '../activity/groups.ts';
import type { ActivitySource } from '../activity/source.ts';
import type { EventTable } from '../table.ts';
import { cohortsOf, type Cohorts } from './cohorts.ts';
import { columnsOf, type Columns } from './columns.ts';
import { findEntries, FOUND, type Entries } from './entries.ts';
import { planRetention, type RetentionPlan } from './plan.ts';
import { bySegments } from './segments.ts';

/** Who started when, and in which row, column and group they stand: what figures, people and proofs are all taken from. */
export interface RetentionAnalysis {
  readonly plan: RetentionPlan;
  readonly entries: Entries;
  readonly columns: Columns;
  readonly cohorts: Cohorts;
  /** null without a breakdown. */
  readonly groups: MemberGroups | null;
}

/** Returns the analysis; it is null when nothing can be counted, as without dated events. */
export async function analyseRetention(
  table: EventTable,
  question: RetentionQuestion,
  control: Control,
): Promise<{ source: ActivitySource; analysis: RetentionAnalysis | null }> {
  const { source, plan } = await planRetention(table, question, control);
  if (plan === null) return { source, analysis: null };
  const found = await findEntries(plan, control);
  const { breakdown, cohorts: by } = question;
  const { entries, cohorts } =
    by.by === 'segments'
      ? await bySegments(plan, found, by.segments, control)
      : { entries: found, cohorts: await cohortsOf(plan, found, by, control) };
  return {
    source,
    analysis: {
      plan,
      entries,
      columns: columnsOf(plan, entries),
      cohorts,
      groups:
        breakdown === null
          ? null
          : await groupMembers(source, entries, breakdown.property, breakdown.top, control, FOUND),
    },
  };
}
