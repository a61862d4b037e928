import { expect, test, type Locator, type Page } from '@playwright/test';
import { openSample } from './app.ts';

const slot = (page: Page, label: string): Locator =>
  page.getByRole('button', { name: new RegExp(`, ${label}$`) });
const ledgerCell = (page: Page, row: number, column: number): Locator =>
  page.locator('.ledger tbody tr').nth(row).locator('td').nth(column).getByRole('button');
const numberOf = (text: string): number => Number(text.replaceAll(/\D/g, ''));

test('the first funnel is proposed by the data, and its parts add up at every step', async ({ page }) => {
  await openSample(page);
  await expect(page.getByRole('region', { name: 'Question' })).toContainText(
    'Of people who did Visit, how many reached Purchase',
  );
  const rows = page.locator('.ledger tbody tr');
  const columns = await rows.last().locator('td').count();
  expect(columns).toBe(5);
  for (let column = 0; column < columns - 1; column++) {
    const cells = await rows.locator(`td:nth-of-type(${column + 1}) button`).allInnerTexts();
    const parts = cells.slice(0, -1).map(numberOf);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(numberOf(cells.at(-1)!));
  }
});

test('an edit follows live, Escape reverts it, back undoes it, a reload keeps it', async ({ page }) => {
  await openSample(page);
  const window = slot(page, 'Time limit');
  await expect(window).toHaveText('30 days');
  await window.click();
  await page.getByRole('spinbutton').fill('7');
  await expect(window).toHaveText('7 days');
  await expect(page.locator('.answer')).toContainText('whose 7 days are over');
  await page.keyboard.press('Escape');
  await expect(window).toHaveText('30 days');
  await expect(window).toBeFocused();

  await window.click();
  await page.getByRole('radio', { name: 'No time limit' }).click();
  await expect(page.locator('.answer')).toContainText('whose outcome is settled');
  await page.getByRole('heading', { level: 1 }).click();
  await page.reload();
  await expect(window).toHaveText('with no time limit');
  await page.goBack();
  await expect(window).toHaveText('30 days');
  await expect(page.locator('.answer')).toContainText('whose 30 days are over');
});

test('every number opens its people, and every person the proof', async ({ page }) => {
  await openSample(page);
  const dropped = ledgerCell(page, 2, 3);
  const count = await dropped.innerText();
  await dropped.click();
  const inspector = page.getByRole('dialog', { name: `${count} people dropped at Checkout` });
  const people = inspector.getByRole('listbox').getByRole('option');
  await expect(people.first()).toBeVisible();
  expect(page.url()).toContain('at=4.dropped');

  await people.nth(1).click();
  await expect(inspector.getByRole('heading', { name: /Why .+ counts as dropped/ })).toBeVisible();
  await expect(inspector.locator('.proof').first()).toContainText('No Purchase');
  await page.reload();
  await expect(page.getByRole('heading', { name: /Why .+ counts as dropped/ })).toBeVisible();

  await page.getByRole('searchbox', { name: 'Find by name or key' }).fill('nobody is called this');
  await expect(page.getByText('Nobody here is called')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.inspector')).toHaveCount(0);
  expect(page.url()).not.toContain('at=');
});

test('the chart is walked with the keyboard, and the focus comes back to it', async ({ page }) => {
  await openSample(page);
  const chart = page.getByRole('application', { name: 'Funnel: Visit to Purchase' });
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /people went on from Product view/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.inspector')).toHaveCount(0);
  await expect(chart).toBeFocused();
  await page.keyboard.press('t');
  await expect(ledgerCell(page, 0, 0)).toBeFocused();
});

test('steps are moved, added and removed without a pointer', async ({ page }) => {
  await openSample(page);
  await slot(page, 'Steps').press('Enter');
  const editor = page.getByRole('dialog', { name: 'Steps' });
  await editor.getByRole('button', { name: 'Move step 5 up' }).press('Enter');
  await expect(editor.getByRole('button', { name: 'Step 4: Purchase' })).toBeVisible();
  await expect(editor.getByRole('button', { name: 'Move step 4 up' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(editor.getByRole('button', { name: 'Step 5: Purchase' })).toBeVisible();
  await editor.getByRole('button', { name: 'Remove step 2' }).press('Enter');
  await expect(slot(page, 'Steps')).toHaveText('2 steps');
  await editor.getByRole('button', { name: 'Add a step' }).press('Enter');
  await expect(page.locator('.ledger tbody tr').last().locator('td')).toHaveCount(5);
  await page.keyboard.press('Escape');
  await expect(slot(page, 'Steps')).toHaveText('3 steps');
});

test('a breakdown ranks its groups, and a comparison stands beside the answer', async ({ page }) => {
  await openSample(page);
  await slot(page, 'Breakdown').click();
  await page.getByRole('option', { name: /^device/ }).click();
  await expect(page.getByRole('heading', { name: 'By device' })).toBeVisible();
  await expect(slot(page, 'Breakdown')).toHaveText('device');
  await page.keyboard.press('Escape');
  await expect(slot(page, 'Breakdown')).toHaveText('all together');

  await slot(page, 'First date').click();
  await page.getByRole('button', { name: 'Last 90 days' }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('radio', { name: 'With the time before' }).click();
  await expect(page.getByRole('heading', { name: 'Compared' })).toBeVisible();
});

test('a question is saved, edited, renamed, deleted and brought back', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'Save question' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('From visit to order');
  await page.keyboard.press('Enter');
  await expect(page.locator('.crumb')).toHaveText('From visit to order');
  await slot(page, 'Order of the steps').click();
  await page.getByRole('radio', { name: 'In any order' }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.locator('.crumb')).toContainText('edited');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('menuitem', { name: 'Save changes' }).click();
  await expect(page.locator('.crumb')).toHaveText('From visit to order');

  await page.getByRole('button', { name: 'Saved questions' }).click();
  await page.getByRole('button', { name: 'More for From visit to order' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('“From visit to order” was deleted.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Saved questions' }).click();
  await page.getByRole('button', { name: /^From visit to order/ }).click();
  await expect(page.locator('.crumb')).toHaveText('From visit to order');
  await expect(slot(page, 'Order of the steps')).toHaveText('in any order');
});

test('an address that cannot be read says so and offers a proposal', async ({ page }) => {
  await openSample(page);
  const broken = page.url().replace(/\?.*$/, '?q=funnel(nonsense');
  await page.goto('about:blank');
  await page.goto(broken);
  await expect(page.getByRole('alert')).toContainText('can’t be read');
  await page.getByRole('button', { name: 'Start with a proposed funnel' }).click();
  await expect(page.getByRole('table', { name: /People at each step/ })).toBeVisible();
});

test('table, people and chart can be taken away', async ({ page }) => {
  await openSample(page);
  const names: string[] = [];
  for (const item of ['Table as CSV', 'Funnel as SVG', 'Funnel as PNG']) {
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    names.push((await download).suggestedFilename());
  }
  await ledgerCell(page, 0, 0).click();
  await page.getByRole('button', { name: 'CSV' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'People as CSV', exact: false }).first().click();
  names.push((await download).suggestedFilename());
  expect(names).toEqual(['funnel.csv', 'funnel.svg', 'funnel.png', 'people.csv']);
});

test('the rules are in words', async ({ page }) => {
  await openSample(page);
  await page.getByRole('button', { name: 'How this was counted' }).click();
  const dialog = page.getByRole('dialog', { name: 'How this was counted' });
  await expect(dialog).toContainText('Open, not lost');
  await expect(dialog).toContainText('Here: 30 days');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
