import type { Control } from '../../base/control.ts';
import type { StagesQuestion } from '../../questions/stages.ts';
import { numbersOf } from '../numbers.ts';
import { sortedQuantile } from '../statistics/quantiles.ts';
import { End, type SubjectGroup, type Subjects } from '../survival/curves.ts';
import { groupsOf, valuesOf } from '../survival/groups.ts';
import type { EventTable } from '../table.ts';
import { handOvers, type HandOvers } from './hand-over.ts';
import { findWays, type Visit, type Ways } from './visits.ts';

/** Everything that the figures and the people lists are taken from, so that they can't disagree. */
export interface StagesAnalysis {
  readonly ways: Ways;
  /** What won leads usually took in each stage, ms; NaN without any (W5). */
  readonly usual: Float64Array;
  /** Leads as subjects of winning. */
  readonly subjects: Subjects;
  readonly groups: readonly SubjectGroup[];
  readonly handOver: HandOvers | null;
}

/** Runs a question of stages. */
export async function analyseStages(
  table: EventTable,
  question: StagesQuestion,
  control: Control,
): Promise<StagesAnalysis> {
  const ways = await findWays(table, question, control);
  const { leads, visits, won, notes } = ways;
  const { group, handOver } = question;
  const person = new Uint32Array(leads.length);
  const event = new Uint8Array(leads.length);
  leads.forEach((lead, l) => {
    person[l] = lead.person;
    event[l] = lead.at < won ? End.censored : lead.at === won ? End.event : End.immune;
  });
  const ofWon: number[][] = question.stages.map(() => []);
  for (const { stage, to, lead, ms } of visits)
    if (to >= 0 && leads[lead]!.at === won) ofWon[stage]?.push(ms);
  return {
    ways,
    usual: numbersOf(ofWon, (times) => sortedQuantile(Float64Array.from(times).sort(), question.usual)),
    subjects: { time: numbersOf(leads, ({ cycle }) => cycle), event },
    groups:
      group === null
        ? []
        : groupsOf(
            await valuesOf({ table, notes }, group, person, (i) => leads[i]!.start),
            leads.length,
            question.top,
          ),
    handOver: handOver === null ? null : handOvers(ways, handOver),
  };
}

/** How a visit ended: on to a later stage or won, back, lost, or not yet. */
export function endOf({ stage, to }: Visit, won: number): 'went-on' | 'went-back' | 'lost' | 'open' {
  if (to < 0) return 'open';
  if (to > won) return 'lost';
  return to > stage ? 'went-on' : 'went-back';
}
