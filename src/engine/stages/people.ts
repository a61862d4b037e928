import { DAY_MS } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { StagesPick, StagesQuestion } from '../../questions/stages.ts';
import { codesAt, everyPosition, numbersAt, numbersOf, positions } from '../numbers.ts';
import { orderDescending } from '../statistics/order.ts';
import { End } from '../survival/curves.ts';
import type { EventTable } from '../table.ts';
import { analyseStages, type StagesAnalysis } from './analysis.ts';
import type { Ways } from './visits.ts';
import type { Visits } from './way-sweep.ts';
import { AGE_LIMITS, endOf } from './ways.ts';

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
      const chosen = await visitsOf(analysis, pick, control);
      const { stage, ms } = ways.visits;
      return {
        ...listOfVisits(ways, chosen, numbersAt(ms, chosen)),
        usual: numbersOf(chosen, (visit) => usual[stage[visit]!] ?? NaN),
      };
    }
    case 'cycle':
    case 'outcome': {
      const { start, cycle } = ways.leads;
      const chosen = leadsOf(analysis, pick);
      return listOf(ways, chosen, codesAt(start, chosen), numbersAt(cycle, chosen));
    }
    case 'undated':
      return undatedAt(ways, pick.place);
    case 'hand-over': {
      if (handOver === null) return listOfVisits(ways, new Uint32Array(0), new Float64Array(0));
      const { lead, time, event } = handOver;
      const wanted = { all: null, done: End.event, waiting: End.censored, closed: End.immune }[pick.state];
      const members = positions(lead.length, (i) => wanted === null || event[i] === wanted);
      const chosen = codesAt(lead, members);
      return listOf(ways, chosen, codesAt(ways.leads.start, chosen), numbersAt(time, members));
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

async function visitsOf(analysis: StagesAnalysis, pick: VisitsPick, control: Control): Promise<Uint32Array> {
  const { ways, usual } = analysis;
  const chosen = visitsWhere(
    ways.visits,
    Array.from({ length: ways.won + 2 }, (_, stage) => choiceOf(pick, stage, usual[stage] ?? NaN, ways.won)),
  );
  if (pick.of !== 'stage' || pick.state !== 'overdue') return chosen;
  return codesAt(chosen, await orderDescending(numbersAt(ways.visits.ms, chosen), control));
}

type VisitsPick = StagesPick & { of: 'stage' | 'aged' | 'overdue' | 'move' };

/** Which visits of a place are meant: those that went to some place (−1: nowhere yet) and took between two times, ms. */
interface VisitChoice {
  readonly wentTo: (to: number) => boolean;
  readonly above: number;
  readonly upTo: number;
}

/** Returns which visits of a place a figure counts; null: none. */
function choiceOf(pick: VisitsPick, stage: number, usual: number, won: number): VisitChoice | null {
  const all = { wentTo: () => true, above: -Infinity, upTo: Infinity };
  const open = { ...all, wentTo: (to: number) => to < 0 };
  // Nothing is above a time that isn't known.
  const late = { ...open, above: usual };
  switch (pick.of) {
    case 'overdue':
      return stage < won ? late : null;
    case 'move':
      return stage === pick.from ? { ...all, wentTo: (to) => to === pick.to } : null;
    case 'aged': {
      const [above = -Infinity, upTo = Infinity] = [AGE_LIMITS[pick.bucket - 1], AGE_LIMITS[pick.bucket]].map(
        (limit) => limit && limit * usual,
      );
      return stage === pick.stage ? { ...open, above, upTo } : null;
    }
    case 'stage':
      if (stage !== pick.stage) return null;
      if (pick.state === 'entered') return all;
      return pick.state === 'overdue'
        ? late
        : { ...all, wentTo: (to) => endOf(stage, to, won) === pick.state };
  }
}

/** Returns the visits that are chosen at their places, in order. */
function visitsWhere({ stage, to, ms }: Visits, choices: readonly (VisitChoice | null)[]): Uint32Array {
  const places = choices.length;
  // As columns, so that no function is asked of every visit.
  const width = places + 1;
  const wanted = new Uint8Array(places * width);
  const above = Float64Array.from(choices, (choice) => choice?.above ?? NaN);
  const upTo = Float64Array.from(choices, (choice) => choice?.upTo ?? NaN);
  choices.forEach((choice, place) => {
    for (let next = -1; next < places; next++)
      if (choice?.wentTo(next) === true) wanted[place * width + next + 1] = 1;
  });
  const found = new Uint32Array(stage.length);
  let n = 0;
  for (let visit = 0; visit < stage.length; visit++) {
    const place = stage[visit]!;
    if (wanted[place * width + to[visit]! + 1] === 0) continue;
    if (ms[visit]! > above[place]! && ms[visit]! <= upTo[place]!) found[n++] = visit;
  }
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
      ? everyPosition(leads.at.length)
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
export function listOfVisits(ways: Ways, chosen: Uint32Array, ms: Float64Array): StagesPeople {
  const { lead, entered } = ways.visits;
  return listOf(ways, codesAt(lead, chosen), codesAt(entered, chosen), ms);
}

/** Returns leads as a list, with the rows and times that stand for each. */
function listOf(
  { units, table, leads }: Ways,
  chosen: Uint32Array,
  rows: Uint32Array,
  ms: Float64Array,
): StagesPeople {
  return {
    person: codesAt(leads.person, chosen),
    held: heldOf(units, codesAt(leads.unit, chosen)),
    entered: numbersAt(table.time, rows),
    ms,
  };
}

/** Returns the values that are the units; null when people are. */
function heldOf({ held, labels }: Ways['units'], units: Uint32Array): readonly (string | null)[] | null {
  return held === null ? null : Array.from(units, (unit) => labels(held[unit]!));
}
