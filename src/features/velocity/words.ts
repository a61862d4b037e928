import { DAY_MS, parseDate } from '../../base/calendar.ts';
import { MISSING, type Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type {
  VelocityAnswer,
  VelocityFigures,
  VelocityNote,
  VelocityPick,
  VelocityQuestion,
} from '../../questions/velocity.ts';
import { rangeText } from '../analysis/compared.ts';
import { groupName, sameGroup } from '../analysis/groups.ts';
import { countText } from '../question/words.ts';

/** Factors of a velocity, in the order of the product. */
export const FACTORS = ['open', 'rate', 'value', 'cycle'] as const;
export type Factor = (typeof FACTORS)[number];

/** The velocity and its factors. */
const FIGURES = ['perDay', ...FACTORS] as const;
export type Figure = (typeof FIGURES)[number];

/** Whether a question can tell a figure: where nothing loses a lead, neither win rate nor velocity is known (V1). */
export function isTold({ lost }: Pick<VelocityQuestion, 'lost'>, figure: Figure): boolean {
  return lost !== null || (figure !== 'rate' && figure !== 'perDay');
}

/** The velocity and its factors, in this order, as far as a question can tell them. */
export function shownFigures(question: Pick<VelocityQuestion, 'lost'>): readonly Figure[] {
  return FIGURES.filter((figure) => isTold(question, figure));
}

/** The factors that a question can tell, in the order of the product. */
export function shownFactors(question: Pick<VelocityQuestion, 'lost'>): readonly Factor[] {
  return FACTORS.filter((factor) => isTold(question, factor));
}

/** The leads that each factor counts. */
export const LEADS = { open: 'open', rate: 'closed', value: 'valued', cycle: 'won' } as const;

/** What writes the velocity and each of its factors. */
export type Writers = Readonly<Record<Figure, (value: number) => string>>;

/** What writes the figures; amounts in the answer's currency, or the workspace's. */
export function writers(currency: string | null, fallback: string, format: Format): Writers {
  const money = (value: number): string => format.money(value, currency ?? fallback, value < 100 ? 2 : 0);
  return {
    open: format.integer,
    rate: (value) => format.percent(value),
    value: money,
    cycle: (days) => format.duration(days * DAY_MS),
    perDay: money,
  };
}

/** A figure as a number; NaN: not known. */
export const factorOf = (figures: VelocityFigures, figure: Figure): number =>
  figure === 'rate' ? figures.rate.rate : figures[figure];

/** A figure as text; a dash: not known. */
export function figureText(figures: VelocityFigures, figure: Figure, write: Writers): string {
  const value = factorOf(figures, figure);
  return Number.isFinite(value) ? write[figure](value) : MISSING;
}

/** What did come in, in money a day of the period; NaN: not known. */
export function wonPerDay({ sum, range }: VelocityFigures): number {
  return sum / daysOf(range);
}

/** Calendar days of a period; NaN: not known. */
function daysOf({ from, to }: VelocityFigures['range']): number {
  const [first, last] = [from, to].map((date) => (date === null ? null : parseDate(date)));
  return first == null || last == null ? Number.NaN : last - first + 1;
}

/**
 * Why the velocity and what did come in are far apart, more than one to two: the velocity takes it that all open leads are closed in the time that wins take, but
 * at the pace of the period they are closed `later`, or `sooner`. `clear`: in how many days. null: they are near each other, or one isn't known.
 */
export function paceOf(
  figures: VelocityFigures,
): { readonly kind: 'later' | 'sooner'; readonly clear: number } | null {
  const times = figures.perDay / wonPerDay(figures);
  if (!(times > 2 || times < 0.5)) return null;
  return {
    kind: times > 2 ? 'later' : 'sooner',
    clear: (figures.open * daysOf(figures.range)) / figures.rate.n,
  };
}

/** Whether a factor counts anybody: those open, closed, won with an amount, or won. */
export function countsAnybody(figures: VelocityFigures, factor: Factor): boolean {
  return factor === 'open' ? figures.open > 0 : Number.isFinite(factorOf(figures, factor));
}

/** Whether nobody is open at the end of the dates, nor closed in them. */
export const isNobody = ({ open, rate }: VelocityFigures): boolean => open === 0 && rate.n === 0;

/** Whether an amount of the answer is written in the workspace's currency for want of its own; mixed ones aren't written at all (M1). */
export function assumesCurrency({ current, compared, currency, groups, trend }: VelocityAnswer): boolean {
  const followed = trend.map(({ rolling }) => rolling);
  const sides = [
    { currency, figures: [current, compared, ...followed] },
    ...groups.map((group) => ({ currency: group.currency, figures: [group.current, group.compared] })),
  ];
  return sides.some(
    ({ currency: told, figures }) =>
      told === null && figures.some((each) => each !== null && !Number.isNaN(each.value)),
  );
}

/** What a question is compared with, as its sentence says it. */
export function compareText({ compare }: VelocityQuestion, format: Format): string {
  if (compare === null) return t('velocity.compare.none');
  if (compare === 'previous') return t('velocity.compare.previous');
  return t('velocity.compare.other', { range: rangeText(compare, format) });
}

/** How many of the options that the sentence does not spell out differ from their defaults. */
export function optionsSet({ trend, currency, breakdown }: VelocityQuestion): number {
  return [trend !== 'month', currency !== null, breakdown !== null].filter(Boolean).length;
}

/** A note on an answer in words. */
export function noteText({ code, details }: VelocityNote, format: Format): string {
  switch (code) {
    case 'undated':
      return t('velocity.note.undated', { count: Number(details['events'] ?? 0) });
    case 'undated-leads':
    case 'outcome-only':
    case 'outcome-before':
    case 'no-value':
      return t(`velocity.note.${code}`, { count: Number(details['leads'] ?? 0) });
    case 'repeated-event':
      return t('stages.note.repeated-event', { name: String(details['name'] ?? '') });
    case 'unknown-event':
    case 'unknown-property':
      return t(`velocity.note.${code}`, { name: String(details['name'] ?? '') });
    case 'mixed-currencies':
    case 'mixed-trend':
      return t(`velocity.note.${code}`, {
        currencies: format.list(
          details.currencies.map((currency) => currency ?? t('velocity.note.no-currency')),
        ),
      });
    case 'periods-cut':
      return t('analysis.note.periods-cut', {
        count: Number(details['count'] ?? 0),
        kept: Number(details['kept'] ?? 0),
      });
  }
}

/** What a list holds: `66 people won`; without a number where it isn't known yet. */
export function pickTitle(
  { of }: VelocityPick,
  count: number,
  { unit }: Pick<VelocityQuestion, 'unit'>,
): string {
  return Number.isNaN(count)
    ? t(`velocity.show.${of}`)
    : t(`velocity.people.${of}`, { leads: countText(count, unit) });
}

/** Of whom a list is: the dates and the group. `ranges` are those asked about, or of the point, and those compared with. */
export function pickSubtitle(
  { of, compared, range = null, group = null }: VelocityPick,
  { breakdown }: Pick<VelocityQuestion, 'breakdown'>,
  ranges: { readonly current: string; readonly compared: string },
  format: Format,
): string {
  const dates =
    of === 'undated'
      ? t('velocity.people.whenever')
      : compared
        ? t('velocity.people.that', { range: ranges.compared })
        : range === null
          ? t('velocity.people.this', { range: ranges.current })
          : ranges.current;
  if (group === null || breakdown === null) return dates;
  const { name } = breakdown.property;
  return format.list([dates, t('velocity.people.in', { property: name, value: groupName(group) })], 'unit');
}

/** The lists that belong together: of those lost or closed only where something loses a lead (V1), and of those without a date from such a list. */
export function listsOf(
  { of: own }: VelocityPick,
  { lost }: Pick<VelocityQuestion, 'lost'>,
): readonly VelocityPick['of'][] {
  const lists = ['open', 'closed', 'won', 'lost', 'valued', 'unvalued', 'undated'] as const;
  return lists.filter(
    (of) => of === own || (of !== 'undated' && (lost !== null || (of !== 'closed' && of !== 'lost'))),
  );
}

/** How many leads the list of a pick holds; NaN where only the list tells. */
export function countOf(answer: VelocityAnswer, pick: VelocityPick): number {
  const { of } = pick;
  if (of === 'undated') return undatedIn(answer);
  const figures = figuresOf(answer, pick);
  if (!figures || of === 'valued' || of === 'unvalued') return Number.NaN;
  const { k, n } = figures.rate;
  return { open: figures.open, won: k, lost: n - k, closed: n }[of];
}

/** The figures that a pick is of, where the answer holds them; of groups it has no trend. */
function figuresOf(
  { trend, groups, ...whole }: VelocityAnswer,
  { compared, group = null, range = null }: VelocityPick,
): VelocityFigures | null | undefined {
  if (range !== null)
    return group === null
      ? trend.find(({ rolling: { range: own } }) => own.from === range.from && own.to === range.to)?.rolling
      : null;
  const side = group === null ? whole : groups.find((each) => sameGroup(each, group));
  return compared ? side?.compared : side?.current;
}

/** Leads without a date (W7). */
function undatedIn({ notes }: VelocityAnswer): number {
  for (const { code, details } of notes) if (code === 'undated-leads') return Number(details['leads'] ?? 0);
  return 0;
}
