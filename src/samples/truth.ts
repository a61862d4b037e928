import { everything, type Condition, type Filter } from '../questions/filter.ts';
import type { Breakdown, FunnelQuestion, FunnelStep, Span } from '../questions/funnel.ts';
import type { LocalDays } from './local-days.ts';
import type { PlantedRate, SampleTruth } from './types.ts';

const DAY_MS = 86_400_000;

/** Returns a plain step: any of the events named. */
export function step(...events: readonly string[]): FunnelStep {
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

/** Returns a question over `steps`: people, in order, everything else open, with what `over` says instead. */
export function funnel(steps: readonly FunnelStep[], over: Partial<FunnelQuestion> = {}): FunnelQuestion {
  return {
    kind: 'funnel',
    version: 1,
    steps,
    order: 'ordered',
    window: { n: 30, unit: 'day' },
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
    ...over,
  };
}

/** Returns a breakdown by one property, taken from the counted attempt or from the person. */
export function by(scope: 'event' | 'person', name: string): Breakdown {
  return { properties: [{ scope, name }], attribution: scope === 'event' ? 'first' : 'current', top: 8 };
}

/** A fault as the author of a world plans it. */
export interface Plan {
  readonly id: SampleTruth['id'];
  readonly who: SampleTruth['who'];
  /** Days before the end at which it begins; null: it acts all the time. */
  readonly daysAgo: number | null;
  /** The probability of the watched step is multiplied by this. */
  readonly factor: number;
  /** The watched steps: a person's first `from` and then `to` within so many days. */
  readonly from: string;
  readonly to: FunnelStep;
  readonly window: number;
  /** Condition on the people who can take the step at all. */
  readonly among?: Filter;
  /** The whole funnel in which to look for it. */
  readonly question: FunnelQuestion;
}

/** A planted fault at work: it bends probabilities, and keeps the account of what it did. */
export class Fault {
  private readonly plan: Plan;
  private readonly days: LocalDays;
  private readonly sinceDay: number | null;
  private readonly since: number;
  private readonly mature: number;
  private readonly sums = { healthy: 0, faulty: 0 };
  private readonly trials = { healthy: 0, faulty: 0 };

  constructor(plan: Plan, days: LocalDays, end: number) {
    this.plan = plan;
    this.days = days;
    this.sinceDay = plan.daysAgo === null ? null : Math.max(1, days.count - 1 - plan.daysAgo);
    this.since = this.sinceDay === null ? -Infinity : days.midnight(this.sinceDay);
    this.mature = end - plan.window * DAY_MS;
  }

  /** Whether someone (`hit`: one of those it concerns) meets the fault at `time`. */
  acts(time: number, hit: boolean): boolean {
    return hit && time >= this.since;
  }

  /**
   * Returns the probability with which to draw the watched step of someone at `time`, given the
   * probability `p` without the fault, and enters the trial in the account.
   */
  trial(time: number, hit: boolean, p: number): number {
    const faulty = this.acts(time, hit);
    const own = faulty ? p * this.plan.factor : p;
    const watched = this.sinceDay === null || hit;
    if (watched && Math.floor(time / 1000) * 1000 <= this.mature) {
      this.sums[faulty ? 'faulty' : 'healthy'] += own;
      this.trials[faulty ? 'faulty' : 'healthy'] += 1;
    }
    return own;
  }

  /** Returns the fault as ground truth, once everyone was told. */
  truth(): SampleTruth {
    const { plan, sinceDay, days } = this;
    const since = sinceDay === null ? null : days.date(sinceDay);
    const until = sinceDay === null ? null : days.date(sinceDay - 1);
    return {
      id: plan.id,
      since,
      who: plan.who,
      healthy: this.rate('healthy'),
      faulty: this.rate('faulty'),
      healthyQuestion: this.watch(since === null ? 'not-equals' : 'equals', {
        from: null,
        to: until,
        by: 'entry',
      }),
      faultyQuestion: this.watch('equals', { from: since, to: null, by: 'entry' }),
      question: plan.question,
    };
  }

  private rate(side: 'healthy' | 'faulty'): PlantedRate {
    return { probability: this.sums[side] / this.trials[side], trials: this.trials[side] };
  }

  private watch(op: Condition['op'], range: FunnelQuestion['range']): FunnelQuestion {
    const { who, from, to, window } = this.plan;
    const is: Filter = {
      kind: 'is',
      property: { scope: who.scope, name: who.property },
      op,
      value: who.value,
    };
    const span: Span = { n: window, unit: 'day' };
    const first: FunnelStep = {
      ...step(from),
      firstEver: true,
      where: who.scope === 'event' ? is : everything,
    };
    const of = [
      ...(who.scope === 'person' ? [is] : []),
      ...(this.plan.among === undefined ? [] : [this.plan.among]),
    ];
    return funnel([first, to], { window: span, people: { kind: 'all', of }, range });
  }
}
