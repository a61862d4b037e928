import { partsText } from '../../charts/stickiness/words.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { readingsText } from '../../i18n/readings.ts';
import type { PeriodSpec } from '../../questions/activity.ts';
import type { StickinessPeriod, StickinessPick, StickinessQuestion } from '../../questions/stickiness.ts';
import { splitText } from '../lifecycle/words.ts';
import { periodCell, periodName, periodWhen, spanOf } from '../question/periods.ts';
import type { Rule } from '../question/rules.ts';
import { countText, eventsText } from '../question/words.ts';

/** What is counted: `days`, `stretches of 2 weeks`. */
export function eachText({ each }: Pick<StickinessQuestion, 'each'>): string {
  return t(`stickiness.each.${each.unit}`, { count: each.n });
}

/** In what it is counted: `each week`, `the whole time`. */
export function withinText({ within }: Pick<StickinessQuestion, 'within'>): string {
  // Nothing is shorter than an hour, so none is counted in one.
  return within === null || within === 'hour' ? t('stickiness.within.all') : t(`stickiness.within.${within}`);
}

/** How many events make a sub-period active: `at least once`. */
export function timesText({ times }: Pick<StickinessQuestion, 'times'>): string {
  return t(`stickiness.times.${times.op}`, { count: times.n });
}

/** K2: what those active did: `at least once in the period`, `at least 2 times within 1 day, in the period`. */
export function activeNote({ each, times }: Pick<StickinessQuestion, 'each' | 'times'>): string {
  return times.op === 'at-least' && times.n === 1
    ? t('stickiness.fact.active.note')
    : t('stickiness.fact.active.note.times', {
        times: timesText({ times }),
        part: partsText(each.n, { unit: each.unit, n: 1 }),
      });
}

/** A period in a sentence: `the week of 2 Mar 2026`, `the whole time`. */
export function periodText(period: string, { within }: StickinessQuestion, format: Format): string {
  return within === null ? t('stickiness.within.all') : periodName(period, { unit: within, n: 1 }, format);
}

/** When something was, by its period: `in the week of 2 Mar 2026`, `over the whole time`. */
export function whenText(period: string, { within }: StickinessQuestion, format: Format): string {
  return within === null
    ? t('stickiness.within.all.when')
    : periodWhen(period, { unit: within, n: 1 }, format);
}

/** A period in a table. */
export function periodCellText(period: string, { within }: StickinessQuestion, format: Format): string {
  return within === null ? t('stickiness.within.all') : periodCell(period, { unit: within, n: 1 }, format);
}

/** A period in a choice, with what is particular about it. */
export function periodOption(period: StickinessPeriod, question: StickinessQuestion, format: Format): string {
  const name = periodCellText(period.period, question, format);
  if (!period.complete) return t('stickiness.period.open', { period: name });
  return period.opening ? t('stickiness.period.opening', { period: name }) : name;
}

/** How long a period is; without one it is as long as its sub-periods together. */
export function periodSpec(
  { each, within }: StickinessQuestion,
  { parts }: Pick<StickinessPeriod, 'parts'>,
): PeriodSpec {
  return within === null ? { unit: each.unit, n: each.n * parts } : { unit: within, n: 1 };
}

/** What the mean over the number of sub-periods is called: `Daily ÷ weekly active`. */
export function ratioText(question: StickinessQuestion): string {
  const { each, within } = question;
  return each.n > 1 || within === null || within === 'hour'
    ? t('stickiness.fact.ratio.all', { each: eachText(question) })
    : t('stickiness.fact.ratio', {
        each: t(`stickiness.ly.${each.unit}`),
        within: t(`stickiness.of.${within}`),
      });
}

/** What the same says in a sentence. */
export function ratioNote(question: StickinessQuestion): string {
  const { each, within } = question;
  return each.n > 1 || within === null || within === 'hour'
    ? t('stickiness.fact.ratio.note.all')
    : t('stickiness.fact.ratio.note', { each: spanOf(each), within: spanOf({ unit: within, n: 1 }) });
}

/** What a list holds: `43 people active in at least 3 days of the week of 2 Mar 2026`. */
export function pickTitle(
  { period, parts, rule }: StickinessPick,
  count: number,
  question: StickinessQuestion,
  format: Format,
): string {
  return t(`stickiness.people.${rule}`, {
    units: countText(count, question.unit),
    parts: partsText(parts, question.each),
    period: periodText(period, question, format),
  });
}

/** What a question chose where a rule leaves a choice. */
export function hereText(question: StickinessQuestion, timeZone: string): Partial<Record<Rule, string>> {
  return {
    K1: readingsText([eachText(question), withinText(question)]),
    K2: readingsText([eventsText(question.event), timesText(question)]),
    L3: splitText(question),
    T1: timeZone,
  };
}
