import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { openPage, slot, type Answers } from '../page.ts';
import { answer, question, splitAnswer, view } from './fake.ts';

const open = (answers: Answers = {}, query: Record<string, string> = {}) =>
  openPage({
    path: '/w/:workspace/funnel',
    answers: { propose: () => question, ask: () => answer, ...answers },
    query,
  });

describe('the funnel page', () => {
  it('shows the proposed funnel with its facts, and nothing axe finds', async () => {
    const { container } = await open();
    await expect.element(page.getByText('Reached Order, of 170 whose 30 days are over')).toBeVisible();
    await expect.element(page.getByText('23.5%').first()).toBeVisible();
    await expect.element(page.getByText('17.8–\u206030.5%').first()).toBeVisible();
    await expect.element(page.getByText('half: 1 h to 5 h').first()).toBeVisible();
    await expectAccessible(container);
  });

  it('teaches in a workspace without events', async () => {
    const { container } = await open({ 'workspaces.open': () => ({ ...view, eventCount: 0, events: [] }) });
    await expect.element(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
    await expectAccessible(container);
  });

  it('lets the steps be put together where none can be proposed', async () => {
    const { requests } = await open({ propose: () => null });
    await page.getByRole('button', { name: 'Put steps together' }).click();
    await expect.element(slot('First step')).toHaveTextContent('Visit');
    expect(requests('ask')).toHaveLength(1);
  });

  it('says what failed and asks again on demand', async () => {
    let failing = true;
    await open({ ask: () => (failing ? { code: 'worker-crashed', details: {} } : answer) });
    await expect.element(page.getByRole('alert')).toHaveTextContent('perhaps for lack of memory');
    failing = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('Reached Order, of 170')).toBeVisible();
  });

  it('shows progress of a long question, which can be given up', async () => {
    const { requests, sent, progress } = await open({ ask: undefined }, { q: encodeQuestion(question) });
    const [request] = requests('ask');
    progress(request!.id, 0.4);
    await expect
      .element(page.getByRole('progressbar', { name: 'Counting' }))
      .toHaveAttribute('aria-valuenow', '40');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.element(page.getByRole('button', { name: 'Ask again' })).toBeVisible();
    expect(sent.at(-1)).toEqual({ kind: 'cancel', id: request!.id });
  });

  it('puts every note of an answer in words', async () => {
    await open({
      ask: () => ({
        ...answer,
        notes: [
          { code: 'undated', details: { entrants: 3 } },
          { code: 'ties', details: { entrants: 1 } },
          { code: 'mixed-precision', details: { days: 1, instants: 2 } },
          { code: 'no-window', details: {} },
          { code: 'unknown-event', details: { name: 'Signup' } },
          { code: 'unknown-property', details: { name: 'plan' } },
        ],
      }),
    });
    const notes = page.getByRole('list', { name: 'Notes on this answer' });
    await expect.element(notes.getByRole('listitem').nth(5)).toHaveTextContent('no property plan');
    await expect
      .element(notes.getByRole('listitem').nth(0))
      .toHaveTextContent('3 entrants are counted by events without a date');
    await expect.element(notes.getByRole('listitem').nth(4)).toHaveTextContent('no event Signup');
  });

  it('asks what is edited, and never sends what cannot be sent', async () => {
    const { requests } = await open({
      'property.values': () => ({
        kind: 'text',
        distinct: 2,
        missing: 0,
        values: [
          { value: 'FI', count: 9 },
          { value: 'SE', count: 4 },
        ],
        range: null,
      }),
    });
    await slot('Who is counted').click();
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('option', { name: /country/ }).click();
    await page.getByRole('button', { name: /^Value/ }).click();
    await page.getByRole('option', { name: /FI/ }).click();
    await page.getByRole('option', { name: /SE/ }).click();
    await expect.element(slot('Who is counted')).toHaveTextContent('people where country is one of FI or SE');
    expect(requests('ask').at(-1)?.params).toMatchObject({
      question: {
        people: { kind: 'is', property: { scope: 'person', name: 'country' }, op: 'in', value: ['FI', 'SE'] },
      },
    });
  });

  it('ranks groups and names those without a value', async () => {
    const { app } = await open(
      { ask: () => splitAnswer },
      {
        q: encodeQuestion({
          ...question,
          breakdown: { properties: [{ scope: 'event', name: 'device' }], attribution: 'first', top: 8 },
        }),
      },
    );
    const rows = page.getByRole('table', { name: 'Groups' }).getByRole('row');
    await expect.element(rows.nth(1)).toHaveTextContent('mobile');
    await expect.element(rows.nth(2)).toHaveTextContent('(missing)');
    await page.getByRole('columnheader', { name: 'device' }).getByRole('button').click();
    await expect.element(rows.nth(1)).toHaveTextContent('(missing)');
    await rows.nth(1).getByRole('button').nth(1).click();
    await expect.poll(() => app.router.query['group']).toBe('["value",null]');
    expect(app.router.query['at']).toBe('3.entered');
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(360, 740);
    const { container } = await open();
    await expect.element(page.getByText('Reached Order, of 170')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    await expectAccessible(container);
    await slot('Steps').click();
    await userEvent.keyboard('{Escape}');
    await expect.element(slot('Steps')).toHaveFocus();
  });
});
