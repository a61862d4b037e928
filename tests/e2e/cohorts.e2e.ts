import { expect, test, type Page } from '@playwright/test';
import { chooseFiles, csvFrom, importWhenReady } from './app.ts';

const day = (date: number): string => `2026-03-${String(date).padStart(2, '0')}`;

/** Who ordered on which days of March 2026; all had a look at nine o'clock before their first order. */
const ORDERS: readonly { readonly person: string; readonly days: readonly number[] }[] = [
  ...Array.from({ length: 10 }, (_, i) => ({
    person: `a${i}`,
    days: i < 2 ? [3, 10, 17] : i < 4 ? [3, 10] : [3],
  })),
  ...Array.from({ length: 20 }, (_, i) => ({ person: `b${i}`, days: i < 5 ? [11, 18] : [11] })),
];

/**
 * Two weekly cohorts made for this test: of 10 who began in the first week 4 order again in the next and 2 in the one
 * after; of 20 who began in the second week 5 order again in the next. Pooled, week 1 is 9 of 30. The data end on 31 March.
 */
const CSV = [
  'person,event,time',
  ...ORDERS.flatMap(({ person, days }) => [
    `${person},look,${day(days[0]!)}T09:00:00Z`,
    ...days.map((date) => `${person},order,${day(date)}T12:00:00Z`),
  ]),
  `z,look,${day(31)}T12:00:00Z`,
].join('\n');

async function openCohorts(page: Page): Promise<void> {
  await page.goto('./');
  await chooseFiles(page, { name: 'orders.csv', text: CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  await expect(page.getByRole('grid', { name: /^Cohorts/ })).toBeVisible({ timeout: 30_000 });
}

test('R4 a CSV becomes weekly cohorts with known retention, to take away as a table', async ({ page }) => {
  await openCohorts(page);
  await expect(page.getByText('Returned in week 1, pooled')).toBeVisible();
  await expect(page.getByText(/^30(\.0)?%$/).first()).toBeVisible();
  await expect(page.getByText('95% interval, n 30')).toBeVisible();
  const rows = await csvFrom(page, 'Table as CSV');
  expect(rows.map((row) => [row['people'], row['1'], row['2']])).toEqual([
    ['10', '0.4', '0.2'],
    ['20', '0.25', '0'],
    // Nobody began in the last three weeks.
    ...Array.from({ length: 3 }, () => ['0', '', '']),
  ]);
});

test('people stand behind a cell, with the proof, and the address leads back to them', async ({ page }) => {
  await openCohorts(page);
  const row = page
    .getByRole('grid', { name: /^Cohorts/ })
    .getByRole('row')
    .nth(1);
  await row.getByRole('button', { name: /week 1/ }).click();
  await expect(page.getByText(/^4 people of .* returned in week 1$/).first()).toBeVisible();
  // The table is laid out anew in the room that is left, which must not look like a fault.
  await expect(page.getByText('Something went wrong')).toHaveCount(0);
  await page.getByRole('option', { name: /a3/ }).click();
  await expect(page.getByRole('heading', { name: /^Why a3 is in/ })).toBeVisible();
  await expect(page.getByText('week 1: counts as returned')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: /^Why a3 is in/ })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('combobox', { name: 'Show' }).selectOption('stayed-away');
  await expect(page.getByText(/^6 people of .* did not return in week 1$/).first()).toBeVisible();
});

test('cohorts are saved under a name and found again', async ({ page }) => {
  await openCohorts(page);
  await page.getByRole('button', { name: 'Save question' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Who orders again');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Funnel', exact: true }).click();
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  await page.getByRole('button', { name: 'Saved questions' }).click();
  await page.getByRole('button', { name: /^Who orders again/ }).click();
  await expect(page.locator('.crumb')).toHaveText('Who orders again');
});
