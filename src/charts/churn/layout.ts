import { line, scaleLinear } from 'd3';
import type { ChurnPeriod } from '../../questions/churn.ts';
import { endOfColumns, px, ticksTo } from '../scale.ts';

/** What can be read of a period, from the top of the chart to its bottom, as the arrow keys walk it. */
export const CHANGES = ['rate', 'started', 'returned', 'churned'] as const;
export type PeriodChange = (typeof CHANGES)[number];

export interface ChangeBar {
  readonly change: Exclude<PeriodChange, 'rate'>;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

interface PeriodColumn {
  readonly period: ChurnPeriod;
  /** Middle of the period. */
  readonly middle: number;
  /** The churn rate with the ends of its interval; null where nobody was there at the start, or nobody could be gone. */
  readonly rate: { readonly y: number; readonly low: number; readonly high: number } | null;
  /** In the order of `CHANGES`; changes of nobody have no height. */
  readonly bars: readonly ChangeBar[];
}

export interface ChurnLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** The upper panel, of rates. */
  readonly rates: {
    readonly top: number;
    readonly base: number;
    readonly line: string;
    readonly ticks: readonly { readonly value: number; readonly y: number }[];
  };
  /** The lower panel, of customers: who began and came back above zero, who went below it. */
  readonly moves: {
    readonly top: number;
    readonly bottom: number;
    readonly zero: number;
    readonly ticks: readonly { readonly count: number; readonly y: number }[];
  };
  readonly pitch: number;
  readonly bar: number;
  readonly columns: readonly PeriodColumn[];
}

const TOP = 22;
const RATES = 104;
const BETWEEN = 38;
const MOVES = 132;
const AXIS = 20;
/** Room a period's name wants. */
const DATE = 64;
/** Nobody who moved goes unseen. */
const LEAST = 0.6;

/** Lays out churn by period: rates with whiskers over the customers who began, came back and went, on one axis of periods. */
export function layoutChurn(periods: readonly ChurnPeriod[], room: number): ChurnLayout {
  const width = Math.max(1, room);
  const left = 48;
  const right = Math.max(left + 1, Math.min(width - 4, endOfColumns(left, width, periods.length, DATE)));
  const pitch = (right - left) / Math.max(1, periods.length);
  const bar = Math.max(1, Math.min(44, pitch * 0.64));

  const rateBase = TOP + RATES;
  const most = periods.reduce((top, { rate, complete }) => {
    // The interval of a period with few people would flatten all others.
    const reach = complete && rate.n > 0 ? Math.max(rate.rate, Math.min(rate.high, rate.rate * 2)) : 0;
    return Math.max(top, reach);
  }, 0);
  const stride = ticksTo((most > 0 ? most : 1) * 100, 3, false)[1] ?? 25;
  const ceiling = Math.min(100, Math.ceil((most * 100) / stride - 1e-9) * stride) || 100;
  const share = scaleLinear()
    .domain([0, ceiling / 100])
    .range([rateBase, TOP])
    .clamp(true);

  const top = rateBase + BETWEEN;
  const bottom = top + MOVES;
  const up = periods.reduce((max, { started, returned }) => Math.max(max, started + returned), 0);
  const down = periods.reduce((max, { churned }) => Math.max(max, churned), 0);
  const step = ticksTo(Math.max(up, down), 3, true)[1] ?? 1;
  const upTo = Math.max(1, Math.ceil(up / step)) * step;
  const downTo = Math.ceil(down / step) * step;
  const y = scaleLinear().domain([-downTo, upTo]).range([bottom, top]);

  const columns = periods.map((period, index): PeriodColumn => {
    const { started, returned, churned, rate } = period;
    return {
      period,
      middle: left + pitch * (index + 0.5),
      rate: rate.n === 0 ? null : { y: share(rate.rate), low: share(rate.low), high: share(rate.high) },
      bars: [
        barOf('started', started, y(started), y(0)),
        barOf('returned', returned, y(started + returned), y(started)),
        barOf('churned', churned, y(0) + 1, y(-churned) + 1),
      ],
    };
  });
  const ticks: { count: number; y: number }[] = [];
  for (let value = -downTo; value <= upTo; value += step) ticks.push({ count: Math.abs(value), y: y(value) });
  return {
    width,
    height: bottom + AXIS,
    left,
    right,
    rates: {
      top: TOP,
      base: rateBase,
      line:
        line<PeriodColumn>()
          .defined(({ rate, period }) => rate !== null && period.complete)
          .x(({ middle }) => middle)
          .y(({ rate }) => rate?.y ?? rateBase)
          .digits(2)(columns) ?? '',
      ticks: ticksTo(ceiling, 3, false).map((value) => ({ value: value / 100, y: share(value / 100) })),
    },
    moves: { top, bottom, zero: y(0), ticks },
    pitch,
    bar,
    columns,
  };
}

function barOf(change: ChangeBar['change'], count: number, top: number, bottom: number): ChangeBar {
  if (count === 0) return { change, count, y: bottom, height: 0 };
  return { change, count, y: top, height: Math.max(LEAST, bottom - top) };
}

/** The mark at a place: the period by its distance sideways; in the upper panel its rate, below it the nearest bar. */
export function changeAt(
  { columns, rates, moves }: ChurnLayout,
  x: number,
  y: number,
): { column: number; row: number } | null {
  const off = columns.map(({ middle }) => Math.abs(middle - x));
  const column = off.indexOf(Math.min(...off));
  const found = columns[column];
  if (found === undefined) return null;
  if (y < (rates.base + moves.top) / 2) return { column, row: 0 };
  const away = found.bars.map((bar) =>
    bar.count === 0 ? Infinity : Math.max(bar.y - y, y - bar.y - bar.height, 0),
  );
  return { column, row: 1 + Math.max(0, away.indexOf(Math.min(...away))) };
}

/** Bars narrower than this, px, have no outline and no pattern. */
const THIN = 4;

/**
 * Returns all bars of one change as one path: hundreds of them cost one element. `thin`: too narrow for a pattern. An outlined bar lies half a
 * pixel inside its box, so that its outline stays in it.
 */
export function barsPath(
  { columns, bar }: Pick<ChurnLayout, 'columns' | 'bar'>,
  change: ChangeBar['change'],
): { readonly path: string; readonly thin: boolean } {
  const thin = bar < THIN;
  const inset = thin || change !== 'churned' ? 0 : 0.5;
  const path = columns
    .map(({ middle, bars }) => {
      const found = bars.find((each) => each.change === change);
      if (found === undefined || found.height === 0) return '';
      const width = bar - 2 * inset;
      const height = Math.max(0, found.height - 2 * inset);
      return `M${px(middle - bar / 2 + inset)} ${px(found.y + inset)}h${px(width)}v${px(height)}h${px(-width)}z`;
    })
    .join('');
  return { path, thin };
}

/** Returns all whiskers as one path, with caps of `cap` px either side where there is room. */
export function whiskersPath(
  { columns, pitch }: Pick<ChurnLayout, 'columns' | 'pitch'>,
  cap: number,
): string {
  const ends = (middle: number, y: number): string => `M${px(middle - cap)} ${px(y)}h${px(2 * cap)}`;
  return columns
    .map(({ middle, rate }) => {
      if (rate === null) return '';
      const caps = pitch > 3 * cap ? ends(middle, rate.high) + ends(middle, rate.low) : '';
      return `M${px(middle)} ${px(rate.high)}V${px(rate.low)}${caps}`;
    })
    .join('');
}
