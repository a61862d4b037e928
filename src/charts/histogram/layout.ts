import { scaleLinear } from 'd3';
import type { Durations, FunnelResult } from '../../questions/funnel.ts';
import { ticksTo, type Box } from '../scale.ts';

/** One bar of the distribution. */
interface BinLayout {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly box: Box;
}

export interface HistogramLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly base: number;
  readonly bins: readonly BinLayout[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  /** Edges that carry a time. */
  readonly times: readonly { readonly ms: number; readonly x: number }[];
  /** Full-height ticks, in order: quartile, median, quartile; those outside the drawn bins are left out. */
  readonly marks: readonly {
    readonly kind: 'p25' | 'median' | 'p75';
    readonly ms: number;
    readonly x: number;
  }[];
}

const TOP = 24;
const LEFT = 44;
/** Room a time under the axis wants, px. */
const TIME = 64;
const THINNEST = 0.6;

/**
 * Bars of a distribution of durations. Every bin is equally wide in the drawing, whatever its length in time, so that
 * bins that grow (a second to months) stay readable; times between edges are placed linearly within their bin. The axis ends with the first tick
 * above the largest bin.
 * @param plot height of the plot, px
 */
export function layoutHistogram(
  { edges, counts }: FunnelResult['timeBins'],
  time: Pick<Durations, 'p25' | 'median' | 'p75'>,
  room: number,
  plot = 110,
): HistogramLayout {
  const width = Math.max(1, room);
  const left = LEFT;
  const right = Math.max(left + 1, width - 12);
  const base = TOP + plot;
  const bins = counts.length;
  const pitch = (right - left) / Math.max(1, bins);
  const most = counts.reduce((top, count) => Math.max(top, Number.isFinite(count) ? count : 0), 0);
  const stride = ticksTo(most, 3, true)[1] ?? 1;
  const ceiling = Math.max(1, Math.ceil(most / stride - 1e-9)) * stride;
  const y = scaleLinear().domain([0, ceiling]).range([base, TOP]);
  const edge = (index: number): number => left + index * pitch;

  const every = Math.max(1, Math.ceil(TIME / Math.max(1, pitch)));
  return {
    width,
    height: base + 34,
    left,
    right,
    top: TOP,
    base,
    bins: counts.map((count, index) => {
      const height = count > 0 ? Math.max(THINNEST, base - y(count)) : 0;
      return {
        index,
        from: edges[index] ?? Number.NaN,
        to: edges[index + 1] ?? Number.NaN,
        count,
        box: { x: edge(index), y: base - height, width: Math.max(THINNEST, pitch - 1), height },
      };
    }),
    ticks: ticksTo(ceiling, 4, true).map((value) => ({ value, y: y(value) })),
    times: edges.flatMap((ms, index) => (index % every === 0 && bins > 0 ? [{ ms, x: edge(index) }] : [])),
    marks: (['p25', 'median', 'p75'] as const).flatMap((kind) => {
      const x = placeOf(time[kind], edges, edge);
      return x === null ? [] : [{ kind, ms: time[kind], x }];
    }),
  };
}

/** Where a time stands among bins of one width, or null outside them. */
function placeOf(ms: number, edges: readonly number[], edge: (index: number) => number): number | null {
  const bin = edges.findLastIndex((from) => from <= ms);
  const from = edges[bin];
  const to = edges[bin + 1];
  if (from === undefined || !Number.isFinite(ms)) return null;
  if (to === undefined) return ms === from && bin > 0 ? edge(bin) : null;
  return edge(bin) + (to > from ? (ms - from) / (to - from) : 0) * (edge(bin + 1) - edge(bin));
}
