import type { FunnelResult, Rate } from '../../questions/funnel.ts';
import { wilson } from '../statistics/wilson.ts';

/** What a step of a funnel loses (F14). */
export interface Leak {
  /** The last step reached, 0-based. */
  readonly step: number;
  /** The next step that has to be done. */
  readonly next: number;
  /** Those who stopped there for good. */
  readonly dropped: number;
  /** Of those who got as far as `next` and whose outcome is settled, those who converted. */
  readonly later: Rate;
  /** Conversions lost: dropped × later; NaN where nobody settled got that far. */
  readonly conversions: number;
}

/** Returns the leaks of a funnel, one per step but the last that lost anybody, the costliest first; unknown costs last, by people (F14). */
export function leaksOf({ steps, converted }: Pick<FunnelResult, 'steps' | 'converted'>): Leak[] {
  const last = steps.length - 1;
  /** Entry k: settled people whose deepest step is k or later. */
  const settled = new Float64Array(last + 2);
  settled[last] = converted;
  for (let k = last - 1; k >= 0; k--) settled[k] = settled[k + 1]! + steps[k]!.dropped + steps[k]!.excluded;
  const leaks = steps.slice(0, -1).flatMap(({ dropped }, step): Leak[] => {
    if (dropped === 0) return [];
    const next = steps.findIndex(({ optional }, index) => index > step && !optional);
    const later = wilson(converted, settled[next]!);
    return [{ step, next, dropped, later, conversions: dropped * later.rate }];
  });
  const cost = ({ conversions }: Leak): number => (Number.isNaN(conversions) ? -1 : conversions);
  return leaks.sort((a, b) => cost(b) - cost(a) || b.dropped - a.dropped || a.step - b.step);
}
