import { scaleLinear } from 'd3';
import type { FunnelResult, StepResult } from '../../questions/funnel.ts';
import { wrap, type Measure } from '../fit.ts';
import { px } from '../scale.ts';
import { comparedPeople, extents, finite, mostPeople, reachedInterval } from './geometry.ts';
import type { BarLayout, FunnelLayout, HopLayout } from './layout.ts';

const HEAD = 20;
const BAR = 20;
const STRIP = 46;
const UNDER = 8;
const ROW = HEAD + BAR + STRIP + UNDER;
/** Room kept at the right of a name for its share and count. */
const FIGURES = 120;
/** A strip wider than this has room for the hop's words. */
const ROOMY = 96;

/** Lying bars, one row a step: head, a bar 20 px high whose full width is the most people, a hop strip of 46 px. */
export function narrowFunnel(
  steps: readonly StepResult[],
  compared: Pick<FunnelResult, 'steps'> | null,
  width: number,
  measure: Measure,
): FunnelLayout {
  const entrants = finite(steps[0]?.entered ?? 0);
  const x = scaleLinear()
    .domain([0, mostPeople(steps)])
    .range([0, width]);

  const bars = steps.map((step, index): BarLayout => {
    const top = index * ROW;
    const y = top + HEAD;
    const interval = reachedInterval(step, index, entrants);
    const ghost = comparedPeople(compared, index, entrants);
    return {
      step: index,
      box: { x: 0, y, width: x(finite(step.entered)), height: BAR },
      parts: extents(step, index === steps.length - 1, x).map((part) => ({
        part: part.part,
        thin: part.thin,
        x: part.from,
        y,
        width: part.extent,
        height: BAR,
      })),
      whisker: interval === null ? null : lying(y + BAR / 2, x(interval.low), x(interval.high)),
      ghost: ghost === null ? null : `M${px(x(ghost))} ${px(y - 4)}v${BAR + 8}`,
      hit: { x: 0, y: y - 2, width, height: BAR + 4 },
      name: wrap(step.label, Math.max(40, width - FIGURES - measure(`${index + 1} `)), 1, measure),
      head: { x: 0, name: top + 13, count: top + 13, share: top + 13 },
    };
  });

  const hops = steps.slice(0, -1).map((step, index): HopLayout => {
    const y = index * ROW + HEAD + BAR;
    const end = y + STRIP;
    const half = px(y + STRIP / 2);
    const whole = px(x(finite(step.entered)));
    const went = x(finite(step.wentOn));
    const next = px(x(finite(steps[index + 1]?.entered ?? 0)));
    return {
      step: index,
      band: `M0 ${px(y)}H${px(went)}C${px(went)} ${half} ${next} ${half} ${next} ${px(end)}H0z`,
      loss: `M${px(went)} ${px(y)}H${whole}C${whole} ${half} ${next} ${half} ${next} ${px(end)}C${next} ${half} ${px(went)} ${half} ${px(went)} ${px(y)}z`,
      hit: { x: 0, y: y + 2, width, height: STRIP - 4 },
      dimension: '',
      words: { x: went > ROOMY ? 10 : went + 10, rate: y + 20, interval: null, median: y + 35 },
    };
  });

  return {
    form: 'narrow',
    width,
    height: Math.max(0, steps.length - 1) * ROW + HEAD + BAR + 2,
    bars,
    hops,
    columns: null,
    axis: null,
  };
}

/** A lying whisker with 8 px caps. */
function lying(y: number, low: number, high: number): string {
  const cap = (at: number): string => `M${px(at)} ${px(y - 4)}v8`;
  return `M${px(low)} ${px(y)}H${px(high)}${cap(low)}${cap(high)}`;
}
