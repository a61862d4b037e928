import type { Control } from '../../base/control.ts';
import type { StagesQuestion } from '../../questions/stages.ts';
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
export async function analyseStages(table: EventTable, question: StagesQuestion, control: Control): Promise<StagesAnalysis> {
  const ways = await findWays(table, question, control);
  const { leads, visits, won, notes } = ways;
  const { group, handOver } = question;
  const person = Uint32Array.from(leads, (lead) => lead.person);
  const ofWon = question.stages.map((_, k) => Float64Array.from(visits.filter(({ stage, to, lead }) => stage === k && to >= 0 && leads[lead]!.at === won), ({ ms }) => ms).sort());
  return {
    ways,
    usual: Float64Array.from(ofWon, (times) => sortedQuantile(times, question.usual)),
    subjects: {
      time: Float64Array.from(leads, ({ cycle }) => cycle),
      event: Uint8Array.from(leads, ({ at }) => (at < won ? End.censored : at === won ? End.event : End.immune)),
    },
    groups: group === null ? [] : groupsOf(await valuesOf({ table, notes }, group, person, (i) => leads[i]!.start), leads.length, question.top),
    handOver: handOver === null ? null : handOvers(ways, handOver),
  };
}

/** How a visit ended: on to a later stage or won, back, lost, or not yet. */
export function endOf({ stage, to }: Visit, won: number): 'went-on' | 'went-back' | 'lost' | 'open' {
  if (to < 0) return 'open';
  if (to > won) return 'lost';
  return to > stage ? 'went-on' : 'went-back';
}
