/** Dashboards in the production build: kept questions side by side, moved by keys, narrowed, and taken back. */
import { expect, test, type Page } from '@playwright/test';
import { chooseFiles, entered, EVENTS_CSV, funnelDrawn, importWhenReady } from './app.ts';

test.describe.configure({ timeout: 120_000 });

/** Saves the question on screen under a name. */
async function saveAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save question' }).click();
  await page.getByRole('textbox', { name: /Name/ }).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Saved', exact: true })).toBeVisible();
}

async function openOverview(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Add tile' })).toBeVisible({ timeout: 30_000 });
}

/** The events of `EVENTS_CSV` (300 visit, 40 of them buy); each of the 40 buys again two days later. */
const CSV = [
  EVENTS_CSV,
  ...EVENTS_CSV.split('\n')
    .filter((line) => line.includes(',buy,'))
    .map((line) => line.replace(/03-(\d\d)T/, (_, day) => `03-${String(Number(day) + 2).padStart(2, '0')}T`)),
].join('\n');

/** A workspace with the events of `CSV` and two questions saved, on a dashboard of its own. */
async function openDashboard(page: Page): Promise<void> {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: CSV });
  await importWhenReady(page);
  await saveAs(page, 'To the till');
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  await expect(page.getByRole('grid', { name: /^Cohorts/ })).toBeVisible({ timeout: 30_000 });
  await saveAs(page, 'Who comes back');
  await openOverview(page);
  await page.getByRole('button', { name: 'Dashboards' }).click();
  await page.getByRole('menuitem', { name: 'New dashboard' }).click();
  await page.getByRole('textbox', { name: /Name/ }).fill('Monday');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Monday' })).toBeVisible();
  for (const name of ['To the till', 'Who comes back']) {
    await page.getByRole('button', { name: 'Add tile' }).first().click();
    await page.getByRole('dialog', { name: 'Add a tile' }).getByRole('button', { name }).click();
    await expect(tile(page, name)).toBeVisible();
  }
}

const tile = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const tiles = (page: Page) =>
  page.getByRole('list', { name: /^Tiles of/ }).getByRole('heading', { level: 3 });

test('two saved questions are put on a dashboard, moved and resized by keys, and still there after a reload', async ({
  page,
}) => {
  await openDashboard(page);
  await expect(page.getByRole('application', { name: 'Funnel: To the till' })).toBeVisible();
  // All 300 enter, and nobody's 30 days are over when the data end.
  await expect(tile(page, 'To the till').getByText('300 entered, and all may still')).toBeVisible();
  await expect(tiles(page)).toHaveText(['To the till', 'Who comes back']);

  await page.getByRole('button', { name: 'Move To the till' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText('To the till: column 1, row 1, 7 wide, 5 high')).toBeAttached();
  await page.getByRole('button', { name: 'Move Who comes back' }).focus();
  await page.keyboard.press('ArrowLeft');
  // Its neighbour gave it a column less, and changes places with it.
  await expect(page.getByText('Who comes back: column 1, row 1, 5 wide, 5 high')).toBeAttached();
  await page.keyboard.press('Tab');
  await expect(tiles(page)).toHaveText(['Who comes back', 'To the till']);
  await expect(page.getByText('Saved on this device')).toBeAttached();

  await page.reload();
  await expect(tiles(page)).toHaveText(['Who comes back', 'To the till'], { timeout: 30_000 });
  const wide = (name: string) =>
    tile(page, name)
      .locator('xpath=ancestor::li[1]')
      .evaluate((element) => element.getBoundingClientRect().width);
  await expect.poll(async () => (await wide('To the till')) > (await wide('Who comes back'))).toBe(true);
});

test('dates for everything change measures and tiles alike, stand in the address, and lead to the same numbers', async ({
  page,
}) => {
  await openDashboard(page);
  await expect(tile(page, 'To the till').getByText('300 entered, and all may still')).toBeVisible();
  await page.getByRole('button', { name: /, Dates$/ }).click();
  await page.getByRole('radio', { name: 'These dates for everything' }).check();
  await page.getByLabel('From').fill('2026-03-01');
  await page.getByLabel('To', { exact: true }).fill('2026-03-04');
  // Whoever entered on one of the first four of twenty days: a fifth of 300.
  await expect(
    tile(page, 'To the till').getByText('60 entered, and all may still', { exact: true }),
  ).toBeVisible();
  await page.getByRole('heading', { name: 'Monday' }).click();
  // Days, since the dates are few: 15 enter on each.
  await expect(page.getByRole('link', { name: /^Came to/ })).toHaveText(
    /^Came to \w+\s+15\s+Mar 4, 2026\s*unchanged since Mar 3\s*60 over these dates/,
  );
  expect(page.url()).toContain('scope=');
  await page.reload();
  await expect(
    tile(page, 'To the till').getByText('60 entered, and all may still', { exact: true }),
  ).toBeVisible({ timeout: 30_000 });
  await tile(page, 'To the till').getByRole('link').first().click();
  await funnelDrawn(page);
  await expect(page.getByRole('button', { name: /4.*, Last date$/ })).toBeVisible();
  expect((await entered(page))[0]).toBe(60);
});

test('a tile and a dashboard that were deleted come back', async ({ page }) => {
  await openDashboard(page);
  await page.getByRole('button', { name: 'More for To the till' }).click();
  await page.getByRole('menuitem', { name: 'Remove tile' }).click();
  await expect(tiles(page)).toHaveText(['Who comes back']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tiles(page)).toHaveText(['To the till', 'Who comes back']);
  await page.getByRole('button', { name: 'More for dashboard Monday' }).click();
  await page.getByRole('menuitem', { name: 'Delete dashboard' }).click();
  await expect(page.getByRole('heading', { name: 'Monday' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByRole('heading', { name: 'Monday' })).toBeVisible();
  await expect(tiles(page)).toHaveText(['To the till', 'Who comes back']);
});
