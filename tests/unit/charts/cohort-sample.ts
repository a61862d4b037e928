import type { LifecyclePeriod } from '../../../src/questions/lifecycle.ts';
import type {
  RetentionCell,
  RetentionMean,
  RetentionResult,
  RetentionRow,
} from '../../../src/questions/retention.ts';
import { rateOf } from './sample.ts';

/** A cell of `n` people of whom `k` came back. */
const cellOf = (k: number, n: number, complete = true, revenue = Number.NaN): RetentionCell => ({
  rate: rateOf(k, n),
  complete,
  revenue,
  cumulative: revenue / n,
});

/** R4: means of every column over the complete cells. */
function meansOf(rows: readonly RetentionRow[], columns: number, entries: number): RetentionMean[] {
  return Array.from({ length: columns }, (_, column) => {
    const cells = rows.flatMap(({ cells }) => {
      const cell = cells[column];
      return cell?.complete === true ? [cell] : [];
    });
    const sum = (of: (cell: RetentionCell) => number): number =>
      cells.reduce((total, cell) => total + of(cell), 0);
    const n = sum(({ rate }) => rate.n);
    return {
      pooled: rateOf(
        sum(({ rate }) => rate.k),
        n,
      ),
      simple: sum(({ rate }) => rate.rate) / cells.length,
      cohorts: cells.length,
      thin: n < entries / 2,
      revenue: sum(({ revenue }) => revenue) / n,
      cumulative: sum(({ cumulative, rate }) => cumulative * rate.n) / n,
    };
  });
}

/** A result of rows `[period, size, counts of those who came back]`; the last cell of each row is not over. */
export function resultOf(
  rows: readonly (readonly [key: string, size: number, counts: readonly number[]])[],
  revenue?: number,
): RetentionResult {
  const columns = Math.max(0, ...rows.map(([, , counts]) => counts.length));
  const made = rows.map(([key, size, counts], index): RetentionRow => ({
    kind: 'period',
    key,
    size,
    opening: index === 0,
    cells: Array.from({ length: columns }, (_, column) => {
      const k = counts[column];
      return k === undefined
        ? null
        : cellOf(k, size, column < counts.length - 1, revenue === undefined ? Number.NaN : k * revenue);
    }),
  }));
  const entries = made.reduce((sum, { size }) => sum + size, 0);
  return {
    rows: made,
    means: meansOf(made, columns, entries),
    entries,
    people: entries,
    activeBefore: 0,
    overlap: false,
  };
}

/** Columns of one period each. */
export const columnsOf = (count: number): readonly { readonly from: number; readonly to: number }[] =>
  Array.from({ length: count }, (_, at) => ({ from: at, to: at }));

/** Monthly cohorts of the design's mock: 2,768 people in twelve months. */
export const mockRows = [
  ['2025-07-01', 214, [27, 45, 49, 32, 31, 39, 28, 23, 29, 21, 20, 27]],
  ['2025-08-01', 198, [23, 59, 42, 39, 28, 34, 37, 30, 27, 26, 21]],
  ['2025-09-01', 231, [32, 58, 50, 46, 34, 36, 34, 37, 25, 37]],
  ['2025-10-01', 246, [29, 64, 66, 42, 47, 44, 35, 42, 25]],
  ['2025-11-01', 312, [24, 79, 60, 34, 47, 35, 32, 42]],
  ['2025-12-01', 358, [29, 78, 62, 52, 48, 53, 44]],
  ['2026-01-01', 187, [30, 43, 48, 43, 31, 36]],
  ['2026-02-01', 176, [26, 46, 43, 39, 21]],
  ['2026-03-01', 205, [21, 45, 49, 43]],
  ['2026-04-01', 219, [30, 64, 52]],
  ['2026-05-01', 228, [31, 66]],
  ['2026-06-01', 194, [30]],
] as const;

/** Months of a life cycle that keep L1: everyone active before either returns or is dormant. The last is not over. */
export function lifecycleOf(count: number): LifecyclePeriod[] {
  let before = 0;
  return Array.from({ length: count }, (_, index) => {
    const fresh = index === 0 ? 300 : 120 + ((index * 37) % 60);
    const returning = Math.round(before * (0.6 + ((index * 13) % 10) / 100));
    const resurrected = index < 2 ? 0 : 20 + ((index * 11) % 25);
    const dormant = before - returning;
    before = fresh + returning + resurrected;
    return {
      period: `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`,
      active: before,
      new: fresh,
      returning,
      resurrected,
      dormant,
      quickRatio: dormant === 0 ? Number.NaN : (fresh + resurrected) / dormant,
      complete: index < count - 1,
      opening: index === 0,
    };
  });
}
