import { cohortName, columnName } from '../../charts/cohort.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { ActivityNote } from '../../questions/activity.ts';
import type { RetentionAnswer, RetentionPick, RetentionQuestion } from '../../questions/retention.ts';
import { groupTitle } from '../analysis/groups.ts';
import { bracketEnds } from './brackets.ts';
import { curveFigure } from '../../charts/retention/curves.ts';
import { countConditions } from '../question/edit-filter.ts';
import { readsLikeMoney } from '../../domain/names.ts';
import type { Rule } from '../question/rules.ts';
import { countText, eventsText } from '../question/words.ts';

/** The periods of the columns: `week`, `of the first 12 months`, `of 5 brackets up to day 30`, `month of their own`. */
export function periodText(question: RetentionQuestion): string {
  const columns = columnsText(question);
  return question.clock === 'rolling' ? t('cohorts.period.rolling', { span: columns }) : columns;
}

function columnsText({ period, columns, brackets }: RetentionQuestion): string {
  const { unit, n } = period;
  if (brackets !== null) {
    const end = bracketEnds(brackets).at(-1) ?? 0;
    return t('cohorts.period.brackets', {
      count: brackets.length,
      end: columnName({ from: end, to: end }, period),
    });
  }
  const span = t(`cohorts.period.${unit}`, { count: n });
  if (columns === null) return span;
  return n === 1
    ? t('cohorts.period.first', { span: t(`cohorts.period.${unit}`, { count: columns }) })
    : t('cohorts.period.first.spans', { count: columns, span });
}

/** What makes the rows: `by week of start`. */
export function cohortsText({ cohorts, period }: Pick<RetentionQuestion, 'cohorts' | 'period'>): string {
  switch (cohorts.by) {
    case 'period':
      return t('cohorts.by.period', { period: t(`cohorts.period.${period.unit}`, { count: period.n }) });
    case 'property':
      return t('cohorts.by.property', { property: cohorts.property.name });
    case 'behaviour':
      return t('cohorts.by.behaviour', { event: eventsText(cohorts.match) });
    case 'segments':
      return t('cohorts.by.segments', { count: cohorts.segments.length });
  }
}

/** Whether coming back is doing the same again; else it is going on to something else. */
export function isAgain({ start, return: back }: Pick<RetentionQuestion, 'start' | 'return'>): boolean {
  return JSON.stringify(start) === JSON.stringify(back);
}

/** What the cells show; of a value its name. */
export function cellsText(question: Pick<RetentionQuestion, 'cells' | 'value' | 'start' | 'return'>): string {
  const { cells, value } = question;
  if ((cells === 'rate' || cells === 'count') && !isAgain(question))
    return t(`cohorts.cells.${cells}.other`, { back: namesOf(question).back });
  return value !== null && (cells === 'revenue' || cells === 'cumulative')
    ? t(`cohorts.cells.${cells}.of`, { property: value })
    : t(`cohorts.cells.${cells}`);
}

/** The heading of the table, with the unit that its cells leave out. `currency`: as `currencyOf`. */
export function headingText(question: RetentionQuestion, currency: string | null): string {
  const { cells } = question;
  const unit = cells === 'rate' ? '%' : cells === 'count' ? null : currency;
  const words = { cells: cellsText(question), cohorts: cohortsText(question) };
  return unit === null ? t('cohorts.heading', words) : t('cohorts.heading.unit', { ...words, unit });
}

/** The currency that the value is written in; null: its name does not read like money, and it is a plain number. */
export const currencyOf = ({ value }: Pick<RetentionQuestion, 'value'>, currency: string): string | null =>
  value !== null && readsLikeMoney(value) ? currency : null;

/** An amount of the value in words. `currency`: as `currencyOf`. */
export const valueText = (amount: number, currency: string | null, format: Format): string =>
  currency === null ? format.decimal(amount, 2) : format.money(amount, currency);

/** What the curves are of: `Return over time`, `price per person so far`. */
export function curvesText(
  question: Pick<RetentionQuestion, 'cells' | 'value' | 'start' | 'return'>,
): string {
  const { cells, value } = question;
  const figure = curveFigure(cells);
  if (figure === 'rate' && !isAgain(question))
    return t('cohorts.curve.rate.other', { back: namesOf(question).back });
  return figure === 'rate'
    ? t('cohorts.curve.rate')
    : t(`cohorts.curve.${figure}`, { property: value ?? '' });
}

/** Names of the start and the return. */
export function namesOf(question: Pick<RetentionQuestion, 'start' | 'return'>): {
  readonly start: string;
  readonly back: string;
} {
  return { start: eventsText(question.start), back: eventsText(question.return) };
}

/** How many of the options that the sentence does not spell out differ from their defaults. */
export function optionsSet(question: RetentionQuestion): number {
  return [
    question.cells !== 'rate',
    question.mean !== 'pooled',
    question.value !== null,
    question.minimum !== 1,
    question.breakdown !== null,
    question.compare !== null,
    countConditions(question.events) > 0,
    question.range.by !== 'entry',
  ].filter(Boolean).length;
}

/** A note on an answer in words. */
export function noteText({ code, details }: ActivityNote): string {
  switch (code) {
    case 'undated':
      return t('cohorts.note.undated', { count: Number(details['count'] ?? 0) });
    case 'unknown-event':
    case 'unknown-property':
      return t(`cohorts.note.${code}`, { name: String(details['name'] ?? '') });
    case 'periods-cut':
      return t('analysis.note.periods-cut', {
        count: Number(details['count'] ?? 0),
        kept: Number(details['kept'] ?? 0),
      });
  }
}

/** What a column is called; '' for one that the answer doesn't have. */
export function columnText(
  column: number,
  { columns }: Pick<RetentionAnswer, 'columns'>,
  { period }: Pick<RetentionQuestion, 'period'>,
): string {
  const found = columns[column];
  return found === undefined ? '' : columnName(found, period);
}

/** When a return counts for a column, by the question's rule: `in month 2`, `in month 2 or later`. */
export function whenText(
  column: number,
  answer: Pick<RetentionAnswer, 'columns'>,
  question: Pick<RetentionQuestion, 'period' | 'rule'>,
): string {
  return t(`cohorts.when.${question.rule}`, { column: columnText(column, answer, question) });
}

/** What a list holds: `43 people of February 2026 returned in month 2`. */
export function pickTitle(
  { row, cell }: RetentionPick,
  count: number,
  question: RetentionQuestion,
  answer: RetentionAnswer,
  format: Format,
): string {
  const names = {
    units: countText(count, question.unit),
    row:
      row === null
        ? t(cell === null ? 'cohorts.people.every' : 'cohorts.people.complete')
        : cohortName(row, question.period.unit, format),
  };
  if (cell === null) return t('cohorts.people.row', names);
  const when = whenText(cell.column, answer, question);
  const list = cell.returned ? 'returned' : 'stayed-away';
  return isAgain(question)
    ? t(`cohorts.people.${list}`, { ...names, when })
    : t(`cohorts.people.${list}.other`, { ...names, when, back: namesOf(question).back });
}

/** Of whom a list is: its group, or all. */
export function pickSubtitle(
  { group }: Pick<RetentionPick, 'group'>,
  { breakdown }: Pick<RetentionQuestion, 'breakdown'>,
): string {
  return groupTitle(group, breakdown?.property.name);
}

/** What a list of those who did, or did not, return to a column is called in a choice. */
export function listText(
  list: 'returned' | 'stayed-away',
  column: number,
  answer: RetentionAnswer,
  question: RetentionQuestion,
): string {
  const when = whenText(column, answer, question);
  return isAgain(question)
    ? t(`cohorts.people.show.${list}`, { when })
    : t(`cohorts.people.show.${list}.other`, { when, back: namesOf(question).back });
}

/** What a question chose where a rule leaves a choice. */
export function hereText(question: RetentionQuestion, timeZone: string): Partial<Record<Rule, string>> {
  return {
    R1: t(`cohorts.entry.${question.entry}.label`),
    R2: t(`cohorts.rule.${question.rule}.label`),
    R4: t(`cohorts.mean.${question.mean}`),
    R6: t(`cohorts.clock.${question.clock}`),
    R7: cohortsText(question),
    T1: timeZone,
  };
}
