import { scaleLinear } from 'd3';
import type { FunnelResult, GroupResult } from '../../questions/funnel.ts';
import { extents, finite } from '../funnel/geometry.ts';
import type { PartBox } from '../funnel/layout.ts';
import { px } from '../scale.ts';

const PLOT = 92;
const TOP = 4;
const BAR = 20;
const PITCH = 40;
const WHISKER_CAP = 3;
/** Bars and pitch shrink together where a group has less room than its steps want. */
const SLIMMEST = 3;

export interface SmallFunnel {
  readonly width: number;
  readonly height: number;
  readonly base: number;
  readonly top: number;
  readonly middle: number;
  readonly bars: readonly {
    readonly step: number;
    readonly parts: readonly PartBox[];
    readonly whisker: string | null;
    readonly ghost: string | null;
  }[];
  readonly hops: readonly {
    readonly step: number;
    readonly band: string;
    readonly loss: string;
    readonly x: number;
    /** The onward rate, or NaN. */
    readonly rate: number;
    /** Its interval lies wholly below the rate of all. */
    readonly below: boolean;
  }[];
}

/**
 * One group's funnel, 92 px high on a scale of 0 to 100 % of its own entrants, so that groups of any size compare.
 * @param width room in px; 40 px a step when there is enough
 */
export function layoutSmall(
  group: Pick<FunnelResult, 'steps'>,
  all: Pick<FunnelResult, 'steps'>,
  width: number,
): SmallFunnel {
  const count = group.steps.length;
  // 180 px hold five steps: the last needs its bar only.
  const natural = Math.max(0, count - 1) * PITCH + BAR;
  const factor = natural > width && natural > 0 ? width / natural : 1;
  const pitch = PITCH * factor;
  const bar = Math.max(SLIMMEST, BAR * factor);
  const gap = pitch - bar;
  const base = TOP + PLOT;
  const entrants = finite(group.steps[0]?.entered ?? 0);
  const y = scaleLinear()
    .domain([0, entrants > 0 ? entrants : 1])
    .range([base, TOP])
    .clamp(true);
  const share = scaleLinear().domain([0, 1]).range([base, TOP]).clamp(true);

  const bars = group.steps.map((step, index) => {
    const x = index * pitch;
    const middle = px(x + bar / 2);
    const { low, high } = step.ofEntrants;
    const known = index > 0 && Number.isFinite(low) && Number.isFinite(high);
    const cap = Math.min(WHISKER_CAP, bar / 2);
    const caps = [share(high), share(low)].map((at) => `M${px(x + bar / 2 - cap)} ${px(at)}h${px(cap * 2)}`);
    const other = all.steps[index]?.ofEntrants.rate ?? Number.NaN;
    return {
      step: index,
      parts: extents(step, index === count - 1, (people) => base - y(people)).map((part) => ({
        part: part.part,
        thin: part.thin,
        x,
        y: base - part.to,
        width: bar,
        height: part.extent,
      })),
      whisker: known ? `M${middle} ${px(share(high))}V${px(share(low))}${caps.join('')}` : null,
      ghost:
        index > 0 && Number.isFinite(other)
          ? `M${px(x - 4 * factor)} ${px(share(other))}H${px(Math.min(width, x + bar + 4 * factor))}`
          : null,
    };
  });

  const hops = group.steps.slice(0, -1).map((step, index) => {
    const from = index * pitch + bar;
    const to = (index + 1) * pitch;
    const half = px(from + gap / 2);
    const whole = px(y(finite(step.entered)));
    const went = px(y(finite(step.wentOn)));
    const next = px(y(finite(group.steps[index + 1]?.entered ?? 0)));
    const overall = all.steps[index]?.onward?.rate ?? Number.NaN;
    return {
      step: index,
      band: `M${px(from)} ${went}C${half} ${went} ${half} ${next} ${px(to)} ${next}V${px(base)}H${px(from)}z`,
      loss: `M${px(from)} ${whole}C${half} ${whole} ${half} ${next} ${px(to)} ${next}C${half} ${next} ${half} ${went} ${px(from)} ${went}z`,
      x: from + gap / 2,
      rate: step.onward?.rate ?? Number.NaN,
      below: step.onward !== null && step.onward.high < overall,
    };
  });

  return { width, height: base + 18, base, top: TOP, middle: TOP + PLOT / 2, bars, hops };
}

/** What is drawn and what is only named. */
export interface RankedGroups {
  /** Most conversions lost first. */
  readonly drawn: readonly GroupResult[];
  /** Too few people to conclude anything, by people. */
  readonly small: readonly GroupResult[];
}

/**
 * Groups ranked by conversions lost against all others; groups of fewer than `least` entrants, and people who never
 * reached the step of the breakdown, are not ranked.
 */
export function rankGroups(groups: readonly GroupResult[], least: number): RankedGroups {
  const enough = (group: GroupResult): boolean => group.kind !== 'not-reached' && group.entered >= least;
  return {
    drawn: groups.filter(enough).sort((a, b) => finite(b.lost) - finite(a.lost) || b.entered - a.entered),
    small: groups.filter((group) => !enough(group)).sort((a, b) => b.entered - a.entered),
  };
}

/** The hop with the lowest onward rate below that of all, or null when the group is nowhere below. */
export function weakestHop(
  group: Pick<FunnelResult, 'steps'>,
  all: Pick<FunnelResult, 'steps'>,
): { readonly step: number; readonly rate: number; readonly all: number } | null {
  let weakest: { step: number; rate: number; all: number } | null = null;
  for (const [step, { onward }] of group.steps.entries()) {
    const overall = all.steps[step]?.onward?.rate ?? Number.NaN;
    const rate = onward?.rate ?? Number.NaN;
    const behind = overall - rate;
    if (behind > 0 && (weakest === null || behind > weakest.all - weakest.rate)) {
      weakest = { step, rate, all: overall };
    }
  }
  return weakest;
}
