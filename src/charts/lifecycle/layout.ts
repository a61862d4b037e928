import { scaleLinear } from 'd3';
import type { LifecyclePeriod, LifecycleState } from '../../questions/lifecycle.ts';
import { endOfColumns, px, ticksTo, type Box } from '../scale.ts';

/** From the zero line upwards; the dormant lie below it. */
const ABOVE = ['returning', 'resurrected', 'new'] as const satisfies readonly LifecycleState[];
/** From the top of a bar to its bottom, as the arrow keys walk it. */
export const STATES = [
  'new',
  'resurrected',
  'returning',
  'dormant',
] as const satisfies readonly LifecycleState[];

interface LifecyclePart {
  readonly state: LifecycleState;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

interface LifecycleBar {
  readonly period: LifecyclePeriod;
  readonly x: number;
  /** Middle of the bar. */
  readonly middle: number;
  /** In the order of `STATES`; parts without anybody have no height. */
  readonly parts: readonly LifecyclePart[];
}

export interface LifecycleLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly zero: number;
  /** Baseline of the periods' names. */
  readonly axis: number;
  readonly bar: number;
  readonly bars: readonly LifecycleBar[];
  /** Of so many bars that each can't be a mark of its own: the parts of each state as one path; else null. */
  readonly dense: Readonly<Record<LifecycleState, string>> | null;
  /** Counts below zero are dormant people, so both directions are written without a sign. */
  readonly ticks: readonly { readonly count: number; readonly y: number }[];
  /** Quick ratios under the bars, by period: from the line of 1 up to 4 or down to a quarter, on a scale of ratios; null where it isn't known. */
  readonly quick: {
    readonly one: number;
    /** Baseline of the strip's title. */
    readonly title: number;
    readonly base: number;
    readonly stems: readonly ({ readonly box: Box; readonly complete: boolean } | null)[];
    /** Those of complete periods, and the others, as one path each. */
    readonly complete: string;
    readonly open: string;
  };
  /** Names beside the last bar, kept apart; empty on small screens, where they stand over the chart. */
  readonly names: readonly { readonly state: LifecycleState; readonly y: number }[];
}

const TOP = 12;
const LINE = 15;
/** Room a period's name wants. */
const DATE = 60;
/** Height of the largest stem of a quick ratio, up or down, and the room above it, in which the strip's title stands. */
const STEM = 14;
const ABOVE_STEM = 38;
/** More bars than these are drawn as one path a state. */
const MOST_BARS = 120;
/** Parts stand 1 px apart, and nobody who is there goes unseen. */
const LEAST = 0.6;

/** Bars of a life cycle on one scale of people for both directions; every period has the same width. `quick`: over their quick ratios. */
export function layoutLifecycle(
  periods: readonly LifecyclePeriod[],
  room: number,
  nameWidth: number,
  plot: number,
  quick = true,
): LifecycleLayout {
  const width = Math.max(1, room);
  const beside = width >= 560;
  const left = 48;
  const right = Math.max(
    left + 1,
    Math.min(width - (beside ? nameWidth + 12 : 4), endOfColumns(left, width, periods.length, DATE)),
  );
  const bottom = TOP + plot;
  const up = periods.reduce((most, { active }) => Math.max(most, active), 0);
  const down = periods.reduce((most, { dormant }) => Math.max(most, dormant), 0);
  const values = ticksTo(Math.max(up, down), 4, true);
  const stride = values[1] ?? 1;
  const upTo = Math.max(1, Math.ceil(up / stride)) * stride;
  // Below zero the plot ends with the largest bar: what is empty would be taken from all others.
  const downTo = Math.floor(down / stride) * stride;
  const y = scaleLinear().domain([-down, upTo]).range([bottom, TOP]);
  const zero = y(0);
  const pitch = (right - left) / Math.max(1, periods.length);
  const bar = Math.max(1, Math.min(52, pitch * 0.72));

  const bars = periods.map((period, index): LifecycleBar => {
    const middle = left + pitch * (index + 0.5);
    const places = new Map<LifecycleState, LifecyclePart>();
    let below = 0;
    for (const state of ABOVE) {
      places.set(state, part(state, period[state], y(below + period[state]), y(below)));
      below += period[state];
    }
    places.set('dormant', part('dormant', period.dormant, zero + 1, y(-period.dormant) + 1));
    return {
      period,
      x: middle - bar / 2,
      middle,
      parts: STATES.flatMap((state) => places.get(state) ?? []),
    };
  });

  const boxesOf = (state: LifecycleState): Box[] =>
    bars.flatMap(({ x, parts }) =>
      parts.flatMap((each) =>
        each.state === state && each.height > 0 ? [{ x, y: each.y, width: bar, height: each.height }] : [],
      ),
    );
  const one = bottom + ABOVE_STEM + STEM;
  const stems = bars.map(({ period, x }) => stemOf(period, x, bar, one));
  const ticks: { count: number; y: number }[] = [];
  for (let value = -downTo; value <= upTo; value += stride)
    ticks.push({ count: Math.abs(value), y: y(value) });
  return {
    width,
    height: quick ? one + STEM + 36 : bottom + 20,
    left,
    right,
    top: TOP,
    bottom,
    zero,
    axis: (quick ? one + STEM : bottom) + 15,
    bar,
    bars,
    dense:
      bars.length <= MOST_BARS
        ? null
        : {
            new: pathOf(boxesOf('new')),
            returning: pathOf(boxesOf('returning')),
            resurrected: pathOf(boxesOf('resurrected')),
            dormant: pathOf(boxesOf('dormant')),
          },
    ticks,
    quick: {
      one,
      title: bottom + ABOVE_STEM - 8,
      base: one + STEM,
      stems,
      complete: pathOf(stems.flatMap((stem) => (stem?.complete === true ? [stem.box] : []))),
      open: pathOf(stems.flatMap((stem) => (stem?.complete === false ? [stem.box] : []))),
    },
    names: beside ? namesOf(bars, bottom) : [],
  };
}

/** Boxes as one path. */
function pathOf(boxes: readonly Box[]): string {
  return boxes
    .map(({ x, y, width, height }) => `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`)
    .join('');
}

/** Twice as many is as far from 1 as half as many. */
function stemOf(
  { quickRatio, complete }: LifecyclePeriod,
  x: number,
  width: number,
  one: number,
): { box: Box; complete: boolean } | null {
  if (Number.isNaN(quickRatio)) return null;
  const length = (Math.max(-2, Math.min(2, Math.log2(quickRatio))) / 2) * STEM;
  const height = Math.max(LEAST, Math.abs(length));
  return { box: { x, y: length > 0 ? one - height : one, width, height }, complete };
}

function part(state: LifecycleState, count: number, top: number, bottom: number): LifecyclePart {
  if (count === 0) return { state, count, y: bottom, height: 0 };
  const gap = bottom - top > 3 ? 1 : 0;
  return { state, count, y: top, height: Math.max(LEAST, bottom - top - gap) };
}

/** Names stand at the middle of the last bar's parts and are pushed apart downwards, then back up from the end. */
function namesOf(bars: readonly LifecycleBar[], bottom: number): { state: LifecycleState; y: number }[] {
  const last = bars.at(-1);
  if (last === undefined) return [];
  const names = last.parts.map(({ state, y, height }) => ({ state, y: y + height / 2 + 4 }));
  for (const [index, name] of names.entries()) {
    name.y = Math.max(name.y, (names[index - 1]?.y ?? TOP - LINE) + LINE);
  }
  for (let index = names.length - 1; index >= 0; index -= 1) {
    const name = names[index];
    if (name) name.y = Math.min(name.y, (names[index + 1]?.y ?? bottom + LINE) - LINE);
  }
  return names;
}

/** The part at a place: the bar by its distance sideways, the part by its distance up or down. */
export function partAt(
  { bars }: LifecycleLayout,
  x: number,
  y: number,
): { column: number; row: number } | null {
  let column = -1;
  let row = 0;
  let best = Number.POSITIVE_INFINITY;
  for (const [index, { middle }] of bars.entries()) {
    if (Math.abs(middle - x) < best) {
      best = Math.abs(middle - x);
      column = index;
    }
  }
  best = Number.POSITIVE_INFINITY;
  for (const [index, { y: top, height, count }] of (bars[column]?.parts ?? []).entries()) {
    const off = count === 0 ? Number.POSITIVE_INFINITY : Math.max(top - y, y - top - height, 0);
    if (off < best) {
      best = off;
      row = index;
    }
  }
  return column < 0 ? null : { column, row };
}
