/**
 * Cohorts of a real file through the page, by every rule that the sentence offers. The folder is `REAL_DATA`, or `../shared/data`
 * beside the project; its licence keeps it out, and without it the suite passes over. Cohorts by month are read from its
 * `truth.json`; figures of other rules are counted here from the bytes of the file, in the plainest way there is.
 */
import { expect, test, type Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { chooseFiles, csvFrom, importWhenReady } from './app.ts';

const folder = resolve(process.env['REAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data'));
const file = join(folder, 'cdnow', 'orders.csv');
const present = existsSync(file);

interface Order {
  /** Days since 1 January 1997. */
  readonly day: number;
  /** Months since January 1997. */
  readonly month: number;
  readonly value: number;
}

/** The orders of every customer, oldest first. */
function readOrders(): readonly (readonly [Order, ...Order[]])[] {
  const { data } = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const byCustomer = new Map<string, Order[]>();
  for (const { customer_id: customer = '', date = '', value = '' } of data) {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    const orders = byCustomer.get(customer) ?? [];
    byCustomer.set(customer, orders);
    orders.push({
      day: (Date.UTC(year, month - 1, day) - Date.UTC(1997, 0, 1)) / 86_400_000,
      month: (year - 1997) * 12 + month - 1,
      value: Number(value),
    });
  }
  return [...byCustomer.values()].flatMap((orders) => {
    const [first, ...rest] = orders.sort((a, b) => a.day - b.day);
    return first ? [[first, ...rest] as const] : [];
  });
}

const slot = (page: Page, label: string) => page.getByRole('button', { name: new RegExp(`, ${label}$`) });

/** Edits one slot of the sentence and closes it. */
async function edit(page: Page, label: string, change: () => Promise<unknown>): Promise<void> {
  await slot(page, label).click();
  await expect(page.getByRole('dialog', { name: label })).toBeVisible();
  await change();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('dialog', { name: label })).toBeHidden();
}

const radio = (page: Page, name: string | RegExp) => page.getByRole('radio', { name }).check();

/** The figures of a row of the table, by column, as the CSV has them in full. */
async function row(page: Page, index = 0): Promise<readonly number[]> {
  const rows = await csvFrom(page, 'Table as CSV');
  const { cohort: _, people: __, ...cells } = rows[index] ?? {};
  return Object.values(cells)
    .filter((cell) => cell !== '')
    .map(Number);
}

if (!present) {
  test('cohorts of real files are not tested without them', () => {
    test.skip(true, `no file ${file} (REAL_DATA names another folder)`);
  });
} else {
  test.describe.configure({ timeout: 180_000 });

  test('CDNOW: monthly cohorts as counted elsewhere, and every rule of the sentence', async ({ page }) => {
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as {
      cdnow: { cohort_by_first_month: Readonly<Record<string, readonly number[]>> };
    };
    const months = Object.values(truth.cdnow.cohort_by_first_month);
    const january = readOrders().filter(([first]) => first.month === 0);
    const size = january.length;
    /** Share of January's customers, by month 0 to 17. */
    const share = (counts: (orders: readonly Order[], first: Order, month: number) => boolean): number[] =>
      Array.from(
        { length: 18 },
        (_, month) => january.filter((orders) => counts(orders, orders[0], month)).length / size,
      );
    const later = (order: Order, first: Order): boolean => order.day > first.day;
    const inMonth = (orders: readonly Order[], first: Order, month: number): readonly Order[] =>
      orders.filter((order) => order.month === month && later(order, first));
    const close = (expected: readonly number[]) => ({
      message: 'figures of January',
      get: async () => (await row(page)).map((figure) => figure.toFixed(9)),
      expected: expected.map((figure) => figure.toFixed(9)),
    });
    const january1997 = async (expected: readonly number[]): Promise<void> => {
      const { get, expected: wanted, message } = close(expected);
      await expect.poll(get, { message, timeout: 20_000 }).toEqual(wanted);
    };

    await page.goto('./');
    await chooseFiles(page, [file]);
    await importWhenReady(page);
    await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
    await expect(page.getByRole('grid', { name: /^Cohorts/ })).toBeVisible({ timeout: 30_000 });

    // R1 R2 R6: 7,846 → 1,157 → 964 …
    await edit(page, 'Options', () => radio(page, 'Number that returned'));
    for (const [index, counts] of months.entries())
      await expect.poll(async () => (await row(page, index)).slice(1)).toEqual(counts.slice(1));
    expect((await csvFrom(page, 'Table as CSV')).slice(0, 3).map(({ people }) => Number(people))).toEqual(
      months.map(([people]) => people),
    );
    await expect(page.getByRole('button', { name: /^Jan 1997, month 1: 1,157 of 7,846, / })).toHaveText(
      '1,157',
    );
    await edit(page, 'Options', () => radio(page, 'Share that returned'));

    // R2, each rule; R3: a return in period 0 comes on a later day.
    await january1997(share((orders, first, month) => inMonth(orders, first, month).length > 0));
    await edit(page, 'When a return counts', () => radio(page, 'In it or later'));
    await january1997(
      share((orders, first, month) => orders.some((order) => order.month >= month && later(order, first))),
    );
    await edit(page, 'When a return counts', () => radio(page, 'In it or earlier'));
    await january1997(
      share((orders, first, month) => orders.some((order) => order.month <= month && later(order, first))),
    );
    await edit(page, 'When a return counts', () => radio(page, 'In every period up to it'));
    await january1997(
      share((orders, first, month) =>
        Array.from({ length: Math.max(1, month) }, (_, k) => (month === 0 ? 0 : k + 1)).every(
          (each) => inMonth(orders, first, each).length > 0,
        ),
      ),
    );
    await edit(page, 'When a return counts', () => radio(page, 'In the period'));

    // R2: how many returns are enough.
    await edit(page, 'Options', () =>
      page.getByRole('spinbutton', { name: 'Returns needed in a period' }).fill('2'),
    );
    await january1997(share((orders, first, month) => inMonth(orders, first, month).length >= 2));
    await edit(page, 'Options', () =>
      page.getByRole('spinbutton', { name: 'Returns needed in a period' }).fill('1'),
    );

    // R9: what January's customers spent; a first order is part of it.
    const sums = Array.from({ length: 18 }, (_, month) =>
      january
        .flat()
        .filter((order) => order.month === month)
        .reduce((sum, { value }) => sum + value, 0),
    );
    await edit(page, 'Options', async () => {
      await radio(page, 'Value in the period');
      await page
        .getByRole('combobox', { name: 'Value summed over the returns' })
        .selectOption({ value: 'value' });
    });
    await expect
      .poll(async () => (await row(page)).map((sum) => sum.toFixed(2)))
      .toEqual(sums.map((sum) => sum.toFixed(2)));
    await edit(page, 'Options', () => radio(page, 'Value per person so far'));
    const soFar = sums.map((_, month) => sums.slice(0, month + 1).reduce((a, b) => a + b, 0) / size);
    await expect
      .poll(async () => (await row(page)).map((sum) => sum.toFixed(6)))
      .toEqual(soFar.map((sum) => sum.toFixed(6)));
    await edit(page, 'Options', () => radio(page, 'Share that returned'));

    // R4: pooled is 3,501 of 23,570 in month 1; the simple mean is that of the three rates.
    const means = page.getByRole('row', { name: /complete cohorts/ });
    const firsts = months.map(([people = 0, back = 0]) => back / people);
    await expect(means.getByRole('gridcell').nth(2)).toHaveText(/^14\.9/);
    await edit(page, 'Options', () =>
      page.getByRole('combobox', { name: 'Mean of all cohorts' }).selectOption({ value: 'simple' }),
    );
    const simple = ((100 * firsts.reduce((a, b) => a + b, 0)) / 3).toFixed(1);
    await expect(page.getByRole('row', { name: /^Mean of cohorts/ })).toContainText(simple);

    // R6: rolling stretches of 30 days, then brackets of days, then quarters.
    const rolling = (from: number, to: number): number =>
      january.filter((orders) =>
        orders.some((order) => {
          const days = order.day - orders[0].day;
          return days > 0 && days >= from && days <= to;
        }),
      ).length / size;
    await edit(page, 'Period', () => radio(page, 'From each person’s own start'));
    await expect
      .poll(async () => (await row(page))[1]?.toFixed(9), { timeout: 20_000 })
      .toBe(rolling(30, 59).toFixed(9));
    await edit(page, 'Period', async () => {
      await page.getByRole('combobox', { name: 'Unit' }).selectOption({ value: 'day' });
      await radio(page, 'Brackets of several periods');
      await page.getByRole('textbox', { name: 'Last period of each bracket' }).fill('1, 3, 7, 14, 30');
    });
    // Cohorts are of days now: those of all days of January together.
    const bracketed = async (): Promise<string[]> => {
      const rows = (await csvFrom(page, 'All figures as CSV')).filter(({ cohort }) =>
        cohort?.startsWith('1997-01-'),
      );
      return ['1', '2–3', '4–7', '8–14', '15–30'].map((period) => {
        const own = rows.filter((each) => each['period'] === period);
        return (own.reduce((sum, each) => sum + Number(each['returned']), 0) / size).toFixed(9);
      });
    };
    await expect
      .poll(bracketed, { timeout: 20_000 })
      .toEqual(
        [rolling(1, 1), rolling(2, 3), rolling(4, 7), rolling(8, 14), rolling(15, 30)].map((each) =>
          each.toFixed(9),
        ),
      );
    await expect(page.getByRole('columnheader', { name: '8–14' })).toBeVisible();
    // What was asked stands in the address.
    await page.reload();
    await expect(page.getByRole('columnheader', { name: '15–30' })).toBeVisible({ timeout: 30_000 });
    await edit(page, 'Period', async () => {
      await radio(page, 'One for each period');
      await radio(page, 'By the calendar');
      await page.getByRole('combobox', { name: 'Unit' }).selectOption({ value: 'quarter' });
    });
    const quarter = (order: Order): number => Math.floor(order.month / 3);
    const all = readOrders();
    await expect
      .poll(async () => (await row(page))[1]?.toFixed(9), { timeout: 20_000 })
      .toBe(
        (all.filter((orders) => orders.some((order) => quarter(order) === 1)).length / all.length).toFixed(9),
      );

    // R7: who ordered at least twice in the first 30 days; every unit of time can be asked on the way.
    for (const unit of ['week', 'hour', 'day', 'month'])
      await edit(page, 'Period', () =>
        page.getByRole('combobox', { name: 'Unit' }).selectOption({ value: unit }),
      );
    await edit(page, 'Cohorts', async () => {
      await radio(page, 'By what they did first');
      await page.getByRole('spinbutton', { name: 'In the first days' }).fill('30');
      await page.getByRole('spinbutton', { name: 'At least this often' }).fill('2');
    });
    const twice = all.filter(
      (orders) => orders.filter((order) => order.day <= orders[0].day + 30).length >= 2,
    ).length;
    await expect
      .poll(async () => (await csvFrom(page, 'Table as CSV')).map(({ people }) => Number(people)))
      .toEqual([twice, all.length - twice]);
  });
}
