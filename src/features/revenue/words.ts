import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { isEverything } from '../../questions/filter.ts';
import type { RevenueNote, RevenuePick, RevenueQuestion } from '../../questions/revenue.ts';
import { groupTitle } from '../analysis/groups.ts';
import { periodName, periodWhen } from '../question/periods.ts';
import type { Rule } from '../question/rules.ts';
import { eventsText, filterText, spanText, type KindOf } from '../question/words.ts';

/** Whose revenue is asked about. */
export function peopleText({ people }: RevenueQuestion, kindOf: KindOf, format: Format): string {
  if (isEverything(people)) return t('revenue.people.all');
  return t('revenue.people.where', { filter: filterText(people, kindOf, format) });
}

/** The amount and what it is paid for: `mrr a month`. */
export function amountText({ amount, per }: RevenueQuestion): string {
  return t('revenue.amount.text', { amount, per: t(`revenue.per.${per}`) });
}

/** The currency: the property that says it, or the workspace's code. */
export function currencyText({ currency }: RevenueQuestion, code: string): string {
  return currency === null ? code : t('revenue.currency.of', { property: currency });
}

/** What ends a subscription: `Cancelled or 45 days without a charge`. */
export function untilText({ ended, lapse }: RevenueQuestion): string {
  const event = ended === null ? t('revenue.until.zero') : eventsText(ended);
  return lapse === null
    ? event
    : t('question.or', { a: event, b: t('revenue.until.lapse', { span: spanText(lapse) }) });
}

/** A note on an answer in words. */
export function noteText({ code, details }: RevenueNote): string {
  switch (code) {
    case 'undated':
    case 'no-amount':
    case 'negative-amount':
      return t(`revenue.note.${code}`, { count: Number(details['events'] ?? 0) });
    case 'unknown-event':
    case 'unknown-property':
      return t(`revenue.note.${code}`, { name: String(details['name'] ?? '') });
    case 'periods-cut':
      return t('analysis.note.periods-cut', {
        count: Number(details['count'] ?? 0),
        kept: Number(details['kept'] ?? 0),
      });
  }
}

/** What a list holds: `4 people paid no more at the end of Feb 2026`. */
export function pickTitle(
  { change, period }: RevenuePick,
  count: number,
  { period: unit }: RevenueQuestion,
  format: Format,
): string {
  const spec = { unit, n: 1 };
  return t(`revenue.people.${change}`, {
    people: t('people.count', { count }),
    period: periodName(period, spec, format),
    when: periodWhen(period, spec, format),
  });
}

/** By what the answer is split: `by plan`. */
export function splitText({ breakdown }: RevenueQuestion): string {
  return breakdown === null
    ? t('revenue.split.none')
    : t('revenue.split.by', { property: breakdown.property.name });
}

/** Of whom a list is: those of its currency and group, or all. */
export function pickSubtitle({ currency, group }: RevenuePick, { breakdown }: RevenueQuestion): string {
  const whole = currency === null ? t('revenue.people.any') : t('revenue.people.in', { currency });
  return group
    ? t('revenue.people.group', { whole, group: groupTitle(group, breakdown?.property.name) })
    : whole;
}

/** What a question chose where a rule leaves a choice. */
export function hereText(
  question: RevenueQuestion,
  code: string,
  timeZone: string,
): Partial<Record<Rule, string>> {
  return {
    M1: currencyText(question, code),
    M4: amountText(question),
    M5: t(`question.period.${question.period}`),
    L3: splitText(question),
    ...(question.lapse !== null && { M6: spanText(question.lapse) }),
    T1: timeZone,
  };
}

/** Returns what a currency is called; amounts without one say in which they are written, `fallback`. */
export function currencyName(currency: string | null, fallback: string): string {
  return currency ?? t('revenue.without', { currency: fallback });
}
