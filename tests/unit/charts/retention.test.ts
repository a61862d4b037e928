import { describe, expect, it } from 'vitest';
import {
  cohortCurve,
  lengthOf,
  meanCurve,
  rowsOf,
  seriesOf,
  thinFrom,
  usualCohorts,
} from '../../../src/charts/retention/curves.ts';
import { layoutTrend } from '../../../src/charts/trend/layout.ts';
import { mockRows, resultOf } from './cohort-sample.ts';

const mock = resultOf(mockRows);
const measure = (text: string): number => text.length * 7;
const row = (index: number) => mock.rows[index]!;

describe('retention curves', () => {
  it('R4 follow the pooled mean with its interval, or the simple one without', () => {
    const pooled = meanCurve(mock, 'pooled', 'Pooled');
    // Column 9 of the mock: 21 of 214 and 26 of 198 came back; column 11 is complete for nobody.
    expect(pooled.points[9]).toMatchObject({ k: 47, n: 412, cohorts: 2 });
    expect(pooled.points[9]?.low).toBeLessThan(47 / 412);
    expect(pooled.points[11]).toBeNull();
    const simple = meanCurve(mock, 'simple', 'Mean');
    expect(simple.points[9]?.rate).toBeCloseTo((21 / 214 + 26 / 198) / 2, 12);
    expect(simple.points[9]?.low).toBeNaN();
  });

  it('R4 mark from where means are of less than half the people', () => {
    const pooled = meanCurve(mock, 'pooled', 'Pooled');
    const from = thinFrom([pooled, cohortCurve(row(7), 'Feb 2026')])!;
    const half = Math.max(...pooled.points.map((point) => point?.n ?? 0)) / 2;
    expect(pooled.points[from - 1]!.n).toBeGreaterThanOrEqual(half);
    expect(pooled.points[from]!.n).toBeLessThan(half);
    expect(thinFrom([meanCurve(mock, 'simple', 'Mean')])).toBe(from);
    expect(thinFrom([cohortCurve(row(7), 'Feb 2026')])).toBeNull();
    expect(thinFrom([{ ...pooled, points: pooled.points.slice(0, from) }])).toBeNull();
  });

  it('R5 end where a cohort is not over', () => {
    const curve = cohortCurve(row(7), 'Feb 2026');
    expect(curve.points.map((point) => point?.k ?? null).slice(0, 6)).toEqual([26, 46, 43, 39, null, null]);
    expect(lengthOf([curve])).toBe(4);
  });

  it('are the oldest and the newest with four points, of values the first, or those picked', () => {
    // The data begin with July; February has four complete columns, March three.
    expect(usualCohorts(mock.rows, 8).map(({ key }) => key)).toEqual(['2025-08-01', '2026-02-01']);
    const values = mock.rows.map((each) => ({ ...each, kind: 'value' as const }));
    expect(usualCohorts(values, 2)).toEqual(values.slice(0, 2));
    const picks = [row(3), row(1), { kind: 'period', key: '1999-01-01' } as const];
    expect(rowsOf(mock.rows, picks)).toEqual([row(3), row(1)]);
  });

  it('keep the order of columns beyond the tenth, and leave out those without a point', () => {
    const series = seriesOf([meanCurve(mock, 'pooled', 'Pooled'), cohortCurve(row(7), 'Feb 2026')]);
    const layout = layoutTrend(series, 600, measure, 150, 40);
    expect(layout.left).toBe(40);
    expect(layout.periods).toHaveLength(11);
    expect(layout.lines[0]?.places[10]?.point.rate.k).toBe(20);
    expect(layout.lines[1]?.places.map((place) => place !== null).lastIndexOf(true)).toBe(3);
    expect(layout.unripe).toBeNull();
  });

  it('have no band without an interval, and nothing that cannot be drawn', () => {
    const [line] = layoutTrend(seriesOf([meanCurve(mock, 'simple', 'Mean')]), 600, measure, 150, 40).lines;
    expect(line?.band).toBe('');
    expect(line?.line).not.toContain('NaN');
    expect(layoutTrend(seriesOf([]), 600, measure).periods).toEqual([]);
    expect(seriesOf([meanCurve(resultOf([]), 'pooled', 'Pooled')])[0]?.points).toEqual([]);
  });

  it('leave a name at its line where no other name is near', () => {
    const series = seriesOf([meanCurve(mock, 'pooled', 'All'), cohortCurve(row(9), 'Apr')]);
    const { lines } = layoutTrend(series, 900, measure, 150, 40);
    for (const { places, label } of lines) {
      const end = places.findLast((place) => place !== null);
      expect(label?.y).toBeCloseTo((end?.y ?? 0) + 4, 6);
    }
  });
});
