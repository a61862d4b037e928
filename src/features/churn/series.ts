import type { SurvivalSeries } from '../../charts/survival/layout.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { ChurnAnswer, ChurnPick } from '../../questions/churn.ts';
import { groupKey, groupName } from '../analysis/groups.ts';

/** How the curve of everyone is called among the others. */
const ALL = 'all';

/** The curves on screen: everyone's, or the groups' with everyone's quiet beside them. */
export function seriesOf({ total, groups }: ChurnAnswer): readonly SurvivalSeries[] {
  if (groups.length === 0) return [{ ...total, id: ALL, label: t('churn.curve.customers') }];
  return [
    ...groups.map((group) => ({ ...group, id: groupKey(group), label: groupName(group) })),
    { ...total, id: ALL, label: t('churn.curve.all'), quiet: true },
  ];
}

/** The group that a curve is of; null: everyone. */
export function groupOf(
  { groups }: ChurnAnswer,
  id: string,
): (ChurnPick & { readonly of: 'curve' })['group'] {
  const found = groups.find((group) => groupKey(group) === id);
  return found === undefined ? null : { kind: found.kind, value: found.value };
}

/** The curve whose people are open; null when others are. */
export function selectedOf(pick: ChurnPick | null): string | null {
  if (pick?.of !== 'curve') return null;
  return pick.group === null ? ALL : groupKey(pick.group);
}
