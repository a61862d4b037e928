import type { Control } from '../../base/control.ts';
import type { StagesNote, StagesQuestion } from '../../questions/stages.ts';
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
  readonly times: readonly StageTimes[];
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
  const times = await timesByStage(ways, control);
  const notes = [...ways.notes];
  return {
    ways,
    times,
    usual: Float64Array.from(times, ({ ofWon }) => sortedQuantile(ofWon, question.usual)),
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

/** Times of the visits of one stage, ms, ascending. */
interface StageTimes {
  readonly finished: Float64Array;
  /** The finished ones of leads that stand at won. */
  readonly ofWon: Float64Array;
  /** Ages of the open ones. */
  readonly open: Float64Array;
}

const known = new WeakMap<Ways, readonly StageTimes[]>();

/** Returns the times of all visits by stage; kept as long as the ways. */
async function timesByStage(ways: Ways, control: Control): Promise<readonly StageTimes[]> {
  let times = known.get(ways);
  if (times === undefined) known.set(ways, (times = await sortTimes(ways, control)));
  return times;
}

async function sortTimes({ leads, visits, won }: Ways, control: Control): Promise<StageTimes[]> {
  const { lead, stage, to, ms } = visits;
  // Lists 3k, 3k + 1 and 3k + 2 are for the visits of stage k: the finished of leads at won, those of others, the open ones.
  const list = new Uint8Array(stage.length);
  const counts = new Uint32Array(3 * (won + 2));
  for (let visit = 0; visit < stage.length; visit++) {
    const at = 3 * stage[visit]! + (to[visit]! < 0 ? 2 : Number(leads.at[lead[visit]!] !== won));
    list[visit] = at;
    counts[at]!++;
  }
  // They stand one behind the other, so that what is finished is one list.
  const starts = new Uint32Array(3 * won + 1);
  for (let at = 0; at < 3 * won; at++) starts[at + 1] = starts[at]! + counts[at]!;
  const column = new Float64Array(starts[3 * won]!);
  const next = starts.slice();
  for (let visit = 0; visit < stage.length; visit++)
    if (stage[visit]! < won) column[next[list[visit]!]!++] = ms[visit]!;
  const part = (from: number, to: number): Float64Array => column.subarray(starts[from], starts[to]);
  const times = Array.from({ length: won }, (_, k) => ({
    finished: part(3 * k, 3 * k + 2),
    ofWon: part(3 * k, 3 * k + 1).slice(),
    open: part(3 * k + 2, 3 * k + 3),
  }));
  await sortAll(
    times.flatMap((one) => [one.finished, one.ofWon, one.open]),
    control,
  );
  return times;
}

async function sortAll(lists: readonly Float64Array[], control: Control): Promise<void> {
  for (const list of lists) {
    if (control.due()) await control.pause(0.85);
    sortAscending(list);
  }
}
