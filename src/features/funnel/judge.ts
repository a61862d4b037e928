import type { GroupResult } from '../../questions/funnel.ts';
import { FEW } from '../analysis/rates.ts';

/** Entrants that a group needs before it is drawn and ranked. */
const RANKED = 200;

/** How many entrants a group needs to be ranked here: fewer where no group has that many, so that a small funnel still shows its groups. */
export function leastRanked(groups: readonly Pick<GroupResult, 'kind' | 'entered'>[]): number {
  const largest = Math.max(
    0,
    ...groups.filter(({ kind }) => kind !== 'not-reached').map(({ entered }) => entered),
  );
  return [RANKED, FEW].find((least) => largest >= least) ?? 1;
}
