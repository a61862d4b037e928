import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { openPage, slot, type Answers } from '../page.ts';
import { answer, dossier, question, split } from './fake.ts';

const open = (answers: Answers = {}, query: Record<string, string> = {}) =>
  openPage({
    path: '/w/:workspace/cohorts/stickiness',
    answers: { propose: () => question, ask: () => answer, 'person.dossier': () => dossier, ...answers },
    query,
  });
const table = () => page.getByRole('table', { name: /^How many days/ });

describe('the stickiness page', () => {
  it('X1 does not conclude from few people', async () => {
    const periods = answer.periods.map((period) => ({ ...period, active: 12 }));
    await open({ ask: () => ({ ...answer, periods }) });
    await expect.element(page.getByText('fewer than 30: too few to conclude')).toBeVisible();
  });

  it('K1 is about the last whole week: 2.3 of 7 days on average, which is DAU ÷ WAU', async () => {
    const { container, requests } = await open();
    await expect.element(page.getByText('Active days in the week of 12 Jan 2026').first()).toBeVisible();
    await expect.element(page.getByText('2.30', { exact: true }).first()).toBeVisible();
    // 230 active days of 7 × 100.
    await expect.element(page.getByText('32.9%').first()).toBeVisible();
    // X1: at least one day is all by definition, which has no interval.
    await expect.element(table().getByRole('row').nth(1)).toHaveTextContent(/100\s*100\.0%\s*–$/);
    // 30 are active on exactly two days, 60 on two or more.
    await expect.element(table().getByRole('row').nth(2)).toHaveTextContent(/2\s*30\s*30\.0%\s*60\s*60\.0%/);
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'stickiness' });
    await expectAccessible(container);
  });

  it('K2 says of those active what the question asks of them', async () => {
    await open({}, { q: encodeQuestion({ ...question, times: { op: 'at-least', n: 2 } }) });
    await expect.element(page.getByText('at least 2 times within 1 day, in the period')).toBeVisible();
  });

  it('L2 says where whole periods reach beyond the dates asked for', async () => {
    await open({}, { q: encodeQuestion({ ...question, range: { from: '2026-01-07', to: '2026-01-21' } }) });
    await expect
      .element(page.getByText(/^Periods are counted whole, beyond the dates asked for: 5.*25 Jan 2026\.$/))
      .toBeVisible();
  });

  it('opens the people of exactly and at least so many days, and why one is counted', async () => {
    const { container, listed } = await open();
    await table().getByRole('button', { name: 'exactly 2 days: 30' }).click();
    await expect
      .element(page.getByText('10 people active in exactly 2 days of the week of 12 Jan 2026').first())
      .toBeVisible();
    expect(listed().at(-1)).toMatchObject({
      pick: { period: '2026-01-12', parts: 2, rule: 'exactly', group: null },
    });
    await page.getByText('Ada').click();
    await expect
      .element(page.getByText('Why Ada counts with 2 days of the week of 12 Jan 2026'))
      .toBeVisible();
    await expectAccessible(container);
    await page.getByRole('combobox', { name: 'Show' }).selectOptions('at-least');
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { rule: 'at-least' } });
    expect(location.hash).toContain('active=at-least.2');
  });

  it('walks the chart by the keyboard, from the curve down to the bars', async () => {
    const { listed } = await open();
    const chart = page.getByRole('application', { name: /^Active days/ });
    await expect.element(chart).toBeVisible();
    (chart.element() as SVGSVGElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { parts: 3, rule: 'at-least' } });
    (chart.element() as SVGSVGElement).focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { parts: 3, rule: 'exactly' } });
  });

  it('leads from the mean over time to its table by one key, and opens a period there', async () => {
    await open();
    const trend = page.getByRole('application', { name: 'Over time' });
    await expect.element(trend).toBeVisible();
    (trend.element() as SVGSVGElement).focus();
    await userEvent.keyboard('t');
    const periods = page.getByRole('table', { name: 'Every period' });
    expect(periods.element().contains(document.activeElement)).toBe(true);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Active days in the week of 19 Jan 2026').first()).toBeVisible();
  });

  it('shows another period, and then the people of that one', async () => {
    const { listed } = await open();
    await table().getByRole('button', { name: 'at least 1 day: 100' }).click();
    await page.getByRole('button', { name: '19 Jan 2026', exact: true }).click();
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { period: '2026-01-19', parts: 1 } });
    await expect.element(page.getByText('Active days in the week of 19 Jan 2026').first()).toBeVisible();
    await expect.element(page.getByText('not over yet').first()).toBeInTheDocument();
  });

  it('L3 sets groups beside each other, and shows one alone', async () => {
    const breakdown = { property: { scope: 'event', name: 'device' }, top: 8 } as const;
    const { app, container } = await open(
      { ask: () => split },
      { q: encodeQuestion({ ...question, breakdown }) },
    );
    const groups = page.getByRole('table', { name: /^By device/ });
    // 10 + 60 + 30 + 70 days of 60 people.
    await expect.element(groups.getByRole('row').nth(1)).toHaveTextContent(/laptop\s*60\s*2\.83/);
    await expect.element(groups.getByRole('row').nth(2)).toHaveTextContent('(missing)');
    await expectAccessible(container);
    await groups.getByRole('button', { name: 'laptop', exact: true }).click();
    await expect.element(table().getByRole('row').nth(2)).toHaveTextContent(/2\s*30\s*50\.0%/);
    expect(app.router.query['shown']).toBe('["value","laptop"]');
  });

  it('shows the period that the address names', async () => {
    await open({}, { q: encodeQuestion(question), in: '2026-01-19' });
    await expect.element(page.getByText('Active days in the week of 19 Jan 2026').first()).toBeVisible();
  });

  it('keeps sub-periods shorter than their period', async () => {
    const { asked } = await open();
    await slot('Period').click();
    await page.getByRole('radio', { name: 'day' }).click();
    await expect
      .poll(() => asked('stickiness').at(-1))
      .toMatchObject({ within: 'day', each: { unit: 'hour', n: 1 } });
    await userEvent.keyboard('{Escape}');
    await expect
      .poll(() => asked('stickiness').at(-1))
      .toMatchObject({ within: 'week', each: { unit: 'day', n: 1 } });
  });

  it('K2 asks how often makes a day active', async () => {
    const { asked } = await open();
    await slot('How often').click();
    await page.getByRole('combobox', { name: 'Events needed' }).selectOptions('exactly');
    await expect.poll(() => asked('stickiness').at(-1)?.times).toEqual({ op: 'exactly', n: 1 });
  });

  it('leads out of a question that nobody fits', async () => {
    const { asked } = await open(
      { ask: () => ({ ...answer, periods: [] }) },
      { q: encodeQuestion({ ...question, range: { from: '2030-01-01', to: null } }) },
    );
    await page.getByRole('button', { name: 'Use all dates' }).click();
    await expect.poll(() => asked('stickiness').at(-1)?.range.from).toBeNull();
  });

  it('teaches in a workspace without events', async () => {
    const { container } = await open({ 'workspaces.open': () => ({ ...view, eventCount: 0, events: [] }) });
    await expect.element(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
    await expectAccessible(container);
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(360, 800);
    await open({ ask: () => split });
    await expect.element(page.getByText('2.30', { exact: true }).first()).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});
