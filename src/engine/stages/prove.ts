import { uncontrolled, type Control } from '../../base/control.ts';
import type { StagesProof, StagesQuestion } from '../../questions/stages.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { EventTable } from '../table.ts';
import { findWays, type Lead, type Ways } from './visits.ts';

/** Returns the ways of each lead of one person, none when the person has no lead in the pipeline. Events are indexes into the person's events. */
export async function proveStages(
  table: EventTable,
  question: StagesQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<StagesProof[]> {
  const ways = await findWays(table, question, control);
  return ways.leads.filter((lead) => lead.person === person).map((lead) => proofOf(ways, lead));
}

/** Returns the way of one lead. */
export function proofOf(
  { table, visits, won, units }: Ways,
  { unit, person, first, count, at, cycle }: Lead,
): StagesProof {
  const from = table.offsets[person]!;
  const to = table.offsets[person + 1]!;
  const event = (row: number): { event: number | null; time: number } => ({
    event: row >= from && row < to ? row - from : null,
    time: table.time[row]!,
  });
  const own = visits.slice(first, first + count);
  const back = own.some(({ stage, to: next }) => next >= 0 && next < stage);
  return {
    person,
    held: units.held === null ? null : units.labels(units.held[unit]!),
    state: at < won ? 'open' : at === won ? 'won' : 'lost',
    cycle,
    visits: own.map(({ stage, entered, left, to: next, ms }) => ({
      stage,
      entered: event(entered),
      left: left === NONE ? null : event(left),
      to: next < 0 ? null : next,
      ms,
    })),
    rules: ['W1', ...(back ? ['W2'] : []), 'W3', ...(at < won ? ['W4', 'W5'] : [])],
  };
}
