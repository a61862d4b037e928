import type { ActivityGroup } from '../../questions/activity.ts';
import type { StickinessPeriod, StickinessPick } from '../../questions/stickiness.ts';
import type { Analysis } from '../../state/analysis.svelte.ts';
import { knownGroup, periodsOf } from '../analysis/groups.ts';
import { ShownPeriod } from '../analysis/shown-period.ts';
import { headlinePeriod } from './figures.ts';

/** Which group and which period of the answer are on screen: the last whole period until one is chosen, and that of the people who are open. */
export class Shown {
  readonly #analysis: Analysis<'stickiness'>;
  readonly #period: ShownPeriod<StickinessPick>;

  constructor(analysis: Analysis<'stickiness'>, router: ConstructorParameters<typeof ShownPeriod>[1]) {
    this.#analysis = analysis;
    this.#period = new ShownPeriod(analysis, router);
  }

  /** null: everyone, also when the answer has no such group. */
  get group(): ActivityGroup | null {
    return knownGroup(this.#analysis.answered?.answer.groups ?? [], this.#analysis.shown);
  }

  /** Those of the group. */
  get periods(): readonly StickinessPeriod[] {
    const { answered } = this.#analysis;
    return answered === null ? [] : periodsOf(answered.answer, this.group);
  }

  get period(): StickinessPeriod | undefined {
    const { label } = this.#period;
    return this.periods.find(({ period }) => period === label) ?? headlinePeriod(this.periods);
  }

  /** Shows a period; people who are open become those of it. */
  show(period: string): void {
    this.#period.show(period);
  }
}
