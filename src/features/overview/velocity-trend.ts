import { t } from '../../i18n/i18n.svelte.ts';
import type { DateRange } from '../../questions/activity.ts';
import { periodIn } from '../../questions/dashboard.ts';
import type { VelocityAnswer, VelocityFigures, VelocityQuestion } from '../../questions/velocity.ts';

/** A point of a velocity's trend: the figures of as many periods as wins usually take (V3). */
export interface RolledPoint extends VelocityFigures {
  /** First date of its last period. */
  readonly period: string;
  /** Whether it can be compared with the others: its last period is over, and it isn't too soon after the data begin. */
  readonly complete: boolean;
}

/** Returns the points of a trend that lie inside the dates with all their periods; all where there are no dates. */
export function rolledTrend(
  { trend: unit }: Pick<VelocityQuestion, 'trend'>,
  { trend }: Pick<VelocityAnswer, 'trend'>,
  dates: DateRange | null,
): RolledPoint[] {
  if (unit === null) return [];
  return trend
    .filter(
      ({ period, rolling: { range } }) =>
        dates === null ||
        (periodIn(period, { unit, n: 1 }, dates) === 'whole' &&
          (dates.from === null || range.from === null || range.from >= dates.from)),
    )
    .map(({ period, rolling, complete, young }) => ({ period, ...rolling, complete: complete && !young }));
}

/** Returns over how many periods each point is, in words; null: over one. */
export function widthText(
  { trend: unit }: Pick<VelocityQuestion, 'trend'>,
  { width: count }: Pick<VelocityAnswer, 'width'>,
): string | null {
  return count === 1 ? null : t(`question.periods.${unit ?? 'month'}`, { count });
}
