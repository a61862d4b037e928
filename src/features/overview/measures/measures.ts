import { DAY_MS, nextPeriod, parseDate, zoneCalendar, type PeriodUnit } from '../../../base/calendar.ts';
import { wilson } from '../../../engine/statistics/wilson.ts';
import type { DateRange, PeriodSpec } from '../../../questions/activity.ts';
import { periodIn } from '../../../questions/dashboard.ts';
import type { SparkTail } from '../../../charts/series/layout.ts';
import { signed, type Format } from '../../../i18n/format.ts';
import { t } from '../../../i18n/i18n.svelte.ts';
import type { Rate } from '../../../questions/funnel.ts';
import { apart } from '../../analysis/compared.ts';
import { isFew } from '../../analysis/rates.ts';
import { eventsText } from '../../question/words.ts';
import { factorOf, isTold } from '../../velocity/words.ts';
import { returnText } from '../words.ts';
import { rolledTrend, widthText } from '../velocity-trend.ts';
import type { Analyses, Question, QuestionKind } from '../../../questions/question.ts';

/** Questions that measures are read from. */
export type Source = 'funnel' | 'velocity' | 'retention' | 'churn' | 'revenue';

export const SOURCES: readonly Source[] = ['funnel', 'velocity', 'retention', 'churn', 'revenue'];

/** A question with its answer, of one kind. */
export type AnsweredOf<K extends QuestionKind> = {
  readonly question: Analyses[K]['question'];
  readonly answer: Analyses[K]['answer'];
};
export type Answers = { readonly [K in Source]?: AnsweredOf<K> | undefined };

/** A number of one period. */
interface MeasurePoint {
  /** First calendar date. */
  readonly period: string;
  /** NaN: not known. */
  readonly value: number;
  /** Of a share its base and interval (X1); null: no share. */
  readonly rate: Rate | null;
  /** The number is final: the data cover the period, and nobody counted in it is still open. */
  readonly complete: boolean;
}

/** A number that is followed over the periods of the dates asked about. */
export interface Measure {
  readonly id: string;
  readonly label: string;
  readonly unit: PeriodUnit;
  readonly points: readonly MeasurePoint[];
  /** Over how many periods up to its own each point is, where it is over several; those nearer to each other share some. */
  readonly rolled?: { readonly count: number; readonly text: string };
  /** Writes a value, and how much apart two are, with a sign (`signed`). */
  readonly text: (value: number) => string;
  readonly change: (more: number) => string;
  /** Which of more and less is good news; null: neither. */
  readonly better: 'more' | 'less' | null;
  /** The same over all that was asked about; NaN: not known, or no such number. */
  readonly whole: number;
  /** Its periods are never final, since a pipeline has no limit of time: the whole tells. */
  readonly endless: boolean;
  /** Dates that were asked about; null: all the data. */
  readonly dates: DateRange | null;
  /** What is asked to see it whole. */
  readonly question: Question;
}

/** The newest final point and the one before it that shares no period with it. */
export interface Standing {
  readonly now: MeasurePoint | null;
  readonly before: MeasurePoint | null;
}

/** Returns where a measure stands: its last final point that is known, and the last such that has no period in common with it. */
export function standing({ points, rolled }: Pick<Measure, 'points' | 'rolled'>): Standing {
  const known = ({ value, complete }: MeasurePoint): boolean => complete && Number.isFinite(value);
  const at = points.findLastIndex(known);
  const earlier = points.slice(0, Math.max(0, at + 1 - (rolled?.count ?? 1)));
  return { now: points[at] ?? null, before: earlier.findLast(known) ?? null };
}

/**
 * Returns whether a share got better or worse between two points; neither where few are asked or the interval of their difference holds 0: it may be chance
 * (X1). Of other numbers nobody tested that: they are only `same`.
 */
export function newsOf(
  { better }: Pick<Measure, 'better'>,
  { now, before }: Standing,
): 'better' | 'worse' | 'same' | 'chance' {
  if (now === null || before === null || now.value === before.value || better === null) return 'same';
  if (now.rate === null || before.rate === null) return 'same';
  if (isFew(now.rate) || isFew(before.rate) || !apart(now.rate, before.rate)) return 'chance';
  return now.value > before.value === (better === 'more') ? 'better' : 'worse';
}

/** Returns how the newest points of a measure are drawn while they aren't final. */
export function tailOf({ endless, points }: Pick<Measure, 'endless' | 'points'>): SparkTail {
  if (endless) return 'line';
  return points.some(({ rate }) => rate !== null) ? 'none' : 'points';
}

/** Whether a share was ever anything else than all, so that there is something to follow. */
const moves = ({ whole, points }: Measure): boolean =>
  whole !== 1 || points.some(({ value, complete }) => complete && value < 1);

const ofRate = (rate: Rate): Pick<MeasurePoint, 'value' | 'rate'> => ({ value: rate.rate, rate });
const ofNumber = (value: number): Pick<MeasurePoint, 'value' | 'rate'> => ({ value, rate: null });

/**
 * Returns every measure that the answers hold, in the order of a sale: who comes, how far, how fast, for how much, and who stays.
 * `dates`: those that are asked about where a question can't say so itself; null: all the data.
 */
export function measuresOf(
  answers: Answers,
  currency: string,
  format: Format,
  dates: DateRange | null = null,
): readonly Measure[] {
  return [
    ...fromFunnel(answers.funnel, format),
    ...fromVelocity(answers.velocity, currency, format),
    ...fromRetention(answers.retention, format),
    ...fromChurn(answers.churn, dates, format),
    ...fromRevenue(answers.revenue, currency, format),
  ];
}

/** The dates asked about; null when they have no end. */
function datesOf(range: DateRange): DateRange | null {
  return range.from === null && range.to === null ? null : range;
}

/** The points inside the dates asked about. Of a period that is cut by them `part` keeps what lies inside, which isn't final. */
function inside(
  points: readonly MeasurePoint[],
  spec: PeriodSpec,
  range: DateRange | null,
  cut: 'part' | 'none',
): MeasurePoint[] {
  if (range === null) return [...points];
  return points.flatMap((point) => {
    const lies = periodIn(point.period, spec, range);
    if (lies === 'whole') return [point];
    return lies === 'part' && cut === 'part' ? [{ ...point, complete: false }] : [];
  });
}

const share = (format: Format) => ({
  text: (value: number) => format.percent(value),
  change: (more: number) =>
    signed(more, (size) => t('measures.points', { points: format.decimal(size * 100, 1) })),
});
const plain = (text: (value: number) => string) => ({
  text,
  change: (more: number) => signed(more, text),
});

function fromFunnel(answered: AnsweredOf<'funnel'> | undefined, format: Format): Measure[] {
  if (answered === undefined) return [];
  const { question, answer } = answered;
  const { steps, trend } = answer.total;
  const unit = question.trend;
  // With one step there is nothing to get to.
  if (unit === null || trend.length === 0 || steps.length < 2) return [];
  const endless = question.window === null;
  const dates = datesOf(question.range);
  const asked = { unit, question, dates, endless };
  const final = (points: readonly MeasurePoint[]): MeasurePoint[] =>
    inside(points, { unit, n: 1 }, dates, 'part');
  const last = steps.at(-1)?.label ?? '';
  // Steps that may be skipped are passed by: not everybody at the next one was there.
  const must = steps.flatMap((step, index) => (step.optional ? [] : [{ step, index }]));
  /** Of those whose outcome is known, as the conversion counts them, who reached a step. */
  const maturedAt = (index: number): number => steps[index]?.onward?.n ?? answer.total.rate.k;
  const all = must.slice(1).map(({ step: to, index }, hop): Measure => {
    const { step: from, index: at } = must[hop]!;
    return {
      id: `hop-${at}`,
      label: t('measures.hop', { from: from.label, to: to.label }),
      ...asked,
      points: final(
        trend.map(({ period, maturedReached, complete }) => ({
          period,
          ...ofRate(wilson(maturedReached[index]!, maturedReached[at]!)),
          complete: complete && !endless,
        })),
      ),
      whole: maturedAt(index) / maturedAt(at),
      ...share(format),
      better: 'more',
    };
  });
  const hops = all.filter(moves);
  return [
    {
      id: 'leads',
      // A pipeline is entered once, by whichever stage; who comes to a first step may come again in another period.
      label:
        question.order === 'reached'
          ? t('measures.entered')
          : t('measures.leads', { step: steps[0]?.label ?? '' }),
      ...asked,
      endless: false,
      whole: steps[0]?.entered ?? NaN,
      // Who entered is known as soon as the period is over, whatever becomes of them.
      points: final(
        trend.map(({ period, reached }) => ({
          period,
          ...ofNumber(reached[0]!),
          complete: answer.data !== null && isOver(period, unit, answer.data.to, format.timeZone),
        })),
      ),
      ...plain(format.integer),
      better: 'more',
    },
    {
      id: 'conversion',
      label: t('measures.conversion', { step: last }),
      ...asked,
      points: final(
        trend.map(({ period, rate, complete }) => ({
          period,
          ...ofRate(rate),
          complete: complete && !endless,
        })),
      ),
      whole: answer.total.rate.rate,
      ...share(format),
      better: 'more',
    },
    // A single hop is the conversion by another name.
    ...(hops.length > 1 ? hops : []),
  ];
}

/** Whether the data reach the end of a period that is named by its first date (or hour). */
function isOver(period: string, unit: PeriodUnit, end: number, zone: string): boolean {
  const first = parseDate(period.slice(0, 10));
  if (first === null) return false;
  const next = unit === 'hour' ? first + 1 : nextPeriod(first, unit);
  return zoneCalendar(zone).startOfDay(next) <= end + 1;
}

function fromVelocity(
  answered: AnsweredOf<'velocity'> | undefined,
  currency: string,
  format: Format,
): Measure[] {
  if (answered === undefined) return [];
  const { question, answer } = answered;
  const unit = question.trend;
  if (unit === null) return [];
  const dates = datesOf(question.range);
  const money = (value: number): string =>
    format.money(value, answer.currency ?? currency, Math.abs(value) < 100 ? 2 : 0);
  const width = widthText(question, answer);
  const rolled = (label: string): string =>
    width === null ? label : t('measures.rolled', { measure: label, periods: width });
  const parts = {
    rate: { ...share(format), better: 'more' },
    cycle: { ...plain((days) => format.duration(days * DAY_MS)), better: 'less' },
    value: { ...plain(money), better: 'more' },
    perDay: { ...plain(money), better: 'more' },
  } as const;
  return (['rate', 'cycle', 'value', 'perDay'] as const)
    .filter((id) => isTold(question, id))
    .map((id) => ({
      id,
      label: rolled(t(`measures.${id}`, { won: eventsText(question.won) })),
      unit,
      ...(width !== null && { rolled: { count: answer.width, text: width } }),
      whole: factorOf(answer.current, id),
      endless: false,
      dates,
      points: rolledTrend(question, answer, dates).map((point) => ({
        period: point.period,
        ...(id === 'rate' ? ofRate(point.rate) : ofNumber(point[id])),
        complete: point.complete,
      })),
      ...parts[id],
      question,
    }));
}

function fromRetention(answered: AnsweredOf<'retention'> | undefined, format: Format): Measure[] {
  if (answered === undefined) return [];
  const { question, answer } = answered;
  const { unit } = question.period;
  const dates = datesOf(question.range);
  // Where nobody ever comes back, coming back is not what these data are about.
  if (answer.total.means.every(({ pooled }) => pooled.k === 0)) return [];
  return [
    {
      id: 'retention',
      label: returnText(question, answer, t('measures.retention.back')),
      unit,
      whole: answer.total.means[1]?.pooled.rate ?? NaN,
      endless: false,
      dates,
      points: inside(
        answer.total.rows.flatMap(({ kind, key, cells }): MeasurePoint[] => {
          const cell = cells[1];
          return kind !== 'period' || key === null || !cell
            ? []
            : [{ period: key, ...ofRate(cell.rate), complete: cell.complete }];
        }),
        question.period,
        dates,
        'part',
      ),
      ...share(format),
      better: 'more',
      question,
    },
  ];
}

function fromChurn(
  answered: AnsweredOf<'churn'> | undefined,
  dates: DateRange | null,
  format: Format,
): Measure[] {
  if (answered === undefined || answered.answer.periods.length === 0) return [];
  const { question, answer } = answered;
  return [
    {
      id: 'churn',
      label:
        question.rule.by === 'event'
          ? t('measures.churn.event', { event: eventsText(question.rule.event) })
          : t('measures.churn'),
      // Each period has people of its own: over several there is no such rate.
      whole: NaN,
      endless: false,
      dates: dates && datesOf(dates),
      unit: question.period,
      points: inside(
        answer.periods.map(({ period, rate, complete, knowable }) => ({
          period,
          ...ofRate(rate),
          complete: complete && knowable,
        })),
        { unit: question.period, n: 1 },
        dates,
        'none',
      ),
      ...share(format),
      better: 'less',
      question,
    },
  ];
}

function fromRevenue(
  answered: AnsweredOf<'revenue'> | undefined,
  fallback: string,
  format: Format,
): Measure[] {
  if (answered === undefined) return [];
  const { question, answer } = answered;
  // M1: one line per currency, never added.
  return answer.currencies.map(({ currency, periods }) => ({
    id: `revenue-${currency ?? ''}`,
    label: currency === null ? t('measures.revenue') : t('measures.revenue.in', { currency }),
    unit: question.period,
    // What recurs at the end of each period adds up to nothing over several.
    whole: NaN,
    endless: false,
    dates: datesOf(question.range),
    points: inside(
      periods.map(({ period, end, complete }) => ({ period, ...ofNumber(end), complete })),
      { unit: question.period, n: 1 },
      datesOf(question.range),
      'none',
    ),
    ...plain((value) => format.money(value, currency ?? fallback, 0)),
    better: 'more',
    question,
  }));
}
