import type {
  LifecycleAnswer,
  LifecyclePeriod,
  LifecyclePick,
  LifecycleState,
} from '../../questions/lifecycle.ts';
import { periodsOf } from '../analysis/groups.ts';

/** L1: who was active in the period before is either active still or dormant now. */
export function beforeOf({ returning, dormant }: LifecyclePeriod): number {
  return returning + dormant;
}

/** L1: active minus active before. */
export function netOf({ new: fresh, resurrected, dormant }: LifecyclePeriod): number {
  return fresh + resurrected - dormant;
}

/** How many the mark of a pick counts; 0 when the answer has no such mark. */
export function countOf(answer: LifecycleAnswer, { period, state, group }: LifecyclePick): number {
  return periodsOf(answer, group).find((each) => each.period === period)?.[state] ?? 0;
}

/** Sums over the complete periods, and what follows from them. NaN where there is nothing to divide by. */
export interface LifecycleSums extends Readonly<Record<LifecycleState | 'active', number>> {
  readonly periods: number;
  /** Mean number of active. */
  readonly mean: number;
  readonly quickRatio: number;
}

/** Returns the sums of the complete periods. */
export function sumsOf(periods: readonly LifecyclePeriod[]): LifecycleSums {
  const complete = periods.filter((period) => period.complete);
  const sum = (state: LifecycleState | 'active'): number =>
    complete.reduce((total, period) => total + period[state], 0);
  const [active, fresh, resurrected, dormant] = [
    sum('active'),
    sum('new'),
    sum('resurrected'),
    sum('dormant'),
  ];
  return {
    periods: complete.length,
    active,
    new: fresh,
    returning: sum('returning'),
    resurrected,
    dormant,
    mean: complete.length === 0 ? NaN : active / complete.length,
    quickRatio: dormant === 0 ? NaN : (fresh + resurrected) / dormant,
  };
}
