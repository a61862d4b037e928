import type { Format } from '../../i18n/format.ts';
import { messagePieces, t } from '../../i18n/i18n.svelte.ts';
import type { Piece } from '../../i18n/message.ts';
import { readingsText } from '../../i18n/readings.ts';
import type { PeriodSpec } from '../../questions/activity.ts';
import { cohortName, columnName, type CohortColumn } from '../cohort.ts';
import type { HeatFigure, HeatLayout, HeatMean, HeatPlace } from './layout.ts';

/** How the figures of a heatmap are written. */
export interface HeatWords {
  readonly format: Format;
  readonly figure: HeatFigure;
  readonly mean: HeatMean;
  readonly columns: readonly CohortColumn[];
  readonly period: PeriodSpec;
  /** ISO 4217 code of the value, or null for a plain number. */
  readonly currency: string | null;
}

/** A sentence cut at its holes: literal text, and figures that stand out. */
export type Reading = readonly { readonly text: string; readonly strong: boolean }[];

/** The figure as a cell prints it: no unit, so that columns of numbers stay narrow. */
export function cellText(value: number, digits: number, { format, figure }: HeatWords): string {
  return format.decimal(figure === 'rate' ? value * 100 : value, digits);
}

/** The figures of the row of means as they are printed. */
export function meanTexts({ means, meanDigits }: HeatLayout, words: HeatWords): readonly string[] {
  return means.map(({ value }) => cellText(value, meanDigits, words));
}

/** The figure with its unit. */
function written(value: number, { format, currency }: HeatWords): string {
  return currency === null ? format.number(value) : format.money(value, currency, 2);
}

/** The border of a colour step with its unit, for the scale. */
function breakText(value: number, digits: number, words: HeatWords): string {
  const { format, figure, currency } = words;
  if (figure === 'rate') return format.percent(value, digits);
  if (figure === 'count') return format.integer(value);
  return currency === null ? format.number(value) : format.money(value, currency);
}

/** The colour steps that occur, and the borders of the first and the last in words; null where there are no two. */
export function scaleText(
  { scale, breaks, digits }: Pick<HeatLayout, 'scale' | 'breaks' | 'digits'>,
  words: HeatWords,
): { readonly steps: readonly number[]; readonly low: string; readonly high: string } | null {
  if (scale === null) return null;
  return {
    steps: Array.from({ length: scale.to - scale.from + 1 }, (_, k) => scale.from + k),
    low: breakText(breaks[scale.from - 1] ?? 0, digits, words),
    high: breakText(breaks[scale.to - 2] ?? 0, digits, words),
  };
}

/** What the columns count: `months after the start`. */
export function columnsText({ period: { unit, n } }: HeatWords): string {
  return t(`charts.retention.since.${n === 1 ? unit : 'period'}`);
}

/** What has to be explained under the table, each with the sign that leads to it, if any. */
export function footnotes(
  { unripe, means, rows, idle, empty, opening }: HeatLayout,
  words: HeatWords,
): readonly { readonly sign: string; readonly text: string }[] {
  return [
    ...(unripe ? [{ sign: '*', text: unripeText(words) }] : []),
    ...(means.some(({ thin }) => thin) ? [{ sign: '‡', text: t('charts.heat.foot.thin') }] : []),
    ...idle.map((stretch) => ({ sign: '', text: idleText(stretch, words) })),
    ...(empty > 0 ? [{ sign: '', text: emptyText(empty, rows.length, words) }] : []),
    ...(opening ? [{ sign: '†', text: t('charts.heat.foot.opening') }] : []),
  ];
}

/** Name of the row of means. */
export function meanName({ figure, mean }: HeatWords): string {
  return figure === 'rate' || figure === 'count'
    ? t(`charts.heat.mean.${figure}.${mean}`)
    : t('charts.heat.mean.value');
}

/** Says how the row of means leaves out cells that are not over. */
function unripeText({ figure, mean }: HeatWords): string {
  return figure === 'revenue' || figure === 'cumulative'
    ? t('charts.heat.foot.value')
    : t(`charts.heat.foot.${mean}`);
}

/** Says which periods around the cohorts have no row, since nobody started in them. */
function idleText({ from, to, count }: HeatLayout['idle'][number], { format, period }: HeatWords): string {
  const first = cohortName(from, period.unit, format);
  if (from.kind !== 'period' && count === 1) return t('charts.heat.foot.idle.kind', { cohort: first });
  return count === 1
    ? t('charts.heat.foot.idle', { period: first })
    : t('charts.heat.foot.idle.span', { count, from: first, to: cohortName(to, period.unit, format) });
}

/** Says how many rows of periods are empty. */
function emptyText(empty: number, rows: number, { format }: HeatWords): string {
  return t('charts.heat.foot.empty', { count: empty, all: format.integer(rows) });
}

/** A place in words; empty for a place without a cell. */
export function readingOf(
  place: HeatPlace,
  layout: Pick<HeatLayout, 'rows' | 'means' | 'entries'>,
  words: HeatWords,
): Reading {
  const { format, figure, period } = words;
  const row = layout.rows[place.row];
  if (row === undefined) return meanReading(place.column, layout, words);
  const cohort = cohortName(row.cohort, period.unit, format);
  if (place.column < 0) {
    const opening = row.opening ? t('charts.heat.opening') : '';
    return fill(
      messagePieces('charts.heat.read.all'),
      { mark: cohort, n: format.integer(row.size) },
      opening,
    );
  }
  const drawn = row.cells[place.column];
  const column = words.columns[place.column];
  if (!drawn || column === undefined) return [];
  const { rate, interval } = format.rate(drawn.cell.rate, 'auto');
  const key =
    figure === 'revenue' || figure === 'cumulative'
      ? (`charts.heat.read.${figure}` as const)
      : 'charts.heat.read.rate';
  return fill(
    messagePieces(key),
    {
      mark: t('charts.heat.mark', { cohort, period: columnName(column, period) }),
      k: format.integer(drawn.cell.rate.k),
      n: format.integer(drawn.cell.rate.n),
      share: rate,
      interval,
      amount: written(drawn.value, words),
    },
    drawn.cell.complete ? '' : t('charts.heat.unripe'),
  );
}

/** A mean in words, or the number of all. */
function meanReading(
  at: number,
  { means, entries }: Pick<HeatLayout, 'means' | 'entries'>,
  words: HeatWords,
): Reading {
  const { format, figure, mean: kind, period } = words;
  const name = meanName(words);
  if (at < 0)
    return fill(messagePieces('charts.heat.read.all'), { mark: name, n: format.integer(entries) }, '');
  const mean = means[at];
  const column = words.columns[at];
  if (mean === undefined || mean.cohorts === 0 || column === undefined) return [];
  const { rate, interval } = format.rate(mean.rate, 'auto');
  const valued = figure === 'revenue' || figure === 'cumulative';
  const key = valued
    ? (`charts.heat.read.mean.${figure}` as const)
    : kind === 'simple'
      ? (`charts.heat.read.mean.${figure}` as const)
      : 'charts.heat.read.rate';
  const amount = valued
    ? written(mean.value, words)
    : figure === 'rate'
      ? format.percent(mean.value)
      : format.decimal(mean.value, 1);
  return fill(
    messagePieces(key),
    {
      mark: t('charts.heat.mark', { cohort: name, period: columnName(column, period) }),
      k: format.integer(mean.rate.k),
      n: format.integer(mean.rate.n),
      share: rate,
      interval,
      amount,
    },
    mean.thin
      ? readingsText([t('charts.heat.mean.over', { count: mean.cohorts }), t('charts.heat.mean.thin')])
      : t('charts.heat.mean.over', { count: mean.cohorts }),
  );
}

const STRONG: ReadonlySet<string> = new Set(['mark', 'share', 'amount']);

function fill(sentence: readonly Piece[], values: Readonly<Record<string, string>>, tail: string): Reading {
  const read = sentence.map((piece) =>
    'text' in piece
      ? { text: piece.text, strong: false }
      : { text: values[piece.hole] ?? '', strong: STRONG.has(piece.hole) },
  );
  const after = { text: tail, strong: false };
  return tail === ''
    ? read
    : messagePieces('common.readings').flatMap((piece) =>
        'text' in piece ? [{ text: piece.text, strong: false }] : piece.hole === 'before' ? read : [after],
      );
}

/** A reading as plain text. */
export function plain(reading: Reading): string {
  return reading.map(({ text }) => text).join('');
}
