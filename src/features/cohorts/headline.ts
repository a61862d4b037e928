import { MISSING, type Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type {
  RetentionAnswer,
  RetentionCell,
  RetentionQuestion,
  RetentionResult,
} from '../../questions/retention.ts';
import { apart } from '../analysis/compared.ts';
import { baseText, FEW, isFew } from '../analysis/rates.ts';
import { columnText, isAgain, namesOf, valueText, whenText } from './words.ts';

/** A figure with its name and what stands under it. */
export interface Headline {
  readonly label: string;
  readonly value: string;
  readonly detail: readonly string[];
}

/**
 * The column that a headline is about: period 1; of a value so far the last that at least every other cohort has lived
 * through. −1 when there is none.
 */
export function headlineColumn(
  { cells }: Pick<RetentionQuestion, 'cells'>,
  { means, rows }: Pick<RetentionResult, 'means' | 'rows'>,
): number {
  if (cells !== 'cumulative') return means.length > 1 ? 1 : -1;
  const cohorts = rows.filter(({ size }) => size > 0).length;
  return means.findLastIndex((mean) => mean.cohorts > 0 && 2 * mean.cohorts >= cohorts);
}

/** What the cohorts come to, in the figure that the cells show; null without a column to speak of. `currency`: of the value, null for a plain number. */
export function headlineOf(
  question: RetentionQuestion,
  answer: RetentionAnswer,
  result: RetentionResult,
  currency: string | null,
  format: Format,
): Headline | null {
  const { cells, value: property } = question;
  const column = headlineColumn(question, result);
  const mean = result.means[column];
  if (mean === undefined) return null;
  const { pooled, simple, cohorts } = mean;
  const when = whenText(column, answer, question);
  const none = [t('cohorts.fact.return.none')];
  const few = isFew(pooled) ? [t('analysis.rate.few', { n: format.integer(FEW) })] : [];
  if (cells === 'revenue' || cells === 'cumulative')
    return {
      label: t(`cohorts.fact.${cells}`, {
        property: property ?? '',
        column: columnText(column, answer, question),
      }),
      value: valueText(mean[cells], currency, format),
      detail: cohorts === 0 ? none : [t('cohorts.fact.value.base', { n: format.integer(pooled.n) }), ...few],
    };
  const { rate, interval } = format.rate(pooled, 'auto');
  const figure = cells === 'rate' ? 'return' : 'returned';
  const label = isAgain(question)
    ? t(`cohorts.fact.${figure}.${question.mean}`, { when })
    : t(`cohorts.fact.${figure}.other.${question.mean}`, { when, back: namesOf(question).back });
  if (cells === 'count')
    return {
      label,
      value:
        cohorts === 0
          ? MISSING
          : question.mean === 'pooled'
            ? format.integer(pooled.k)
            : format.decimal(pooled.k / cohorts, 1),
      detail:
        cohorts === 0
          ? none
          : [t('cohorts.fact.returned.of', { n: format.integer(pooled.n), share: rate, interval }), ...few],
    };
  if (question.mean === 'simple')
    return {
      label,
      value: format.percent(cohorts === 0 ? null : simple),
      detail: cohorts === 0 ? none : [t('cohorts.fact.simple', { count: cohorts }), ...few],
    };
  return {
    label,
    value: rate,
    detail:
      cohorts === 0 ? none : [interval, t('cohorts.fact.interval', { n: format.integer(pooled.n) }), ...few],
  };
}

/** Days that a period has at least. */
const LEAST = { hour: 1 / 24, day: 1, week: 7, month: 28, quarter: 90, year: 365 } as const;

/**
 * The first column after period 0 that begins when the first days of everybody are over, so that what made them a cohort is no return
 * in it; −1 when there is none.
 */
function laterColumn(
  { period, clock }: RetentionQuestion,
  { columns }: RetentionAnswer,
  days: number,
): number {
  const length = LEAST[period.unit] * period.n;
  // By the calendar a start may be as late as the end of period 0.
  const late = clock === 'calendar' ? 1 : 0;
  return columns.findIndex(({ from }, column) => column > 0 && (from - late) * length >= days);
}

/**
 * Those who did beside those who did not (R7), in the column of the headline or the first that begins after their first days; null
 * without one, or where the rows are not made by behaviour.
 */
export function behaviourOf(
  question: RetentionQuestion,
  answer: RetentionAnswer,
  { rows, means }: RetentionResult,
  currency: string | null,
  format: Format,
): Headline | null {
  const { cells, cohorts } = question;
  if (cohorts.by !== 'behaviour') return null;
  const first = laterColumn(question, answer, cohorts.days);
  const column = Math.max(first, headlineColumn(question, { rows, means }));
  const [did, not] = (['did', 'did-not'] as const).map((kind) =>
    rows.find((row) => row.kind === kind)?.cells.at(column),
  );
  if (first < 0 || !did || !not) return null;
  const valued = cells === 'revenue' || cells === 'cumulative';
  const worth = (cell: RetentionCell): string =>
    valued
      ? valueText(cells === 'revenue' ? cell.revenue / cell.rate.n : cell.cumulative, currency, format)
      : format.rate(cell.rate, 'auto').rate;
  const names = { did: worth(did), not: worth(not) };
  const verdict = isFew(did.rate) || isFew(not.rate) ? 'few' : apart(did.rate, not.rate) ? 'apart' : 'chance';
  return {
    label: t('cohorts.fact.behaviour', {
      when: valued ? columnText(column, answer, question) : whenText(column, answer, question),
    }),
    value: t('cohorts.fact.behaviour.both', names),
    detail: [
      ...(valued
        ? [
            t('cohorts.fact.behaviour.value', {
              n: format.integer(did.rate.n),
              not: format.integer(not.rate.n),
            }),
          ]
        : [
            t(`cohorts.fact.behaviour.${verdict}`, {
              points: format.points(did.rate.rate - not.rate.rate),
              n: format.integer(FEW),
            }),
            t('cohorts.fact.behaviour.bases', {
              did: baseText(did.rate, format),
              not: baseText(not.rate, format),
            }),
          ]),
      ...(column > 1 && column === first ? [t('cohorts.fact.behaviour.later', { count: cohorts.days })] : []),
    ],
  };
}
