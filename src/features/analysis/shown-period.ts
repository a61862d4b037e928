import type { Router } from '../../state/router.svelte.ts';

/** The part of the query string that holds the period. */
const PERIOD = 'in';

interface Picking<Pick> {
  readonly pick: Pick | null;
  show(pick: Pick | null): void;
}

/** Which period of an answer was chosen to be on screen: kept in the address, and that of the people who are open. */
export class ShownPeriod<Pick extends { readonly period: string }> {
  readonly #analysis: Picking<Pick>;
  readonly #router: { readonly query: Router['query']; setQuery: Router['setQuery'] };

  constructor(
    analysis: Picking<Pick>,
    router: { readonly query: Router['query']; setQuery: Router['setQuery'] },
  ) {
    this.#analysis = analysis;
    this.#router = router;
  }

  /** Its label; undefined while none was chosen. The answer may have no such period. */
  get label(): string | undefined {
    return this.#analysis.pick?.period ?? this.#router.query[PERIOD];
  }

  /** Shows a period; people who are open become those of it. */
  show(period: string): void {
    const { pick } = this.#analysis;
    if (pick === null) this.#router.setQuery({ [PERIOD]: period }, { push: true });
    else this.open({ ...pick, period });
  }

  /** Opens people with their period, which stays on screen after they are closed. */
  open(pick: Pick): void {
    this.#analysis.show(pick);
    this.#router.setQuery({ [PERIOD]: pick.period });
  }
}
