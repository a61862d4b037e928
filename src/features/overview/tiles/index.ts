import { t } from '../../../i18n/i18n.svelte.ts';
import type { Question, QuestionKind } from '../../../questions/question.ts';
import { namesOf } from '../../cohorts/words.ts';
import { nameText } from '../../funnel/words.ts';
import { figures } from './figures.ts';
import type { TileKind } from './kind.ts';

const kindName = (kind: QuestionKind) => (): string => t(`insights.kind.${kind}`);

/** One line per kind of question: how its tile is called, how large it begins, and what it draws. */
export const tileKinds: { readonly [K in QuestionKind]: TileKind<K> } = {
  funnel: {
    size: { w: 6, h: 5 },
    name: nameText,
    figure: figures.funnel,
    chart: () => import('./FunnelTile.svelte'),
  },
  counts: {
    size: { w: 6, h: 5 },
    name: kindName('counts'),
    figure: figures.counts,
    chart: () => import('./CountsTile.svelte'),
  },
  retention: {
    size: { w: 6, h: 5 },
    name: (question) => t('cohorts.name', namesOf(question)),
    figure: figures.retention,
    chart: () => import('./RetentionTile.svelte'),
  },
  lifecycle: {
    size: { w: 6, h: 5 },
    name: kindName('lifecycle'),
    figure: figures.lifecycle,
    chart: () => import('./LifecycleTile.svelte'),
  },
  stickiness: {
    size: { w: 6, h: 4 },
    name: kindName('stickiness'),
    figure: figures.stickiness,
    chart: () => import('./StickinessTile.svelte'),
  },
  churn: {
    size: { w: 6, h: 5 },
    name: kindName('churn'),
    figure: figures.churn,
    chart: () => import('./ChurnTile.svelte'),
  },
  revenue: {
    size: { w: 6, h: 6 },
    name: kindName('revenue'),
    figure: figures.revenue,
    chart: () => import('./RevenueTile.svelte'),
  },
  stages: {
    size: { w: 6, h: 5 },
    name: kindName('stages'),
    figure: figures.stages,
    chart: () => import('./StagesTile.svelte'),
  },
  velocity: {
    size: { w: 6, h: 4 },
    name: kindName('velocity'),
    figure: figures.velocity,
    chart: () => import('./VelocityTile.svelte'),
  },
};

/** Returns what a tile needs to know of a kind; given to questions and answers of that kind only. */
export function tileKind(kind: QuestionKind): TileKind<QuestionKind> {
  return tileKinds[kind] as unknown as TileKind<QuestionKind>;
}

/** Returns the question as its tile draws it: compared only where the tile shows that, as one funnel and the figure of a velocity do. */
export function drawn(question: Question): Question {
  if (question.kind === 'counts' || question.kind === 'velocity') return question;
  if (question.kind === 'funnel' && question.breakdown === null) return question;
  return { ...question, compare: null };
}
