import { line, scaleLinear } from 'd3';
import type { RevenuePeriod } from '../../questions/revenue.ts';
import { endOfColumns, ticksTo } from '../scale.ts';
import { amountOf, CHANGES, GAINS, LOSSES, netOf, type Change, type Figure } from './changes.ts';

/** From top to bottom, as the arrow keys walk a period: the line, then the parts of the bar. */
export const ROWS = ['end', ...CHANGES] as const satisfies readonly Figure[];

interface FlowPart {
  readonly change: Change;
  readonly y: number;
  /** 0 for a change that nobody made. */
  readonly height: number;
}

interface FlowBar {
  readonly period: RevenuePeriod;
  readonly x: number;
  /** Middle of the bar, where the line has its point. */
  readonly middle: number;
  /** Height of the line. */
  readonly level: number;
  /** In the order of `CHANGES`. */
  readonly parts: readonly FlowPart[];
  /** Where gains less losses end. */
  readonly net: number;
}

interface Tick {
  readonly amount: number;
  readonly y: number;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** The strip of the line. */
  readonly top: number;
  readonly base: number;
  /** The strip of the bars, and its zero line. */
  readonly upper: number;
  readonly zero: number;
  readonly lower: number;
  readonly pitch: number;
  readonly bar: number;
  readonly bars: readonly FlowBar[];
  /** Through the complete periods. */
  readonly line: string;
  /** From the last complete period on; empty when all are. */
  readonly open: string;
  readonly levels: readonly Tick[];
  /** What is lost is below zero. */
  readonly amounts: readonly Tick[];
}

const TOP = 22;
const GAP = 44;
/** Height of both strips together, and the share of it that the line has. */
const PLOT = 246;
const LEVEL = 0.39;
const AXIS = 26;
/** Room a period's name wants, px. */
const DATE = 62;
/** Bars narrower than this can't be hit or told apart, px. */
const LEAST_PITCH = 7;
/** What somebody pays is never drawn so thin that it can't be seen. */
const LEAST = 0.6;

/** How many periods can be drawn in a room; the newest ones are. */
export function fitting(room: number): number {
  return Math.max(1, Math.floor((room - leftOf(room)) / LEAST_PITCH));
}

const leftOf = (room: number): number => (room >= 560 ? 60 : 48);

/**
 * Revenue over periods in two strips with the same columns: its level at the end of each as a line on a scale from 0, and under it what was added (up)
 * and lost (down), on one scale for both.
 * @param plot height of both strips together, px
 */
export function layoutFlow(periods: readonly RevenuePeriod[], room: number, plot = PLOT): FlowLayout {
  const width = Math.max(1, room);
  const left = leftOf(room);
  const count = Math.max(1, periods.length);
  const right = Math.max(left + 1, Math.min(width - 4, endOfColumns(left, width, count, DATE)));
  const base = TOP + Math.round(plot * LEVEL);
  const upper = base + GAP;
  const lower = TOP + plot + GAP;
  const pitch = (right - left) / count;
  const bar = Math.max(1, Math.min(44, pitch * 0.7));

  const most = Math.max(0, ...periods.map(({ end }) => end));
  const steps = ticksTo(most, 3, false);
  const rung = steps[1] ?? 1;
  const ceiling = Math.max(1, Math.ceil(most / rung - 1e-9)) * rung;
  const levelAt = scaleLinear([0, ceiling], [base, TOP]);

  const sum = (period: RevenuePeriod, changes: readonly Change[]): number =>
    changes.reduce((all, change) => all + amountOf(period, change), 0);
  const up = Math.max(0, ...periods.map((period) => sum(period, GAINS)));
  const down = Math.max(0, ...periods.map((period) => sum(period, LOSSES)));
  const stride = ticksTo(Math.max(up, down), 3, false)[1] ?? 1;
  const upTo = Math.max(1, Math.ceil(up / stride - 1e-9)) * stride;
  const downTo = Math.ceil(down / stride - 1e-9) * stride;
  const amountAt = scaleLinear([-downTo, upTo], [lower, upper]);

  const bars = periods.map((period, index): FlowBar => {
    const middle = left + pitch * (index + 0.5);
    const places = new Map<Change, FlowPart>();
    let above = 0;
    for (const change of GAINS) {
      const amount = amountOf(period, change);
      places.set(change, part(change, amount, amountAt(above + amount), amountAt(above)));
      above += amount;
    }
    let below = 0;
    for (const change of LOSSES) {
      const amount = amountOf(period, change);
      places.set(change, part(change, amount, amountAt(-below) + 1, amountAt(-below - amount) + 1));
      below += amount;
    }
    return {
      period,
      x: middle - bar / 2,
      middle,
      level: levelAt(period.end),
      parts: CHANGES.flatMap((change) => places.get(change) ?? []),
      net: amountAt(netOf(period)),
    };
  });
  const draw = (from: number, to: number): string =>
    line<FlowBar>(
      ({ middle }) => middle,
      ({ level }) => level,
    )(bars.slice(from, to)) ?? '';
  const ripe = periods.findLastIndex(({ complete }) => complete);
  const amounts: Tick[] = [];
  // Adding 0 makes a negative one positive.
  for (let step = -Math.round(downTo / stride); step <= Math.round(upTo / stride); step++)
    amounts.push({ amount: step * stride + 0, y: amountAt(step * stride) });
  return {
    width,
    height: lower + AXIS,
    left,
    right,
    top: TOP,
    base,
    upper,
    zero: amountAt(0),
    lower,
    pitch,
    bar,
    bars,
    line: draw(0, ripe + 1),
    open: ripe < bars.length - 1 ? draw(Math.max(0, ripe), bars.length) : '',
    levels: ticksTo(ceiling, 4, false).map((amount) => ({ amount, y: levelAt(amount) })),
    amounts,
  };
}

function part(change: Change, amount: number, top: number, bottom: number): FlowPart {
  if (!(amount > 0)) return { change, y: bottom, height: 0 };
  // Parts stand 1 px apart where they have the room.
  const gap = bottom - top > 3 ? 1 : 0;
  return { change, y: top, height: Math.max(LEAST, bottom - top - gap) };
}

/** The mark at a place: the line in its strip, below it the part of the column's bar nearest by height; null without periods. */
export function flowAt(
  { bars, left, pitch, base, upper }: FlowLayout,
  x: number,
  y: number,
): { readonly column: number; readonly row: number } | null {
  if (bars.length === 0) return null;
  const column = Math.max(0, Math.min(bars.length - 1, Math.floor((x - left) / pitch)));
  if (y < (base + upper) / 2) return { column, row: 0 };
  let row = 0;
  let best = Number.POSITIVE_INFINITY;
  for (const [index, { y: top, height }] of (bars[column]?.parts ?? []).entries()) {
    const off = height === 0 ? Number.POSITIVE_INFINITY : Math.max(top - y, y - top - height, 0);
    if (off < best) {
      best = off;
      row = index + 1;
    }
  }
  return { column, row };
}
