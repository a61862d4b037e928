import { uncontrolled, type Control } from '../../base/control.ts';
import { questionOfPick } from '../../questions/velocity-form.ts';
import type { VelocityPick, VelocityProof, VelocityQuestion } from '../../questions/velocity.ts';
import { codesAt, numbersAt } from '../numbers.ts';
import { listOfVisits, undatedAt, type StagesPeople } from '../stages/people.ts';
import { leadsOf, proofOf, undatedProofs } from '../stages/prove.ts';
import type { EventTable } from '../table.ts';
import { analyseVelocity, type VelocityAnalysis } from './periods.ts';

/**
 * Returns the leads that a figure of the answer counts, or a point of its trend, in the order of the table; their number is that figure. Entered: when the visit that
 * counts began; ms: from the lead's first entry to where it stands. Nobody where nothing is compared.
 */
export async function velocityPeople(
  table: EventTable,
  question: VelocityQuestion,
  pick: VelocityPick,
  control: Control,
): Promise<StagesPeople> {
  const analysis = await analyseVelocity(table, questionOfPick(question, pick), control);
  const { ways } = analysis;
  if (pick.of === 'undated') return undatedAt(ways, null);
  const chosen = visitsOf(analysis, { ...pick, of: pick.of });
  return listOfVisits(ways, chosen, numbersAt(ways.leads.cycle, codesAt(ways.visits.lead, chosen)));
}

function visitsOf(
  analysis: VelocityAnalysis,
  pick: VelocityPick & { readonly of: Exclude<VelocityPick['of'], 'undated'> },
): Uint32Array {
  const { amounts, groups } = analysis;
  const wanted = pick.group ?? null;
  const periods =
    wanted === null
      ? analysis
      : groups.find(({ group: { value, kind } }) => value === wanted.value && kind === wanted.kind);
  const period = (pick.compared ? periods?.compared : periods?.current) ?? null;
  if (period === null) return new Uint32Array(0);
  const { open, won, lost } = period;
  switch (pick.of) {
    case 'open':
      return open;
    case 'won':
      return won;
    case 'lost':
      return lost;
    case 'closed':
      return Uint32Array.from([...won, ...lost]).sort();
    case 'valued':
      return won.filter((visit) => !Number.isNaN(amounts[visit]!));
    case 'unvalued':
      return won.filter((visit) => Number.isNaN(amounts[visit]!));
  }
}

/** Returns the way of each of a person's leads, as for a question of stages with one stage, and where it counts: those without a date nowhere (W7). */
export async function proveVelocity(
  table: EventTable,
  question: VelocityQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<VelocityProof[]> {
  const analysis = await analyseVelocity(table, question, control);
  const { ways } = analysis;
  const rules = ['V1', 'W1', 'W3', ...(question.currency === null ? [] : ['M1'])];
  return [
    ...leadsOf(ways, person).map((lead) => ({
      ...proofOf(ways, lead),
      counted: countedOf(analysis, lead),
      rules,
    })),
    ...undatedProofs(ways, person).map((proof) => ({ ...proof, counted: [] })),
  ];
}

function countedOf(
  { ways, current, compared, amounts }: VelocityAnalysis,
  lead: number,
): VelocityProof['counted'] {
  const from = ways.leads.first[lead]!;
  const to = ways.leads.first[lead + 1]!;
  return [current, compared].flatMap((period) =>
    (['open', 'won', 'lost'] as const).flatMap((of) =>
      [...(period?.[of] ?? [])]
        .filter((visit) => visit >= from && visit < to)
        .map((visit) => {
          const value = of === 'won' ? amounts[visit]! : NaN;
          return {
            of,
            compared: period === compared,
            visit: visit - from,
            value: Number.isNaN(value) ? null : value,
          };
        }),
    ),
  );
}
