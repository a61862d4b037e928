import { scaleLinear } from 'd3';
import { readableWidth } from '../../engine/statistics/histogram.ts';
import type { Durations } from '../../questions/funnel.ts';
import { wrapWhole, type Measure } from '../fit.ts';
import type { Box } from '../scale.ts';

/** How a part of a bar is drawn; each has a ground of its own beside its hue. */
export type Look = 'on' | 'back' | 'lost' | 'open' | 'fresh' | 'due' | 'late' | 'stale' | 'undated';

/** Part of a bar. */
export interface SpreadPart {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly look: Look;
}

/** How long something took, and what became of those who were there. */
export interface SpreadRow {
  readonly name: string;
  /** How many came in at a known time. */
  readonly count: number;
  /** Said of the row instead of how many came in. */
  readonly said?: string;
  /** Of those for whom it is over, ms. */
  readonly time: Durations;
  /** Median with those who still are there, ms; null: not reached. */
  readonly median: number | null;
  /** ms; NaN when not known. */
  readonly usual: number;
  /** What became of all, those without a date included: the whole of the bar. */
  readonly parts: readonly SpreadPart[];
}

/** How many the bar of a row stands for. */
export function wholeOf({ parts }: Pick<SpreadRow, 'parts'>): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

/** A mark: a row, and one of its parts, counted from 0; −1: all of the row. */
export interface SpreadMark {
  readonly row: number;
  readonly part: number;
}

interface Strip {
  /** p10 to p90, p25 to p75. */
  readonly line: readonly [number, number];
  readonly box: readonly [number, number];
  readonly middle: number;
  readonly usual: number | null;
  /** Median with the open ones, where it is visibly another. */
  readonly censored: number | null;
  /** From the box or its line to `censored` where that lies beyond them. */
  readonly reach: readonly [number, number] | null;
}

export interface SpreadRowLayout {
  /** The name in full; `y` of its first line, the others `NAME_LINE` apart. */
  readonly name: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
  readonly count: { readonly x: number; readonly y: number };
  readonly median: { readonly x: number; readonly y: number };
  /** Middle of the strip. */
  readonly y: number;
  /** null when nobody is through. */
  readonly strip: Strip | null;
  readonly hit: Box;
  readonly parts: readonly Box[];
  /** The shares in full; `y` of their first line, the others `SHARE_LINE` apart. */
  readonly shares: { readonly x: number; readonly y: number; readonly lines: readonly string[] };
}

export interface SpreadLayout {
  readonly form: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  /** Ends of the time axis, and its top and base. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly ticks: readonly { readonly ms: number; readonly x: number }[];
  /** Where the bars of parts begin and end. */
  readonly bars: readonly [number, number];
  readonly rows: readonly SpreadRowLayout[];
}

const WIDE = 760;
const HEAD = 26;
const PITCH = 50;
const NARROW_PITCH = 132;
const FOOT = 22;
export const NAME_LINE = 17;
export const SHARE_LINE = 14;
const BAR = 16;
const MEDIAN = 76;
const TICK = 64;
/** Medians closer than this are told apart by no eye, px. */
const APART = 4;
/** Nobody who is there goes unseen, px. */
const LEAST = 1;

/**
 * One row each: a strip of time on one axis that all share (p10 to p90 a line, p25 to p75 a box, the median a tick), and a bar of
 * what became of everybody, whose whole length is 100%. Narrow, the two stand one under the other. `said` are the shares of each row in
 * words, whose width `small` measures.
 */
export function layoutSpread(
  rows: readonly SpreadRow[],
  room: number,
  measure: Measure,
  said: readonly (readonly string[])[] = [],
  small: Measure = measure,
): SpreadLayout {
  const width = Math.max(1, room);
  const wide = width >= WIDE;
  const widest = rows.reduce((most, { name }) => Math.max(most, measure(name)), 0);
  const nameWidth = wide ? Math.min(Math.max(200, width * 0.2), Math.max(88, widest)) : width;
  const barWidth = wide ? Math.min(340, Math.max(200, width * 0.3)) : width;
  const left = wide ? nameWidth + MEDIAN + 24 : 2;
  const right = Math.max(left + 1, wide ? width - barWidth - 40 : width - 18);
  const bars = [wide ? width - barWidth : 0, width] as const;
  const top = HEAD;
  const pitch = wide ? PITCH : NARROW_PITCH;
  const names = rows.map(({ name }) => wrapWhole(name, nameWidth, measure));
  const shares = rows.map((_, index) => sharesLines(said[index] ?? [], barWidth, small));
  /** What the lines of a name beyond the first take. */
  const nameMore = names.map((lines) => (lines.length - 1) * NAME_LINE);
  /** What the lines beyond the first add to a row: wide, those of the shares stand beside those of the name. */
  const more = nameMore.map((own, index) => {
    const beside = Math.max(0, (shares[index]?.length ?? 0) - 1) * SHARE_LINE;
    return wide ? Math.max(own, beside) : own + beside;
  });
  const before = (index: number): number => more.slice(0, index).reduce((sum, each) => sum + each, 0);
  const base = top + rows.length * pitch + before(rows.length);
  const longest = rows.reduce(
    (most, { time, usual, median }) => Math.max(most, known(time.p90), known(usual), known(median ?? 0)),
    0,
  );
  const step = readableWidth(longest, Math.max(2, Math.min(8, Math.floor((right - left) / TICK))));
  const steps = Math.ceil(longest / step - 1e-9);
  const x = scaleLinear()
    .domain([0, Math.max(1, steps * step)])
    .range([left, right])
    .clamp(true);
  return {
    form: wide ? 'wide' : 'narrow',
    width,
    height: base + FOOT,
    left,
    right,
    top,
    base,
    ticks: longest > 0 ? Array.from({ length: steps + 1 }, (_, i) => ({ ms: i * step, x: x(i * step) })) : [],
    bars,
    rows: rows.map((row, index): SpreadRowLayout => {
      const from = top + index * pitch + before(index);
      const extra = nameMore[index] ?? 0;
      const middle = from + (wide ? 22 : 56 + extra);
      const bar = from + (wide ? 8 : 84 + extra);
      return {
        name: { x: 0, y: from + (wide ? 18 : 16), lines: names[index] ?? [] },
        count: { x: 0, y: from + (wide ? 35 : 32) + extra },
        median: wide ? { x: nameWidth + MEDIAN, y: from + 18 } : { x: width, y: from + 16 },
        y: middle,
        strip: row.time.n === 0 ? null : stripOf(row, x),
        hit: {
          x: 0,
          y: from,
          width: wide ? right : width,
          height: wide ? pitch + (more[index] ?? 0) : 78 + extra,
        },
        parts: partsOf(row, bars, bar),
        shares: { x: bars[0], y: bar + BAR + 15, lines: shares[index] ?? [] },
      };
    }),
  };
}

/** The shares on as many lines as they take, broken between two of them. */
function sharesLines(said: readonly string[], width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  for (const [index, share] of said.entries()) {
    const piece = index < said.length - 1 ? `${share},` : share;
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${piece}`) <= width)
      lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  }
  return lines;
}

function known(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function stripOf({ time, usual, median }: SpreadRow, x: (ms: number) => number): Strip {
  const line = [x(time.p10), x(time.p90)] as const;
  const censored = median !== null && Math.abs(x(median) - x(time.median)) >= APART ? x(median) : null;
  const nearest = censored === null ? 0 : Math.min(line[1], Math.max(line[0], censored));
  return {
    line,
    box: [x(time.p25), x(time.p75)],
    middle: x(time.median),
    usual: Number.isFinite(usual) ? x(usual) : null,
    censored,
    reach: censored === null || censored === nearest ? null : [nearest, censored],
  };
}

/** Boxes of the parts in a bar of full length; empty ones have no width, the others stand 1 px apart. */
function partsOf({ parts }: SpreadRow, [from, to]: readonly [number, number], y: number): Box[] {
  const count = wholeOf({ parts });
  let before = 0;
  return parts.map((part) => {
    const start = from + (count > 0 ? (before / count) * (to - from) : 0);
    before += part.count;
    const end = from + (count > 0 ? (before / count) * (to - from) : 0);
    const width = part.count === 0 ? 0 : Math.max(LEAST, end - start - (end - start > 3 ? 1 : 0));
    return { x: start, y, width, height: BAR };
  });
}

/** The mark at a place in the drawing, or null. */
export function spreadAt({ rows, bars, form }: SpreadLayout, x: number, y: number): SpreadMark | null {
  for (const [row, { hit, parts }] of rows.entries()) {
    const bar = parts[0];
    if (bar !== undefined && x >= bars[0] && y >= bar.y - 6 && y <= bar.y + bar.height + 18) {
      const part = parts.findIndex(({ x: from, width }) => width > 0 && x >= from && x <= from + width + 1);
      if (part >= 0) return { row, part };
    }
    const inside = y >= hit.y && y < hit.y + hit.height;
    if (inside && (form === 'narrow' || x <= hit.x + hit.width)) return { row, part: -1 };
  }
  return null;
}
