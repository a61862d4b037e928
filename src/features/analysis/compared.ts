import { chiSquareTail } from '../../engine/statistics/chi-square.ts';
import { findsAmong } from '../../engine/statistics/many-tests.ts';
import { Z95 } from '../../engine/statistics/wilson.ts';
import { MISSING, signed, type Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { DateRange } from '../../questions/activity.ts';
import type { Filter } from '../../questions/filter.ts';
import type { Rate } from '../../questions/funnel.ts';
import { baseText, isFew } from './rates.ts';

/** Whom and which dates a side of a comparison is of. */
export interface Side {
  readonly people: Filter;
  readonly range: DateRange;
}

/** X1: whether two sides are of the same people in dates that overlap: no test of independent sides says anything of them then. */
export function sharePeople(own: Side, other: Side): boolean {
  const begins = (range: DateRange): string => range.from ?? '';
  const ends = (range: DateRange): string => range.to ?? '\uffff';
  return (
    JSON.stringify(own.people) === JSON.stringify(other.people) &&
    begins(own.range) <= ends(other.range) &&
    begins(other.range) <= ends(own.range)
  );
}

/** A figure on both sides of a comparison. */
export interface ComparedRow {
  readonly name: string;
  readonly own: ComparedFigure;
  readonly other: ComparedFigure;
  /** How much more this side has; '' where that says nothing. */
  readonly difference: string;
  /** How this side stands to the other if that is no chance; `few`: of too few to conclude (X1); null: the figure has no interval. */
  readonly verdict: Verdict | 'few' | null;
}

interface Verdict {
  /** Which of the sides is good news. */
  readonly news: 'better' | 'worse';
  /** How often chance alone would set the sides as far apart. */
  readonly p: number;
}

interface ComparedFigure {
  readonly text: string;
  readonly detail: string;
}

/**
 * X1: whether two rates differ by more than chance: the 95 % interval of their difference, made of their Wilson intervals, leaves out 0
 * (Newcombe 1998, method 10). False when either is unknown.
 */
export function apart(a: Rate, b: Rate): boolean {
  return marginsApart(a, b) > 1;
}

/** How many times the way from the difference of two rates to the end of its 95 % interval fits between it and 0; NaN when it is unknown. */
function marginsApart(a: Rate, b: Rate): number {
  const [more, less] = a.rate < b.rate ? [b, a] : [a, b];
  const difference = more.rate - less.rate;
  return difference === 0 ? 0 : difference / Math.hypot(more.rate - more.low, less.high - less.rate);
}

/** The p of the difference of two rates, from its 95 % interval (D. G. Altman and J. M. Bland, BMJ 343, 2011, d2304). */
const chanceOf = (a: Rate, b: Rate): number => chiSquareTail((Z95 * marginsApart(a, b)) ** 2, 1);

/** X1, X2: what is said of every row of one comparison, whose rates are tested together; null where there is nothing to test. */
export function verdictsOf(
  rows: readonly Pick<ComparedRow, 'verdict'>[],
): readonly ('better' | 'worse' | 'chance' | 'few' | null)[] {
  const tested = rows.flatMap(({ verdict }) => (verdict === 'few' ? [] : (verdict ?? [])));
  const finds = findsAmong(tested.map(({ p }) => p));
  return rows.map(({ verdict }) => {
    if (verdict === 'few' || verdict === null) return verdict;
    return finds[tested.indexOf(verdict)] === true ? verdict.news : 'chance';
  });
}

/** A rate on both sides. `better`: which of them is good news. */
export function rateRow(
  name: string,
  own: Rate,
  other: Rate,
  format: Format,
  better: 'more' | 'less' = 'more',
): ComparedRow {
  const figure = (rate: Rate): ComparedFigure => ({
    text: format.rate(rate).rate,
    detail: baseText(rate, format),
  });
  const more = own.rate - other.rate;
  const verdict = (): ComparedRow['verdict'] => {
    const p = chanceOf(own, other);
    if (Number.isNaN(p)) return null;
    if (isFew(own) || isFew(other)) return 'few';
    return { p, news: more > 0 === (better === 'more') ? 'better' : 'worse' };
  };
  return {
    name,
    own: figure(own),
    other: figure(other),
    difference: Number.isFinite(more)
      ? t('analysis.compared.points', { points: format.points(more) })
      : MISSING,
    verdict: verdict(),
  };
}

/** A number on both sides, written by `text`; its difference too, with a sign. Not known: NaN or null. */
export function numberRow(
  name: string,
  own: number | null,
  other: number | null,
  text: (value: number) => string,
): ComparedRow {
  const figure = (value: number | null): ComparedFigure => ({
    text: value === null || Number.isNaN(value) ? MISSING : text(value),
    detail: '',
  });
  const more = (own ?? NaN) - (other ?? NaN);
  const sides = { own: figure(own), other: figure(other) };
  // What is written alike differs by nothing that could be read.
  const written = sides.own.text === sides.other.text ? text(0) : signed(more, text);
  return { name, ...sides, difference: Number.isNaN(more) ? '' : written, verdict: null };
}

/** A range of dates in words; an open end is named as such. */
export function rangeText({ from, to }: DateRange, format: Format): string {
  if (from !== null && to !== null) return format.calendarRange(from, to);
  return t('question.range.open', {
    from: from === null ? t('question.range.first') : format.calendarDate(from),
    to: to === null ? t('question.range.last') : format.calendarDate(to),
  });
}
