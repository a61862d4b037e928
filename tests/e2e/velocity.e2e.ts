/** Sales velocity of a real pipeline, against a count of the same file that is written out here. */
import { expect, test } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';
import { chooseFiles, csvFrom, importWhenReady } from './app.ts';

const folder = resolve(process.env['REAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data'));
const file = join(folder, 'crm-pipeline', 'sales_pipeline.csv');
const DAY = 86_400_000;

type Deal = Readonly<Record<'deal_stage' | 'engage_date' | 'close_date' | 'close_value', string>>;

/** V1 from the rows: the file's dates are ISO texts, so they compare as texts. */
function velocityOf(deals: readonly Deal[], from: string, to: string) {
  const closed = deals.filter(({ close_date }) => close_date >= from && close_date <= to);
  const won = closed.filter(({ deal_stage }) => deal_stage === 'Won');
  const open = deals.filter(
    ({ engage_date, close_date }) =>
      engage_date !== '' && engage_date <= to && (close_date === '' || close_date > to),
  ).length;
  const mean = (of: (deal: Deal) => number): number =>
    won.reduce((sum, deal) => sum + of(deal), 0) / won.length;
  const value = mean((deal) => Number(deal.close_value));
  const cycle = mean((deal) => (Date.parse(deal.close_date) - Date.parse(deal.engage_date)) / DAY);
  const rate = won.length / closed.length;
  return {
    open,
    won: won.length,
    closed: closed.length,
    value,
    cycle,
    perDay: (open * rate * value) / cycle,
    sum: won.reduce((sum, deal) => sum + Number(deal.close_value), 0),
    wonPerDay: (value * won.length) / ((Date.parse(to) - Date.parse(from)) / DAY + 1),
  };
}

if (!existsSync(file)) {
  test.skip('velocity of a real pipeline: no files', () => undefined);
} else {
  test('V1 V2 a pipeline’s velocity, its factors, what changed it, and the leads behind', async ({
    page,
  }) => {
    const deals = Papa.parse<Deal>(readFileSync(file, 'utf8'), { header: true, skipEmptyLines: true }).data;
    const now = velocityOf(deals, '2017-10-01', '2017-12-31');
    const before = velocityOf(deals, '2017-07-01', '2017-09-30');
    await page.goto('./');
    await chooseFiles(page, [file]);
    await importWhenReady(page);
    await page.goto(`${/^.*\/w\/\w+/.exec(page.url())![0]}/time/velocity`);

    const whole = { maximumFractionDigits: 0 };
    await expect(page.locator('.answer .main')).toContainText(now.perDay.toLocaleString('en', whole));
    await expect(page.locator('.answer .won')).toContainText(now.wonPerDay.toLocaleString('en', whole));
    const rows = await csvFrom(page, 'Table as CSV');
    for (const [row, truth] of [
      [rows[0]!, now],
      [rows[1]!, before],
    ] as const) {
      expect([row['Open leads'], row['Won'], row['Closed']].map(Number)).toEqual([
        truth.open,
        truth.won,
        truth.closed,
      ]);
      expect(Number(row['Mean value'])).toBeCloseTo(truth.value, 9);
      expect(Number(row['Mean days to win'])).toBeCloseTo(truth.cycle, 9);
      expect(Number(row['Sales velocity, a day'])).toBeCloseTo(truth.perDay, 6);
      expect(Number(row['Really won'])).toBeCloseTo(truth.sum, 6);
      expect(Number(row['Really won, a day'])).toBeCloseTo(truth.wonPerDay, 6);
    }
    const change = page.getByRole('region', { name: 'What changed it' });
    const parts = (await change.locator('tbody b').allInnerTexts()).map(
      (text) => Number(text.replaceAll(/[^\d]/g, '')) * (text.startsWith('−') ? -1 : 1),
    );
    // Four parts and their sum, each rounded to a whole amount.
    expect(parts).toHaveLength(5);
    const sum = parts.slice(0, 4).reduce((total, part) => total + part, 0);
    expect(Math.abs(sum - parts[4]!)).toBeLessThanOrEqual(2);
    expect(parts[4]).toBe(Math.round(now.perDay - before.perDay));

    await change
      .getByRole('row', { name: /^Open leads/ })
      .getByRole('button')
      .nth(1)
      .click();
    const people = page.getByRole('dialog');
    await expect(people.getByRole('heading', { name: /open$/ })).toContainText(now.open.toLocaleString('en'));
    await page.reload();
    await expect(people.getByRole('heading', { name: /open$/ })).toContainText(now.open.toLocaleString('en'));
  });
}
