import { scaleLinear } from 'd3';
import type { FunnelResult, StepResult } from '../../questions/funnel.ts';
import { wrap, type Measure } from '../fit.ts';
import { px, ticksTo } from '../scale.ts';
import { comparedPeople, extents, finite, mostPeople, reachedInterval } from './geometry.ts';
import type { BarLayout, FunnelColumns, FunnelLayout, HopLayout } from './layout.ts';

const BAR = 52;
const PLOT = 210;
const CAP = 3;
const NAME_LINE = 17;

/**
 * Standing bars. From the top: heads (name, count, share), the plot on one linear scale from 0, dimension
 * lines 12 px under the base with the hop's words below.
 */
export function wideFunnel(
  steps: readonly StepResult[],
  compared: Pick<FunnelResult, 'steps'> | null,
  columns: FunnelColumns,
  measure: Measure,
  plain: boolean,
  plot = PLOT,
): FunnelLayout {
  const { gutter, pitch, width } = columns;
  const gap = pitch - BAR;
  const entrants = finite(steps[0]?.entered ?? 0);
  const most = mostPeople(steps);

  const names = steps.map((step, index) =>
    wrap(step.label, pitch - 8 - measure(`${index + 1} `), 2, measure),
  );
  const nameLines = Math.max(1, ...names.map((lines) => lines.length));
  // A heading that needs two lines pushes the whole drawing down, so that all heads keep one set of baselines.
  const pushed = (nameLines - 1) * NAME_LINE;
  const shown = { interval: !plain && pitch >= 120, median: !plain && pitch >= 108, share: pitch >= 96 };
  const top = 63 + pushed - (shown.share ? 0 : 16);
  const base = top + plot;
  const y = scaleLinear().domain([0, most]).range([base, top]);

  const left = (index: number): number => gutter + index * pitch;
  const bars = steps.map((step, index): BarLayout => {
    const x = left(index);
    const entered = finite(step.entered);
    const middle = x + BAR / 2;
    const interval = reachedInterval(step, index, entrants);
    const ghost = comparedPeople(compared, index, entrants);
    return {
      step: index,
      box: { x, y: y(entered), width: BAR, height: base - y(entered) },
      parts: extents(step, index === steps.length - 1, (people) => base - y(people)).map((part) => ({
        part: part.part,
        thin: part.thin,
        x,
        y: base - part.to,
        width: BAR,
        height: part.extent,
      })),
      whisker: interval === null ? null : standing(middle, y(interval.high), y(interval.low)),
      ghost: ghost === null ? null : `M${px(x - 4)} ${px(y(ghost))}h${BAR + 8}`,
      hit: { x: x - 4, y: top - 4, width: BAR + 8, height: plot + 4 },
      name: names[index] ?? [''],
      head: {
        x,
        name: 13 + (nameLines - (names[index]?.length ?? 1)) * NAME_LINE,
        count: 35 + pushed,
        share: shown.share ? 51 + pushed : null,
      },
    };
  });

  const hops = steps.slice(0, -1).map((step, index): HopLayout => {
    const from = left(index) + BAR;
    const to = left(index + 1);
    const half = px(from + gap / 2);
    const whole = px(y(finite(step.entered)));
    const went = px(y(finite(step.wentOn)));
    const next = px(y(finite(steps[index + 1]?.entered ?? 0)));
    // Skipped optional steps make fewer people arrive than went on; rising counts make more: the band then tapers.
    const upper = `C${half} ${went} ${half} ${next} ${px(to)} ${next}`;
    const line = base + 12;
    const hint = [shown.interval, shown.median];
    return {
      step: index,
      band: `M${px(from)} ${went}${upper}V${px(base)}H${px(from)}z`,
      loss: `M${px(from)} ${whole}C${half} ${whole} ${half} ${next} ${px(to)} ${next}C${half} ${next} ${half} ${went} ${px(from)} ${went}z`,
      hit: { x: from + 4, y: top, width: Math.max(0, gap - 8), height: plot + 28 },
      dimension: `M${px(from + 3)} ${px(line - 4)}v8M${px(to - 3)} ${px(line - 4)}v8M${px(from + 3)} ${px(line)}H${px(to - 3)}`,
      words: {
        x: from + gap / 2,
        rate: base + 32,
        interval: hint[0] === true ? base + 46 : null,
        median: hint[1] === true ? base + (hint[0] === true ? 60 : 46) : null,
      },
    };
  });

  const rows = shown.interval ? 2 : shown.median ? 1 : 0;
  return {
    form: 'wide',
    width,
    height: hops.length > 0 ? base + 40 + rows * 14 : base + 4,
    bars,
    hops,
    hidden: 0,
    columns,
    axis: { base, top, ticks: ticksTo(most, 4, true).map((value) => ({ value, y: y(value) })) },
  };
}

/** A standing whisker with 6 px caps. */
function standing(x: number, high: number, low: number): string {
  const cap = (at: number): string => `M${px(x - CAP)} ${px(at)}h${CAP * 2}`;
  return `M${px(x)} ${px(high)}V${px(low)}${cap(high)}${cap(low)}`;
}
