import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { CrossFilter, DashboardScope } from '../../questions/dashboard.ts';
import { isEverything } from '../../questions/filter.ts';
import { rangeText } from '../analysis/compared.ts';
import { columnName } from '../../charts/cohort.ts';
import type { RetentionAnswer, RetentionQuestion } from '../../questions/retention.ts';
import { isAgain } from '../cohorts/words.ts';
import { eventsText, filterText, type KindOf } from '../question/words.ts';

/** The dates that every tile is asked about. */
export function scopeRangeText({ range }: DashboardScope, format: Format): string {
  if (range === null) return t('overview.scope.range.own');
  return range.from === null && range.to === null ? t('overview.scope.range.all') : rangeText(range, format);
}

/** The people that every tile is asked about. */
export function scopePeopleText({ people }: DashboardScope, kindOf: KindOf, format: Format): string {
  return isEverything(people)
    ? t('overview.scope.people.all')
    : t('overview.scope.people.where', { filter: filterText(people, kindOf, format) });
}

/** What the other tiles are narrowed to. */
export function crossText(cross: CrossFilter, format: Format): string {
  if (cross.by === 'period')
    return cross.from === cross.to
      ? format.calendarDate(cross.from)
      : format.calendarRange(cross.from, cross.to);
  const names = { property: cross.property.name, value: cross.value ?? t('question.missing') };
  return t(`overview.cross.${cross.property.scope === 'event' ? 'events' : 'value'}`, names);
}

/** What the people of a cohort did in the first column after their start: `returned in month 1`, `Won by month 1`. `back`: how coming back is called. */
export function returnText(
  question: RetentionQuestion,
  { columns }: Pick<RetentionAnswer, 'columns'>,
  back: string,
): string {
  const [column] = columns.slice(1);
  const what = isAgain(question) ? back : eventsText(question.return);
  return t(`overview.figure.retention.${question.rule}`, {
    what,
    column: column === undefined ? '' : columnName(column, question.period),
  });
}
