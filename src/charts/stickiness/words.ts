import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { PeriodSpec } from '../../questions/activity.ts';
import type { StickinessPeriod } from '../../questions/stickiness.ts';

/** The rows of the chart, as the arrow keys walk them. */
export const RULES = ['at-least', 'exactly'] as const;

/** So many sub-periods: `3 days`, `3 × 2 weeks`. */
export function partsText(parts: number, { unit, n }: PeriodSpec): string {
  return n === 1
    ? t(`charts.stickiness.parts.${unit}`, { count: parts })
    : t('charts.stickiness.parts.spans', {
        count: parts,
        span: t(`charts.stickiness.parts.${unit}`, { count: n }),
      });
}

/** A mark in words: `at least 3 days: 52.1%, 1,012 of 1,943 active`. Empty for a mark that isn't there. */
export function markOf(
  { active, exactly, atLeast }: Pick<StickinessPeriod, 'active' | 'exactly' | 'atLeast'>,
  parts: number,
  rule: (typeof RULES)[number],
  each: PeriodSpec,
  format: Format,
): string {
  const people = rule === 'exactly' ? exactly[parts - 1] : atLeast[parts - 1]?.k;
  if (people === undefined) return '';
  return t(`charts.stickiness.mark.${rule}`, {
    parts: partsText(parts, each),
    share: format.percent(active === 0 ? null : people / active),
    count: format.integer(people),
    active: format.integer(active),
  });
}
