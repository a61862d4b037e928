import { periodText } from '../../../charts/period.ts';
import { DAY_MS } from '../../../base/calendar.ts';
import { MISSING, signed, type Format } from '../../../i18n/format.ts';
import { t } from '../../../i18n/i18n.svelte.ts';
import type { DateRange } from '../../../questions/activity.ts';
import type { Analyses, QuestionKind } from '../../../questions/question.ts';
import type { Rate } from '../../../questions/funnel.ts';
import { rangeText } from '../../analysis/compared.ts';
import { isEarly } from '../../churn/words.ts';
import { headlineOf as cohortsHeadline } from '../../cohorts/headline.ts';
import { currencyOf } from '../../cohorts/words.ts';
import { headlineOf } from '../../question/periods.ts';
import { eventsText, stepText } from '../../question/words.ts';
import { headlinePeriod } from '../../stickiness/figures.ts';
import { compareText, isTold } from '../../velocity/words.ts';
import { returnText } from '../words.ts';
import type { TileFigure } from './kind.ts';

type Figures = {
  readonly [K in QuestionKind]: (
    question: Analyses[K]['question'],
    answer: Analyses[K]['answer'],
    format: Format,
  ) => TileFigure | null;
};

/** A share with its interval and base (X1). */
function rateFigure(rate: Rate, label: string, format: Format): TileFigure | null {
  if (rate.n === 0) return null;
  const written = format.rate(rate, 'auto');
  return {
    text: written.rate,
    label,
    detail: t('overview.figure.interval', { interval: written.interval, n: format.integer(rate.n) }),
  };
}

/** One line per kind of question: the figure that its tile leads with. */
export const figures: Figures = {
  funnel({ steps }, { total }, format) {
    const last = steps.at(-1);
    const label = t('overview.figure.funnel', { last: last === undefined ? '' : stepText(last) });
    // Nobody's time is over yet, which is not the same as nobody.
    if (total.rate.n === 0 && total.entered > 0)
      return { text: MISSING, label, detail: t('overview.figure.funnel.open', { count: total.entered }) };
    return rateFigure(total.rate, label, format);
  },
  counts(_, { stages }, format) {
    const last = stages.at(-1);
    return last === undefined
      ? null
      : rateFigure(last.ofEntrants, t('overview.figure.funnel', { last: last.label }), format);
  },
  retention(question, answer, format) {
    const { total } = answer;
    // Its curves are of the same values.
    if (question.cells === 'revenue' || question.cells === 'cumulative') {
      const found = cohortsHeadline(question, answer, total, currencyOf(question, format.currency), format);
      return found && { text: found.value, label: found.label, detail: found.detail.join(', ') };
    }
    const found = total.means[1];
    if (found === undefined || total.entries === 0) return null;
    const label = returnText(question, answer, t('overview.figure.retention.back'));
    if (found.cohorts === 0) return { text: MISSING, label, detail: t('overview.figure.retention.none') };
    if (question.mean === 'pooled') return rateFigure(found.pooled, label, format);
    const n = format.integer(found.pooled.n);
    return { text: format.percent(found.simple), label, detail: t('overview.figure.n', { n }) };
  },
  stickiness({ within, each }, { periods }, format) {
    const found = headlinePeriod(periods);
    if (found === undefined || found.active === 0) return null;
    const names = { parts: format.integer(found.parts) };
    const unit = each.n === 1 ? each.unit : 'part';
    return {
      text: format.decimal(found.mean, 2),
      label:
        within === null
          ? t(`overview.figure.stickiness.${unit}`, names)
          : t('overview.figure.stickiness.in', {
              mean: t(`overview.figure.stickiness.${unit}`, names),
              period: periodText(found.period, within, format),
            }),
      detail: t('overview.figure.active', { count: found.active }),
    };
  },
  lifecycle({ period }, { periods }, format) {
    const found = headlineOf(periods);
    if (found === undefined) return null;
    return {
      text: format.integer(found.active),
      label: t('overview.figure.lifecycle', { period: periodText(found.period, period.unit, format) }),
      detail: Number.isFinite(found.quickRatio)
        ? t('overview.figure.lifecycle.quick', { ratio: format.decimal(found.quickRatio, 2) })
        : '',
    };
  },
  churn({ period, range }, answer, format) {
    const { total, periods } = answer;
    if (isEarly(answer))
      return { text: MISSING, label: t('overview.figure.churn.all'), detail: t('churn.fact.early') };
    // Its periods then hold those alone who began in the dates, which is no churn of everyone there.
    if (range.by === 'start' && (range.from !== null || range.to !== null))
      return rateFigure(total.rate, t('overview.figure.churn.began'), format);
    const found = headlineOf(periods);
    if (found === undefined || found.rate.n === 0)
      return rateFigure(total.rate, t('overview.figure.churn.all'), format);
    const label = t('overview.figure.churn.period', { period: periodText(found.period, period, format) });
    return rateFigure(found.rate, label, format);
  },
  revenue({ period }, { currencies: [first] }, format) {
    const found = first && headlineOf(first.periods);
    if (found === undefined) return null;
    return {
      text: format.money(found.end, first?.currency ?? format.currency, 0),
      label: t('overview.figure.revenue', { period: periodText(found.period, period, format) }),
      detail: Number.isFinite(found.netChurn)
        ? t('overview.figure.revenue.churn', { share: format.percent(found.netChurn) })
        : '',
    };
  },
  stages({ won }, { cycle, leads }, format) {
    if (leads === 0) return null;
    return {
      text: format.duration(cycle.won.median),
      label: t('overview.figure.stages', { won: eventsText(won) }),
      detail: t('overview.figure.n', { n: format.integer(cycle.won.n) }),
    };
  },
  velocity(question, { current, change, currency }, format) {
    const code = currency ?? format.currency;
    const money = (amount: number): string => format.money(amount, code, Math.abs(amount) < 100 ? 2 : 0);
    const won = eventsText(question.won);
    const open = format.integer(current.open);
    const cycle = format.duration(current.cycle * DAY_MS);
    // Other figures of the page are over other dates.
    const dated = (what: string): string =>
      t('overview.figure.dated', { what, dates: datesOf(question.range, format) });
    if (!isTold(question, 'perDay'))
      return {
        text: money(current.value),
        label: t('overview.figure.velocity.value', { won }),
        detail: dated(t('overview.figure.velocity.noRate', { open, cycle })),
      };
    return {
      text: money(current.perDay),
      label: t('overview.figure.velocity'),
      detail: dated(
        change === null
          ? t('overview.figure.velocity.factors', {
              open,
              cycle,
              won,
              rate: format.percent(current.rate.rate),
            })
          : t('overview.figure.velocity.change', {
              change: signed(change.total, money),
              before: compareText(question, format),
            }),
      ),
    };
  },
};

function datesOf(range: DateRange, format: Format): string {
  return range.from === null && range.to === null ? t('measures.whole') : rangeText(range, format);
}
