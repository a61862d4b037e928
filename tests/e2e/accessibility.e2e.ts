/** axe looks at every screen and everything that opens on it, light and dark, wide and small; nothing is wider than a small phone. */
import { expect, test } from '@playwright/test';
import { chooseFiles, EVENTS_CSV, importWhenReady, ledger, openSample } from './app.ts';
import { examine, examineQuestion } from './examine.ts';

/** A file with one row that is rejected (nobody named) and days that could be months. */
const AMBIGUOUS_CSV = [
  'person,event,time,device',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `p${i % 20},${i < 20 ? 'visit' : 'buy'},0${1 + (i % 9)}/0${1 + (i % 7)}/2026,${i % 2 === 0 ? 'phone' : 'laptop'}`,
  ),
  ',visit,05/06/2026,phone',
].join('\n');

test.describe.configure({ timeout: 180_000 });
test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

test('the start page and what opens on it', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await examine(page, 'start, empty');

  await page.getByRole('button', { name: 'Start with an empty workspace' }).click();
  await expect(page.getByRole('dialog', { name: 'New workspace' })).toBeVisible();
  await examine(page, 'new workspace');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Paste a table' }).click();
  await expect(page.getByRole('dialog', { name: 'Paste a table' })).toBeVisible();
  await examine(page, 'paste a table');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await expect(
    page.getByRole('dialog', { name: 'Commands' }).or(page.locator('dialog.palette')),
  ).toBeVisible();
  await examine(page, 'command palette');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await examine(page, 'shortcuts');
});

test('the import, from choosing to done', async ({ page }) => {
  await page.goto('./#/import');
  await expect(page.getByRole('heading', { name: 'Drop CSV exports here' })).toBeVisible();
  await examine(page, 'import, choosing');

  await chooseFiles(page, { name: 'events.csv', text: AMBIGUOUS_CSV });
  await expect(page.getByRole('heading', { name: '1 row would be rejected' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('day or month first?')).toBeVisible();
  await examine(page, 'import, review');

  await page.getByRole('button', { name: /^device becomes/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await examine(page, 'import, what a column becomes');
  await page.keyboard.press('Escape');

  const go = page.getByRole('button', { name: /^Import [\d,]+ rows$/ });
  await expect(go).toBeDisabled();
  const question = page.getByRole('group', { name: /what stands first/ });
  await question.getByRole('button', { name: 'The day' }).click();
  await expect(go).toBeEnabled({ timeout: 60_000 });
  await go.click();
  await expect(page.getByRole('link', { name: 'Open the funnel' })).toBeVisible({ timeout: 60_000 });
  await examine(page, 'import, done');
});

test('the funnel page and what opens on it', async ({ page }) => {
  await openSample(page);
  await examine(page, 'funnel');
  await examineQuestion(page, 'funnel');

  await page.getByRole('button', { name: /, Breakdown$/ }).click();
  await page.getByRole('option', { name: /^device/ }).click();
  await expect(page.getByRole('heading', { name: 'By device' })).toBeVisible();
  await examine(page, 'funnel, breakdown open');
  await page.getByRole('heading', { level: 1 }).click();
  await examine(page, 'funnel by device');

  await page.getByRole('button', { name: 'How this was counted' }).click();
  await expect(page.getByRole('dialog', { name: 'How this was counted' })).toBeVisible();
  await examine(page, 'how this was counted');
});

test('people and a dossier', async ({ page }) => {
  await openSample(page);
  await ledger(page)
    .getByRole('row', { name: /^Dropped/ })
    .getByRole('button')
    .first()
    .click();
  const people = page.locator('dialog.inspector').getByRole('listbox').getByRole('option');
  await expect(people.first()).toBeVisible();
  await examine(page, 'people');
  await people.nth(1).click();
  await expect(page.getByRole('heading', { name: /^Why .+ counts as dropped/ })).toBeVisible();
  await examine(page, 'dossier');
});

test('a funnel of counts', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Paste a table' }).click();
  await page.getByRole('textbox', { name: 'Table' }).fill('Visits\t12000\nSign-ups\t900\nPaid\t120');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('button', { name: 'Draw the funnel' })).toBeVisible();
  await examine(page, 'import, counts');
  await page.getByRole('button', { name: 'Draw the funnel' }).click();
  await expect(page.getByText('A funnel of typed counts')).toBeVisible();
  await examine(page, 'funnel of counts');
});

test('the data page, its dialogs, and a start page with workspaces', async ({ page }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Data' }).click();
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
  await examine(page, 'data');

  await page.getByRole('button', { name: 'Change the settings' }).click();
  await expect(page.getByRole('dialog', { name: /^Settings of/ })).toBeVisible();
  await examine(page, 'settings');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Delete this workspace' }).click();
  await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible();
  await examine(page, 'delete a workspace');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Actions for events.csv' }).click();
  await page.getByRole('menuitem', { name: 'Undo import' }).click();
  await expect(page.getByRole('dialog', { name: /^Undo the import/ })).toBeVisible();
  await examine(page, 'undo an import');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Start' }).click();
  await expect(page.getByRole('region', { name: 'Your workspaces' })).toBeVisible();
  await examine(page, 'start, with workspaces');
});
