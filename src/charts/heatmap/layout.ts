import type { Rate } from '../../questions/funnel.ts';
import type {
  RetentionCell,
  RetentionMean,
  RetentionQuestion,
  RetentionResult,
  RetentionRow,
} from '../../questions/retention.ts';
import type { Cohort } from '../cohort.ts';

/** What the cells show. */
export type HeatFigure = RetentionQuestion['cells'];
export type HeatMean = RetentionQuestion['mean'];

/** One drawn cell. */
export interface HeatCell {
  readonly cell: RetentionCell;
  /** The figure shown; a rate as a share. */
  readonly value: number;
  /** Step of colour, 1 to 7; 0 for a cell that has none: it is not over, or of a period 0 beyond the scale. */
  readonly step: number;
}

interface HeatRow {
  readonly cohort: Cohort;
  readonly size: number;
  readonly opening: boolean;
  readonly cells: readonly (HeatCell | null)[];
}

export interface HeatLayout {
  readonly rows: readonly HeatRow[];
  /** Where steps 2 to 7 begin, ascending; empty when no cell is complete. */
  readonly breaks: readonly number[];
  /** Decimals of every cell (of percentages, for rates). */
  readonly digits: number;
  /** The steps that occur, first and last; null where they are not two or more, and there is nothing to tell apart. */
  readonly scale: { readonly from: number; readonly to: number } | null;
  /** Period 0 is beyond the scale of the later ones, and has no colour. */
  readonly apart: boolean;
  /** By column; NaN without a complete cohort. `thin`: of less than half the people (R4). */
  readonly means: readonly {
    readonly value: number;
    readonly cohorts: number;
    readonly rate: Rate;
    readonly thin: boolean;
  }[];
  readonly meanDigits: number;
  readonly entries: number;
  readonly unripe: boolean;
  readonly opening: boolean;
  /** Periods in which nobody started before the first and after the last cohort, which have no row; first and last of each. */
  readonly idle: readonly { readonly from: Cohort; readonly to: Cohort; readonly count: number }[];
  /** Rows of periods in which nobody started, between the first and the last cohort. */
  readonly empty: number;
}

/** A place in the table; the row after the last is that of the means, column −1 is the cohort's size. */
export interface HeatPlace {
  readonly row: number;
  readonly column: number;
}

const STEPS = 7;
/** Widths of a colour step that a reader can add up. */
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** The figure of a cell that the table shows. */
export function figureOf(cell: RetentionCell, figure: HeatFigure): number {
  switch (figure) {
    case 'rate':
      return cell.rate.rate;
    case 'count':
      return cell.rate.k;
    case 'revenue':
      return cell.revenue;
    case 'cumulative':
      return cell.cumulative;
  }
}

function meanOf(mean: RetentionMean, figure: HeatFigure, kind: HeatMean): number {
  switch (figure) {
    case 'rate':
      return kind === 'pooled' ? mean.pooled.rate : mean.simple;
    case 'count':
      return mean.cohorts === 0
        ? Number.NaN
        : kind === 'pooled'
          ? mean.pooled.k
          : mean.pooled.k / mean.cohorts;
    case 'revenue':
      return mean.revenue;
    case 'cumulative':
      return mean.cumulative;
  }
}

/**
 * Where the colour steps 2 to 7 begin: six multiples of a round number that hold all but the outer twentieths of the
 * values between them. Outliers share the first or the last step instead of taking the colour from everyone else.
 * @param values finite figures of complete cells, in any order
 * @param least smallest step there may be, such as 0.01 for rates and 1 for counts
 * @param most largest value there may be, such as 1 for rates
 */
export function heatBreaks(values: readonly number[], least: number, most = Infinity): readonly number[] {
  if (values.length === 0) return [];
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  const low = at(0.05);
  const high = at(0.95);
  for (let power = least; ; power *= 10) {
    for (const factor of ROUND) {
      const step = factor * power;
      // Counts are whole, and so are the steps between them.
      if (least === 1 && !Number.isInteger(step)) continue;
      // No step begins at the largest value that there may be, or beyond it.
      const top = Math.ceil(most / step - 1e-9) - 1;
      const first = Math.min(Math.floor(low / step + 1e-9) + 1, top - STEPS + 2);
      // The last step need not end before the largest value that there may be.
      if ((first + STEPS - 2) * step < high && (first + STEPS - 1) * step < most) continue;
      return Array.from({ length: STEPS - 1 }, (_, index) => tidy((first + index) * step));
    }
  }
}

/** Rids a multiple of a decimal step of what binary arithmetic adds. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Step of colour of a value, 1 to 7. */
export function stepOf(value: number, breaks: readonly number[]): number {
  return 1 + breaks.filter((from) => value >= from - 1e-12).length;
}

/** Decimals at which the figures of a table can be told apart and still fit: the same for every cell. */
export function digitsOf(largest: number, figure: HeatFigure): number {
  if (figure === 'count') return 0;
  if (figure === 'rate') return largest < 0.1 ? 1 : 0;
  return largest < 100 ? 2 : 0;
}

/** The rows between the first and the last cohort with anybody in it, and the stretches of empty periods left out around them. */
function busyRows(
  all: readonly RetentionRow[],
): Pick<HeatLayout, 'idle'> & { rows: readonly RetentionRow[] } {
  const first = all.findIndex(({ size }) => size > 0);
  if (first < 0) return { rows: all, idle: [] };
  const end = all.findLastIndex(({ size }) => size > 0) + 1;
  const idle = [all.slice(0, first), all.slice(end)].flatMap((stretch) => {
    const [from, to] = [stretch[0], stretch.at(-1)];
    return from && to ? [{ from, to, count: stretch.length }] : [];
  });
  return { rows: all.slice(first, end), idle };
}

/** The table of a result: cells with their colour, means, and what has to be explained under it. */
export function layoutHeat(result: RetentionResult, figure: HeatFigure, mean: HeatMean): HeatLayout {
  const complete = (from: number, to?: number): readonly number[] =>
    result.rows.flatMap(({ cells }) =>
      cells.slice(from, to).flatMap((cell) => {
        const value = cell?.complete === true ? figureOf(cell, figure) : Number.NaN;
        return Number.isFinite(value) ? [value] : [];
      }),
    );
  // Period 0 is everybody in many a question and would leave the rest one colour.
  const later = complete(1);
  const values = later.length > 0 ? later : complete(0);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const magnitude = 10 ** Math.floor(Math.log10(largest > 0 ? largest / 100 : 1));
  const least = figure === 'rate' ? (largest < 0.1 ? 0.001 : 0.01) : figure === 'count' ? 1 : magnitude;
  const breaks = heatBreaks(values, least, figure === 'rate' ? 1 : Infinity);
  const { rows: busy, idle } = busyRows(result.rows);
  const top = Math.max(largest, breaks.at(-1) ?? Infinity);
  const apart = later.length > 0 && complete(0, 1).some((value) => value > top);
  const step = (cell: RetentionCell, value: number, column: number): number =>
    cell.complete && Number.isFinite(value) && !(apart && column === 0) ? stepOf(value, breaks) : 0;
  const rows = busy.map(({ kind, key, size, opening, cells }): HeatRow => ({
    cohort: { kind, key },
    size,
    opening,
    cells: cells.map((cell, column) => {
      if (cell === null) return null;
      const value = figureOf(cell, figure);
      return { cell, value, step: step(cell, value, column) };
    }),
  }));
  const digits = digitsOf(largest, figure);
  return {
    rows,
    breaks,
    scale: scaleOf(rows),
    apart,
    digits,
    means: result.means.map((each) => ({
      value: meanOf(each, figure, mean),
      cohorts: each.cohorts,
      rate: each.pooled,
      thin: each.cohorts > 0 && each.thin,
    })),
    meanDigits: figure === 'rate' ? digits + 1 : figure === 'count' ? (mean === 'simple' ? 1 : 0) : 2,
    entries: result.entries,
    unripe: rows.some(({ cells }) => cells.some((cell) => cell?.cell.complete === false)),
    opening: rows.some(({ opening }) => opening),
    idle,
    empty: rows.filter(({ cohort, size }) => cohort.kind === 'period' && size === 0).length,
  };
}

function scaleOf(rows: readonly HeatRow[]): HeatLayout['scale'] {
  const steps = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell && cell.step > 0 ? [cell.step] : [])),
  );
  const from = steps.reduce((least, step) => Math.min(least, step), Infinity);
  const to = steps.reduce((most, step) => Math.max(most, step), 0);
  return from < to ? { from, to } : null;
}

/** A row as it is walked: which of its cells are there. */
export type Steps = readonly boolean[];

/** The rows that are walked: those of the cohorts, and that of the means. */
export function stepsOf({ rows, means }: HeatLayout): readonly Steps[] {
  if (rows.length === 0) return [];
  return [
    ...rows.map(({ cells }) => cells.map((cell) => cell !== null)),
    means.map(({ cohorts }) => cohorts > 0),
  ];
}

/** Last column of a row that has a cell; −1 when only its size is there. */
export function lastOf(row: Steps | undefined): number {
  return row === undefined ? -1 : row.lastIndexOf(true);
}

/**
 * Where a key leads from a place, or null: arrows by one, Home and End along the row, with Ctrl to the table's corners,
 * Page Up and Down by ten rows. Rows end where their data do, so going down may also lead to the left.
 */
export function heatStep(
  from: HeatPlace,
  key: string,
  ctrl: boolean,
  rows: readonly Steps[],
): HeatPlace | null {
  const end = rows.length - 1;
  if (end < 0) return null;
  const to = {
    ArrowRight: { row: from.row, column: from.column + 1 },
    ArrowLeft: { row: from.row, column: from.column - 1 },
    ArrowDown: { row: from.row + 1, column: from.column },
    ArrowUp: { row: from.row - 1, column: from.column },
    PageDown: { row: Math.min(end, from.row + 10), column: from.column },
    PageUp: { row: Math.max(0, from.row - 10), column: from.column },
    Home: { row: ctrl ? 0 : from.row, column: -1 },
    End: { row: ctrl ? end : from.row, column: Number.POSITIVE_INFINITY },
  }[key];
  if (to === undefined || to.row < 0 || to.row > end || to.column < -1) return null;
  const column = Math.min(to.column, lastOf(rows[to.row]));
  return to.row === from.row && column === from.column ? null : { row: to.row, column };
}

/**
 * Which of `count` rows or columns are drawn: those in view and `spare` on either side.
 * @param scroll how far the view is scrolled, px
 * @param room length of the view, px
 * @param pitch length of one, px
 * @returns `to` is exclusive
 */
export function inView(
  scroll: number,
  room: number,
  pitch: number,
  count: number,
  spare = 4,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(count - 1, Math.floor(scroll / pitch) - spare));
  return { from, to: Math.min(count, Math.max(from, Math.ceil((scroll + room) / pitch) + spare)) };
}
