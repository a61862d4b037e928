import { MISSING, signed, type Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { DateRange } from '../../questions/activity.ts';
import type { Filter } from '../../questions/filter.ts';
import type { Rate } from '../../questions/funnel.ts';
import { baseText } from './rates.ts';

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
  /** How this side stands to the other; null: the figure has no interval. */
  readonly verdict: 'better' | 'worse' | 'chance' | null;
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
  const difference = a.rate - b.rate;
  const below = Math.hypot(a.rate - a.low, b.high - b.rate);
  const above = Math.hypot(a.high - a.rate, b.rate - b.low);
  return difference - below > 0 || difference + above < 0;
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
  return {
    name,
    own: figure(own),
    other: figure(other),
    difference: Number.isFinite(more)
      ? t('analysis.compared.points', { points: format.points(more) })
      : MISSING,
    verdict: !apart(own, other) ? 'chance' : more > 0 === (better === 'more') ? 'better' : 'worse',
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
