import { cleanup } from 'vitest-browser-svelte';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import type { Answers } from '../page.ts';
import { dossier, people, question } from './fake.ts';
import { open } from './open.ts';

const chart = (name: string) => page.getByRole('application', { name });

describe('people of the time page', () => {
  it('W2 opens the leads of a move, and why one of them is counted', async () => {
    const { container, listed } = await open();
    await page.getByRole('button', { name: /^Offer to New: 1/ }).click();
    await expect.poll(() => listed().at(-1)?.pick).toEqual({ of: 'move', from: 1, to: 0 });
    await page.getByRole('option', { name: /Ada/ }).click();
    await expect.element(page.getByRole('heading', { name: 'The way of Ada' })).toBeVisible();
    await expect.element(page.getByText(/still there, for 20\sd: older than the usual 6\sd/)).toBeVisible();
    await expect.element(page.getByText(/Source: deals\.csv/)).toBeVisible();
    await expectAccessible(container);
  });

  const names = ['Deal A', 'Deal B'];
  const deals: Answers = {
    'people.page': () => ({
      ...people,
      total: 2,
      matching: 2,
      rows: names.map((held) => ({ ...people.rows[0]!, held })),
    }),
    'person.dossier': () => ({
      ...dossier,
      proofs: names.map((held) => ({ ...dossier.proofs[0]!, held })),
    }),
  };
  const ofDeals = encodeQuestion({ ...question, unit: { by: 'property', property: 'deal' } });

  it('keeps the deal that is open in the address, from whichever list or choice', async () => {
    const { app } = await open(deals, { q: ofDeals, at: 'stage.1.open', person: '7', held: 'Deal B' });
    const heading = (deal: string) => page.getByRole('heading', { name: `The way of Ada, ${deal}` });
    await expect.element(heading('Deal B')).toBeVisible();
    expect(document.querySelectorAll('.person.current')).toHaveLength(1);
    const choice = page.getByRole('combobox', { name: 'With', exact: true });
    choice.element().focus();
    await choice.selectOptions('0');
    await expect.element(heading('Deal A')).toBeVisible();
    expect(app.router.query).toMatchObject({ person: '7', held: 'Deal A' });
    expect(document.activeElement).toBe(choice.element());
    await page.getByRole('option', { name: /deal Deal B/ }).click();
    await expect.element(heading('Deal B')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).first().click();
    expect(app.router.query).not.toHaveProperty('held');
    const list = page.getByRole('region', { name: 'Overdue, oldest first' });
    await list.getByRole('button', { name: 'Ada, Deal B' }).click();
    expect(app.router.query).toMatchObject({ person: '7', held: 'Deal B' });
  });

  it('proves the deal that was clicked, of somebody with several', async () => {
    await open(deals, { q: ofDeals });
    const list = page.getByRole('region', { name: 'Overdue, oldest first' });
    for (const held of names) {
      await list.getByRole('button', { name: `Ada, ${held}` }).click();
      await expect.element(page.getByRole('heading', { name: `The way of Ada, ${held}` })).toBeVisible();
      await page.getByRole('button', { name: 'Close' }).first().click();
    }
    await page.getByRole('button', { name: /^Offer to New: 1/ }).click();
    for (const held of ['Deal B', 'Deal A']) {
      await page.getByRole('option', { name: new RegExp(`deal ${held}`) }).click();
      await expect.element(page.getByRole('heading', { name: `The way of Ada, ${held}` })).toBeVisible();
    }
  });

  it('tells leads of one value apart by whose they are, unless a value is one whoever did it', async () => {
    const owner = 'Mikko Rojas';
    const rows = ['Priya', 'Noor'].map((name, index) => ({ ...people.rows[index]!, name, held: owner }));
    const [proof] = dossier.proofs;
    const answers: Answers = {
      'people.page': () => ({ ...people, total: 2, matching: 2, rows }),
      'person.dossier': () => ({ ...dossier, name: 'Priya', proofs: [{ ...proof!, held: owner }] }),
    };
    const unit = { by: 'property', property: 'owner' } as const;
    await open(answers, { q: encodeQuestion({ ...question, unit }) });
    const list = page.getByRole('region', { name: 'Overdue, oldest first' });
    await expect.element(list.getByRole('button', { name: 'Noor, Mikko Rojas' })).toBeVisible();
    await list.getByRole('button', { name: 'Priya, Mikko Rojas' }).click();
    await expect
      .element(page.getByRole('heading', { name: 'The way of Priya, Mikko Rojas', exact: true }))
      .toBeVisible();
    cleanup();
    await open(answers, { q: encodeQuestion({ ...question, unit: { ...unit, acrossPeople: true } }) });
    await list.getByRole('button', { name: owner, exact: true }).first().click();
    await expect
      .element(page.getByRole('heading', { name: 'The way of Mikko Rojas', exact: true }))
      .toBeVisible();
  });

  it('reads the lists and the proof anew when stored data change, as in another tab', async () => {
    let changed = false;
    const { app, change } = await open({
      'people.page': () => ({
        ...people,
        rows: people.rows.map((row) => (changed && row.name !== null ? { ...row, name: 'Grace' } : row)),
      }),
      'person.dossier': () => ({ ...dossier, name: changed ? 'Grace' : 'Ada' }),
    });
    const list = page.getByRole('region', { name: 'Overdue, oldest first' });
    await list.getByRole('button', { name: 'Ada' }).click();
    await expect.element(page.getByRole('heading', { name: 'The way of Ada' })).toBeVisible();
    changed = true;
    change({ workspace: app.session.view!.workspace.id, what: 'runs' });
    await expect.element(page.getByRole('heading', { name: 'The way of Grace' })).toBeVisible();
    await expect.element(page.getByRole('option', { name: /Grace/ })).toBeVisible();
    await expect.element(list.getByRole('button', { name: 'Grace' })).toBeInTheDocument();
  });

  it('tells leads of one name apart by their keys, which stand under the names of a list', async () => {
    const rows = people.rows.map((row) => ({ ...row, name: 'Ada', shared: true }));
    await open({ 'people.page': () => ({ ...people, rows }) });
    const list = page.getByRole('region', { name: 'Overdue, oldest first' });
    await list.getByRole('button', { name: 'Ada · p0' }).click();
    const line = page.getByRole('option', { name: /^Ada/ }).first();
    await expect.element(line).toHaveTextContent(/^Ada\s*p0/);
  });

  it('W7 shows who stands somewhere without a date, and opens them from the note, the strip, the ages and the table', async () => {
    const { listed } = await open();
    const undated = { of: 'undated', place: 1 };
    const note = page.getByRole('listitem').filter({ hasText: '2 leads stand in Offer without a date' });
    await note.getByRole('button', { name: 'Show them' }).click();
    await expect.poll(() => listed().at(-1)?.pick).toEqual(undated);
    expect(location.hash).toContain('at=undated.2');
    for (const [name, text] of [
      ['Time in each stage', 'Offer, Without a date: 2, 15.4%'],
      ['How old the open leads are', 'Offer, Without a date: 2 of 4 open'],
    ] as const) {
      chart(name).element().focus();
      await userEvent.keyboard('{ArrowDown}{End}');
      await expect.element(page.getByText(text, { exact: true }).first()).toBeInTheDocument();
    }
    chart('Time in each stage').element().focus();
    await userEvent.keyboard('t');
    await page
      .getByRole('table', { name: 'Exact percentiles' })
      .getByRole('row', { name: /^Offer/ })
      .getByRole('button', { name: '2 people in Offer without a date' })
      .click();
    await expect.poll(() => listed().at(-1)?.pick).toEqual(undated);
  });
});
