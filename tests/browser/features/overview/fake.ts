import type { Screen } from '../../../../src/app/routes.ts';
import type { Dashboard, Insight } from '../../../../src/domain/saved.ts';
import type { DashboardContent } from '../../../../src/questions/dashboard.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultLifecycle, type LifecycleAnswer } from '../../../../src/questions/lifecycle.ts';
import type { Question } from '../../../../src/questions/question.ts';
import { answer as cohorts, question as retention } from '../cohorts/fake.ts';
import { answer as funnelAnswer, question as funnel, splitAnswer } from '../funnel/fake.ts';
import { openPage, type Answers } from '../page.ts';

export const lifecycle = defaultLifecycle({ events: ['Order'], where: everything });

/** Hand-made: 40 active in January, 55 in February, of whom 20 are new. */
export const cycle: LifecycleAnswer = {
  kind: 'lifecycle',
  periods: [
    { period: '2026-01-01', active: 40, new: 40, returning: 0, resurrected: 0, dormant: 0 },
    { period: '2026-02-01', active: 55, new: 20, returning: 30, resurrected: 5, dormant: 10 },
  ].map((each) => ({ ...each, quickRatio: 2.5, complete: true, opening: false })),
  groups: [],
  data: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 2, 1) },
  notes: [],
  compared: null,
};
export const counts = { kind: 'counts', version: 1, stages: [{ label: 'Sent', count: 9 }] } as const;
const countsAnswer = {
  kind: 'counts',
  stages: [{ label: 'Sent', count: 9, ofEntrants: { k: 9, n: 9, rate: 1, low: 0.7, high: 1 }, onward: null }],
  rising: [],
};

const insight = (id: string, name: string, question: Question): Insight => ({
  id,
  name,
  question,
  createdAt: 0,
  updatedAt: 0,
  rev: 1,
});
const insights = [insight('f', 'Shop funnel', funnel), insight('r', 'Who comes back', retention)];

export const place = { y: 0, w: 6, h: 5 };
export const content: DashboardContent = {
  version: 1,
  tiles: [
    { id: 'a', of: { by: 'insight', insight: 'f' }, x: 0, ...place },
    { id: 'b', of: { by: 'question', name: 'Life', question: lifecycle }, x: 6, ...place },
  ],
  scope: { range: null, people: everything },
};
export const board = (
  id: string,
  name: string,
  tiles: DashboardContent['tiles'] = content.tiles,
): Dashboard => ({
  id,
  name,
  content: { ...content, tiles },
  createdAt: 0,
  updatedAt: 0,
  rev: 1,
});

/** Shows the dashboards over a worker of the test's own. */
export async function open(
  stored: readonly Dashboard[] = [board('one', 'Monday')],
  answers: Answers = {},
  load: Screen['load'] = () => import('./DashboardHost.svelte'),
) {
  const rows = new Map(stored.map((row) => [row.id, row]));
  const opened = await openPage({
    path: '/w/:workspace',
    load,
    answers: {
      'insights.list': () => insights,
      'dashboards.list': () => [...rows.values()],
      'dashboards.save': ({ params }) => {
        const { id, name, content: given } = params.dashboard;
        const row = { ...board(id ?? `new${rows.size}`, name), content: given, rev: 2 };
        rows.set(row.id, row);
        return row;
      },
      'dashboards.remove': ({ params }) => {
        rows.delete(params.id);
        return null;
      },
      propose: ({ params: { kind } }) =>
        kind === 'funnel' ? funnel : kind === 'lifecycle' ? lifecycle : null,
      ask: ({ params: { question } }) => {
        switch (question.kind) {
          case 'funnel':
            return question.breakdown === null ? funnelAnswer : splitAnswer;
          case 'lifecycle':
            return cycle;
          case 'counts':
            return countsAnswer;
          default:
            return cohorts;
        }
      },
      ...answers,
    },
  });
  return { ...opened, rows };
}
