import type { ColumnInfo } from '../../domain/columns.ts';
import { defaultChurn } from '../../questions/churn-form.ts';
import type { ChurnQuestion, ChurnRule } from '../../questions/churn.ts';
import { everything } from '../../questions/filter.ts';

/** What the data offer a rule to be made of. */
interface Offered {
  readonly events: readonly { readonly name: string }[];
  readonly people: readonly ColumnInfo[];
}

/** Returns a rule of another kind to begin with; null when the data have nothing to make it of. */
export function ruleOf(by: ChurnRule['by'], { events, people }: Offered): ChurnRule | null {
  switch (by) {
    case 'event': {
      // The rarest: going is done once.
      const name = events.at(-1)?.name;
      return name === undefined ? null : { by, event: { events: [name], where: everything } };
    }
    case 'silence':
      return events.length === 0 ? null : { by, after: null, share: 0.9 };
    case 'people': {
      const tenure = people.find(({ kind }) => kind === 'number')?.name;
      const said = people.find(({ name }) => name !== tenure)?.name;
      return tenure === undefined || said === undefined
        ? null
        : {
            by,
            tenure,
            unit: 'month',
            churned: { kind: 'is', property: { scope: 'person', name: said }, op: 'set' },
          };
    }
  }
}

/** Returns a question whose rule is still to be chosen, by what the data offer; null when they offer nothing. */
export function questionByHand(offered: Offered): ChurnQuestion | null {
  const rule = ruleOf('silence', offered) ?? ruleOf('people', offered);
  return rule && defaultChurn(rule);
}
