import { describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Dashboard } from '../../../../src/domain/saved.ts';
import type { FunnelAnswer } from '../../../../src/questions/funnel.ts';
import type { Question, QuestionKind } from '../../../../src/questions/question.ts';
import { stepsOf } from '../../../unit/charts/sample.ts';
import { answer as churnOf, question as churn } from '../churn/fake.ts';
import { answer as cohorts, question as retention } from '../cohorts/fake.ts';
import { answer as funnelAnswer, question as funnel, splitAnswer } from '../funnel/fake.ts';
import { answer as cycle, question as lifecycle } from '../lifecycle/fake.ts';
import { answer as revenueAnswer, question as revenue } from '../revenue/fake.ts';
import { answer as stagesAnswer, question as stages } from '../stages/fake.ts';
import { answer as sticky, question as stickiness } from '../stickiness/fake.ts';
import { answer as velocityAnswer, question as velocity } from '../velocity/fake.ts';
import { board, open } from './fake.ts';

const STEPS = [
  'Landing page visited',
  'Product comparison opened',
  'Configuration started',
  'Configuration completed',
  'Quote requested by e-mail',
  'Quote accepted',
  'Contract signed and countersigned',
  'First invoice paid',
];
const steps = stepsOf(
  STEPS.map((name, at) => [name, 1000 - 100 * at, at === 7 ? 0 : 900 - 100 * at, 0, at === 7 ? 0 : 100, 0]),
);
const long: FunnelAnswer = { ...funnelAnswer, total: { ...funnelAnswer.total, steps, trend: [] } };
const longFunnel: Question = {
  ...funnel,
  steps: STEPS.map((name) => ({ ...funnel.steps[0]!, events: [name], label: '' })),
};
const split: Question = {
  ...funnel,
  breakdown: { properties: [{ scope: 'person', name: 'device' }], attribution: 'first', top: 8 },
};
const churned = await churnOf(churn);

/** One of every kind that a dashboard shows, and a funnel in groups, with names as people give them. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  'Landing page visited to First invoice paid': longFunnel,
  'By device, everywhere but in our own shops': split,
  'Customers’ life cycle after the first order': lifecycle,
  'Who comes back': retention,
  'How long until a contract is countersigned': stages,
  'Customers lost': churn,
  'How fast deals turn into money': velocity,
  'Recurring revenue of all subscriptions': revenue,
  'How often people come': stickiness,
};
const answers: { readonly [K in QuestionKind]?: unknown } = {
  lifecycle: cycle,
  retention: cohorts,
  stages: stagesAnswer,
  churn: churned,
  velocity: velocityAnswer,
  revenue: revenueAnswer,
  stickiness: sticky,
};

function boardOf(w: number, h: number): Dashboard {
  const across = Math.floor(12 / w);
  return board(
    'one',
    'Monday',
    Object.entries(QUESTIONS).map(([name, question], at) => ({
      id: `t${at}`,
      of: { by: 'question', name, question },
      x: (at % across) * w,
      y: Math.floor(at / across) * h,
      w,
      h,
    })),
  );
}
const openBoard = (stored: Dashboard) =>
  open([stored], {
    ask: ({ params: { question } }) =>
      question.kind === 'funnel'
        ? question.breakdown === null
          ? long
          : splitAnswer
        : answers[question.kind],
  });
const tile = (name: string) => page.getByRole('region', { name, exact: true });

/** Everything that is written in a tile, or drawn over its chart, and reaches beyond it. */
function cut(region: Element): string[] {
  const box = region.getBoundingClientRect();
  return [...region.querySelectorAll('text, tspan, h3, p, b, small, span, button, dt, dd, li')]
    .filter((each) => getComputedStyle(each).visibility === 'visible' && each.closest('.hide') === null)
    .filter((each) => {
      const { top, bottom, left, right, width } = each.getBoundingClientRect();
      return (
        width > 1 &&
        (bottom > box.bottom + 1 || top < box.top - 1 || left < box.left - 4 || right > box.right + 4)
      );
    })
    .map((each) => `${region.querySelector('h3')?.textContent.trim() ?? ''}: ${each.textContent.trim()}`);
}

describe('a tile', () => {
  it.each([
    [3, 3, 1440],
    [4, 4, 1440],
    [6, 5, 1440],
    [6, 5, 390],
  ])('of %i by %i cells, %i px wide, cuts nothing it shows', async (w, h, width) => {
    await page.viewport(width, 900);
    await openBoard(boardOf(w, h));
    for (const name of Object.keys(QUESTIONS)) {
      tile(name).element().scrollIntoView();
      await vi.waitFor(() => {
        const region = tile(name).element();
        expect(region.querySelector('svg.chart, .larger, dl, .multiples-room'), name).not.toBeNull();
        expect(cut(region)).toEqual([]);
      });
    }
  });

  it('of its usual size has its chart, whatever its kind, and all of eight steps', async () => {
    await page.viewport(1440, 900);
    await openBoard(boardOf(6, 5));
    for (const name of Object.keys(QUESTIONS)) {
      const chart = tile(name)
        .getByRole('application')
        .or(tile(name).getByRole('heading', { level: 3 }).nth(1));
      tile(name).element().scrollIntoView();
      await expect.element(chart.first()).toBeVisible();
    }
    expect(page.getByText('The chart needs a larger tile.').all()).toEqual([]);
    expect(document.querySelectorAll('[data-tile="t0"] svg.chart .bar')).toHaveLength(8);
  });

  it('that is small leads to the steps it leaves out', async () => {
    await page.viewport(1440, 900);
    const [first] = Object.keys(QUESTIONS);
    await openBoard(boardOf(3, 3));
    const more = tile(first!).getByRole('button', { name: /^\d more steps$/ });
    await expect.element(more).toBeVisible();
    const shown = tile(first!).element().querySelectorAll('svg.chart .bar').length;
    expect(shown).toBeGreaterThan(0);
    await expect.element(more).toHaveTextContent(`${8 - shown} more steps`);
    await more.click();
    await expect.poll(() => location.hash).toMatch(/\/funnel\?q=/);
  });

  it('too small for its chart says so, and leads to its page', async () => {
    await page.viewport(1440, 900);
    await openBoard(boardOf(3, 3));
    const device = tile('By device, everywhere but in our own shops');
    device.element().scrollIntoView();
    await expect.element(device.getByText('The chart needs a larger tile.')).toBeVisible();
    await expect
      .element(device.getByRole('link', { name: /^Open By device/ }))
      .toHaveAttribute('href', expect.stringMatching(/\/funnel\?q=/));
  });
});
