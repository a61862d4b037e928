import type { ActivityGroup } from '../../questions/activity.ts';
import type { StickinessPeriod } from '../../questions/stickiness.ts';
import type { Analysis } from '../../state/analysis.svelte.ts';
import { periodsOf, sameGroup } from '../analysis/groups.ts';
import { headlinePeriod } from './figures.ts';

/** Which group and which period of the answer are on screen: the last whole period until one is chosen, and that of the people who are open. */
export class Shown {
  readonly #analysis: Analysis<'stickiness'>;
  #group = $state.raw<ActivityGroup | null>(null);
  #label = $state<string | null>(null);

  constructor(analysis: Analysis<'stickiness'>) {
    this.#analysis = analysis;
  }

  /** null: everyone, also when the answer has no such group. */
  get group(): ActivityGroup | null {
    const groups = this.#analysis.answered?.answer.groups ?? [];
    return groups.some((each) => sameGroup(each, this.#group)) ? this.#group : null;
  }

  set group(group: ActivityGroup | null) {
    this.#group = group;
  }

  /** Those of the group. */
  get periods(): readonly StickinessPeriod[] {
    const { answered } = this.#analysis;
    return answered === null ? [] : periodsOf(answered.answer, this.group);
  }

  get period(): StickinessPeriod | undefined {
    const label = this.#analysis.pick?.period ?? this.#label;
    return this.periods.find(({ period }) => period === label) ?? headlinePeriod(this.periods);
  }

  /** Shows a period; people who are open become those of it. */
  show(period: string): void {
    const { pick } = this.#analysis;
    this.#label = period;
    if (pick !== null) this.#analysis.show({ ...pick, period });
  }
}
