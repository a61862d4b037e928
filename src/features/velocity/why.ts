import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { VelocityPick, VelocityProof } from '../../questions/velocity.ts';

type Counted = VelocityProof['counted'][number];

/** Returns whether the list of a pick holds a lead. */
export function isListed(
  { undated, counted }: Pick<VelocityProof, 'undated' | 'counted'>,
  pick: VelocityPick,
): boolean {
  return pick.of === 'undated' ? undated !== null : counted.some((each) => countsFor(each, pick));
}

function countsFor({ of, compared, value }: Counted, pick: VelocityPick): boolean {
  if (compared !== pick.compared) return false;
  switch (pick.of) {
    case 'closed':
      return of !== 'open';
    case 'valued':
    case 'unvalued':
      return of === 'won' && (value !== null) === (pick.of === 'valued');
    default:
      return of === pick.of;
  }
}

/** Says each time that a lead counts, once where the dates are compared with themselves. */
export function countsText(
  { counted }: Pick<VelocityProof, 'counted'>,
  ranges: { readonly current: string; readonly compared: string },
  currency: string,
  format: Format,
): readonly string[] {
  const itself = ranges.current === ranges.compared;
  return counted
    .filter(({ compared }) => !(compared && itself))
    .map(({ of, compared, value }) => {
      const range = compared ? ranges.compared : ranges.current;
      return of === 'won' && value !== null
        ? t('velocity.why.won.value', { range, value: format.money(value, currency) })
        : t(`velocity.why.${of}`, { range });
    });
}
