import type { Control } from '../../base/control.ts';
import type {
  RetentionAnswer,
  RetentionCell,
  RetentionMean,
  RetentionQuestion,
  RetentionResult,
  RetentionRow,
} from '../../questions/retention.ts';
import { wilson } from '../statistics/wilson.ts';
import type { EventTable } from '../table.ts';
import { analyseRetention, type RetentionAnalysis } from './analysis.ts';
import { tally, type Tally } from './tally.ts';

/** Returns the answer to a question of cohorts (R1 to R9). Throws `AppFailure('cancelled')` through `control`. */
export async function answerRetention(
  table: EventTable,
  question: RetentionQuestion,
  control: Control,
): Promise<Omit<RetentionAnswer, 'compared'>> {
  const { source, analysis } = await analyseRetention(table, question, control);
  const whole = { kind: 'retention', data: table.span, notes: source.notes } as const;
  if (analysis === null) return { ...whole, columns: [], total: NOBODY, groups: [] };
  const sums = await tally(analysis, control);
  const { columns, groups } = analysis;
  return {
    ...whole,
    columns: columns.from.map((from, k) => ({ from, to: columns.to[k]! })),
    total: resultOf(analysis, sums, 0),
    groups: (groups?.shown ?? []).map((group, k) => ({ ...group, ...resultOf(analysis, sums, k + 1) })),
  };
}

const NOBODY: RetentionResult = {
  rows: [],
  means: [],
  entries: 0,
  people: 0,
  activeBefore: 0,
  overlap: false,
};

function resultOf({ plan, columns, cohorts }: RetentionAnalysis, sums: Tally, part: number): RetentionResult {
  const rows = cohorts.rows.map(({ kind, key, opening }, r): RetentionRow => {
    const line = part * cohorts.rows.length + r;
    const size = sums.size[line]!;
    return {
      kind,
      key,
      size,
      opening,
      cells: columns.from.map((_, column) =>
        cellOf(sums, line * sums.stride + column, size, plan.periodic, plan.values !== null),
      ),
    };
  });
  const entries = rows.reduce((sum, { size }) => sum + size, 0);
  return {
    rows,
    means: columns.from.map((_, column) =>
      meanOf(
        rows.map(({ cells }) => cells[column]!),
        entries,
      ),
    ),
    entries,
    people: sums.people[part]!,
    activeBefore: sums.activeBefore[part]!,
    overlap: sums.overlap[part] === 1,
  };
}

/** R5: a cohort of one period counts whole; of people who started at any time only those who have lived through the column count. */
function cellOf(
  sums: Tally,
  at: number,
  size: number,
  periodic: boolean,
  summing: boolean,
): RetentionCell | null {
  const over = sums.over[at]!;
  const n = periodic ? size : over;
  if (n === 0 || (periodic && sums.begun[at] === 0)) return null;
  return {
    rate: wilson(sums.returned[at]!, n),
    complete: !periodic || over === size,
    revenue: summing ? sums.revenue[at]! : NaN,
    cumulative: summing ? sums.cumulative[at]! / n : NaN,
  };
}

/** R4: the means of a column, of the cohorts' `entries` people. */
function meanOf(cells: readonly (RetentionCell | null)[], entries: number): RetentionMean {
  const pooled = cells.filter((cell): cell is RetentionCell => cell?.complete === true);
  const sum = (figure: (cell: RetentionCell) => number): number =>
    pooled.reduce((total, cell) => total + figure(cell), 0);
  const n = sum(({ rate }) => rate.n);
  return {
    pooled: wilson(
      sum(({ rate }) => rate.k),
      n,
    ),
    simple: sum(({ rate }) => rate.rate) / pooled.length,
    cohorts: pooled.length,
    thin: n < entries / 2,
    revenue: sum(({ revenue }) => revenue) / n,
    cumulative: sum(({ cumulative, rate }) => cumulative * rate.n) / n,
  };
}
