import { t } from '../../i18n/i18n.svelte.ts';
import { cohortName, columnHead } from '../cohort.ts';
import { shorten, wrap, type Measure } from '../fit.ts';
import type { HeatCell, HeatLayout } from './layout.ts';
import { heatSizes } from './sizes.ts';
import { cellText, columnsText, footnotes, meanName, meanTexts, scaleText, type HeatWords } from './words.ts';

/** A mark of a picture: an SVG element whose paints are named by tokens of the style sheet, or `hatch`. */
export interface PictureMark {
  readonly name: 'rect' | 'text' | 'path';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly fill?: string;
  readonly stroke?: string;
  readonly text?: string;
}

/** A heatmap as marks, px. */
export interface HeatPicture {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly PictureMark[];
}

/** The fill of cells that are not over. */
export const HATCH = 'hatch';

const REM = 16;
/** Room the table is laid out in, whatever the window. */
const ROOM = 1140;
const HEAD = 48;
const LINE = 18;
const SIZE = 13;
const SMALL = 11;

/**
 * The whole table as a picture: every cohort with its cells in their colours, cells that are not over hatched and starred,
 * the means, the scale of colours over it, and what has to be explained under it.
 * @param rowHead header of the first column
 * @param measure widths at 13 px in the strong weight
 */
export function heatPicture(
  layout: HeatLayout,
  words: HeatWords,
  rowHead: string,
  measure: Measure,
): HeatPicture {
  const { format, columns } = words;
  const names = layout.rows.map(({ cohort }) => cohortName(cohort, words.period.unit, format));
  const figures = layout.rows.flatMap(({ cells }) => cells.map((cell) => (cell ? written(cell) : '')));
  const { name, size, cell, pitch } = heatSizes(
    ROOM,
    REM,
    columns.length,
    {
      names: [...names, rowHead, meanName(words)],
      sizes: [format.integer(layout.entries), t('charts.heat.size')],
      cells: [longest(figures), ...meanTexts(layout, words), ...columns.map(columnHead)],
    },
    measure,
  );
  const left = name + size;
  const sizeEnd = left - 12;
  const width = Math.max(left + columns.length * (cell + 1), 640);
  const middle = (column: number): number => left + column * (cell + 1) + cell / 2;
  const marks: PictureMark[] = [];
  const say = (x: number, y: number, text: string, look: Look = {}): void => {
    if (text !== '') marks.push(textMark(x, y, text, look));
  };
  function written({ value, cell: { complete } }: HeatCell): string {
    return cellText(value, layout.digits, words) + (complete ? '' : '*');
  }

  marks.push(...scale(layout, words, width, measure));
  const quiet: Look = { size: SMALL, fill: '--text-faint' };
  const small: Look = { size: 12, fill: '--text-muted' };
  say(0, HEAD - 8, rowHead, small);
  say(sizeEnd, HEAD - 8, t('charts.heat.size'), { ...small, anchor: 'end' });
  say(left, HEAD - 26, columnsText(words), quiet);
  for (const [column, covered] of columns.entries())
    say(middle(column), HEAD - 8, columnHead(covered), { ...small, anchor: 'middle' });

  for (const [row, { cells, size: people, opening }] of layout.rows.entries()) {
    const y = HEAD + row * pitch;
    const base = y + pitch / 2 + 4;
    say(0, base, shorten((names[row] ?? '') + (opening ? '†' : ''), name - 8, measure));
    say(sizeEnd, base, format.integer(people), { fill: '--text-muted', anchor: 'end' });
    for (const [column, each] of cells.entries()) {
      if (each === null) continue;
      marks.push(cellMark(each, left + column * (cell + 1), y, cell, pitch - 1));
      const ink =
        each.step > 0 ? `--seq-${each.step}-ink` : each.cell.complete ? '--text-strong' : '--text-muted';
      say(middle(column), base, written(each), { fill: ink, anchor: 'middle' });
    }
  }

  const foot = HEAD + layout.rows.length * pitch;
  const strong: Look = { weight: 600, fill: '--text-strong' };
  marks.push({
    name: 'path',
    attributes: { d: `M0 ${foot + 0.5}H${left + columns.length * (cell + 1)}`, 'stroke-width': 1 },
    stroke: '--line-control',
  });
  say(0, foot + 20, shorten(meanName(words), name - 8, measure), strong);
  say(0, foot + 35, t('charts.heat.mean.cohorts'), quiet);
  say(sizeEnd, foot + 20, format.integer(layout.entries), { ...strong, fill: '--text-muted', anchor: 'end' });
  for (const [column, { value, cohorts, thin }] of layout.means.entries()) {
    say(middle(column), foot + 20, cellText(value, layout.meanDigits, words) + (thin ? '‡' : ''), {
      ...(thin ? { fill: '--text-muted' } : strong),
      anchor: 'middle',
    });
    if (cohorts > 0) say(middle(column), foot + 35, format.integer(cohorts), { ...quiet, anchor: 'middle' });
  }

  let y = foot + 40;
  for (const note of notesOf(layout, words))
    for (const line of wrap(note, width, 4, measure)) say(0, (y += LINE), line, small);
  return { width, height: y + 8, marks };
}

interface Look {
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'middle' | 'end';
}

function textMark(x: number, y: number, text: string, look: Look): PictureMark {
  const { size = SIZE, weight = 400, fill = '--text-body', anchor } = look;
  return {
    name: 'text',
    attributes: {
      x,
      y,
      'font-size': size,
      'font-weight': weight,
      ...(anchor && { 'text-anchor': anchor }),
    },
    fill,
    text,
  };
}

function cellMark(
  { step, cell }: HeatCell,
  x: number,
  y: number,
  width: number,
  height: number,
): PictureMark {
  // The lightest step, the hatch and a cell without colour need an outline, drawn half a pixel inside.
  if (step > 1) return { name: 'rect', attributes: { x, y, width, height, rx: 2 }, fill: `--seq-${step}` };
  const fill = step === 1 ? '--seq-1' : cell.complete ? undefined : HATCH;
  return {
    name: 'rect',
    attributes: { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 2, 'stroke-width': 1 },
    ...(fill !== undefined && { fill }),
    stroke: fill === HATCH ? '--line-rule' : '--line-hair',
  };
}

/** The steps of colour that occur, with the borders of the first and the last, at the upper right. */
function scale(layout: HeatLayout, words: HeatWords, width: number, measure: Measure): PictureMark[] {
  const texts = scaleText(layout, words);
  if (texts === null) return [];
  const { steps } = texts;
  const look: Look = { size: SMALL, fill: '--text-muted' };
  const high = t('charts.heat.scale.high', { high: texts.high });
  const end = width - (measure(high) * SMALL) / SIZE - 5;
  const low = t('charts.heat.scale.low', { low: texts.low });
  return [
    ...steps.map((step, k): PictureMark => ({
      name: 'rect',
      attributes: { x: end - (steps.length - k) * 21, y: 0, width: 20, height: 10 },
      fill: `--seq-${step}`,
    })),
    textMark(end - steps.length * 21 - 6, 9, low, { ...look, anchor: 'end' }),
    textMark(width, 9, high, { ...look, anchor: 'end' }),
  ];
}

function notesOf(layout: HeatLayout, words: HeatWords): readonly string[] {
  return [
    ...(layout.apart ? [t('charts.heat.apart')] : []),
    ...footnotes(layout, words).map(({ sign, text }) => (sign === '' ? text : `${sign} ${text}`)),
  ];
}

function longest(texts: readonly string[]): string {
  return texts.reduce((most, text) => (text.length > most.length ? text : most), '');
}
