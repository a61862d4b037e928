import type { RateValue } from '../../i18n/format.ts';
import type { ActivityGroup } from '../../questions/activity.ts';
import type { RetentionQuestion, RetentionResult, RetentionRow } from '../../questions/retention.ts';
import { sameCohort, type Cohort } from '../cohort.ts';
import type { TrendSeries } from '../trend/layout.ts';

/** What a line follows: the share that came back, or the value per person in each period or up to its end. */
export type CurveFigure = 'rate' | 'revenue' | 'cumulative';

/** What the lines follow when the cells show this: values as they do, and shares beside numbers. */
export function curveFigure(cells: RetentionQuestion['cells']): CurveFigure {
  return cells === 'count' ? 'rate' : cells;
}

/** One point of a curve: a share with its interval, or a mean of shares or a value per person (`rate`), which have none (`low` and `high` are NaN). */
interface CurvePoint extends RateValue {
  /** Those who came back, and out of how many; NaN for a mean of shares, and `k` for a value. */
  readonly k: number;
  readonly n: number;
  /** Complete cohorts in it. */
  readonly cohorts: number;
  /** Of a mean: whether the complete cohorts have less than half the people, so that it says little of all (R4). */
  readonly thin?: boolean;
}

/** One line, by column. */
export interface RetentionCurve {
  readonly id: string;
  readonly label: string;
  /** The cohort it follows; null for the mean of all. */
  readonly cohort: Cohort | null;
  /** Whose mean it is, where groups are beside each other. */
  readonly group?: ActivityGroup;
  /** By column; null where not every person's period is over. */
  readonly points: readonly (CurvePoint | null)[];
}

/** The mean of all complete cohorts (R4): of shares pooled with its interval or simple without one, of values per person pooled. */
export function meanCurve(
  { means }: RetentionResult,
  mean: 'pooled' | 'simple',
  label: string,
  figure: CurveFigure = 'rate',
): RetentionCurve {
  return {
    id: mean,
    label,
    cohort: null,
    points: means.map(({ pooled, simple, cohorts, thin, revenue, cumulative }) => {
      if (cohorts === 0) return null;
      if (figure !== 'rate')
        return { ...valuePoint(figure === 'revenue' ? revenue : cumulative, pooled.n, cohorts), thin };
      return mean === 'pooled'
        ? { ...pooled, cohorts, thin }
        : { rate: simple, low: Number.NaN, high: Number.NaN, k: Number.NaN, n: Number.NaN, cohorts, thin };
    }),
  };
}

/** The curve of one cohort, as far as it is complete (R5). */
export function cohortCurve(row: RetentionRow, label: string, figure: CurveFigure = 'rate'): RetentionCurve {
  const { kind, key } = row;
  return {
    id: JSON.stringify([kind, key]),
    label,
    cohort: { kind, key },
    points: row.cells.map((cell) => {
      if (cell?.complete !== true) return null;
      const { rate, revenue, cumulative } = cell;
      if (figure === 'rate') return { ...rate, cohorts: 1 };
      return valuePoint(figure === 'revenue' ? revenue / rate.n : cumulative, rate.n, 1);
    }),
  };
}

function valuePoint(rate: number, n: number, cohorts: number): CurvePoint {
  return { rate, low: Number.NaN, high: Number.NaN, k: Number.NaN, n, cohorts };
}

/** The power of ten that holds every value of the curves: what the axis of values is drawn in hundredths of. */
export function scaleOf(curves: readonly RetentionCurve[]): number {
  const most = curves
    .flatMap(({ points }) => points.map((point) => Math.abs(point?.rate ?? 0)))
    .reduce((top, value) => (Number.isFinite(value) ? Math.max(top, value) : top), 0);
  return most > 0 ? 10 ** Math.ceil(Math.log10(most) - 1e-9) : 1;
}

/** Points with which a line says something beside the mean. */
const LONG = 4;

/**
 * Which cohorts are drawn when nobody has chosen: of periods that don't begin with the data (R1) the oldest and the newest that are complete in four columns or more, of
 * others the first `most` that are in two, in the order of the rows.
 */
export function usualCohorts(rows: readonly RetentionRow[], most: number): readonly RetentionRow[] {
  const points = ({ cells }: RetentionRow): number =>
    cells.filter((cell) => cell?.complete === true && cell.rate.n > 0).length;
  if (rows[0]?.kind !== 'period') return rows.filter((row) => points(row) > 1).slice(0, most);
  const long = rows.filter((row) => !row.opening && points(row) >= LONG);
  return long.length > 2 ? [...long.slice(0, 1), ...long.slice(-1)] : long;
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

/** The first column from which every mean among the curves is thin; null: there is none. */
export function thinFrom(curves: readonly RetentionCurve[]): number | null {
  const means = curves.filter(({ cohort }) => cohort === null);
  const length = lengthOf(means);
  const dense = means.reduce(
    (last, { points }) =>
      Math.max(
        last,
        points.findLastIndex((point) => point?.thin === false),
      ),
    -1,
  );
  return means.length > 0 && dense + 1 < length ? dense + 1 : null;
}

/** The curves as the trend draws lines, in parts of `scale`: columns stand for periods, and a line ends with its last point. */
export function seriesOf(curves: readonly RetentionCurve[], scale = 1): readonly TrendSeries[] {
  const columns = Array.from({ length: lengthOf(curves) }, (_, column) => String(column).padStart(4, '0'));
  return curves.map(({ id, label, points }) => ({
    id,
    label,
    points: columns.map((period, column) => {
      const point = points[column] ?? { k: 0, n: 0, rate: Number.NaN, low: Number.NaN, high: Number.NaN };
      const rate = { ...point, rate: point.rate / scale };
      return { period, reached: [], matured: point.n, complete: true, rate };
    }),
  }));
}
