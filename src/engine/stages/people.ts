import type { Control } from '../../base/control.ts';
import type { StagesPick, StagesQuestion } from '../../questions/stages.ts';
import { End } from '../survival/curves.ts';
import type { EventTable } from '../table.ts';
import { analyseStages, endOf, type StagesAnalysis } from './analysis.ts';
import type { Lead, Visit } from './visits.ts';

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
}

/** Returns the leads that a figure of the answer counts, in the order of the table, the overdue with the oldest first; their number is that figure. */
export async function stagesPeople(
  table: EventTable,
  question: StagesQuestion,
  pick: StagesPick,
  control: Control,
): Promise<StagesPeople> {
  const analysis = await analyseStages(table, question, control);
  const { ways, usual, groups, handOver } = analysis;
  const { leads, visits, won } = ways;
  switch (pick.of) {
    case 'stage': {
      const own = visits.filter(({ stage }) => stage === pick.stage);
      if (pick.state === 'entered') return ofVisits(analysis, own);
      if (pick.state !== 'overdue')
        return ofVisits(
          analysis,
          own.filter((visit) => endOf(visit, won) === pick.state),
        );
      return ofVisits(
        analysis,
        own.filter(({ to, ms }) => to < 0 && ms > usual[pick.stage]!).sort((a, b) => b.ms - a.ms),
      );
    }
    case 'move':
      return ofVisits(
        analysis,
        visits.filter(({ stage, to }) => stage === pick.from && to === pick.to),
      );
    case 'outcome': {
      const { group, state } = pick;
      const members =
        group === null
          ? [...leads.keys()]
          : [
              ...(groups.find(({ value, kind }) => value === group.value && kind === group.kind)?.members ??
                []),
            ];
      const is = (at: number): boolean =>
        state === 'all' || (state === 'open' ? at < won : at === (state === 'won' ? won : won + 1));
      return ofLeads(
        analysis,
        members.map((i) => leads[i]!).filter(({ at }) => is(at)),
        ({ cycle }) => cycle,
      );
    }
    case 'hand-over': {
      if (handOver === null) return ofVisits(analysis, []);
      const wanted = {
        all: [End.censored, End.event, End.immune],
        done: [End.event],
        waiting: [End.censored],
      }[pick.state] as readonly number[];
      const members = [...handOver.lead.keys()].filter((i) => wanted.includes(handOver.event[i]!));
      return ofLeads(
        analysis,
        members.map((i) => leads[handOver.lead[i]!]!),
        (_, k) => handOver.time[members[k]!]!,
      );
    }
  }
}

function ofVisits({ ways }: StagesAnalysis, visits: readonly Visit[]): StagesPeople {
  return listOf(
    ways,
    visits.map(({ lead }) => ways.leads[lead]!),
    (_, i) => visits[i]!.entered,
    (_, i) => visits[i]!.ms,
  );
}

function ofLeads(
  { ways }: StagesAnalysis,
  leads: readonly Lead[],
  ms: (lead: Lead, i: number) => number,
): StagesPeople {
  return listOf(ways, leads, ({ start }) => start, ms);
}

/** Returns leads as a list, with the rows and times that stand for each. */
export function listOf(
  { units, table }: StagesAnalysis['ways'],
  leads: readonly Lead[],
  row: (lead: Lead, i: number) => number,
  ms: (lead: Lead, i: number) => number,
): StagesPeople {
  return {
    person: Uint32Array.from(leads, ({ person }) => person),
    held: units.held === null ? null : leads.map(({ unit }) => units.labels(units.held![unit]!)),
    entered: Float64Array.from(leads, (lead, i) => table.time[row(lead, i)]!),
    ms: Float64Array.from(leads, ms),
  };
}
