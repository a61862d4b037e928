import { t } from '../../i18n/i18n.svelte.ts';
import type { Format } from '../../i18n/format.ts';
import { readingsText } from '../../i18n/readings.ts';
import { isEverything } from '../../questions/filter.ts';
import type { FunnelNote, FunnelQuestion } from '../../questions/funnel.ts';
import { countConditions } from '../question/edit-filter.ts';
import type { Rule } from '../question/rules.ts';
import { eventsText, filterText, spanText, stepText, type KindOf } from '../question/words.ts';

/** Who or what is counted: `people`, `attempts`, `deal values`. */
function unitText({ unit }: Pick<FunnelQuestion, 'unit'>): string {
  return unit.by === 'property'
    ? t('funnel.unit.property', { property: unit.property })
    : t(`funnel.unit.${unit.by}`);
}

/** Who is asked about, with the conditions on them. */
export function subjectText(question: FunnelQuestion, kindOf: KindOf, format: Format): string {
  const unit = unitText(question);
  if (isEverything(question.people)) return unit;
  return t('funnel.unit.where', { unit, filter: filterText(question.people, kindOf, format) });
}

/** What stands for the steps between the first and the last. */
export function betweenText({ steps }: Pick<FunnelQuestion, 'steps'>): string {
  if (steps.length === 1) return t('funnel.slot.steps.single');
  if (steps.length === 2) return t('funnel.slot.steps.none');
  return t('funnel.slot.steps.between', { count: steps.length - 2 });
}

/** Names of the first and the last step. */
export function endsOf({ steps }: Pick<FunnelQuestion, 'steps'>): {
  readonly first: string;
  readonly last: string;
} {
  const [first] = steps;
  const last = steps.at(-1);
  return {
    first: first === undefined ? '' : stepText(first),
    last: last === undefined ? '' : stepText(last),
  };
}

/** What a funnel is called until it is named: `Visit to Purchase`, `Orders, then again`, `Orders`. */
export function nameText(question: Pick<FunnelQuestion, 'steps'>): string {
  const { first, last } = endsOf(question);
  if (question.steps.length < 2) return first;
  return first === last ? t('funnel.name.again', { first }) : t('insights.name.default', { first, last });
}

/** How many of the options that the sentence does not spell out differ from their defaults. */
export function optionsSet(question: FunnelQuestion): number {
  return [
    question.exclusions.length > 0,
    question.lost !== null,
    countConditions(question.events) > 0,
    question.graceMs !== 0,
    question.clock !== 'attempt',
    question.compare !== null,
    question.range.by !== 'entry',
  ].filter(Boolean).length;
}

/** A note on an answer in words. */
export function noteText({ code, details }: FunnelNote): string {
  const count = Number(details['entrants'] ?? details['count'] ?? 0);
  const name = String(details['name'] ?? details['event'] ?? details['property'] ?? '');
  switch (code) {
    case 'undated':
    case 'ties':
      return t(`funnel.note.${code}`, { count });
    case 'unknown-event':
    case 'unknown-property':
      return t(`funnel.note.${code}`, { name });
    case 'mixed-precision':
    case 'no-window':
      return t(`funnel.note.${code}`);
    case 'periods-cut':
      return t('analysis.note.periods-cut', { count, kept: Number(details['kept']) });
  }
}

/** What a question chose where a rule leaves a choice. */
export function hereText(question: FunnelQuestion, timeZone: string): Partial<Record<Rule, string>> {
  return {
    F1: t(`funnel.order.${question.order}`),
    F2: question.window === null ? t('funnel.window.none') : spanText(question.window),
    F3: t(`funnel.clock.${question.clock}`),
    ...(question.exclusions.length > 0 && {
      F6: readingsText([
        ...question.exclusions.map(eventsText),
        t(`funnel.exclusions.scope.${question.exclusionScope}`),
      ]),
    }),
    F8: unitText(question),
    T1: timeZone,
  };
}
