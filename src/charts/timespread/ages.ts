import { scaleLinear } from 'd3';
import { shorten, type Measure } from '../fit.ts';
import { ticksTo, type Box } from '../scale.ts';
import type { SpreadPart } from './layout.ts';

/** Those who are somewhere now, in parts by how long already. */
export interface AgeRow {
  readonly name: string;
  readonly count: number;
  readonly parts: readonly SpreadPart[];
  /** Said under the name. */
  readonly note: string;
}

export interface AgeLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
  readonly rows: readonly {
    readonly name: { readonly y: number; readonly text: string };
    readonly note: { readonly y: number; readonly text: string };
    readonly y: number;
    readonly height: number;
    readonly parts: readonly Box[];
    /** Where the count is written. */
    readonly end: number;
  }[];
}

const WIDE = 560;
const TOP = 8;
const BAR = 20;
const COUNT = 56;
const LEAST = 1;

/** Bars of counts on one axis, in parts from the left; narrow, names stand over their bars. */
export function layoutAges(rows: readonly AgeRow[], room: number, measure: Measure): AgeLayout {
  const width = Math.max(1, room);
  const wide = width >= WIDE;
  const widest = rows.reduce((most, { name, note }) => Math.max(most, measure(name), measure(note)), 0);
  const nameWidth = wide ? Math.min(240, Math.max(88, widest)) : width;
  const left = wide ? nameWidth + 24 : 0;
  const right = Math.max(left + 1, width - COUNT);
  const pitch = wide ? 44 : 62;
  const base = TOP + rows.length * pitch;
  const most = rows.reduce((top, { count }) => Math.max(top, count), 0);
  const x = scaleLinear()
    .domain([0, most > 0 ? most : 1])
    .range([left, right]);
  return {
    width,
    height: base + 22,
    left,
    right,
    top: TOP,
    base,
    ticks: ticksTo(most, Math.max(2, Math.min(6, Math.floor((right - left) / 64))), true).map((value) => ({
      value,
      x: x(value),
    })),
    rows: rows.map(({ name, note, count, parts }, index) => {
      const from = TOP + index * pitch;
      const y = wide ? from + 8 : from + 32;
      let before = 0;
      return {
        name: { y: from + (wide ? 16 : 14), text: shorten(name, wide ? nameWidth : width * 0.5, measure) },
        note: { y: from + (wide ? 33 : 14), text: shorten(note, wide ? nameWidth : width * 0.5, measure) },
        y,
        height: BAR,
        parts: parts.map((part) => {
          const start = x(before);
          before += part.count;
          const length = x(before) - start;
          return {
            x: start,
            y,
            width: part.count === 0 ? 0 : Math.max(LEAST, length - (length > 3 ? 1 : 0)),
            height: BAR,
          };
        }),
        end: x(count) + 8,
      };
    }),
  };
}

/** The part of a bar at a place in the drawing, or null. */
export function ageAt(
  { rows }: AgeLayout,
  x: number,
  y: number,
): { readonly row: number; readonly part: number } | null {
  const row = rows.findIndex(({ y: from, height }) => y >= from - 6 && y <= from + height + 6);
  const part =
    rows[row]?.parts.findIndex(({ x: from, width }) => width > 0 && x >= from && x <= from + width + 1) ?? -1;
  return part < 0 ? null : { row, part };
}
