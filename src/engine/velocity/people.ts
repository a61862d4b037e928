import type { Control } from '../../base/control.ts';
import type { StagesProof } from '../../questions/stages.ts';
import type { VelocityPick, VelocityQuestion } from '../../questions/velocity.ts';
import { listOf, type StagesPeople } from '../stages/people.ts';
import { proveStages } from '../stages/prove.ts';
import type { EventTable } from '../table.ts';
import { analyseVelocity, stagesOf } from './periods.ts';

/** Returns the leads that a figure of the answer counts, in the order of the table; their number is that figure. Nobody where nothing is compared. */
export async function velocityPeople(
  table: EventTable,
  question: VelocityQuestion,
  pick: VelocityPick,
  control: Control,
): Promise<StagesPeople> {
  const { ways, current, compared } = await analyseVelocity(table, question, control);
  const visits = (pick.compared ? compared : current)?.[pick.of] ?? [];
  return listOf(
    ways,
    visits.map(({ lead }) => ways.leads[lead]!),
    (_, i) => visits[i]!.entered,
    ({ cycle }) => cycle,
  );
}

/** Returns the way of each of a person's leads, as for a question of stages with one stage. */
export function proveVelocity(
  table: EventTable,
  question: VelocityQuestion,
  person: number,
): Promise<StagesProof[]> {
  return proveStages(table, stagesOf(question), person);
}
