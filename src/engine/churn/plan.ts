import { DAY_MS, zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { ChurnAnswer, ChurnNote, ChurnQuestion } from '../../questions/churn.ts';
import { eventFlags } from '../event-flags.ts';
import { compileFilter } from '../filter.ts';
import { spanMs } from '../funnel/clock.ts';
import { rangeBounds } from '../funnel/plan.ts';
import { noteAllUnknown } from '../notes.ts';
import { countedQuantile, durationsOfCounts } from '../statistics/quantiles.ts';
import type { EventTable } from '../table.ts';
import { returnGaps } from './gaps.ts';
import type { SignedTable } from './signs.ts';

/** A question of churn made ready for one table. */
export interface ChurnPlan extends SignedTable {
  /** When a customer may first have begun. */
  readonly begin: { readonly from: number; readonly to: number };
  readonly silence: ChurnAnswer['silence'];
  readonly notes: ChurnNote[];
}

const ALWAYS = { from: -Infinity, to: Infinity };

/** Returns the plan of a question; proposes the silence where the question leaves it open (S1). */
export async function planChurn(
  table: EventTable,
  question: ChurnQuestion,
  control: Control,
): Promise<ChurnPlan> {
  const { rule, range } = question;
  const notes: ChurnNote[] = [];
  // One row per customer asks for no event.
  const flags = await eventFlags(
    table,
    rule.by === 'people'
      ? [null, null, null]
      : [question.start, question.activity, rule.by === 'event' ? rule.event : null],
  );
  const people = await compileFilter(question.people, table);
  noteAllUnknown(notes, flags.unknown, people.unknown);
  const bounds = rangeBounds({ range: { ...range, by: 'events' } }, table.zone);
  const byEvents = range.by === 'events';
  const { test } = people;
  const plan: ChurnPlan = {
    table,
    question,
    calendar: zoneCalendar(table.zone),
    flags,
    people: test === null ? null : (person) => test(-1, person),
    exist: byEvents ? bounds : ALWAYS,
    begin: byEvents ? ALWAYS : bounds,
    end: Math.min(table.span?.to ?? -Infinity, byEvents ? bounds.to - 1 : Infinity),
    silence: null,
    notes,
  };
  return rule.by === 'silence' ? { ...plan, silence: await silenceOf(plan, rule, control) } : plan;
}

async function silenceOf(
  plan: ChurnPlan,
  { after, share }: ChurnQuestion['rule'] & { by: 'silence' },
  control: Control,
): Promise<ChurnAnswer['silence']> {
  if (after !== null) return { ms: spanMs(after), proposed: null };
  const gaps = await returnGaps(plan.table, plan, control);
  const durations = durationsOfCounts(gaps, DAY_MS);
  if (durations.n === 0) plan.notes.push({ code: 'no-gaps', details: {} });
  return {
    ms: durations.n === 0 ? Infinity : Math.ceil(countedQuantile(gaps, share)) * DAY_MS,
    proposed: { share, gaps: durations },
  };
}
