import type { Control } from '../../base/control.ts';
import type { StagesQuestion } from '../../questions/stages.ts';
import { sortedQuantile } from '../statistics/quantiles.ts';
import { sortAscending } from '../statistics/sort.ts';
import { End, type SubjectGroup, type Subjects } from '../survival/curves.ts';
import { groupsOf, valuesOf } from '../survival/groups.ts';
import type { EventTable } from '../table.ts';
import { handOvers, type HandOvers } from './hand-over.ts';
import { findWays, type Ways } from './visits.ts';

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
  const { leads, won, notes } = ways;
  const { group, handOver } = question;
  const { at, person, start, cycle } = leads;
  const usual = await usualTimes(ways, control);
  return {
    ways,
    usual,
    subjects: {
      time: cycle,
      event: at.map((stage) => (stage < won ? End.censored : stage === won ? End.event : End.immune)),
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
  };
}

/** Times of the visits of one stage, ms, ascending. */
export interface StageTimes {
  readonly finished: Float64Array;
  /** Ages of the open ones. */
  readonly open: Float64Array;
}

/** Returns the times of all visits by stage. */
export async function timesByStage({ visits, won }: Ways, control: Control): Promise<StageTimes[]> {
  const { stage, to, ms } = visits;
  // Places 2k and 2k + 1 are for the finished and the open visits of stage k.
  const counts = new Uint32Array(2 * won + 4);
  for (let visit = 0; visit < stage.length; visit++) counts[2 * stage[visit]! + (to[visit]! >>> 31)]!++;
  const times = Array.from(counts.subarray(0, 2 * won), (count) => new Float64Array(count));
  counts.fill(0);
  for (let visit = 0; visit < stage.length; visit++) {
    const place = 2 * stage[visit]! + (to[visit]! >>> 31);
    if (place < 2 * won) times[place]![counts[place]!++] = ms[visit]!;
  }
  await sortAll(times, control);
  return Array.from({ length: won }, (_, k) => ({ finished: times[2 * k]!, open: times[2 * k + 1]! }));
}

/** Returns the share `usual` of the finished visits of leads that stand at won, by stage. */
async function usualTimes({ leads, visits, won, question }: Ways, control: Control): Promise<Float64Array> {
  const { stage, to, ms, lead } = visits;
  const ofWon = (visit: number): boolean =>
    stage[visit]! < won && to[visit]! >= 0 && leads.at[lead[visit]!] === won;
  const counts = new Uint32Array(won);
  for (let visit = 0; visit < stage.length; visit++) if (ofWon(visit)) counts[stage[visit]!]!++;
  const times = Array.from(counts, (count) => new Float64Array(count));
  counts.fill(0);
  for (let visit = 0; visit < stage.length; visit++)
    if (ofWon(visit)) times[stage[visit]!]![counts[stage[visit]!]!++] = ms[visit]!;
  await sortAll(times, control);
  return Float64Array.from(times, (list) => sortedQuantile(list, question.usual));
}

async function sortAll(lists: readonly Float64Array[], control: Control): Promise<void> {
  for (const list of lists) {
    if (control.due()) await control.pause(0.85);
    sortAscending(list);
  }
}

/** How a visit ended: on to a later stage or won, back, lost, or not yet. */
export function endOf(stage: number, to: number, won: number): 'went-on' | 'went-back' | 'lost' | 'open' {
  if (to < 0) return 'open';
  if (to > won) return 'lost';
  return to > stage ? 'went-on' : 'went-back';
}

/** In which bucket of `StageTime.aged` an open visit of this age is; −1 where usual isn't known. */
export function ageBucket(ms: number, usual: number): number {
  if (Number.isNaN(usual)) return -1;
  if (ms > 2 * usual) return 3;
  if (ms > usual) return 2;
  return ms > usual / 2 ? 1 : 0;
}
