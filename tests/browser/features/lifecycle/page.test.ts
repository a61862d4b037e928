import { describe, expect, it } from 'vitest';
import { cleanup } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { openPage, slot, type Answers } from '../page.ts';
import { answer, dossier, question, split } from './fake.ts';

const open = (answers: Answers = {}, query: Record<string, string> = {}) =>
  openPage({
    path: '/w/:workspace/cohorts/lifecycle',
    answers: { propose: () => question, ask: () => answer, 'person.dossier': () => dossier, ...answers },
    query,
  });
const table = () => page.getByRole('table', { name: 'Every period' });

describe('the lifecycle page', () => {
  it('L1 L2 is about the last complete period, and its table adds up in every row', async () => {
    const { container, requests } = await open();
    await expect.element(page.getByText('Active in Mar 2026')).toBeVisible();
    await expect.element(page.getByText('−10 since 120 active in the month before')).toBeVisible();
    // 120 before + 20 new + 10 resurrected − 40 dormant = 110 active; 80 of them returning; quick ratio 30 ÷ 40.
    await expect
      .element(table().getByRole('row').nth(2))
      .toHaveTextContent(/Mar 2026\s*120\s*20\s*10\s*40\s*110\s*80\s*−10\s*0\.75/);
    await expect.element(table().getByRole('row').nth(1)).toHaveTextContent('Apr 2026*');
    await expect.element(table().getByRole('row').nth(4)).toHaveTextContent('Jan 2026†');
    await expect.element(page.getByText('3 events have no date and are left out.')).toBeVisible();
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'lifecycle' });
    await expectAccessible(container);
  });

  it('L2 explains the mark of a first period that only the chart shows', async () => {
    const [first, , third] = answer.periods;
    const later = Array.from({ length: 14 }, (_, i) => ({
      ...third!,
      period: new Date(Date.UTC(2026, i + 1, 1)).toISOString().slice(0, 10),
    }));
    await open({ ask: () => ({ ...answer, periods: [first!, ...later] }) });
    await expect.element(page.getByRole('button', { name: 'Show 2 earlier periods' })).toBeVisible();
    await expect.element(page.getByText(/^† The data begin here/)).toBeVisible();
  });

  it('L2 says where whole periods reach beyond the dates asked for', async () => {
    await open({}, { q: encodeQuestion({ ...question, range: { from: '2026-01-01', to: '2026-04-05' } }) });
    await expect
      .element(
        page.getByText(/^Periods are counted whole, beyond the dates asked for: 1 Jan.*30 Apr 2026\.$/),
      )
      .toBeVisible();
  });

  it('opens the people of a figure, the other states beside them, and why one is counted', async () => {
    const { container, listed } = await open();
    await table().getByRole('button', { name: 'Resurrected, Mar 2026: 10' }).click();
    await expect.element(page.getByText('10 people resurrected in Mar 2026').first()).toBeVisible();
    expect(listed().at(-1)).toMatchObject({
      pick: { period: '2026-03-01', state: 'resurrected', group: null },
    });
    await page.getByText('Ada').click();
    await expect.element(page.getByText('Why Ada is resurrected in Mar 2026')).toBeVisible();
    await expect.element(page.getByText('not in the period just before, but earlier')).toBeVisible();
    await expectAccessible(container);
    await page.getByRole('combobox', { name: 'Show' }).selectOptions('dormant');
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { state: 'dormant' } });
    expect(location.hash).toContain('state=dormant');
  });

  it('opens a part of a bar by the keyboard, and the table one key away', async () => {
    const { listed } = await open();
    const chart = page.getByRole('application', { name: 'Life cycle of Order' });
    await expect.element(chart).toBeVisible();
    (chart.element() as SVGSVGElement).focus();
    await userEvent.keyboard('{End}{ArrowDown}{ArrowDown}{Enter}');
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({ pick: { period: '2026-04-01', state: 'returning' } });
    (chart.element() as SVGSVGElement).focus();
    await userEvent.keyboard('t');
    expect(table().element().contains(document.activeElement)).toBe(true);
  });

  it('L3 sets groups beside each other, and shows one alone', async () => {
    const breakdown = { property: { scope: 'event', name: 'device' }, top: 8 } as const;
    const { app, container, listed } = await open(
      { ask: () => split },
      { q: encodeQuestion({ ...question, breakdown }) },
    );
    const groups = page.getByRole('table', { name: 'By device, Mar 2026' });
    await expect.element(groups.getByRole('row').nth(1)).toHaveTextContent(/laptop\s*72\s*12\s*6\s*24\s*66/);
    await expectAccessible(container);
    await groups.getByRole('button', { name: 'laptop', exact: true }).click();
    await expect.element(table().getByRole('row').nth(2)).toHaveTextContent(/Mar 2026\s*72/);
    await table().getByRole('button', { name: 'New, Mar 2026: 12' }).click();
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({ pick: { state: 'new', group: { kind: 'value', value: 'laptop' } } });
    await expect.element(page.getByText('device: laptop')).toBeVisible();
    // Back closes the people, and then shows all together again.
    expect(app.router.query['shown']).toBe('["value","laptop"]');
    history.back();
    await expect.element(page.getByText('device: laptop')).not.toBeInTheDocument();
    await expect.element(table().getByRole('row').nth(2)).toHaveTextContent(/Mar 2026\s*72/);
    history.back();
    await expect.element(table().getByRole('row').nth(2)).toHaveTextContent(/Mar 2026\s*120/);
  });

  it('L3 shows the group that the address names, and all together where there is no such group', async () => {
    const breakdown = { property: { scope: 'event', name: 'device' }, top: 8 } as const;
    const q = encodeQuestion({ ...question, breakdown });
    await open({ ask: () => split }, { q, shown: '["value","laptop"]' });
    await expect.element(table().getByRole('row').nth(2)).toHaveTextContent(/Mar 2026\s*72/);
    await expect.element(page.getByRole('combobox', { name: 'Shown' })).toHaveDisplayValue('laptop');
    cleanup();
    await open({ ask: () => split }, { q, shown: '["value","watch"]' });
    await expect.element(table().getByRole('row').nth(2)).toHaveTextContent(/Mar 2026\s*120/);
  });

  it('asks what is edited, and takes it back whole with Escape', async () => {
    const { asked } = await open();
    await slot('Period').click();
    await page.getByRole('combobox', { name: 'Unit' }).selectOptions('week');
    await expect.poll(() => asked('lifecycle').at(-1)?.period.unit).toBe('week');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => asked('lifecycle').at(-1)?.period.unit).toBe('month');
  });

  it('F13 sets the figures beside those of the time before', async () => {
    const range = { from: '2026-01-01', to: '2026-03-31' };
    const other = { ...question, range: { from: '2025-10-01', to: '2025-12-31' } };
    await open(
      { ask: () => ({ ...answer, compared: { question: other, answer } }) },
      { q: encodeQuestion({ ...question, range, compare: { with: 'previous' } }) },
    );
    const rows = page.getByRole('region', { name: 'Compared' }).getByRole('row');
    // New in the three complete months: 100 + 50 + 20.
    await expect.element(rows.filter({ hasText: 'New, all' })).toHaveTextContent(/170\s+170\s+0/);
    await expect.element(page.getByText(/so chance is not judged here\.$/)).toBeVisible();
  });

  it('leads out of a question that nobody fits', async () => {
    const { asked } = await open(
      { ask: () => ({ ...answer, periods: [] }) },
      { q: encodeQuestion({ ...question, range: { from: '2030-01-01', to: null } }) },
    );
    await page.getByRole('button', { name: 'Use all dates' }).click();
    await expect.poll(() => asked('lifecycle').at(-1)?.range.from).toBeNull();
  });

  it('teaches in a workspace without events', async () => {
    const { container } = await open({ 'workspaces.open': () => ({ ...view, eventCount: 0, events: [] }) });
    await expect.element(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
    await expectAccessible(container);
  });

  it('says what failed and asks again on demand', async () => {
    let fail = true;
    await open({ ask: () => (fail ? { code: 'worker-crashed', details: {} } : answer) });
    const retry = page.getByRole('button', { name: 'Try again' });
    await expect.element(retry).toBeVisible();
    fail = false;
    await retry.click();
    await expect.element(page.getByText('Active in Mar 2026')).toBeVisible();
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(360, 800);
    await open({ ask: () => split });
    await expect.element(page.getByText('Active in Mar 2026')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});
