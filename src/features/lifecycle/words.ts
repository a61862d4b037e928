import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { DateRange, PeriodSpec } from '../../questions/activity.ts';
import { datesOf, periodIn } from '../../questions/dashboard.ts';
import type { LifecyclePick, LifecycleQuestion } from '../../questions/lifecycle.ts';
import { stateName } from '../../charts/lifecycle/words.ts';
import { countConditions } from '../question/edit-filter.ts';
import { periodWhen, spanOf } from '../question/periods.ts';
import type { Rule } from '../question/rules.ts';
import { countText, eventsText } from '../question/words.ts';

/** How a question is split: `all together`, `by country`. */
export function splitText({ breakdown }: Pick<LifecycleQuestion, 'breakdown'>): string {
  return breakdown === null
    ? t('question.split.together')
    : t('question.split.by', { property: breakdown.property.name });
}

/** How many of the options that the sentence does not spell out differ from their defaults. */
export function optionsSet({ compare, events }: Pick<LifecycleQuestion, 'compare' | 'events'>): number {
  return [compare !== null, countConditions(events) > 0].filter(Boolean).length;
}

/** Name of a state, or of all that are active. */
export function pickName(state: LifecyclePick['state']): string {
  return state === 'active' ? t('lifecycle.state.active') : stateName(state);
}

/** What a list holds: `43 people new in Mar 2026`. */
export function pickTitle(
  { period, state }: LifecyclePick,
  count: number,
  question: LifecycleQuestion,
  format: Format,
): string {
  return t(`lifecycle.people.${state}`, {
    units: countText(count, question.unit),
    when: periodWhen(period, question.period, format),
  });
}

/** L2: the dates of the periods shown, where they reach beyond those asked for; null where they don't. */
export function beyondText(
  range: DateRange,
  spec: PeriodSpec,
  periods: readonly { readonly period: string }[],
  format: Format,
): string | null {
  const ends = [periods[0], periods.at(-1)].flatMap((one) => (one === undefined ? [] : [one.period]));
  if (!ends.some((label) => periodIn(label, spec, range) === 'part')) return null;
  const [first, last] = ends.map((label) => datesOf(label, spec));
  return first && last ? t('lifecycle.beyond', { dates: format.calendarRange(first.from, last.to) }) : null;
}

/** What a question chose where a rule leaves a choice. */
export function hereText(question: LifecycleQuestion, timeZone: string): Partial<Record<Rule, string>> {
  return {
    L1: eventsText(question.event),
    L2: spanOf(question.period),
    L3: splitText(question),
    T1: timeZone,
  };
}
