/**
 * Real files with known answers, through the page. The folder is `REAL_DATA`, or `../shared/data` beside the project: a
 * folder per data set, and `truth.json` with what independent scripts counted in the same bytes, which every expected
 * number here is read from. Licences keep the files out of the project; without them the suite says so and passes over.
 */
import { expect, test, type Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultFunnel, stepOf } from '../../src/questions/defaults.ts';
import type { FunnelQuestion } from '../../src/questions/funnel.ts';
import { chooseFiles, csvFrom, entered, importWhenReady, ledger, openQuestion } from './app.ts';

/** The parts of `truth.json` that are compared. */
interface Truth {
  readonly 'website-funnel': {
    readonly steps: Readonly<Record<string, number>>;
    readonly by_device: Readonly<Record<string, readonly number[]>>;
    readonly by_sex: Readonly<Record<string, readonly number[]>>;
  };
  readonly olist: {
    readonly mqls: number;
    readonly closed: number;
    readonly conversion: number;
    readonly by_origin: Readonly<Record<string, { readonly leads: number; readonly won: number }>>;
  };
  readonly 'crm-pipeline': {
    readonly opportunities: number;
    readonly stage_counts: Readonly<Record<'Won' | 'Engaging' | 'Lost' | 'Prospecting', number>>;
    readonly win_rate_closed: number;
    readonly blank_engage_by_stage: { readonly Prospecting: number };
  };
  readonly 'shop-log': Readonly<Record<(typeof SHOP_COUNTS)[number]['truth'], readonly number[]>>;
}

const SHOP_STEPS = ['product_view', 'add_to_cart', 'cart', 'shipping_details', 'payment_details', 'purchase'];
const SHOP_COUNTS = [
  { order: 'ordered', unit: 'session', truth: 'session_ordered_ties_by_step_order' },
  { order: 'ordered', unit: 'user', truth: 'user_ordered_ties_by_step_order' },
  { order: 'any-order', unit: 'session', truth: 'session_any_order_at_least_k' },
  { order: 'any-order', unit: 'user', truth: 'user_any_order_at_least_k' },
  { order: 'reached', unit: 'session', truth: 'session_reached' },
  { order: 'reached', unit: 'user', truth: 'user_reached' },
] as const;

const folder = resolve(process.env['REAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data'));
const present = existsSync(join(folder, 'truth.json'));

const readTruth = (): Truth => JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;

/** Drops all files of a data set (or the ones named) on the start page at once, imports them and opens their funnel. */
async function importSet(page: Page, name: string, only?: readonly string[]): Promise<void> {
  const files = only ?? readdirSync(join(folder, name)).sort();
  await page.goto('./');
  await chooseFiles(
    page,
    files.map((file) => join(folder, name, file)),
  );
  await importWhenReady(page);
}

/** Breaks the funnel down by a property with the controls of the page. */
async function breakDownBy(page: Page, property: string): Promise<void> {
  await page.getByRole('button', { name: /, Breakdown$/ }).click();
  await page.getByRole('option', { name: new RegExp(`^${property}`) }).click();
  await expect(page.getByRole('heading', { name: `By ${property}` })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
}

/** What the groups of a breakdown entered step by step, from the exported table. */
async function groups(
  page: Page,
  property: string,
  steps: readonly string[],
): Promise<Record<string, number[]>> {
  const rows = await csvFrom(page, 'Groups as CSV');
  return Object.fromEntries(
    rows.map((row): [string, number[]] => [row[property] ?? '', steps.map((step) => Number(row[step]))]),
  );
}

if (!present) {
  test('real files are counted as independent scripts count them', () => {
    console.log(`SKIPPED: no real data at ${folder}; name their folder in REAL_DATA.`);
    test.skip(true, `no truth.json in ${folder}`);
  });
} else {
  test.describe.configure({ timeout: 240_000 });

  test('website funnel: a file per step and one about the people, at once', async ({ page }) => {
    const truth = readTruth()['website-funnel'];
    await importSet(page, 'website-funnel');
    expect(await entered(page)).toEqual(Object.values(truth.steps));

    const steps = ['home_page', 'search_page', 'payment_page', 'payment_confirmation_page'];
    await breakDownBy(page, 'device');
    expect(await groups(page, 'device', steps)).toEqual(truth.by_device);

    // The other question comes by its address.
    await openQuestion(page, {
      ...defaultFunnel(
        steps.map((step) => stepOf(step)),
        null,
      ),
      breakdown: { properties: [{ scope: 'person', name: 'sex' }], attribution: 'first', top: 10 },
    });
    await expect(page.getByRole('heading', { name: 'By sex' })).toBeVisible();
    expect(await groups(page, 'sex', steps)).toEqual(truth.by_sex);
  });

  test('Olist: leads and closed deals joined by their key', async ({ page }) => {
    const truth = readTruth().olist;
    await importSet(page, 'olist');
    expect(await entered(page)).toEqual([truth.mqls, truth.closed]);
    const last = (await csvFrom(page, 'Table as CSV')).at(-1);
    expect(Number(last?.['share of entrants'])).toBeCloseTo(truth.conversion, 12);

    await openQuestion(page, {
      ...defaultFunnel([stepOf('First contact'), stepOf('Won')], null),
      order: 'reached',
      breakdown: { properties: [{ scope: 'person', name: 'origin' }], attribution: 'first', top: 20 },
    });
    await expect(page.getByRole('heading', { name: 'By origin' })).toBeVisible();
    const byOrigin = await groups(page, 'origin', ['First contact', 'Won']);
    const named = Object.entries(truth.by_origin).map(([origin, { leads, won }]) => [origin, [leads, won]]);
    expect(byOrigin).toEqual(Object.fromEntries(named));
  });

  test('CRM pipeline: the furthest stage of every deal, lost ones closed, undated ones counted', async ({
    page,
  }) => {
    const truth = readTruth()['crm-pipeline'];
    const { Won: won, Lost: lost, Prospecting: prospecting } = truth.stage_counts;
    await importSet(page, 'crm-pipeline', ['sales_pipeline.csv']);
    expect(await entered(page)).toEqual([truth.opportunities, truth.opportunities - prospecting, won]);

    const headline = page.locator('.answer .main');
    await expect(headline).toContainText(`of ${(won + lost).toLocaleString('en')} whose outcome is settled`);
    await expect(headline).toContainText(`${(truth.win_rate_closed * 100).toFixed(1)}%`);
    const rows = await csvFrom(page, 'Table as CSV');
    const engaging = rows.find(({ step }) => step === 'Engaging');
    // The file gives the rate of the closed to six digits.
    expect(Number(engaging?.['rate to next'])).toBeCloseTo(truth.win_rate_closed, 6);
    expect(rows.reduce((sum, row) => sum + Number(row['Dropped']), 0)).toBe(lost);

    const undated = truth.blank_engage_by_stage.Prospecting;
    await expect(page.getByRole('list', { name: 'Notes on this answer' })).toContainText(
      `${undated} entrants are counted by events without a date`,
    );
  });

  test('shop log: three orders of the steps, by session and by user', async ({ page }) => {
    const truth = readTruth()['shop-log'];
    await importSet(page, 'shop-log');
    for (const { order, unit, truth: key } of SHOP_COUNTS) {
      const question: FunnelQuestion = {
        ...defaultFunnel(
          SHOP_STEPS.map((step) => stepOf(step)),
          null,
        ),
        order,
        unit: unit === 'user' ? { by: 'person' } : { by: 'property', property: 'session_id' },
      };
      await openQuestion(page, question);
      await expect(ledger(page)).toBeVisible();
      await expect.poll(() => entered(page), `${order} by ${unit}`).toEqual(truth[key]);
    }
  });
}
