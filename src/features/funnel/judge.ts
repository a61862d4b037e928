import type { GroupResult, Rate } from '../../questions/funnel.ts';

/** X1: with a smaller base than this no conclusion is drawn from a rate. */
export const FEW = 30;

/** Whether a rate has too small a base to conclude from. */
export function isFew({ n }: Rate): boolean {
  return n < FEW;
}

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
