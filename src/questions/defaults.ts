import { everything } from './filter.ts';
import type { FunnelQuestion, FunnelStep } from './funnel.ts';

/** Returns a step that any of `events` fills (none given: any event at all), with nothing else asked of it. */
export function stepOf(...events: string[]): FunnelStep {
  return {
    events,
    where: everything,
    label: '',
    directly: false,
    optional: false,
    firstEver: false,
    within: null,
  };
}

/** Returns an ordered funnel of people over `steps` with the default rules; `window` defaults to 30 days, null is none (F2). */
export function defaultFunnel(
  steps: readonly FunnelStep[],
  window: FunnelQuestion['window'] = { n: 30, unit: 'day' },
): FunnelQuestion {
  return {
    kind: 'funnel',
    version: 1,
    steps,
    order: 'ordered',
    window,
    exclusions: [],
    exclusionScope: 'attempt',
    lost: null,
    unit: { by: 'person' },
    people: everything,
    events: everything,
    range: { from: null, to: null, by: 'entry' },
    breakdown: null,
    graceMs: 0,
    clock: 'attempt',
    trend: null,
    compare: null,
  };
}
