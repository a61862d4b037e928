import type { SurvivalSeries } from '../../../charts/survival/layout.ts';
import { t } from '../../../i18n/i18n.svelte.ts';
import type { PropertyRef } from '../../../questions/filter.ts';
import type { SurvivalCurves, SurvivalGroup } from '../../../questions/survival.ts';
import type { TileMark } from './kind.ts';

/** Id of the curve of everyone. */
const ALL = 'all';
/** Groups drawn in a tile. */
const MOST = 4;

type GroupKey = Pick<SurvivalGroup, 'kind' | 'value'>;

/** Returns everyone, or the largest groups with everyone behind them, as a survival chart draws them. */
export function curvesOf({ total, groups }: SurvivalCurves): readonly SurvivalSeries[] {
  const whole = { ...total, id: ALL, label: t('overview.chart.churn.all') };
  if (groups.length === 0) return [whole];
  return [
    ...groups.slice(0, MOST).map((group) => ({ ...group, id: idOf(group), label: nameOf(group) })),
    { ...whole, quiet: true },
  ];
}

/** Returns the group that a curve is of; null for everyone. */
export function groupOf({ groups }: SurvivalCurves, id: string): GroupKey | null {
  const found = groups.find((group) => idOf(group) === id);
  return found === undefined ? null : { kind: found.kind, value: found.value };
}

/** Returns a group as other tiles can be narrowed to it; null for everyone, and for the rest. */
export function markOf(group: GroupKey | null, property: PropertyRef | null): TileMark | null {
  return group === null || group.kind === 'other' || property === null
    ? null
    : { by: 'value', property, value: group.value };
}

/** Returns the curve of the value that other tiles are narrowed to. */
export function curveOf(mark: TileMark | null): string | null {
  return mark?.by === 'value' ? idOf({ kind: 'value', value: mark.value }) : null;
}

function idOf({ kind, value }: GroupKey): string {
  return JSON.stringify([kind, value]);
}

function nameOf({ kind, value, size }: SurvivalGroup): string {
  return kind === 'other' ? t('overview.chart.more', { count: size }) : (value ?? t('question.missing'));
}
