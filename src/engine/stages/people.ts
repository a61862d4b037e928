import { DAY_MS } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { StagesPick, StagesQuestion } from '../../questions/stages.ts';
import { numbersOf, positions } from '../numbers.ts';
import { End } from '../survival/curves.ts';
import type { EventTable } from '../table.ts';
import { analyseStages, type StagesAnalysis } from './analysis.ts';
import type { Ways } from './visits.ts';
import type { Visits } from './way-sweep.ts';
import { ageBucket, endOf } from './ways.ts';

/** Leads behind a figure, one entry each; where visits are counted, a lead appears once per visit. */
export interface StagesPeople {
  /** Person codes. */
  readonly person: Uint32Array;
  /** Value that is the lead, by entry; null when people are. */
  readonly held: readonly (string | null)[] | null;
  /** When each came into the stage, or the pipeline, epoch ms. */
  readonly entered: Float64Array;
  /** How long: the visit, the cycle or the hand-over, to the end of the data where it isn't over; ms. */
  readonly ms: Float64Array;
  /** What is usual in the stage of the visit, ms; absent where leads are listed. */
  readonly usual?: Float64Array;
}

/** Returns the leads that a figure of the answer counts, in the order of the table, the overdue with the oldest first; their number is that figure. */
export async function stagesPeople(
  table: EventTable,
  question: StagesQuestion,
  pick: StagesPick,
  control: Control,
): Promise<StagesPeople> {
  const analysis = await analyseStages(table, question, control);
  const { ways, handOver, usual } = analysis;
  switch (pick.of) {
    case 'stage':
    case 'aged':
    case 'overdue':
    case 'move': {
      const chosen = visitsOf(analysis, pick);
      const { stage, ms } = ways.visits;
      return {
        ...listOfVisits(ways, chosen, (visit) => ms[visit]!),
        usual: numbersOf(chosen, (visit) => usual[stage[visit]!] ?? NaN),
      };
    }
    case 'cycle':
    case 'outcome': {
      const { start, cycle } = ways.leads;
      return listOf(
        ways,
        leadsOf(analysis, pick),
        (lead) => start[lead]!,
        (lead) => cycle[lead]!,
      );
    }
    case 'undated':
      return undatedAt(ways, pick.place);
    case 'hand-over': {
      if (handOver === null) return listOfVisits(ways, new Uint32Array(0), () => NaN);
      const { lead, time, event } = handOver;
      const wanted = { all: null, done: End.event, waiting: End.censored, closed: End.immune }[pick.state];
      const members = positions(lead.length, (i) => wanted === null || event[i] === wanted);
      return listOf(
        ways,
        members.map((i) => lead[i]!),
        (l) => ways.leads.start[l]!,
        (_, k) => time[members[k]!]!,
      );
    }
  }
}

/** What a list of leads says of each: how many days, and of visits how many times what is usual in their stage. */
export function stagesMeasures({
  ms,
  usual,
}: StagesPeople): { readonly name: string; readonly values: Float64Array }[] {
  const days = { name: 'days', values: ms.map((each) => each / DAY_MS) };
  if (usual === undefined) return [days];
  // Against a usual time of 0 nothing is so many times as long.
  const times = ms.map((each, i) => (usual[i]! > 0 ? each / usual[i]! : NaN));
  return [days, { name: 'times-usual', values: times }];
}

function visitsOf(
  { ways: { visits, won }, usual }: StagesAnalysis,
  pick: StagesPick & { of: 'stage' | 'aged' | 'overdue' | 'move' },
): Uint32Array {
  const { to, ms } = visits;
  const isLate = (visit: number, limit: number): boolean => to[visit]! < 0 && ms[visit]! > limit;
  switch (pick.of) {
    case 'move':
      return visitsIn(visits, pick.from, (visit) => to[visit] === pick.to);
    case 'overdue': {
      const { stage } = visits;
      return positions(stage.length, (visit) => stage[visit]! < won && isLate(visit, usual[stage[visit]!]!));
    }
    case 'aged': {
      const limit = usual[pick.stage]!;
      return visitsIn(
        visits,
        pick.stage,
        (visit) => to[visit]! < 0 && ageBucket(ms[visit]!, limit) === pick.bucket,
      );
    }
    case 'stage': {
      const { stage, state } = pick;
      if (state === 'entered') return visitsIn(visits, stage, () => true);
      if (state !== 'overdue')
        return visitsIn(visits, stage, (visit) => endOf(stage, to[visit]!, won) === state);
      const own = visitsIn(visits, stage, (visit) => isLate(visit, usual[stage] ?? NaN));
      return own.sort((a, b) => ms[b]! - ms[a]! || a - b);
    }
  }
}

/** Returns the visits of one stage that are chosen, in order. */
function visitsIn({ stage }: Visits, of: number, chosen: (visit: number) => boolean): Uint32Array {
  const found = new Uint32Array(stage.length);
  let n = 0;
  for (let visit = 0; visit < stage.length; visit++)
    if (stage[visit] === of && chosen(visit)) found[n++] = visit;
  return found.slice(0, n);
}

function leadsOf(
  { ways: { leads, won }, groups }: StagesAnalysis,
  pick: StagesPick & { of: 'outcome' | 'cycle' },
): Uint32Array {
  if (pick.of === 'cycle') {
    const { from, to } = pick;
    return positions(
      leads.at.length,
      (lead) =>
        leads.at[lead] === won && leads.cycle[lead]! >= from && (to === null || leads.cycle[lead]! < to),
    );
  }
  const { group, state, by = Infinity } = pick;
  const members =
    group === null
      ? positions(leads.at.length, () => true)
      : (groups.find(({ value, kind }) => value === group.value && kind === group.kind)?.members ??
        new Uint32Array(0));
  if (state === 'all') return members;
  return members.filter((lead) => {
    const at = leads.at[lead]!;
    if (state === 'won') return at === won && leads.cycle[lead]! <= by;
    return state === 'open' ? at < won : at > won;
  });
}

/** Returns the leads that stand at a place without a date (W7); null: at any. */
export function undatedAt({ undated, units }: Ways, place: number | null): StagesPeople {
  const chosen = positions(undated.place.length, (i) => place === null || undated.place[i] === place);
  return {
    person: chosen.map((i) => undated.person[i]!),
    held: heldOf(
      units,
      chosen.map((i) => undated.unit[i]!),
    ),
    entered: numbersOf(chosen, () => NaN),
    ms: numbersOf(chosen, () => NaN),
  };
}

/** Returns visits as a list of their leads: when each was entered, and `ms` of each. */
export function listOfVisits(ways: Ways, chosen: Uint32Array, ms: (visit: number) => number): StagesPeople {
  const { lead, entered } = ways.visits;
  return listOf(
    ways,
    chosen.map((visit) => lead[visit]!),
    (_, i) => entered[chosen[i]!]!,
    (_, i) => ms(chosen[i]!),
  );
}

/** Returns leads as a list, with the rows and times that stand for each. */
function listOf(
  { units, table, leads }: Ways,
  chosen: Uint32Array,
  row: (lead: number, i: number) => number,
  ms: (lead: number, i: number) => number,
): StagesPeople {
  return {
    person: chosen.map((lead) => leads.person[lead]!),
    held: heldOf(
      units,
      chosen.map((lead) => leads.unit[lead]!),
    ),
    entered: numbersOf(chosen, (lead, i) => table.time[row(lead, i)]!),
    ms: numbersOf(chosen, ms),
  };
}

/** Returns the values that are the units; null when people are. */
function heldOf({ held, labels }: Ways['units'], units: Uint32Array): readonly (string | null)[] | null {
  return held === null ? null : Array.from(units, (unit) => labels(held[unit]!));
}
