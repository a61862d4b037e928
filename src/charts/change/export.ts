import { drawn, framedSvg, resolved, type ExportedSvg, type ExportOptions } from '../export/svg.ts';

/** What one factor made of a change, its figures as they are written. */
export interface ChangePart {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly part: string;
  /** Signed; only its share of the longest is drawn. */
  readonly value: number;
}

const WIDTH = 960;
const ROW = 32;
const BAR = 14;
const NAME = 0;
const BEFORE = 330;
const AFTER = 450;
const PART = 590;
const MIDDLE = 780;
const REACH = WIDTH - MIDDLE;

/**
 * The parts of a change as an SVG file that needs nothing else: figures, and bars from the middle, to the right what added, filled, to the left what took away, an outline.
 * @param at an element of the page, whose face and colours are taken
 * @param heads of the four columns
 */
export function changeSvg(
  at: Element,
  heads: readonly string[],
  parts: readonly ChangePart[],
  options: ExportOptions,
): ExportedSvg {
  const [ink, quiet, bar, rule] = ['--text-strong', '--text-muted', '--accent', '--line-hair'].map((token) =>
    resolved(at, token),
  ) as [string, string, string, string];
  const say = (x: number, y: number, text: string, fill: string): SVGElement =>
    drawn('text', { x, y, fill, 'font-size': 13, 'text-anchor': x === NAME ? 'start' : 'end' }, text);
  const longest = Math.max(...parts.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
  const places = [NAME, BEFORE, AFTER, PART] as const;
  const height = (parts.length + 1) * ROW;
  const marks = [
    ...heads.map((head, i) => say(places[i]!, 20, head, quiet)),
    ...parts.flatMap(({ name, before, after, part, value }, row) => {
      const y = (row + 1) * ROW;
      const length = (Math.abs(value) / longest) * REACH;
      return [
        drawn('path', { d: `M0 ${y}H${WIDTH}`, stroke: rule }),
        ...[name, before, after].map((text, i) => say(places[i]!, y + 20, text, ink)),
        say(PART, y + 20, part, ink),
        drawn('rect', {
          x: value < 0 ? MIDDLE - length : MIDDLE,
          y: y + (ROW - BAR) / 2,
          width: length,
          height: BAR,
          fill: value < 0 ? 'none' : bar,
          stroke: bar,
        }),
      ];
    }),
    drawn('path', { d: `M${MIDDLE} ${ROW}V${height}`, stroke: quiet }),
  ];
  return framedSvg(at, { width: WIDTH, height, marks }, options);
}
