import { expect, test, type Page } from '@playwright/test';
import { Dictionaries } from '../../src/domain/text-index.ts';
import { generateSample } from '../../src/samples/generate.ts';
import { decodeQuestion, encodeQuestion } from '../../src/questions/url.ts';
import type { PlantedMonth } from '../../src/samples/types.ts';
import { csvFrom, openSample } from './app.ts';

/** The day on which the sample is made: its data end at midnight in UTC. */
const TODAY = Date.UTC(2026, 10, 18);

/** Opens the subscription sample with 1,000 people on its revenue tab, and says what was planted in it, month by month. */
async function openRevenue(page: Page): Promise<readonly PlantedMonth[]> {
  await page.clock.setFixedTime(TODAY + 3_600_000);
  await openSample(page, 'Free trial');
  await page.getByRole('link', { name: 'Churn', exact: true }).click();
  await page.getByRole('link', { name: 'Recurring revenue', exact: true }).click();
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  const timeZone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const options = { people: 1000, seed: 1, end: TODAY, timeZone };
  return (await generateSample('trial', options, new Dictionaries())).revenue!.months;
}

const table = (page: Page) => page.getByRole('table', { name: 'Period by period' });

/** An amount on screen as a number. */
const amount = (text: string): number => Number(text.replaceAll(/[^\d.]/g, ''));

test('M5 the revenue of the sample is what was planted, and every row on screen adds up', async ({
  page,
}) => {
  const planted = await openRevenue(page);
  const rows = await table(page).locator('tbody tr').all();
  expect(rows.length).toBe(planted.length);
  for (const [index, row] of rows.entries()) {
    const month = planted[planted.length - 1 - index]!;
    const cells = (await row.getByRole('cell').allInnerTexts()).slice(0, 7).map(amount);
    const [start, fresh, reactivated, expansion, contraction, churned, end] = cells as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    expect(cells, month.period).toEqual([
      month.start.amount,
      month.money.new,
      month.money.reactivated,
      month.money.expansion,
      month.money.contraction,
      month.money.churned,
      month.end.amount,
    ]);
    expect(start + fresh + reactivated + expansion - contraction - churned, month.period).toBeCloseTo(end, 6);
  }
  // The month in which the data end is not over: the headline is about the one before.
  const last = planted.at(-2)!;
  await expect(page.locator('.answer .main')).toContainText('Oct 2026');
  expect(amount(await page.locator('.answer .main dd').first().innerText())).toBe(last.end.amount);

  const csv = await csvFrom(page, 'Table as CSV');
  expect(csv.map((row) => [row['period'], Number(row['end']), Number(row['end, customers'])])).toEqual(
    planted.map(({ period, end }) => [period, end.amount, end.customers]),
  );
});

test('people stand behind a mark, with what changed their amount, and the address leads back to them', async ({
  page,
}) => {
  const planted = await openRevenue(page);
  const month = planted.findLast(({ customers, period }) => customers.churned > 0 && period < '2026-11-01')!;
  const row = table(page)
    .locator('tbody tr')
    .nth(planted.length - 1 - planted.indexOf(month));
  await row.getByRole('button', { name: /Churned/ }).click();
  const title = new RegExp(`^${month.customers.churned} (person|people) paid no more at the end of`);
  await expect(page.getByText(title).first()).toBeVisible();
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByRole('heading', { name: /^What .+ paid, and when that changed$/ })).toBeVisible();
  await expect(page.getByText(/→ nothing/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(title).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/→ nothing/)).toBeVisible();
});

test('groups of a split add up to all', async ({ page }) => {
  const planted = await openRevenue(page);
  const at = page.url().indexOf('?q=');
  const asked = decodeQuestion(decodeURIComponent(page.url().slice(at + 3)));
  if (!asked.ok || asked.value.kind !== 'revenue') throw new Error('a question of revenue');
  const breakdown = { property: { scope: 'person', name: 'plan' }, top: 8 } as const;
  const split = encodeQuestion({ ...asked.value, breakdown });
  await page.goto(`${page.url().slice(0, at)}?q=${encodeURIComponent(split)}`);
  const groups = page.getByRole('table', { name: 'By plan' });
  await expect(groups).toBeVisible();
  const rows = await groups.locator('tbody tr').all();
  const sum = async (column: number): Promise<number> => {
    const cells = rows.map(async (row) => amount(await row.getByRole('cell').nth(column).innerText()));
    return (await Promise.all(cells)).reduce((all, each) => all + each, 0);
  };
  const { end } = planted.at(-2)!;
  expect([await sum(0), await sum(1)]).toEqual([end.customers, end.amount]);
});
