import { uncontrolled, type Control } from '../../base/control.ts';
import type { StagesProof, StagesQuestion } from '../../questions/stages.ts';
import { positions } from '../numbers.ts';
import type { EventTable } from '../table.ts';
import { findWays, type Ways } from './visits.ts';

/** Returns the ways of each lead of one person, none when the person has no lead in the pipeline. Events are indexes into the person's events. */
export async function proveStages(
  table: EventTable,
  question: StagesQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<StagesProof[]> {
  const ways = await findWays(table, question, control);
  return leadsOf(ways, person).map((lead) => proofOf(ways, lead));
}

/** Returns the leads of a person. */
export function leadsOf({ leads }: Ways, person: number): number[] {
  return [...positions(leads.person.length, (lead) => leads.person[lead] === person)];
}

/** Returns the way of one lead. */
export function proofOf({ table, leads, visits, won, units }: Ways, lead: number): StagesProof {
  const person = leads.person[lead]!;
  const at = leads.at[lead]!;
  const from = table.offsets[person]!;
  const to = table.offsets[person + 1]!;
  const event = (row: number): { event: number | null; time: number } => ({
    event: row >= from && row < to ? row - from : null,
    time: table.time[row]!,
  });
  const first = leads.first[lead]!;
  const own = Array.from(
    { length: leads.first[lead + 1]! - first },
    (_, i): StagesProof['visits'][number] => {
      const visit = first + i;
      const next = visits.to[visit]!;
      return {
        stage: visits.stage[visit]!,
        entered: event(visits.entered[visit]!),
        left: next < 0 ? null : event(visits.entered[visit + 1]!),
        to: next < 0 ? null : next,
        ms: visits.ms[visit]!,
      };
    },
  );
  const back = own.some(({ stage, to: next }) => next !== null && next < stage);
  return {
    person,
    held: units.held === null ? null : units.labels(units.held[leads.unit[lead]!]!),
    state: at < won ? 'open' : at === won ? 'won' : 'lost',
    cycle: leads.cycle[lead]!,
    visits: own,
    rules: ['W1', ...(back ? ['W2'] : []), 'W3', ...(at < won ? ['W4', 'W5'] : [])],
  };
}
