import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { openPage, slot, type Answers } from '../page.ts';
import { takePictures } from '../pictures.ts';
import { answer, dossier, mixed, question } from './fake.ts';

const open = (answers: Answers = {}, query: Record<string, string> = {}) =>
  openPage({
    path: '/w/:workspace/churn/revenue',
    answers: { propose: () => question, ask: () => answer, 'person.dossier': () => dossier, ...answers },
    query,
  });

describe('the recurring revenue page', () => {
  it('M5 shows the last period that is over, the sum of each, and nothing axe finds', async () => {
    const { container, requests } = await open();
    await expect.element(page.getByText('MRR at the end of Jan 2026')).toBeVisible();
    await expect.element(page.getByText('€1,200').first()).toBeVisible();
    // 2 of 20 customers left, with 100 of 1,000; 300 came.
    await expect.element(page.getByText(/^2 of 20, /)).toBeVisible();
    await expect.element(page.getByText('90.0%').first()).toBeVisible();
    await expect.element(page.getByText('3.0', { exact: true })).toBeVisible();
    await expect.element(page.getByText('3 events have no amount and change nothing.')).toBeVisible();
    const table = page.getByRole('table', { name: 'Period by period' });
    await expect
      .element(table.getByRole('row').nth(1))
      .toHaveTextContent(/^Feb 2026\*\s*€1,200\s*€40\s*€0\s*€0\s*€0\s*€0\s*€1,240/);
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'revenue' });
    await expectAccessible(container);
  });

  it('shows the table in customers', async () => {
    await open();
    await page.getByRole('combobox', { name: 'The table shows' }).selectOptions('customers');
    const table = page.getByRole('table', { name: 'Period by period' });
    await expect
      .element(table.getByRole('row').nth(2))
      .toHaveTextContent(/^Jan 2026\s*20\s*6\s*0\s*0\s*0\s*2\s*24/);
  });

  it('leads from each definition to its rule', async () => {
    await open();
    await page.getByRole('button', { name: 'Net revenue retention: how it is counted' }).click();
    await expect.element(page.getByRole('dialog', { name: 'How this was counted' })).toBeVisible();
    await expect.element(page.getByText(/net revenue retention 1 − net churn/)).toBeVisible();
  });

  it('opens the people behind a mark by keyboard, and what changed the amount of one of them', async () => {
    const { container, listed } = await open();
    const chart = page.getByRole('application', { name: 'MRR and what moves it' });
    await expect.element(chart).toBeVisible();
    (chart.element() as SVGSVGElement).focus();
    // The line, then new, reactivated, expansion, contraction, churned.
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
    await expect
      .element(page.getByText(/^\d+ people paid no more at the end of Jan 2026$/).first())
      .toBeVisible();
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({ pick: { change: 'churned', period: '2026-01-01', currency: 'EUR' } });
    await page.getByText('Ada').click();
    await expect.element(page.getByText('What Ada paid, and when that changed')).toBeVisible();
    await expect.element(page.getByText('€50 → nothing')).toBeVisible();
    await expect.element(page.getByText('Cancelled, in Jan 2026')).toBeVisible();
    await expectAccessible(container);
    await page.getByRole('combobox', { name: 'Show', exact: true }).selectOptions('end');
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { change: 'end' } });
    expect(location.hash).toContain('change=end');
  });

  it('M5 shows one period from its start to its end, and goes to the next', async () => {
    await open();
    const sum = (period: string) => page.getByRole('application', { name: `What moved MRR in ${period}` });
    await expect.element(sum('Jan 2026')).toBeVisible();
    await expect.element(sum('Jan 2026')).toHaveTextContent(/€1,000.*\+€300.*−€100.*€1,200/);
    await page.getByRole('button', { name: 'The period after' }).click();
    await expect.element(sum('Feb 2026')).toHaveTextContent(/€1,200.*\+€40.*€1,240/);
    await expect.element(page.getByRole('button', { name: 'The period after' })).toBeDisabled();
  });

  it('keeps the period in the address, for whoever reloads or shares it', async () => {
    await open();
    await page.getByRole('button', { name: 'The period after' }).click();
    await expect.poll(() => location.hash).toContain('in=2026-02-01');
    await open({}, { q: encodeQuestion(question), in: '2026-02-01' });
    await expect.element(page.getByRole('application', { name: 'What moved MRR in Feb 2026' })).toBeVisible();
  });

  it('leaves the page as it is when the customers of a group are opened', async () => {
    const groups = (['Basic', 'Pro'] as const).map((value) => ({
      kind: 'value' as const,
      value,
      currencies: answer.currencies,
    }));
    const split = {
      ...question,
      breakdown: { property: { scope: 'person', name: 'plan' }, top: 8 },
    } as const;
    const { listed } = await open({ ask: () => ({ ...answer, groups }) }, { q: encodeQuestion(split) });
    const group = page.getByRole('combobox', { name: 'Shown', exact: true });
    await expect.element(group).toHaveDisplayValue('All together');
    await page.getByRole('button', { name: 'Pro: 24 customers' }).click();
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({ pick: { change: 'end', group: { kind: 'value', value: 'Pro' } } });
    await expect.element(group).toHaveDisplayValue('All together');
  });

  it('M1 shows each currency by itself', async () => {
    const { container } = await open({ ask: () => mixed });
    await expect.element(page.getByRole('heading', { name: 'In EUR' })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'In USD' })).toBeVisible();
    await expect.element(page.getByRole('table', { name: 'Period by period, USD' })).toBeVisible();
    await expect.element(page.getByText('US$1,200').first()).toBeVisible();
    await expectAccessible(container);
  });

  it('M1 says in what currency amounts are written that name none, and lets it be changed', async () => {
    const unnamed = { ...answer, currencies: answer.currencies.map((each) => ({ ...each, currency: null })) };
    const { container, requests } = await open({
      ask: () => unnamed,
      'workspaces.update': () => view.workspace,
    });
    await expect
      .element(page.getByText('The data do not say in what currency: amounts are written in EUR.'))
      .toBeVisible();
    await expectAccessible(container);
    await page.getByRole('button', { name: 'Currency of amounts that name none: EUR' }).click();
    await userEvent.keyboard('swiss franc{Enter}');
    await expect
      .poll(() => requests('workspaces.update').at(-1)?.params)
      .toMatchObject({ settings: { currency: 'CHF' } });
  });

  it('lets every chart be taken away, each currency by its name', async () => {
    await open({ ask: () => mixed });
    await expect.element(page.getByRole('heading', { name: 'In USD' })).toBeVisible();
    const pictures = await takePictures();
    expect([...pictures.keys()]).toEqual([
      'mrr-and-what-moves-it-eur.svg',
      'from-start-to-end-eur.svg',
      'mrr-and-what-moves-it-usd.svg',
      'from-start-to-end-usd.svg',
    ]);
    expect(pictures.get('from-start-to-end-usd.svg')).toMatch(/^What moved MRR in \w+ \d{4}, USD/);
  });

  it('asks what is edited, and takes it back whole with Escape', async () => {
    const { asked } = await open();
    await slot('Amount').click();
    await page.getByRole('radio', { name: 'year' }).click();
    await expect.poll(() => asked('revenue').at(-1)?.per).toBe('year');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => asked('revenue').at(-1)?.per).toBe('month');
    await slot('What ends it').click();
    await page.getByRole('checkbox', { name: 'It lapses without a new charge' }).click();
    await expect.poll(() => asked('revenue').at(-1)?.lapse).toEqual({ n: 45, unit: 'day' });
  });

  it('says what belongs here where nothing reads like a subscription, and lets the reader choose', async () => {
    const properties = [{ name: 'value', kind: 'number' as const }];
    const { container, asked } = await open({
      propose: () => null,
      'workspaces.open': () => ({ ...view, eventProperties: properties }),
    });
    await expect.element(page.getByText('Nothing here reads like a subscription')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Try sample data' })).toBeVisible();
    await expectAccessible(container);
    await page.getByRole('button', { name: 'Choose the events myself' }).click();
    await expect.poll(() => asked('revenue').at(-1)?.amount).toBe('value');
  });

  it('leads out of a question by which nobody pays', async () => {
    const { asked } = await open(
      { ask: () => ({ ...answer, currencies: [] }) },
      { q: encodeQuestion({ ...question, range: { from: '2030-01-01', to: null } }) },
    );
    await page.getByRole('button', { name: 'Use all dates' }).click();
    await expect.poll(() => asked('revenue').at(-1)?.range.from).toBeNull();
  });

  it('F13 sets revenue beside others, and asks those alone', async () => {
    const range = { from: '2026-01-01', to: '2026-01-31' };
    const other = { ...question, range: { from: '2025-12-01', to: '2025-12-31' } };
    const { asked } = await open(
      { ask: () => ({ ...answer, compared: { question: other, answer: { ...answer, currencies: [] } } }) },
      { q: encodeQuestion({ ...question, range, compare: { with: 'previous' } }) },
    );
    const table = page.getByRole('region', { name: 'Compared' }).getByRole('table');
    await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/MRR at the end\s*€1,200\s*–/);
    await page.getByRole('button', { name: 'Ask that alone' }).click();
    await expect.poll(() => asked('revenue').at(-1)).toEqual(other);
  });

  it('teaches in a workspace without events', async () => {
    const { container } = await open({ 'workspaces.open': () => ({ ...view, eventCount: 0, events: [] }) });
    await expect.element(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
    await expectAccessible(container);
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(360, 800);
    await open();
    await expect.element(page.getByText('MRR at the end of Jan 2026')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});
