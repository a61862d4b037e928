import { STATES } from '../../../charts/lifecycle/layout.ts';
import { stateName } from '../../../charts/lifecycle/words.ts';
import { FIGURES, figureName } from '../../../charts/waterfall/changes.ts';
import type { Format } from '../../../i18n/format.ts';
import { t } from '../../../i18n/i18n.svelte.ts';
import type { Analyses, QuestionKind } from '../../../questions/question.ts';
import { churnPicks } from '../../../state/churn-address.ts';
import { funnelPicks } from '../../../state/funnel-address.ts';
import { lifecyclePicks } from '../../../state/lifecycle-address.ts';
import { retentionPicks } from '../../../state/retention-address.ts';
import { revenuePicks } from '../../../state/revenue-address.ts';
import { stagesPicks } from '../../../state/stages-address.ts';
import { velocityPicks } from '../../../state/velocity.ts';
import { FACTORS, LEADS } from '../../velocity/words.ts';
import { crossText } from '../words.ts';
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
      : lifecyclePicks.write({ period: mark.from, state: stateOf(mark.part) ?? 'active', group: null }),
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
    const change = changeOf(mark.part) ?? 'end';
    return revenuePicks.write({ currency: first.currency, period: mark.from, change, group: null });
  },
  velocity(mark) {
    if (mark.by === 'value') return null;
    const factor = factorOf(mark.part);
    // Win rate and velocity are over those closed.
    const of = factor === undefined ? 'closed' : LEADS[factor];
    return velocityPicks.write({ of, compared: false, range: { from: mark.from, to: mark.to } });
  },
};

// Parts of a period may come from an address.
const stateOf = (part?: string) => STATES.find((state) => state === part);
const changeOf = (part?: string) => FIGURES.find((change) => change === part);
const factorOf = (part?: string) => FACTORS.find((factor) => factor === part);

/** What a mark is of, in words: `Dormant, 1–28 Feb 2026`. */
export function markText(
  kind: QuestionKind,
  mark: TileMark & { readonly tile: string },
  format: Format,
): string {
  const what = crossText(mark, format);
  const part = partText(kind, mark.by === 'period' ? mark.part : undefined);
  return part === null ? what : t('overview.tile.part', { part, what });
}

function partText(kind: QuestionKind, part?: string): string | null {
  const [state, change, factor] = [stateOf(part), changeOf(part), factorOf(part)];
  if (kind === 'lifecycle' && state) return stateName(state);
  if (kind === 'revenue' && change) return figureName(change);
  return kind === 'velocity' && factor ? t(`velocity.show.${LEADS[factor]}`) : null;
}

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
