import type { SurvivalSeries } from '../../charts/survival/layout.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { StagesPick } from '../../questions/stages.ts';
import type { SurvivalCurves } from '../../questions/survival.ts';
import { groupKey, groupName } from '../analysis/groups.ts';

/** Id of the curve of everybody. */
export const ALL = 'all';

/** Curves of winning: of everybody, or of each group with everybody beside them. */
export function curveSeries({ total, groups }: SurvivalCurves): readonly SurvivalSeries[] {
  const all = { ...total, id: ALL, label: t('stages.curve.all') };
  if (groups.length === 0) return [all];
  return [
    ...groups.map((group) => ({
      ...group,
      id: groupKey(group),
      label: groupName(group),
    })),
    { ...all, quiet: true },
  ];
}

/** The group of a curve; null: everybody. */
export function groupOf({ groups }: SurvivalCurves, id: string): (StagesPick & { of: 'outcome' })['group'] {
  const found = groups.find((each) => groupKey(each) === id);
  return found === undefined ? null : { kind: found.kind, value: found.value };
}
