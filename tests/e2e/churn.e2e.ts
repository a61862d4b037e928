import { expect, test, type Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chooseFiles, csvFrom, importWhenReady } from './app.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, n, 9)).toISOString();

/**
 * Forty subscriptions made for this test, all begun on 1 January. Of 20 on the basic plan 12 cancel after 10, 20, … 120 days; of 20 on team 3 do,
 * after 40, 80 and 120. The data end on 1 May, day 121.
 */
const CSV = [
  'person,event,time,plan,reason',
  ...Array.from({ length: 40 }, (_, i) => {
    const plan = i < 20 ? 'basic' : 'team';
    const gone = plan === 'basic' ? (i < 12 ? 10 * (i + 1) : null) : i < 23 ? 40 * (i - 19) : null;
    return [
      `p${i},Subscribed,${day(1)},${plan},`,
      gone === null
        ? `p${i},Login,${day(121)},${plan},`
        : `p${i},Cancelled,${day(1 + gone)},${plan},${i % 3 === 0 ? '' : 'price'}`,
    ];
  }).flat(),
].join('\n');

async function openChurn(page: Page): Promise<void> {
  await page.goto('./');
  await chooseFiles(page, { name: 'subscriptions.csv', text: CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Churn', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'How long they stay' })).toBeVisible({ timeout: 30_000 });
}

/** Splits the curves with the control of the sentence. */
async function splitBy(page: Page, option: string): Promise<void> {
  await page.getByRole('button', { name: /, Split by$/ }).click();
  const editor = page.getByRole('dialog', { name: 'Split by' });
  await editor.getByRole('radio', { name: 'By a property' }).click();
  await editor.getByRole('button', { name: /^Property/ }).click();
  await page.getByRole('dialog').getByRole('option', { name: option }).click();
  await page.getByRole('heading', { level: 1 }).click();
}

test('S1 a CSV of subscriptions becomes a curve, by an event proposed from its name, with reasons', async ({
  page,
}) => {
  await openChurn(page);
  await expect(page.getByRole('button', { name: /, What counts as gone$/ })).toHaveText('Cancelled');
  await expect(page.getByText('Gone at least once, of 40 with Subscribed')).toBeVisible();
  await expect(page.getByRole('button', { name: '15 ended their first stay' })).toBeVisible();
  // Every third of the 15 has given no reason.
  await expect(page.getByRole('button', { name: /^price: 10 of 15/ })).toBeVisible();
  await splitBy(page, 'plan event, text');
  const groups = await csvFrom(page, 'Groups as CSV');
  expect(groups.map((row) => [row['group'], row['people'], row['gone'], row['median, days']])).toEqual([
    ['All', '40', '15', ''],
    // S4: the tenth of twenty goes after 100 days.
    ['basic', '20', '12', '100'],
    ['team', '20', '3', ''],
  ]);
});

test('people stand behind the figures, with the proof, and the address leads back to them', async ({
  page,
}) => {
  await openChurn(page);
  await page.getByRole('button', { name: '15 ended their first stay' }).click();
  await page.getByRole('option', { name: /^p0\b/ }).click();
  await expect(page.getByRole('heading', { name: 'Why p0 counts as gone' })).toBeVisible();
  await expect(page.getByText('gone with this event')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Why p0 counts as gone' })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Why p0 counts as gone' })).toHaveCount(0);
});

const folder = resolve(process.env['REAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data'));

/** The parts of `truth.json` that are compared: what an independent script counted in the same file. */
interface Truth {
  readonly customers: number;
  readonly churned: number;
  readonly rate: number;
  readonly by_contract: Readonly<Record<string, { readonly n: number; readonly churned: number }>>;
  readonly kaplan_meier_survival_at_month: Readonly<Record<string, number>>;
  readonly km_by_contract: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

if (!existsSync(join(folder, 'telco')))
  test('one row per customer is counted as an independent script counts it', () => {
    console.log(`SKIPPED: no real data at ${folder}; name their folder in REAL_DATA.`);
    test.skip(true, `no telco in ${folder}`);
  });
else
  test('telco: one row per customer, who has gone, and the curves by contract', async ({ page }) => {
    test.setTimeout(240_000);
    const { telco } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as { telco: Truth };
    await page.goto('./');
    await chooseFiles(page, [join(folder, 'telco', 'Telco-Customer-Churn.csv')]);
    const go = page.getByRole('button', { name: /^Import [\d,]+ rows?$/ });
    await expect(go).toBeEnabled({ timeout: 60_000 });
    await go.click();
    await page.getByRole('link', { name: 'See who has left' }).click({ timeout: 60_000 });
    await expect(page.getByText(`Gone, of ${telco.customers.toLocaleString('en')} customers`)).toBeVisible({
      timeout: 30_000,
    });
    await expect(
      page.getByRole('button', { name: `${telco.churned.toLocaleString('en')} gone` }),
    ).toBeVisible();

    await splitBy(page, 'Contract person, text');
    await expect(page.getByText('The groups differ more than chance would make them differ.')).toBeVisible();
    const groups = await csvFrom(page, 'Groups as CSV');
    // 26.54 %; the file gives the rate to five digits.
    expect(Number(groups[0]?.['share gone'])).toBeCloseTo(telco.rate, 5);
    expect(
      Object.fromEntries(groups.slice(1).map((row) => [row['group'], [row['people'], row['gone']]])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(telco.by_contract).map(([name, { n, churned }]) => [
          name,
          [String(n), String(churned)],
        ]),
      ),
    );
    const curves = await csvFrom(page, 'Curves as CSV');
    const at = (group: string, month: number): number =>
      Number(
        curves.findLast((row) => row['group'] === group && Number(row['time, months']) <= month)?.[
          'still there'
        ],
      );
    for (const [month, survival] of Object.entries(telco.kaplan_meier_survival_at_month))
      expect(at('All', Number(month)), `all, month ${month}`).toBeCloseTo(survival, 5);
    for (const [contract, points] of Object.entries(telco.km_by_contract))
      for (const [month, survival] of Object.entries(points))
        expect(at(contract, Number(month)), `${contract}, month ${month}`).toBeCloseTo(survival, 5);
  });
