import type { FunnelResult, StepResult } from '../../questions/funnel.ts';
import { average, type Measure } from '../fit.ts';
import type { Box } from '../scale.ts';
import { narrowFunnel } from './narrow.ts';
import type { Part } from './segments.ts';
import { wideFunnel } from './wide.ts';

/** One part of a bar, with its 1 px gap already taken off. */
export interface PartBox extends Box {
  readonly part: Part;
  /** Too thin for an outline or a pattern: drawn solid. */
  readonly thin: boolean;
}

/** A horizontal or vertical interval with end caps, as an SVG path. */
type WhiskerPath = string;

export interface BarLayout {
  readonly step: number;
  /** The whole bar, without gaps; no larger than the step's people. */
  readonly box: Box;
  readonly parts: readonly PartBox[];
  /** 95 % interval of the share that reached the step; null on the first step and when nobody entered. */
  readonly whisker: WhiskerPath | null;
  /** Dashed tick where the compared answer's share would stand; null without one. */
  readonly ghost: string | null;
  /** What the pointer may touch to mean this bar. */
  readonly hit: Box;
  /** Lines of the step's name. */
  readonly name: readonly string[];
  /** Left edge and baselines of the head; the name's lines are 17 px apart and end just above the count. The share is null when there is no room for it. */
  readonly head: {
    readonly x: number;
    readonly name: number;
    readonly count: number;
    readonly share: number | null;
  };
}

/** What stands between two bars. */
export interface HopLayout {
  readonly step: number;
  /** Those who went on: from the top of `went-on` to the whole next bar. */
  readonly band: string;
  /** Everyone else: between the band and the line from this bar's top to the next. */
  readonly loss: string;
  readonly hit: Box;
  /** The dimension line; empty in the narrow form. */
  readonly dimension: string;
  /** Where the hop's words stand; a baseline is null when there is no room for the line. */
  readonly words: {
    readonly x: number;
    readonly rate: number | null;
    readonly interval: number | null;
    readonly median: number | null;
  };
}

export interface FunnelLayout {
  readonly form: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarLayout[];
  readonly hops: readonly HopLayout[];
  /** Last steps that have no room. */
  readonly hidden: number;
  /** Columns shared with the ledger, px; null in the narrow form. */
  readonly columns: FunnelColumns | null;
  /** The people axis; null in the narrow form. */
  readonly axis: {
    readonly base: number;
    readonly top: number;
    readonly ticks: readonly { readonly value: number; readonly y: number }[];
  } | null;
}

export interface FunnelColumns {
  readonly gutter: number;
  readonly pitch: number;
  readonly width: number;
}

export interface FunnelInput {
  readonly steps: readonly StepResult[];
  /** Shares of this answer are drawn as dashed ticks. */
  readonly compared?: Pick<FunnelResult, 'steps'> | null;
  /** Room for the chart, px. */
  readonly width: number;
  /** Counts without people: no room for intervals and times. */
  readonly plain?: boolean;
  /** Height of the plot of standing bars, px; 210 unless said otherwise. */
  readonly plot?: number;
  /** Height there is for everything, px: what is higher when it stands lies down, and lies as low as it has to. */
  readonly height?: number | undefined;
  /** Measures a step's name in the chart's face. */
  readonly measure?: Measure;
}

const GUTTER = 112;
/** Below this pitch the words of neighbours would touch. */
const TIGHTEST = 84;
/** From this room on, a funnel with too many steps scrolls sideways instead of lying down. */
const SCROLLS_FROM = 720;
/** Room for what stands under lying bars: what their patterns mean. */
const UNDER = 28;
/** Pitch of a funnel that scrolls. */
const SCROLLED = 120;

/**
 * The columns of a wide funnel, or null when the bars should lie. Given room for a wide drawing but not for its
 * columns, the drawing is wider than the room and scrolls.
 */
function funnelColumns(width: number, steps: number): FunnelColumns | null {
  const pitch = (width - GUTTER) / Math.max(1, steps);
  if (pitch >= TIGHTEST) return { gutter: GUTTER, pitch, width };
  if (width < SCROLLS_FROM) return null;
  return { gutter: GUTTER, pitch: SCROLLED, width: GUTTER + steps * SCROLLED };
}

/**
 * Where everything in a funnel stands, in CSS pixels.
 * @returns the wide form (standing bars in columns) or the narrow form (lying bars in rows)
 */
export function layoutFunnel(input: FunnelInput): FunnelLayout {
  const width = Number.isFinite(input.width) ? Math.max(1, input.width) : 1;
  const measure = input.measure ?? average(13);
  const compared = input.compared ?? null;
  const columns = funnelColumns(width, input.steps.length);
  const standing =
    columns && wideFunnel(input.steps, compared, columns, measure, input.plain ?? false, input.plot);
  return standing !== null && standing.height <= (input.height ?? Infinity)
    ? standing
    : narrowFunnel(input.steps, compared, width, measure, (input.height ?? Infinity) - UNDER);
}
