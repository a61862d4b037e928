import type { Analyses, QuestionKind } from '../../../questions/question.ts';
import { churnPicks } from '../../../state/churn-address.ts';
import { funnelPicks } from '../../../state/funnel-address.ts';
import { lifecyclePicks } from '../../../state/lifecycle-address.ts';
import { retentionPicks } from '../../../state/retention-address.ts';
import { revenuePicks } from '../../../state/revenue-address.ts';
import { stagesPicks } from '../../../state/stages-address.ts';
import type { TileMark } from './kind.ts';

/** Parts of the address of a question's page. */
type Query = Readonly<Record<string, string | null>>;
type PeopleOf<K extends QuestionKind> = (
  mark: TileMark,
  question: Analyses[K]['question'],
  answer: Analyses[K]['answer'],
) => Query | null;

/** One line per kind of question with marks that have people behind them: where its page shows those of one mark; null: nowhere. */
const people: { readonly [K in QuestionKind]?: PeopleOf<K> } = {
  funnel(mark, { trend }) {
    const all = { step: 0, segment: 'entered', group: null, period: null } as const;
    if (mark.by === 'value')
      return funnelPicks.write({ ...all, group: { kind: 'value', values: [mark.value] } });
    return trend === null || trend === 'hour' ? null : funnelPicks.write({ ...all, period: mark.from });
  },
  lifecycle: (mark, { period }) =>
    mark.by === 'value' || period.unit === 'hour'
      ? null
      : lifecyclePicks.write({ period: mark.from, state: 'active', group: null }),
  retention(mark, { period }) {
    const of = (kind: 'value' | 'period', key: string | null): Query =>
      retentionPicks.write({ row: { kind, key }, cell: null, group: null });
    if (mark.by === 'value') return of('value', mark.value);
    return period.unit === 'hour' ? null : of('period', mark.from);
  },
  churn: (mark) =>
    mark.by === 'value'
      ? churnPicks.write({ of: 'curve', state: 'all', group: { kind: 'value', value: mark.value } })
      : null,
  stages: (mark) =>
    mark.by === 'value'
      ? stagesPicks.write({ of: 'outcome', state: 'all', group: { kind: 'value', value: mark.value } })
      : null,
  revenue(mark, { period }, { currencies: [first] }) {
    if (mark.by === 'value' || period === 'hour' || first === undefined) return null;
    return revenuePicks.write({ currency: first.currency, period: mark.from, change: 'end', group: null });
  },
};

/** Returns where the page of an answered question shows the people of a mark of its tile; null: nowhere. */
export function peopleOf<K extends QuestionKind>(
  mark: TileMark,
  {
    question,
    answer,
  }: { readonly question: Analyses[K]['question']; readonly answer: Analyses[K]['answer'] },
): Query | null {
  // The worker answers in the kind of the question.
  return (people[question.kind] as PeopleOf<K> | undefined)?.(mark, question, answer) ?? null;
}
