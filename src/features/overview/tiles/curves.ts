import type { SurvivalSeries } from '../../../charts/survival/layout.ts';
import { t } from '../../../i18n/i18n.svelte.ts';
import type { ActivityGroup } from '../../../questions/activity.ts';
import type { PropertyRef } from '../../../questions/filter.ts';
import type { SurvivalCurves, SurvivalGroup } from '../../../questions/survival.ts';
import { groupName } from '../../analysis/groups.ts';
import { curveOf, survivalSeries } from '../../analysis/survival.ts';
import type { TileMark } from './kind.ts';

/** Groups drawn in a tile. */
const MOST = 4;

/** Returns everyone, or the largest groups with everyone behind them, as a survival chart draws them. */
export function curvesOf({ total, groups }: SurvivalCurves): readonly SurvivalSeries[] {
  return survivalSeries({ total, groups: groups.slice(0, MOST) }, t('overview.chart.churn.all'), nameOf);
}

/** Returns a group as other tiles can be narrowed to it; null for everyone, and for the rest. */
export function markOf(group: ActivityGroup | null, property: PropertyRef | null): TileMark | null {
  return group === null || group.kind === 'other' || property === null
    ? null
    : { by: 'value', property, value: group.value };
}

/** Returns the curve of the value that other tiles are narrowed to. */
export function markedCurve(mark: TileMark | null): string | null {
  return mark?.by === 'value' ? curveOf({ kind: 'value', value: mark.value }) : null;
}

function nameOf(group: SurvivalGroup): string {
  return group.kind === 'other' ? t('overview.chart.more', { count: group.size }) : groupName(group);
}
