import { scaleLinear } from 'd3';
import type { FunnelResult, StepResult } from '../../questions/funnel.ts';
import { wrap, type Measure } from '../fit.ts';
import { px } from '../scale.ts';
import { comparedPeople, extents, finite, mostPeople, reachedInterval } from './geometry.ts';
import type { BarLayout, FunnelLayout, HopLayout } from './layout.ts';

/** How a row is made up, by the height it has, px; the hop strip has the rest. */
const ROWS = [
  { row: 94, head: 20, bar: 20, under: 8 },
  { row: 58, head: 20, bar: 14, under: 4 },
  { row: 32, head: 17, bar: 10, under: 2 },
] as const;
const [FULL, , LEAST] = ROWS;
/** Strips at least this high have room for the rate, and for the median under it. */
const RATE = 20;
const MEDIAN = 42;
/** Room of a share and of what parts it from the name. */
const SHARE = 56;
/** A strip wider than this has room for the hop's words. */
const ROOMY = 96;

/**
 * Lying bars, one row a step: head, a bar whose full width is the most people, a hop strip.
 * @param room height there is, px; rows are as high as it lets them be, and the last steps have none where even the lowest don't fit
 */
export function narrowFunnel(
  steps: readonly StepResult[],
  compared: Pick<FunnelResult, 'steps'> | null,
  width: number,
  measure: Measure,
  room = Infinity,
): FunnelLayout {
  const most = Math.max(1, Math.floor(room / LEAST.row));
  const shown = steps.slice(0, most);
  const row = Math.min(FULL.row, Math.max(LEAST.row, Math.floor(room / Math.max(1, shown.length))));
  const { head, bar: thick, under } = ROWS.find((each) => row >= each.row) ?? LEAST;
  const strip = row - head - thick - under;
  const entrants = finite(steps[0]?.entered ?? 0);
  const x = scaleLinear()
    .domain([0, mostPeople(steps)])
    .range([0, width]);

  const bars = shown.map((step, index): BarLayout => {
    const top = index * row;
    const y = top + head;
    const interval = reachedInterval(step, index, entrants);
    const ghost = comparedPeople(compared, index, entrants);
    return {
      step: index,
      box: { x: 0, y, width: x(finite(step.entered)), height: thick },
      parts: extents(step, index === steps.length - 1, x).map((part) => ({
        part: part.part,
        thin: part.thin,
        x: part.from,
        y,
        width: part.extent,
        height: thick,
      })),
      whisker: interval === null ? null : lying(y + thick / 2, x(interval.low), x(interval.high)),
      ghost: ghost === null ? null : `M${px(x(ghost))} ${px(y - 4)}v${thick + 8}`,
      hit: { x: 0, y: y - 2, width, height: thick + 4 },
      name: wrap(
        step.label,
        Math.max(40, width - SHARE - measure(`${index + 1} ${step.entered}`)),
        1,
        measure,
      ),
      head: { x: 0, name: top + 13, count: top + 13, share: top + 13 },
    };
  });

  const hops = shown.slice(0, -1).map((step, index): HopLayout => {
    const y = index * row + head + thick;
    const end = y + strip;
    const half = px(y + strip / 2);
    const whole = px(x(finite(step.entered)));
    const went = x(finite(step.wentOn));
    const next = px(x(finite(steps[index + 1]?.entered ?? 0)));
    return {
      step: index,
      band: `M0 ${px(y)}H${px(went)}C${px(went)} ${half} ${next} ${half} ${next} ${px(end)}H0z`,
      loss: `M${px(went)} ${px(y)}H${whole}C${whole} ${half} ${next} ${half} ${next} ${px(end)}C${next} ${half} ${px(went)} ${half} ${px(went)} ${px(y)}z`,
      hit: { x: 0, y: y + 2, width, height: Math.max(0, strip - 4) },
      dimension: '',
      words: {
        x: went > ROOMY ? 10 : went + 10,
        rate: strip >= RATE ? y + Math.min(20, strip / 2 + 5) : null,
        interval: null,
        median: strip >= MEDIAN ? y + 35 : null,
      },
    };
  });

  return {
    form: 'narrow',
    width,
    height: Math.max(0, shown.length - 1) * row + head + thick + 2,
    bars,
    hops,
    hidden: steps.length - shown.length,
    columns: null,
    axis: null,
  };
}

/** A lying whisker with 8 px caps. */
function lying(y: number, low: number, high: number): string {
  const cap = (at: number): string => `M${px(at)} ${px(y - 4)}v8`;
  return `M${px(low)} ${px(y)}H${px(high)}${cap(low)}${cap(high)}`;
}
