import type { ActivityGroup } from '../../questions/activity.ts';
import type { StickinessPeriod } from '../../questions/stickiness.ts';
import type { Analysis } from '../../state/analysis.svelte.ts';
import type { Router } from '../../state/router.svelte.ts';
import { knownGroup, periodsOf } from '../analysis/groups.ts';
import { headlinePeriod } from './figures.ts';

/** The part of the query string that holds the period on screen. */
const PERIOD = 'in';

/** Which group and which period of the answer are on screen: the last whole period until one is chosen, and that of the people who are open. */
export class Shown {
  readonly #analysis: Analysis<'stickiness'>;
  readonly #router: Pick<Router, 'query' | 'setQuery'>;

  constructor(analysis: Analysis<'stickiness'>, router: Pick<Router, 'query' | 'setQuery'>) {
    this.#analysis = analysis;
    this.#router = router;
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
    const label = this.#analysis.pick?.period ?? this.#router.query[PERIOD];
    return this.periods.find(({ period }) => period === label) ?? headlinePeriod(this.periods);
  }

  /** Shows a period; people who are open become those of it. */
  show(period: string): void {
    const { pick } = this.#analysis;
    if (pick !== null) this.#analysis.show({ ...pick, period });
    this.#router.setQuery({ [PERIOD]: period }, { push: pick === null });
  }
}
