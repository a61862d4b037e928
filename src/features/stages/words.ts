import { DAY_MS } from '../../base/calendar.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { PersonRow } from '../../protocol/requests.ts';
import type { StagesNote, StagesPick, StagesQuestion } from '../../questions/stages.ts';
import { groupName } from '../analysis/groups.ts';
import type { Rule } from '../question/rules.ts';
import { countText, eventsText } from '../question/words.ts';

/** Name of a stage: its label, or its events; '' for one that isn't there. */
export function stageName({ stages }: Pick<StagesQuestion, 'stages'>, index: number): string {
  const stage = stages[index];
  return stage === undefined ? '' : stage.label === '' ? eventsText(stage) : stage.label;
}

/** Names of all places: the stages in order, then won, then lost. */
export function placeNames(question: StagesQuestion): readonly string[] {
  const { stages, won, lost } = question;
  return [
    ...stages.map((_, index) => stageName(question, index)),
    eventsText(won),
    lost === null ? t('stages.lost') : eventsText(lost),
  ];
}

/** The stages as the sentence names them: one by its name, two or three by theirs, more by the ends. */
export function stagesText(question: StagesQuestion, format: Format): string {
  const names = question.stages.map((_, index) => stageName(question, index));
  return names.length <= 3
    ? format.list(names)
    : t('stages.rows.some', { count: names.length, first: names[0] ?? '', last: names.at(-1) ?? '' });
}

/** Heading of a chart that stands alone: what it shows, and of which pipeline. */
export function pictureTitle({ won }: Pick<StagesQuestion, 'won'>, chart: string): string {
  return t('analysis.picture.rule', { title: chart, rule: t('stages.name', { won: eventsText(won) }) });
}

/** How many of the options that the sentence does not spell out differ from their defaults. */
export function optionsSet({ group, compare }: StagesQuestion): number {
  return [group !== null, compare !== null].filter(Boolean).length;
}

/** A note on an answer in words. */
export function noteText({ code, details }: StagesNote): string {
  switch (code) {
    case 'undated':
      return t('stages.note.undated', { count: Number(details['events'] ?? 0) });
    case 'outcome-only':
    case 'outcome-before':
      return t(`stages.note.${code}`, { count: Number(details['leads'] ?? 0) });
    case 'unknown-event':
    case 'unknown-property':
    case 'repeated-event':
      return t(`stages.note.${code}`, { name: String(details['name'] ?? '') });
  }
}

/** What a list holds: `66 people overdue in Offer`; without a number where it isn't known yet. */
export function pickTitle(pick: StagesPick, count: number, question: StagesQuestion, format: Format): string {
  const units = countText(count, question.unit);
  const names = placeNames(question);
  switch (pick.of) {
    case 'stage':
      return t(`stages.people.stage.${pick.state}`, { units, stage: names[pick.stage] ?? '' });
    case 'aged':
      return t(`stages.people.aged.${bucketOf(pick.bucket)}`, { units, stage: names[pick.stage] ?? '' });
    case 'overdue':
      return t('stages.people.overdue', { units });
    case 'undated':
      return t('stages.people.undated', { units, stage: names[pick.place] ?? '' });
    case 'move':
      return t('stages.people.move', { units, from: names[pick.from] ?? '', to: names[pick.to] ?? '' });
    case 'cycle': {
      const from = format.duration(pick.from);
      return pick.to === null
        ? t('stages.people.cycle.end', { units, from })
        : t('stages.people.cycle', { units, from, to: format.duration(pick.to) });
    }
    case 'outcome':
      if (pick.by !== undefined) {
        const time = format.duration(pick.by);
        return Number.isNaN(count)
          ? t('stages.people.outcome.by.some', { time })
          : t('stages.people.outcome.by', { units, time });
      }
      return t(`stages.people.outcome.${pick.state}`, { units });
    case 'hand-over': {
      const { from, to } = question.handOver ?? { from: 0, to: 0 };
      return t(`stages.people.hand-over.${pick.state}`, {
        units,
        from: names[from] ?? '',
        to: names[to] ?? '',
      });
    }
  }
}

/** What a figure counts, wherever it stands: the title of its list, and of which group. */
export function pickName(pick: StagesPick, count: number, question: StagesQuestion, format: Format): string {
  const title = pickTitle(pick, count, question, format);
  if (pick.of !== 'outcome' || pick.group === null) return title;
  return t('stages.people.of', { title, group: groupName(pick.group) });
}

function bucketOf(bucket: number): '0' | '1' | '2' | '3' {
  return (['0', '1', '2', '3'] as const)[bucket] ?? '3';
}

/** What a list says of a lead: how long, and how many times usual where it is more. */
export function lineText({ measures }: PersonRow, names: readonly string[], format: Format): string {
  const of = (name: string): number => measures[names.indexOf(name)] ?? Number.NaN;
  const time = format.duration(of('days') * DAY_MS);
  const times = of('times-usual');
  return times > 1 ? t('stages.people.line', { time, times: timesText(times, format) }) : time;
}

/** How many times as long: with a decimal while it tells something. */
export function timesText(times: number, format: Format): string {
  return format.decimal(times, times < 99.95 ? 1 : 0);
}

/** Of whom a list is: a group, or all; or that it lists stays rather than leads. */
export function pickSubtitle(pick: StagesPick, { group }: StagesQuestion): string {
  if (pick.of === 'stage' || pick.of === 'move') return t('stages.people.visits');
  if (pick.of !== 'outcome' || pick.group === null) return t('stages.people.leads');
  return t('stages.people.in', { property: group?.name ?? '', value: groupName(pick.group) });
}

/** What a question chose where a rule leaves a choice. */
export function hereText(
  question: StagesQuestion,
  timeZone: string,
  format: Format,
): Partial<Record<Rule, string>> {
  return {
    W1: format.list(placeNames(question).slice(0, question.stages.length)),
    W5: format.percent(question.usual, 0),
    T1: timeZone,
  };
}
