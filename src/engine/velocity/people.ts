import { uncontrolled, type Control } from '../../base/control.ts';
import type { VelocityPick, VelocityProof, VelocityQuestion } from '../../questions/velocity.ts';
import { listOf, type StagesPeople } from '../stages/people.ts';
import { proofOf } from '../stages/prove.ts';
import type { Visit } from '../stages/visits.ts';
import type { EventTable } from '../table.ts';
import { analyseVelocity, type VelocityAnalysis } from './periods.ts';

/** Returns the leads that a figure of the answer counts, in the order of the table; their number is that figure. Nobody where nothing is compared. */
export async function velocityPeople(
  table: EventTable,
  question: VelocityQuestion,
  pick: VelocityPick,
  control: Control,
): Promise<StagesPeople> {
  const analysis = await analyseVelocity(table, question, control);
  const { ways } = analysis;
  const visits = visitsOf(analysis, pick);
  return listOf(
    ways,
    visits.map(({ lead }) => ways.leads[lead]!),
    (_, i) => visits[i]!.entered,
    ({ cycle }) => cycle,
  );
}

function visitsOf({ current, compared, amount }: VelocityAnalysis, pick: VelocityPick): readonly Visit[] {
  const period = pick.compared ? compared : current;
  if (period === null) return [];
  const { open, won, lost } = period;
  switch (pick.of) {
    case 'open':
      return open;
    case 'won':
      return won;
    case 'lost':
      return lost;
    case 'closed':
      return [...won, ...lost].sort((a, b) => a.lead - b.lead || a.entered - b.entered);
    case 'valued':
      return won.filter((visit) => !Number.isNaN(amount(visit)));
    case 'unvalued':
      return won.filter((visit) => Number.isNaN(amount(visit)));
  }
}

/** Returns the way of each of a person's leads, as for a question of stages with one stage, and where it counts. */
export async function proveVelocity(
  table: EventTable,
  question: VelocityQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<VelocityProof[]> {
  const { ways, current, compared, amount } = await analyseVelocity(table, question, control);
  const periods = [
    { period: current, isCompared: false },
    { period: compared, isCompared: true },
  ];
  return ways.leads.flatMap((lead, l): VelocityProof[] => {
    if (lead.person !== person) return [];
    const counted = periods.flatMap(({ period, isCompared }) =>
      (['open', 'won', 'lost'] as const).flatMap((of) =>
        (period?.[of] ?? [])
          .filter((visit) => visit.lead === l)
          .map((visit) => {
            const value = of === 'won' ? amount(visit) : NaN;
            return {
              of,
              compared: isCompared,
              visit: ways.visits.indexOf(visit, lead.first) - lead.first,
              value: Number.isNaN(value) ? null : value,
            };
          }),
      ),
    );
    return [
      {
        ...proofOf(ways, lead),
        counted,
        rules: ['V1', 'W1', 'W3', ...(question.currency === null ? [] : ['M1'])],
      },
    ];
  });
}
