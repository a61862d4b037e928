import type { FunnelResult, StepResult } from '../../questions/funnel.ts';
import { PARTS, segmentCount, type Part } from './segments.ts';

/** Nothing that holds a person is thinner than this, px. */
const THINNEST = 0.6;
const GAP = 1;
/** Below this an outline would fill the part, px. */
const OUTLINED = 2.5;

/** A part along the bar: from its start (base side), with the gap taken off its extent. */
export interface Extent {
  readonly part: Part;
  readonly from: number;
  readonly to: number;
  readonly extent: number;
  readonly thin: boolean;
}

/** The parts of a bar along its length in px from the base; empty parts are left out. */
export function extents(step: StepResult, last: boolean, length: (people: number) => number): Extent[] {
  const found: Extent[] = [];
  let below = 0;
  for (const part of PARTS) {
    const count = segmentCount(step, part, last);
    if (!(count > 0)) continue;
    const from = length(below);
    below += count;
    const to = length(below);
    const extent = Math.max(THINNEST, to - from - GAP);
    found.push({ part, from, to, extent, thin: extent < OUTLINED });
  }
  return found;
}

/** Largest number of people on any bar; 1 when there are none, so that a scale exists. */
export function mostPeople(steps: readonly StepResult[]): number {
  const most = steps.reduce((top, step) => Math.max(top, finite(step.entered)), 0);
  return most > 0 ? most : 1;
}

/** Interval of people who reached the step, or null where there is none to draw. */
export function reachedInterval(
  step: StepResult,
  index: number,
  entrants: number,
): { low: number; high: number } | null {
  const { low, high } = step.ofEntrants;
  if (index === 0 || !Number.isFinite(low) || !Number.isFinite(high)) return null;
  return { low: low * entrants, high: high * entrants };
}

/** People at which the compared answer's share would stand on this answer's scale, or null. */
export function comparedPeople(
  compared: Pick<FunnelResult, 'steps'> | null,
  index: number,
  entrants: number,
): number | null {
  const rate = compared?.steps[index]?.ofEntrants.rate;
  return index === 0 || rate === undefined || !Number.isFinite(rate) ? null : rate * entrants;
}

/** The number, or 0 when it is not finite. */
export function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/**
 * Which part of a bar a place along it means. A part thinner than 6 px is met within 3 px of its middle, so that a
 * sliver can still be pointed at.
 */
export function partAt(parts: readonly Extent[], at: number): Part | null {
  let best: { part: Part; score: number } | null = null;
  for (const { part, from, to } of parts) {
    const middle = (from + to) / 2;
    const sliver = to - from < 6;
    const reach = sliver ? 3 : (to - from) / 2;
    const off = Math.abs(at - middle);
    if (off > reach) continue;
    const score = sliver ? off : 3 + off;
    if (best === null || score < best.score) best = { part, score };
  }
  return best?.part ?? parts.at(-1)?.part ?? null;
}
