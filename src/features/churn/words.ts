import { DAY_MS } from '../../base/calendar.ts';
import { MISSING, type Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type {
  ChurnAnswer,
  ChurnNote,
  ChurnPick,
  ChurnQuestion,
  ChurnReason,
  ChurnRule,
} from '../../questions/churn.ts';
import { isEverything } from '../../questions/filter.ts';
import type { EventMatch } from '../../questions/funnel.ts';
import type { SurvivalTime } from '../../questions/survival.ts';
import { groupTitle } from '../analysis/groups.ts';
import { FEW, isFew } from '../analysis/rates.ts';
import { periodName, periodWhen } from '../question/periods.ts';
import type { Rule } from '../question/rules.ts';
import {
  eventsText,
  filterText,
  spanText as lengthText,
  withConditions,
  type KindOf,
} from '../question/words.ts';

/** Whom the question is about: `people where country is FI`; a file of one row per customer says itself that they are customers. */
export function peopleText({ people, rule }: ChurnQuestion, kindOf: KindOf, format: Format): string {
  const who = rule.by === 'people' ? 'churn.customers' : 'churn.people';
  return isEverything(people) ? t(who) : t(`${who}.where`, { filter: filterText(people, kindOf, format) });
}

/** What a section that is never split by groups is about; says so where the question is split. */
export function wholeText(about: string, { group }: ChurnQuestion): string {
  return group === null ? about : t('churn.whole', { about, property: group.name });
}

/** What a share of those gone is of: `Gone at least once, of 896 with Purchase`. */
export function goneText({ rule, start }: ChurnQuestion, n: string): string {
  if (rule.by === 'people') return t('churn.fact.gone', { n });
  return start.events.length === 0
    ? t('churn.fact.once', { n })
    : t('churn.fact.once.of', { n, event: eventsText(start) });
}

/** What begins a stay: `their first Order`. */
export function startText(match: EventMatch): string {
  return match.events.length === 0
    ? withConditions(t('churn.start.any'), match.where)
    : t('churn.start', { event: eventsText(match) });
}

/** S1: what begins a stay where all of it also ends one, so that nobody begins; null where something else begins one. */
export function startsGone({ rule, start }: ChurnQuestion): string | null {
  if (rule.by !== 'event' || !isEverything(rule.event.where)) return null;
  const { events } = rule.event;
  const all = start.events.length > 0 && start.events.every((name) => events.includes(name));
  return all || events.length === 0 ? eventsText(start) : null;
}

/** S5: whether the data end before anybody could be gone, so that it says nothing that nobody is. */
export function isEarly({ periods }: Pick<ChurnAnswer, 'periods'>): boolean {
  return periods.at(-1)?.knowable === false;
}

/** A silence in whole days: `21 days`. */
export function silenceText(ms: number): string {
  return t('question.span.day', { count: Math.round(ms / DAY_MS) });
}

/** A share as a percentile is called: `90`. */
export const percentileText = (share: number, format: Format): string =>
  format.number(Math.round(share * 1000) / 10);

/** What counts as gone (S1), as it reads in the sentence. `silence` is what the answer measured, for a limit that is proposed. */
export function ruleText(
  rule: ChurnRule,
  silence: ChurnAnswer['silence'],
  kindOf: KindOf,
  format: Format,
): string {
  switch (rule.by) {
    case 'event':
      return t('churn.rule.event', { event: eventsText(rule.event) });
    case 'people':
      return t('churn.rule.people', {
        filter: filterText(rule.churned, kindOf, format),
        tenure: rule.tenure,
        unit: t(`churn.unit.${rule.unit}`),
      });
    case 'silence':
      if (rule.after !== null) return t('churn.rule.silence', { span: lengthText(rule.after) });
      if (!silence?.proposed || !Number.isFinite(silence.ms)) return t('churn.rule.silence.asked');
      return t('churn.rule.silence', { span: silenceText(silence.ms) });
  }
}

/** S1: how a proposed limit was found, with its percentile and the number of gaps; null for one that was not. */
export function silenceFound(silence: ChurnAnswer['silence'], format: Format): string | null {
  if (!silence?.proposed || !Number.isFinite(silence.ms)) return null;
  return t('churn.fact.silence', {
    count: silence.proposed.gaps.n,
    span: silenceText(silence.ms),
    gaps: format.integer(silence.proposed.gaps.n),
    share: percentileText(silence.proposed.share, format),
  });
}

/** X1: that a limit is proposed from too few gaps to conclude from; null where it isn't. */
export function fewGaps(silence: ChurnAnswer['silence'], format: Format): string | null {
  if (!silence?.proposed || !Number.isFinite(silence.ms) || !isFew(silence.proposed.gaps)) return null;
  return t('churn.note.few-gaps', { count: silence.proposed.gaps.n, n: format.integer(FEW) });
}

/** S6: a share at risk that is above this for certain says more of the events than of the people. */
const NEARLY_ALL = 0.8;

/** S6: whether nearly all whose rhythm is known are at risk though an event says who has gone: the events may not show life. */
export function looksQuiet(rule: ChurnRule, atRisk: ChurnAnswer['atRisk']): boolean {
  return rule.by === 'event' && atRisk !== null && atRisk.n > 0 && atRisk.low > NEARLY_ALL;
}

/** The split of the question: `by plan`. */
export function splitText({ group }: ChurnQuestion): string {
  return group === null ? t('churn.split.none') : t('churn.split.by', { property: group.name });
}

/** A time on the curves in full: `14.2 d`, `29 months`. Missing: `–`. */
export function timeText(time: number, unit: ChurnAnswer['unit'], format: Format): string {
  if (unit === 'ms' || !Number.isFinite(time)) return format.duration(time);
  const n = Math.round(time * 10) / 10;
  return t(`churn.time.${unit}`, { count: n, n: format.number(n) });
}

/** A time under the axis. */
export function tickText(time: number, unit: ChurnAnswer['unit'], format: Format): string {
  return unit === 'ms' ? format.durationTick(time) : format.number(time);
}

/** What the times of the curves are. */
export function axisText({ rule, start }: ChurnQuestion): string {
  return rule.by === 'people'
    ? t(`churn.curve.axis.${rule.unit}`)
    : t('churn.curve.axis.ms', { start: startText(start) });
}

/** S4: the median, or that it is not reached. */
export function medianText({ time }: SurvivalTime, unit: ChurnAnswer['unit'], format: Format): string {
  return time === null ? t('churn.fact.median.none') : timeText(time, unit, format);
}

/**
 * Who is there at the end of the data, and how many of those gone at least once are among them; null for the rule `people`, which
 * knows no dates.
 */
export function standing({ total, periods }: Pick<ChurnAnswer, 'total' | 'periods'>): {
  readonly there: number;
  readonly back: number;
  readonly period: string;
} | null {
  const last = periods.at(-1);
  // Of all those not there now have gone; who had gone besides is there again.
  return last === undefined
    ? null
    : { there: last.atEnd, back: total.events - (total.n - last.atEnd), period: last.period };
}

/** Two times as a span, the unit said once: `53.8 to 55.2 months`. */
export function spanText(low: number, high: number, unit: ChurnAnswer['unit'], format: Format): string {
  const from = unit === 'ms' ? timeText(low, unit, format) : format.number(Math.round(low * 10) / 10);
  return t('churn.fact.between', { low: from, high: timeText(high, unit, format) });
}

/**
 * The interval of a median, whose upper end may not be reached; '' when neither end is. A median that is the silence itself says so: nobody
 * can be gone sooner.
 */
export function medianInterval(
  { time, low, high }: SurvivalTime,
  unit: ChurnAnswer['unit'],
  format: Format,
  silence: ChurnAnswer['silence'] = null,
): string {
  const written = (at: number | null): string | null => (at === null ? null : timeText(at, unit, format));
  const limit = silence === null ? null : timeText(silence.ms, unit, format);
  const atLimit = limit !== null && written(time) === limit;
  if (atLimit && written(high) === limit) return t('churn.fact.limit');
  if (low === null) return atLimit ? t('churn.fact.limit') : '';
  const interval =
    high === null
      ? t('churn.fact.from', { low: timeText(low, unit, format) })
      : spanText(low, high, unit, format);
  return atLimit ? t('churn.fact.limit.interval', { interval }) : interval;
}

/** Days of silence as a list shows them. */
export function daysText(days: number, format: Format): string {
  const n = Math.round(days * 10) / 10;
  return Number.isFinite(n) ? t('churn.risk.days', { count: n, n: format.number(n) }) : MISSING;
}

/** How many times the usual gap a silence is: `4.2×`. */
export function timesText(ratio: number, format: Format): string {
  return t('churn.risk.times', { n: format.decimal(ratio, 1) });
}

/** How many of the options that the sentence does not spell out differ from their defaults. */
export function optionsSet(question: ChurnQuestion): number {
  const { atRisk, compare, range, rule, activity } = question;
  return [
    compare !== null,
    range.by !== 'start',
    atRisk.share !== 0.9 || atRisk.gaps !== 3,
    rule.by !== 'silence' && activity.events.length > 0,
    question.top !== 8,
  ].filter(Boolean).length;
}

/** A note on an answer in words. */
export function noteText({ code, details }: ChurnNote): string {
  switch (code) {
    case 'undated':
      return t('churn.note.undated', { count: Number(details['events'] ?? 0) });
    case 'unknown-event':
    case 'unknown-property':
      return t(`churn.note.${code}`, { name: String(details['name'] ?? '') });
    case 'no-gaps':
      return t('churn.note.no-gaps');
    case 'no-tenure':
      return t('churn.note.no-tenure', { count: Number(details['people'] ?? 0) });
    case 'periods-cut':
      return t('analysis.note.periods-cut', {
        count: Number(details['count'] ?? 0),
        kept: Number(details['kept'] ?? 0),
      });
  }
}

/** What a reason is called. */
export function reasonText({
  value,
  kind,
}: {
  readonly value: string | null;
  readonly kind?: ChurnReason['kind'];
}): string {
  return kind === 'other' ? t('churn.reason.other') : (value ?? t('churn.reason.given'));
}

/** What a list holds: `43 people gone in February 2026`. */
export function pickTitle(
  pick: ChurnPick,
  count: number,
  { period, rule }: Pick<ChurnQuestion, 'period' | 'rule'>,
  format: Format,
): string {
  if (pick.of === 'curve' && Number.isNaN(count)) return pickName(pick, rule, format);
  const units = t('people.count', { count });
  switch (pick.of) {
    case 'curve':
      if (pick.by !== undefined && pick.state !== 'all')
        return t(`churn.list.${pick.state}.by`, {
          units,
          time: timeText(pick.by.time, pick.by.unit, format),
        });
      // By events a curve is of the first stay alone; another one may have followed.
      return pick.state === 'all' || rule.by === 'people'
        ? t(`churn.list.${pick.state}`, { units })
        : t(`churn.list.${pick.state}.once`, { units });
    case 'reason':
      return t('churn.list.reason', { units, reason: reasonText(pick) });
    case 'at-risk':
      return t('churn.list.at-risk', { units });
    case 'period': {
      const change = pick.change === 'churned' ? 'gone' : pick.change;
      const spec = { unit: period, n: 1 };
      return t(`churn.list.${change}`, {
        units,
        period: periodName(pick.period, spec, format),
        when: periodWhen(pick.period, spec, format),
      });
    }
  }
}

/** What a list of a curve or a period is called among the others: `Gone at least once`. */
export function pickName(
  pick: ChurnPick & { readonly of: 'curve' | 'period' },
  rule: ChurnRule,
  format: Format,
): string {
  if (pick.of === 'period') return t(`churn.period.list.${pick.change}`);
  if (pick.by !== undefined && pick.state !== 'all')
    return t(`churn.curve.list.${pick.state}`, { time: timeText(pick.by.time, pick.by.unit, format) });
  if (pick.state === 'all') return t('churn.group.people');
  const state = pick.state === 'churned' ? 'gone' : 'staying';
  return rule.by === 'people' ? t(`churn.group.${state}`) : t(`churn.group.${state}.once`);
}

/** Of whom a list is: its group, or everyone. */
export function pickSubtitle(pick: ChurnPick, { group }: ChurnQuestion): string {
  return groupTitle(pick.of === 'curve' ? pick.group : null, group?.name);
}

/** What a question chose where a rule leaves a choice. */
export function hereText(
  question: ChurnQuestion,
  silence: ChurnAnswer['silence'],
  kindOf: KindOf,
  format: Format,
): Partial<Record<Rule, string>> {
  const { share, gaps } = question.atRisk;
  return {
    S1: silenceFound(silence, format) ?? ruleText(question.rule, silence, kindOf, format),
    S6: t('churn.risk.rhythm', { share: percentileText(share, format), gaps: format.integer(gaps) }),
    T1: format.timeZone,
  };
}
