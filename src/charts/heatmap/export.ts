import { drawn, framedSvg, resolved, type ExportedSvg, type ExportOptions } from '../export/svg.ts';
import { average } from '../fit.ts';
import { measureLike } from '../measure.ts';
import type { HeatLayout } from './layout.ts';
import { HATCH, heatPicture, type PictureMark } from './picture.ts';
import type { HeatWords } from './words.ts';

/**
 * A heatmap as an SVG file that needs nothing else. The table on screen is no drawing, so it is drawn for the file: whole, as
 * wide as reads well, in the colours that the page has now.
 * @param at an element of the page, whose face and colours are taken
 */
export function heatSvg(
  at: Element,
  layout: HeatLayout,
  words: HeatWords,
  rowHead: string,
  options: ExportOptions,
): ExportedSvg {
  const measure = at.isConnected ? measureLike(at, 600, 0.8125) : average(13);
  const { width, height, marks } = heatPicture(layout, words, rowHead, measure);
  const paints = new Map<string, string>([[HATCH, `url(#${HATCH})`]]);
  const paint = (token: string): string => {
    const known = paints.get(token) ?? resolved(at, token);
    paints.set(token, known);
    return known;
  };
  const draw = ({ name, attributes, fill, stroke, text }: PictureMark): SVGElement =>
    drawn(
      name,
      {
        ...attributes,
        fill: fill === undefined ? 'none' : paint(fill),
        ...(stroke !== undefined && { stroke: paint(stroke) }),
      },
      text,
    );
  const hatch = drawn('pattern', {
    id: HATCH,
    width: 5,
    height: 5,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(-45)',
  });
  hatch.append(drawn('path', { d: 'M0 0H5', stroke: paint('--line-hair'), 'stroke-width': 2 }));
  const defs = drawn('defs', {});
  defs.append(hatch);
  return framedSvg(at, { width, height, marks: [defs, ...marks.map(draw)] }, options);
}
