import { describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { wilson } from '../../../../src/engine/statistics/wilson.ts';
import MeasureCard from '../../../../src/features/overview/measures/MeasureCard.svelte';
import type { Measure } from '../../../../src/features/overview/measures/measures.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { answer as funnelAnswer, question, view } from '../funnel/fake.ts';
import { slot, type Answers } from '../page.ts';
import { answer as velocityAnswer, question as velocityQuestion } from '../velocity/fake.ts';
import { board, cycle, open } from './fake.ts';

/** Shows the whole page, with the key measures above the dashboard. */
const openWhole = (answers: Answers = {}) =>
  open(
    [board('one', 'Monday')],
    answers,
    () => import('../../../../src/features/overview/OverviewPage.svelte'),
  );

describe('a key measure', () => {
  it.each([
    ['better', 700],
    ['worse', 300],
  ] as const)('X1 says that it went for the %s where it is more than chance', async (news, won) => {
    const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
    const point = (period: string, k: number): Measure['points'][number] => {
      const rate = wilson(k, 1000);
      return { period, value: rate.rate, complete: true, rate };
    };
    const measure: Measure = {
      id: 'rate',
      label: 'Won',
      unit: 'month',
      points: [point('2026-01-01', 500), point('2026-02-01', won)],
      text: (value) => format.percent(value),
      change: (more) => format.points(more),
      better: 'more',
      whole: 0.5,
      endless: false,
      dates: null,
      question,
    };
    await render(MeasureCard, { measure, workspace: 'w', format });
    await expect.element(page.getByRole('link', { name: /^Won/ })).toHaveTextContent(`for the ${news}`);
  });
});

describe('what the whole page is asked about', () => {
  it('reaches the key measures and the leaks too, and leads from them to the page of the question', async () => {
    const { container, asked } = await openWhole();
    await expect.element(page.getByText('Over all the data: the last period that is final')).toBeVisible();
    await expect.element(page.getByText('Over all the data, from Visit to Order:')).toBeVisible();
    await slot('Dates').click();
    await page.getByRole('radio', { name: 'These dates for everything' }).click();
    await page.getByRole('button', { name: 'Last month' }).click();
    await page.getByRole('heading', { name: 'Overview' }).click();
    const february = { from: '2026-02-01', to: '2026-02-28' };
    // The measures follow their funnel by period, the tile asks its own.
    const followed = () => asked('funnel').filter(({ trend }) => trend !== null);
    await expect.poll(() => followed().at(-1)).toMatchObject({ range: february, trend: 'week' });
    await expect.element(page.getByText(/^1\s*–\s*28 Feb 2026: the last period/)).toBeVisible();
    await expect.element(page.getByText(/^1\s*–\s*28 Feb 2026, from Visit to Order:/)).toBeVisible();
    const card = page.getByRole('link', { name: /^Came to Visit/ });
    await expect.element(card).toHaveAttribute('href', expect.stringContaining('2026-02-28'));
    await expectAccessible(container);
  });

  it('says of how many wins the value of a conversion is the mean, and leads to them', async () => {
    await openWhole({
      propose: ({ params: { kind } }) =>
        kind === 'funnel' ? question : kind === 'velocity' ? velocityQuestion : null,
      ask: ({ params: { question } }) => (question.kind === 'velocity' ? velocityAnswer : funnelAnswer),
    });
    await expect
      .element(page.getByText(/^Counted at €1,000(\.00)? for each Order, the mean of/))
      .toBeVisible();
    const wins = page.getByRole('link', { name: '28 people won with a value' });
    await expect.element(wins).toHaveAttribute('href', expect.stringMatching(/velocity\?.*leads=valued/));
  });

  it('reaches the measures where the dashboards can’t be read', async () => {
    const failure = { code: 'worker-crashed', details: {} };
    await openWhole({ 'dashboards.list': () => failure });
    await expect.element(page.getByRole('link', { name: /^Came to Visit/ })).toBeVisible();
  });

  it('says what failed, and not that there is nothing to follow, where every question fails', async () => {
    const failure = { code: 'worker-crashed', details: {} };
    await openWhole({ propose: () => failure });
    await expect.element(page.getByRole('alert').first()).toBeVisible();
    await expect.element(page.getByText('The data give no measure to follow.')).not.toBeInTheDocument();
  });

  it('says that nobody came, not that nobody dropped out, where nobody did', async () => {
    const { total } = funnelAnswer;
    const steps = total.steps.map((step) => ({
      ...step,
      entered: 0,
      wentOn: 0,
      open: 0,
      dropped: 0,
      excluded: 0,
    }));
    const empty = { ...funnelAnswer, total: { ...total, entered: 0, converted: 0, steps, trend: [] } };
    await openWhole({ ask: ({ params: { question } }) => (question.kind === 'funnel' ? empty : cycle) });
    await expect.element(page.getByText('Nobody came into this funnel in these dates.')).toBeVisible();
  });

  it('has room for people without a single event, such as one row per customer', async () => {
    const open0 = { ...view, eventCount: 0, personCount: 0, span: null };
    const { container } = await openWhole({ 'workspaces.open': () => open0, propose: () => null });
    await expect.element(page.getByText(/^Measures are followed over time/)).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'Monday' })).toBeVisible();
    await expectAccessible(container);
  });
});
