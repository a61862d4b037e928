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

/** Returns how curves are drawn in a height, px: a single one without the numbers at risk where there is no room for both. */
export function fitOf(
  height: number | null,
  { length }: readonly SurvivalSeries[],
): { readonly plot: number; readonly risk: boolean } {
  if (height === null) return { plot: 180, risk: true };
  /** The axis, the caption, and a row under it for each curve. */
  const under = 84 + 16 * length;
  const risk = length > 1 || height >= 72 + under;
  return { plot: Math.max(risk ? 72 : 40, height - (risk ? under : 60)), risk };
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
