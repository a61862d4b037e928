/** Life cycle and stickiness through the page: in a sample, and of real orders counted anew from the file by the plainest means. */
import { expect, test, type Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { chooseFiles, csvFrom, importWhenReady, openSample } from './app.ts';

async function openTab(page: Page, name: 'Lifecycle' | 'Stickiness'): Promise<void> {
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('table', { name: 'Every period' })).toBeVisible({ timeout: 30_000 });
}

const numbers = (row: Readonly<Record<string, string>>, ...columns: string[]): number[] =>
  columns.map((column) => Number(row[column]));

test('L1 every period of a sample adds up, people and address included', async ({ page }) => {
  await openSample(page);
  await openTab(page, 'Lifecycle');
  const rows = await csvFrom(page, 'Table as CSV');
  expect(rows.length).toBeGreaterThan(5);
  rows.forEach((row, index) => {
    const [before, fresh, resurrected, dormant, active, returning] = numbers(
      row,
      'active before',
      'new',
      'resurrected',
      'dormant',
      'active',
      'returning',
    ) as [number, number, number, number, number, number];
    expect(active).toBe(fresh + returning + resurrected);
    expect(active).toBe(before + fresh + resurrected - dormant);
    expect(before).toBe(index === 0 ? 0 : Number(rows[index - 1]?.['active']));
  });

  const figure = page
    .getByRole('table', { name: 'Every period' })
    .getByRole('button', { name: /^Dormant, / })
    .first();
  const count = await figure.innerText();
  await figure.click();
  await expect(page.getByText(new RegExp(`^${count} people dormant in `)).first()).toBeVisible();
  const person = page.locator('dialog.inspector').getByRole('listbox').getByRole('option').first();
  await person.click();
  await expect(page.getByRole('heading', { name: /^Why .+ is dormant in / })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: /^Why .+ is dormant in / })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('Nothing that counts in this period')).toBeVisible();
});

test('K1 the exact numbers of a sample add up to the active, and a split adds up to the whole', async ({
  page,
}) => {
  await openSample(page);
  await openTab(page, 'Stickiness');
  const rows = await csvFrom(page, 'Table as CSV');
  const exactly = rows.map((row) => Number(row['exactly']));
  const least = rows.map((row) => Number(row['at least']));
  least.forEach((people, index) =>
    expect(people).toBe(exactly.slice(index).reduce((sum, each) => sum + each, 0)),
  );
  await page.getByRole('button', { name: /, Split$/ }).click();
  await page.getByRole('radio', { name: 'By a property' }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('table', { name: /^By / })).toBeVisible();
  const periods = await csvFrom(page, 'Every period as CSV');
  const ofAll = periods.filter(({ group }) => group === 'All together');
  for (const whole of ofAll) {
    const parts = periods.filter(
      (row) => row['group'] !== 'All together' && row['first day'] === whole['first day'],
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum, row) => sum + Number(row['active']), 0)).toBe(Number(whole['active']));
  }
});

const orders = join(
  resolve(process.env['REAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data')),
  'cdnow/orders.csv',
);

test('L1 K1 real orders, counted anew month by month and week by week', async ({ page }) => {
  test.skip(!existsSync(orders), `no real data at ${orders}; name their folder in REAL_DATA`);
  const days = new Map<string, Set<string>>();
  for (const row of Papa.parse<Record<string, string>>(readFileSync(orders, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data) {
    const of = days.get(row['customer_id'] ?? '') ?? new Set<string>();
    days.set(row['customer_id'] ?? '', of.add(row['date'] ?? ''));
  }
  const people = [...days.values()].map((own) => ({
    days: [...own],
    months: new Set([...own].map((day) => day.slice(0, 7))),
  }));

  await page.goto('./');
  await chooseFiles(page, [orders]);
  await importWhenReady(page);
  await openTab(page, 'Lifecycle');
  const rows = await csvFrom(page, 'Table as CSV');
  expect(rows).toHaveLength(18);
  rows.forEach((row, index) => {
    const month = (row['first day'] ?? '').slice(0, 7);
    const before = (rows[index - 1]?.['first day'] ?? '').slice(0, 7);
    const here = people.filter(({ months }) => months.has(month));
    const earlier = (each: (typeof people)[number]): boolean =>
      [...each.months].some((other) => other < month);
    expect(numbers(row, 'new', 'returning', 'resurrected', 'dormant')).toEqual([
      here.filter((each) => !earlier(each)).length,
      here.filter(({ months }) => months.has(before)).length,
      here.filter((each) => earlier(each) && !each.months.has(before)).length,
      people.filter(({ months }) => months.has(before) && !months.has(month)).length,
    ]);
  });

  await page.getByRole('link', { name: 'Stickiness', exact: true }).click();
  await expect(page.getByRole('table', { name: /^How many weeks/ })).toBeVisible({ timeout: 30_000 });
  // Most come again after some five weeks: counted are weeks of the last quarter, which has 14 from Sunday to Saturday.
  const weekOf = (day: string): number => Math.floor((Date.parse(day) / 86_400_000 + 4) / 7);
  const weeks = people.map(
    (each) => new Set(each.days.filter((day) => day >= '1998-04-01').map((day) => weekOf(day))).size,
  );
  const sticky = await csvFrom(page, 'Table as CSV');
  expect(sticky.map((row) => Number(row['exactly']))).toEqual(
    Array.from({ length: 14 }, (_, index) => weeks.filter((count) => count === index + 1).length),
  );
});
