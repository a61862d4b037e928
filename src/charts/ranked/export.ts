import { drawn, framedSvg, resolved, type ExportedSvg, type ExportOptions } from '../export/svg.ts';
import { average } from '../fit.ts';
import { measureLike } from '../measure.ts';
import { BAR, layoutRanked, ROW, type RankedBar } from './layout.ts';

/**
 * Ranked bars as an SVG file that needs nothing else. On screen they are a list of buttons, so they are drawn for the file.
 * @param at an element of the page, whose face and colours are taken
 * @param written writes a share of the scale
 */
export function rankedSvg(
  at: Element,
  all: readonly RankedBar[],
  written: (share: number) => string,
  options: ExportOptions,
): ExportedSvg {
  const { width, height, left, counts, bars, ticks } = layoutRanked(
    all,
    at.isConnected ? measureLike(at, 400, 0.8125) : average(13),
  );
  const [ink, quiet, fill, edge, rule, whisker] = [
    '--text-strong',
    '--text-muted',
    '--drop',
    '--excluded',
    '--line-hair',
    '--whisker',
  ].map((token) => resolved(at, token)) as [string, string, string, string, string, string];
  const marks = bars.flatMap(({ bar, name, y, right, low, high }) => {
    const middle = y + ROW / 2;
    const say = (x: number, text: string, colour: string, anchor: 'start' | 'end'): SVGElement =>
      drawn('text', { x, y: middle + 4, fill: colour, 'font-size': 13, 'text-anchor': anchor }, text);
    const paint = bar.hollow ? { fill: 'none', stroke: edge, 'stroke-dasharray': '4 3' } : { fill };
    return [
      say(0, name, bar.hollow ? quiet : ink, 'start'),
      drawn('rect', { x: left, y: middle - BAR / 2, width: right - left, height: BAR, rx: 1, ...paint }),
      drawn('path', {
        d: `M${low} ${middle}H${high}M${low} ${middle - 3}v6M${high} ${middle - 3}v6`,
        stroke: whisker,
        'stroke-width': 1.25,
      }),
      say(counts, bar.count, ink, 'end'),
      say(width, `${bar.rate}  ${bar.interval}`, ink, 'end'),
      drawn('path', { d: `M0 ${y + ROW - 0.5}H${width}`, stroke: rule }),
    ];
  });
  const bottom = bars.length * ROW;
  const scale = ticks.flatMap(({ share, x }) => [
    drawn('path', { d: `M${x} 0V${bottom}`, stroke: rule }),
    drawn(
      'text',
      { x, y: bottom + 15, fill: quiet, 'font-size': 11, 'text-anchor': 'middle' },
      written(share),
    ),
  ]);
  return framedSvg(at, { width, height, marks: [...scale, ...marks] }, options);
}
