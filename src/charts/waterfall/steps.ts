import type { RevenuePeriod } from '../../questions/revenue.ts';
import { ticksTo } from '../scale.ts';
import { amountOf, FIGURES, isLoss, type Figure } from './changes.ts';

/** One line of a sum. */
interface StepRow {
  readonly figure: Figure;
  readonly amount: number;
  /** Top of the line. */
  readonly y: number;
  readonly x: number;
  /** 0 for a change that nobody made. */
  readonly width: number;
  /** Where the sum stands after this line. */
  readonly after: number;
}

export interface StepsLayout {
  readonly width: number;
  readonly height: number;
  /** Left and right end of the bars' room. */
  readonly left: number;
  readonly right: number;
  readonly line: number;
  readonly bar: number;
  /** In the order of `FIGURES`. */
  readonly rows: readonly StepRow[];
  /** The amount at which the bars begin; more than 0 where the changes would be too small to see. */
  readonly from: number;
}

const LINE = 30;
const BAR = 18;
const TOP = 4;
/** Room for saying where the bars begin. */
const NOTE = 22;
/** Changes that fill at least this share of the whole are drawn from zero. */
const PLAIN = 0.2;
const LEAST = 1;

/**
 * A period as a sum that is read downwards: the start, every change from where the sum stood, the end. Where the changes are small against the
 * whole, the bars begin at a round amount above zero (`from`), which is to be said.
 * @param names width of the names at the left, px
 * @param figures width of the amounts at the right, px
 */
export function layoutSteps(
  period: RevenuePeriod,
  room: number,
  names: number,
  figures: number,
): StepsLayout {
  const width = Math.max(1, room);
  const left = names;
  const right = Math.max(left + 1, width - figures);
  const sums: { figure: Figure; amount: number; before: number; after: number }[] = [];
  let sum = 0;
  for (const figure of FIGURES) {
    const amount = amountOf(period, figure);
    const before = figure === 'end' || figure === 'start' ? 0 : sum;
    sum = figure === 'end' ? amount : before + (isLoss(figure) ? -amount : amount);
    sums.push({ figure, amount, before, after: sum });
  }
  const levels = sums.map(({ after }) => after);
  const top = Math.max(...levels);
  const bottom = Math.min(...levels);
  const moved = top - bottom;
  const from = moved > 0 && moved < PLAIN * top ? roundBelow(bottom - moved / 2, moved) : 0;
  const span = Math.max(top - from, Number.MIN_VALUE);
  const at = (amount: number): number => left + ((Math.max(amount, from) - from) / span) * (right - left);
  const rows = sums.map(({ figure, amount, before, after }, index): StepRow => {
    const low = Math.min(before, after);
    const high = Math.max(before, after);
    return {
      figure,
      amount,
      y: TOP + index * LINE,
      x: at(low),
      width: amount > 0 ? Math.max(LEAST, at(high) - at(low)) : 0,
      after: at(after),
    };
  });
  const height = TOP + FIGURES.length * LINE + (from > 0 ? NOTE : 0);
  return { width, height, left, right, line: LINE, bar: BAR, rows, from };
}

/** A round amount at most `amount`, in steps fit for a stretch of `span`; 0 for what isn't above it. */
function roundBelow(amount: number, span: number): number {
  const step = ticksTo(span, 2, false)[1] ?? 1;
  return Math.max(0, Math.floor(amount / step) * step);
}

/** The line at a height; null outside. */
export function stepAt({ rows, line }: StepsLayout, y: number): number | null {
  const index = Math.floor((y - TOP) / line);
  return index >= 0 && index < rows.length ? index : null;
}
