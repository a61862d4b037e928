import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { RetentionAnswer, RetentionMean, RetentionQuestion } from '../../questions/retention.ts';
import { numberRow, rateRow, type ComparedRow } from '../analysis/compared.ts';
import { columnText, valueText } from './words.ts';

/** The other side of a comparison. */
interface OtherSide {
  readonly question: Pick<RetentionQuestion, 'range'>;
  readonly answer: Pick<RetentionAnswer, 'total'>;
}

/** R2: whether both sides had equally long to return to a column. "In it or later" counts until the data end, and so favours the earlier dates. */
export function followedAlike(
  { rule, range }: Pick<RetentionQuestion, 'rule' | 'range'>,
  { range: other }: OtherSide['question'],
): boolean {
  return (
    rule !== 'on-or-after' || (range.from === other.from && range.to === other.to && range.by === other.by)
  );
}

/**
 * The rows of a comparison: those who started, and the mean of every column that both sides have, in the figure that the cells show (R4).
 * Where the sides weren't followed alike the rows have no verdict. `currency`: of the value, null for a plain number.
 */
export function comparedRows(
  question: RetentionQuestion,
  answer: Pick<RetentionAnswer, 'columns' | 'total'>,
  { question: others, answer: other }: OtherSide,
  currency: string | null,
  format: Format,
): readonly ComparedRow[] {
  const row = meanRow(question, currency, format);
  const alike = followedAlike(question, others);
  return [
    numberRow(t('cohorts.fact.entries'), answer.total.people, other.total.people, format.integer),
    ...answer.total.means.flatMap((mean, column) => {
      const there = other.total.means[column];
      if (there === undefined || mean.cohorts === 0 || there.cohorts === 0) return [];
      const name = columnText(column, answer, question);
      const made = row(
        mean.thin || there.thin ? t('cohorts.compared.thin', { column: name }) : name,
        mean,
        there,
      );
      return [alike ? made : { ...made, verdict: null }];
    }),
  ];
}

type MeanRow = (name: string, own: RetentionMean, other: RetentionMean) => ComparedRow;

function meanRow({ cells, mean }: RetentionQuestion, currency: string | null, format: Format): MeanRow {
  if (cells === 'revenue' || cells === 'cumulative')
    return (name, own, other) =>
      numberRow(name, own[cells], other[cells], (value) => valueText(value, currency, format));
  if (cells === 'count')
    return mean === 'pooled'
      ? (name, own, other) => numberRow(name, own.pooled.k, other.pooled.k, format.integer)
      : (name, own, other) =>
          numberRow(name, own.pooled.k / own.cohorts, other.pooled.k / other.cohorts, (value) =>
            format.decimal(value, 1),
          );
  if (mean === 'pooled') return (name, own, other) => rateRow(name, own.pooled, other.pooled, format);
  // The mean of some rates has no interval to judge by.
  return (name, own, other) => ({
    ...numberRow(name, own.simple, other.simple, (value) => format.percent(value)),
    difference: t('analysis.compared.points', { points: format.points(own.simple - other.simple) }),
  });
}
