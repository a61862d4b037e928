import type { RateValue } from '../../i18n/format.ts';
import type { RetentionResult, RetentionRow } from '../../questions/retention.ts';
import { sameCohort, type Cohort } from '../cohort.ts';
import { MOST_SERIES, type TrendSeries } from '../trend/layout.ts';

/** One point of a curve: a share with its interval, or a mean of shares, which has none (`low` and `high` are NaN). */
interface CurvePoint extends RateValue {
  /** Those who came back, and out of how many; NaN for a mean of shares. */
  readonly k: number;
  readonly n: number;
  /** Complete cohorts in it. */
  readonly cohorts: number;
}

/** One line: what share came back, by column. */
export interface RetentionCurve {
  readonly id: string;
  readonly label: string;
  /** The cohort it follows; null for a mean, whose points open nobody. */
  readonly cohort: Cohort | null;
  /** By column; null where not every person's period is over. */
  readonly points: readonly (CurvePoint | null)[];
}

/** The mean of all complete cohorts (R4), pooled with its interval or simple without one. */
export function meanCurve(
  { means }: RetentionResult,
  mean: 'pooled' | 'simple',
  label: string,
  id: string = mean,
): RetentionCurve {
  return {
    id,
    label,
    cohort: null,
    points: means.map(({ pooled, simple, cohorts }) => {
      if (cohorts === 0) return null;
      return mean === 'pooled'
        ? { ...pooled, cohorts }
        : { rate: simple, low: Number.NaN, high: Number.NaN, k: Number.NaN, n: Number.NaN, cohorts };
    }),
  };
}

/** The curve of one cohort, as far as it is complete (R5). */
export function cohortCurve(row: RetentionRow, label: string): RetentionCurve {
  const { kind, key } = row;
  return {
    id: JSON.stringify([kind, key]),
    label,
    cohort: { kind, key },
    points: row.cells.map((cell) => (cell?.complete === true ? { ...cell.rate, cohorts: 1 } : null)),
  };
}

/**
 * Which cohorts are drawn when nobody has chosen: of periods the newest that are complete in two columns or more, of
 * others the first, `most` at most, in the order of the rows.
 */
export function usualCohorts(rows: readonly RetentionRow[], most = MOST_SERIES): readonly RetentionRow[] {
  const long = rows.filter(
    ({ cells }) => cells.filter((cell) => cell?.complete === true && cell.rate.n > 0).length > 1,
  );
  return long[0]?.kind === 'period' ? long.slice(Math.max(0, long.length - most)) : long.slice(0, most);
}

/** The rows that are meant, in the order they were picked; those that an answer no longer has are left out. */
export function rowsOf(rows: readonly RetentionRow[], picks: readonly Cohort[]): readonly RetentionRow[] {
  return picks.flatMap((pick) => rows.find((row) => sameCohort(row, pick)) ?? []);
}

/** Columns up to the last in which some curve has a point. */
export function lengthOf(curves: readonly RetentionCurve[]): number {
  return curves.reduce(
    (most, { points }) => Math.max(most, points.findLastIndex((point) => point !== null) + 1),
    0,
  );
}

/** The curves as the trend draws lines: columns stand for periods, and a line ends with its last point. */
export function seriesOf(curves: readonly RetentionCurve[]): readonly TrendSeries[] {
  const columns = Array.from({ length: lengthOf(curves) }, (_, column) => String(column).padStart(4, '0'));
  return curves.map(({ id, label, points }) => ({
    id,
    label,
    points: columns.map((period, column) => {
      const point = points[column] ?? { k: 0, n: 0, rate: Number.NaN, low: Number.NaN, high: Number.NaN };
      return { period, reached: [], matured: point.n, complete: true, rate: point };
    }),
  }));
}
