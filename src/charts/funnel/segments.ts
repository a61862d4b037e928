import type { StepResult } from '../../questions/funnel.ts';

/** What a bar is split into, from its base up; `entered` is the whole bar. */
export type Segment = 'entered' | 'went-on' | 'open' | 'dropped' | 'excluded';

/** The parts of a bar, from the base up: the best case reads off the top of `open`. */
export const PARTS = ['went-on', 'open', 'dropped', 'excluded'] as const satisfies readonly Segment[];

export type Part = (typeof PARTS)[number];

/** A mark of the funnel: a part of a bar, or the whole of it. */
export interface FunnelMark {
  /** 0-based. */
  readonly step: number;
  readonly segment: Segment;
}

/**
 * How many people a segment of a step holds. On the last step everyone who entered has converted, which is drawn
 * (and read) as `went-on`.
 */
export function segmentCount(step: StepResult, segment: Segment, last: boolean): number {
  if (segment === 'entered') return step.entered;
  if (last) return segment === 'went-on' ? step.entered : 0;
  if (segment === 'went-on') return step.wentOn;
  return step[segment];
}

/** Segments a reader can reach on this step: the whole bar, then every part that holds someone. The last step has no parts. */
export function reachable(steps: readonly StepResult[], index: number): readonly Segment[] {
  const step = steps[index];
  if (step === undefined) return [];
  if (index === steps.length - 1) return ['entered'];
  return ['entered', ...PARTS.filter((part) => segmentCount(step, part, false) > 0)];
}

/** Where a key leads from a mark, or null when it leads nowhere. Left and right walk the bars, of which the first `drawn` are there, up and down their segments. */
export function walk(
  steps: readonly StepResult[],
  from: FunnelMark,
  key: string,
  drawn = steps.length,
): FunnelMark | null {
  const end = drawn - 1;
  const onBar = (step: number): FunnelMark => ({
    step,
    segment: reachable(steps, step).includes(from.segment) ? from.segment : 'entered',
  });
  switch (key) {
    case 'ArrowRight':
      return from.step < end ? onBar(from.step + 1) : null;
    case 'ArrowLeft':
      return from.step > 0 ? onBar(from.step - 1) : null;
    case 'Home':
      return onBar(0);
    case 'End':
      return onBar(Math.max(0, end));
    case 'ArrowUp':
    case 'ArrowDown': {
      const choices = reachable(steps, from.step);
      const next = choices[choices.indexOf(from.segment) + (key === 'ArrowUp' ? 1 : -1)];
      return next === undefined ? null : { step: from.step, segment: next };
    }
    default:
      return null;
  }
}
