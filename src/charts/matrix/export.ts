import type { Way } from '../../engine/stages/ways.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { drawn, framedSvg, resolved, type ExportedSvg, type ExportOptions } from '../export/svg.ts';
import { average, shorten } from '../fit.ts';
import { measureLike } from '../measure.ts';
import { waysOf, type MoveRow } from './layout.ts';
import { wayText } from './words.ts';

const NAMES = 150;
const CELL = 112;
const HEAD = 28;
const ROW = 48;
const BAR = 8;
const KEYS = 44;
const PAD = 8;

/**
 * The table of moves as an SVG file that needs nothing else; on screen it is a table of buttons.
 * @param at an element of the page, whose face and colours are taken
 * @param names of all places, won and lost last
 */
export function movesSvg(
  at: Element,
  rows: readonly MoveRow[],
  names: readonly string[],
  format: Format,
  options: ExportOptions,
): ExportedSvg {
  const measure = at.isConnected ? measureLike(at, 600, 0.8125) : average(13);
  const columns = rows[0]?.cells ?? [];
  const width = NAMES + columns.length * CELL + CELL;
  const paints = groundsOf(at);
  const [ink, quiet, faint, rule] = ['--text-strong', '--text-muted', '--text-faint', '--line-hair'].map(
    (token) => resolved(at, token),
  ) as [string, string, string, string];
  const say = (x: number, y: number, text: string, fill: string, end = false): SVGElement =>
    drawn('text', { x, y, fill, 'font-size': 13, 'text-anchor': end ? 'end' : 'start' }, text);
  const nameOf = (place: number, room: number): string => shorten(names[place] ?? '', room, measure);
  const ground = (way: Way, x: number, y: number, length: number): SVGElement =>
    drawn('rect', { x, y, width: length, height: BAR, ...paints.of(way) });
  const heads = [
    say(0, 18, t('charts.matrix.from'), quiet),
    ...columns.map(({ to }, column) => say(NAMES + column * CELL + PAD, 18, nameOf(to, CELL - PAD), quiet)),
    say(width, 18, t('charts.matrix.out'), quiet, true),
  ];
  const lines = rows.flatMap(({ from, out, cells }, row) => {
    const y = HEAD + row * ROW;
    return [
      drawn('path', { d: `M0 ${y}H${width}`, stroke: rule }),
      say(0, y + 22, nameOf(from, NAMES - PAD), ink),
      ...cells.flatMap(({ count, share, way }, column) => {
        if (way === null) return [];
        const x = NAMES + column * CELL + PAD;
        if (count === 0) return [say(x, y + 22, format.integer(0), faint)];
        return [
          say(x, y + 22, `${format.integer(count)}  ${format.percent(share, 0)}`, ink),
          ground(way, x, y + 30, Math.max(2, share * (CELL - 2 * PAD))),
        ];
      }),
      say(width, y + 22, format.integer(out), quiet, true),
    ];
  });
  const foot = HEAD + rows.length * ROW;
  let x = 0;
  const keys = waysOf(rows).flatMap(({ way }) => {
    const text = wayText(way);
    const key = [ground(way, x, foot + 26, 20), say(x + 28, foot + 34, text, quiet)];
    x += 52 + measure(text);
    return key;
  });
  return framedSvg(
    at,
    { width: Math.max(width, x), height: foot + KEYS, marks: [paints.defs, ...heads, ...lines, ...keys] },
    options,
  );
}

/** The grounds of `WayBar` as attributes of a mark, and the patterns that they need. */
function groundsOf(at: Element): {
  readonly defs: SVGElement;
  of(way: Way): Readonly<Record<string, string>>;
} {
  const paint = (token: string): string => resolved(at, token);
  const pattern = (id: string, size: number, turn: number, ground: string, line: string): SVGElement => {
    const made = drawn('pattern', {
      id,
      width: size,
      height: size,
      patternUnits: 'userSpaceOnUse',
      patternTransform: `rotate(${turn})`,
    });
    made.append(
      drawn('rect', { width: size, height: size, fill: ground }),
      drawn('path', { d: `M${size / 2} 0v${size}`, stroke: line, 'stroke-width': 1.6 }),
    );
    return made;
  };
  const dots = drawn('pattern', { id: 'moves-dots', width: 4, height: 4, patternUnits: 'userSpaceOnUse' });
  dots.append(
    drawn('rect', { width: 4, height: 4, fill: paint('--warn-wash') }),
    drawn('circle', { cx: 2, cy: 2, r: 1.1, fill: paint('--warn') }),
  );
  const defs = drawn('defs', {});
  defs.append(
    pattern('moves-bars', 5, 0, 'none', paint('--went')),
    pattern('moves-lines', 5, 45, paint('--drop-ground'), paint('--drop')),
    dots,
  );
  const grounds: Readonly<Record<Way, Readonly<Record<string, string>>>> = {
    advanced: { fill: paint('--went-band'), stroke: paint('--went') },
    won: { fill: paint('--went') },
    skipped: { fill: 'url(#moves-bars)', stroke: paint('--went') },
    returned: { fill: 'none', stroke: paint('--excluded'), 'stroke-dasharray': '2 2' },
    lost: { fill: 'url(#moves-lines)', stroke: paint('--drop') },
    reopened: { fill: 'url(#moves-dots)', stroke: paint('--warn') },
  };
  return { defs, of: (way) => grounds[way] };
}
