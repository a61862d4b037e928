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
  return [...leadsOf(ways, person).map((lead) => proofOf(ways, lead)), ...undatedProofs(ways, person)];
}

/** Returns the leads of a person that stand in the pipeline without a date (W7). */
export function undatedProofs({ undated, won, units, table }: Ways, person: number): StagesProof[] {
  return undated.person.flatMap((own, i): StagesProof[] => {
    if (own !== person) return [];
    const place = undated.place[i]!;
    const row = undated.row[i]!;
    const [from, to] = [table.offsets[person]!, table.offsets[person + 1]!];
    return [
      {
        person,
        held: units.held === null ? null : units.labels(units.held[undated.unit[i]!]!),
        state: stateOf(place, won),
        undated: { place, event: row >= from && row < to ? row - from : null },
        cycle: NaN,
        visits: [],
        rules: ['W7'],
      },
    ];
  });
}

function stateOf(place: number, won: number): StagesProof['state'] {
  return place < won ? 'open' : place === won ? 'won' : 'lost';
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
    state: stateOf(at, won),
    undated: null,
    cycle: leads.cycle[lead]!,
    visits: own,
    rules: ['W1', ...(back ? ['W2'] : []), 'W3', ...(at < won ? ['W4', 'W5'] : [])],
  };
}
