import type { Control } from '../../base/control.ts';
import type { StagesNote, StagesQuestion } from '../../questions/stages.ts';
import { quantile } from '../statistics/quantiles.ts';
import { End, type SubjectGroup, type Subjects } from '../survival/curves.ts';
import { groupsOf, valuesOf } from '../survival/groups.ts';
import type { EventTable } from '../table.ts';
import { handOvers, type HandOvers } from './hand-over.ts';
import { repeatedEvents } from './repeated.ts';
import { timesOf, type StageTimes } from './times.ts';
import { findWays, type Ways } from './visits.ts';

/** Everything that the figures and the people lists are taken from, so that they can't disagree. */
export interface StagesAnalysis {
  readonly ways: Ways;
  readonly times: readonly StageTimes[];
  /** How often leads went from one place to another, as in the answer. */
  readonly moves: readonly (readonly number[])[];
  /** What won leads usually took in each stage, ms; NaN without any (W5). */
  readonly usual: Float64Array;
  /** Leads as subjects of winning. */
  readonly subjects: Subjects;
  readonly groups: readonly SubjectGroup[];
  readonly handOver: HandOvers | null;
  readonly notes: readonly StagesNote[];
}

/** Runs a question of stages. */
export async function analyseStages(
  table: EventTable,
  question: StagesQuestion,
  control: Control,
): Promise<StagesAnalysis> {
  const ways = await findWays(table, question, control);
  const { leads, won } = ways;
  const { group, handOver } = question;
  const { at, person, start, cycle } = leads;
  const { times, moves } = await timesOf(ways, control);
  const repeated = repeatedEvents(question).map((name): StagesNote => ({
    code: 'repeated-event',
    details: { name },
  }));
  const notes = [...repeated, ...ways.notes];
  return {
    ways,
    times,
    moves,
    usual: Float64Array.from(times, ({ ofWon }) => quantile(ofWon, question.usual)),
    subjects: {
      time: cycle,
      event: endsOf(at, won),
    },
    groups:
      group === null
        ? []
        : await groupsOf(
            await valuesOf({ table, notes }, group, person, (lead) => start[lead]!),
            person.length,
            question.top,
            control,
          ),
    handOver: handOver === null ? null : handOvers(ways, handOver),
    notes,
  };
}

/** How each lead's observation ended: its win is the event, and who is lost can't win any more. */
function endsOf(at: Uint8Array, won: number): Uint8Array {
  const ends = new Uint8Array(at.length);
  for (let lead = 0; lead < at.length; lead++) {
    const place = at[lead]!;
    ends[lead] = place < won ? End.censored : place === won ? End.event : End.immune;
  }
  return ends;
}
