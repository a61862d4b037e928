/**
 * Times in a pipeline through the page: in a sample, and of real files against what independent scripts counted in the same bytes
 * (`truth.json` in the folder `REAL_DATA`, or `../shared/data`; without it those parts say so and pass over).
 */
import { expect, test, type Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chooseFiles, csvFrom, importWhenReady, openSample } from './app.ts';

interface Times {
  readonly n: number;
  readonly median: number;
  readonly mean: number;
  readonly p25: number;
  readonly p75: number;
  readonly p90: number;
  readonly max: number;
}
interface Truth {
  readonly olist: {
    readonly mqls: number;
    readonly closed: number;
    readonly negative_durations: number;
    readonly days_to_close_calendar: Times;
  };
  readonly 'crm-pipeline': {
    readonly stage_counts: Readonly<Record<'Won' | 'Engaging' | 'Lost' | 'Prospecting', number>>;
    readonly win_rate_closed: number;
    readonly cycle_days_won: Times;
    readonly cycle_days_lost: Times;
    readonly cycle_days_all_closed: Times;
  };
}

const folder = resolve(process.env['REAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data'));
const present = existsSync(join(folder, 'truth.json'));
const readTruth = (): Truth => JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
const whole = (n: number): string => n.toLocaleString('en');

async function openTime(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Time', exact: true }).click();
  await expect(page.locator('.answer .main')).toBeVisible({ timeout: 30_000 });
}

/** What the page exports of a way to close: times in days. */
async function cycleOf(page: Page, name: string) {
  const rows = await csvFrom(page, 'Stages as CSV');
  const row = rows.find((each) => each['Stage'] === name) ?? {};
  const figure = (column: string): number => Number(row[column]);
  return {
    n: figure('Through'),
    p25: figure('p25, days'),
    median: figure('Median, days'),
    p75: figure('p75, days'),
    p90: figure('p90, days'),
    mean: figure('Mean, days'),
  };
}

test('the times of a sample: marks open as many leads as they show, kept by the address and the name', async ({
  page,
}) => {
  await openSample(page, 'B2B pipeline');
  await openTime(page);

  const rows = await csvFrom(page, 'Stages as CSV');
  const stages = rows.filter((row) => row['Came in'] !== '');
  expect(stages.length).toBeGreaterThan(3);
  for (const row of stages) {
    const [entered, on, back, lost, open] = ['Came in', 'Went on', 'Went back', 'Lost', 'Open'].map((name) =>
      Number(row[name]),
    ) as [number, number, number, number, number];
    expect(entered).toBe(on + back + lost + open);
  }
  const moves = await csvFrom(page, 'Moves as CSV');
  const first = stages[0]!['Stage']!;
  expect(Number(moves[0]?.['Lost'])).toBe(Number(stages[0]!['Lost']));

  const lost = whole(Number(stages[0]!['Lost']));
  await page.getByRole('button', { name: new RegExp(`^${first} to Lost: ${lost},`) }).click();
  const title = page.getByRole('heading', { name: `${lost} people from ${first} to Lost` });
  await expect(title).toBeVisible();
  await page.locator('dialog.inspector').getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByRole('heading', { name: /^The way of / })).toBeVisible();
  await page.reload();
  await expect(title).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('heading', { name: /^The way of / })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Save question' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Where deals wait');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.crumb')).toHaveText('Where deals wait');
  await page.getByRole('button', { name: 'Measure a hand-over' }).click();
  await expect(page.getByRole('application', { name: 'Hand-over between two stages' })).toBeVisible();
  await expect(page.locator('.crumb')).toContainText('edited');
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Measure a hand-over' })).toBeVisible();

  // A chart that has the focus goes with its page, and nothing fails.
  const failed: string[] = [];
  page.on('pageerror', ({ message }) => failed.push(message));
  await page.getByRole('application', { name: 'How old the open leads are' }).focus();
  await page.keyboard.press('ArrowRight');
  const [place = ''] = /^.*\/w\/\w+/.exec(page.url()) ?? [];
  await page.goto(`${place}/time/velocity`);
  await expect(page.getByRole('link', { name: 'Sales velocity' })).toHaveAttribute('aria-current', 'page');
  expect(failed).toEqual([]);
});

test.describe('real files', () => {
  test.skip(!present, `no truth.json in ${folder}; name the folder in REAL_DATA`);
  test.describe.configure({ timeout: 240_000 });

  test('W3 CRM pipeline: cycle times of won and lost deals, the rate of the closed, who is open', async ({
    page,
  }) => {
    const truth = readTruth()['crm-pipeline'];
    const { Won: won, Lost: lost, Engaging: open, Prospecting: undated } = truth.stage_counts;
    await page.goto('./');
    await chooseFiles(page, [join(folder, 'crm-pipeline', 'sales_pipeline.csv')]);
    await importWhenReady(page);
    await openTime(page);

    const facts = page.locator('dl.answer');
    await expect(facts.locator('.main')).toContainText(`${truth.cycle_days_won.median}\u00A0d`);
    await expect(facts.locator('.main')).toContainText(`${whole(won)} won`);
    await expect(facts).toContainText(`${(truth.win_rate_closed * 100).toFixed(1)}%`);
    await expect(facts).toContainText(`n ${whole(won + lost)}`);
    await expect(facts.getByRole('button', { name: new RegExp(`^${whole(open)} .*open`) })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Notes on this answer' }).last()).toContainText(
      `${undated} leads stand in Prospecting without a date`,
    );
    // Those without a date stand at their stage, and are listed there.
    await page.getByRole('button', { name: 'Show them' }).click();
    await expect(
      page.getByRole('heading', { name: `${undated} people in Prospecting without a date` }),
    ).toBeVisible();
    await page.locator('dialog.inspector').getByRole('listbox').getByRole('option').first().click();
    await expect(
      page.getByText('In Prospecting without a date: how long, nobody can tell.', { exact: true }),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    for (const [name, times] of [
      ['First entry to won', truth.cycle_days_won],
      ['First entry to lost', truth.cycle_days_lost],
      ['First entry to either', truth.cycle_days_all_closed],
    ] as const) {
      const { n, p25, median, p75, p90, mean } = times;
      // The file gives means to four decimals.
      expect(await cycleOf(page, name), name).toEqual({
        n,
        p25,
        median,
        p75,
        p90: expect.closeTo(p90, 6),
        mean: expect.closeTo(mean, 3),
      });
    }
    await page.getByRole('button', { name: new RegExp(`^Engaging to Won: ${whole(won)}, 63\\.2%`) }).click();
    await expect(
      page.getByRole('heading', { name: `${whole(won)} people from Engaging to Won` }),
    ).toBeVisible();
  });

  test('W1 Olist: days to close; a deal won before its first contact is left out, and the page says so', async ({
    page,
  }) => {
    const truth = readTruth().olist;
    const { median } = truth.days_to_close_calendar;
    const counted = truth.closed - truth.negative_durations;
    await page.goto('./');
    await chooseFiles(
      page,
      ['mql.semicolon.csv', 'closed_deals.comma.csv'].map((file) => join(folder, 'olist', file)),
    );
    await importWhenReady(page);
    await openTime(page);

    const main = page.locator('dl.answer .main');
    await expect(main).toContainText(`${median}\u00A0d`);
    await expect(main).toContainText(`${whole(counted)} won`);
    await expect(page.getByRole('list', { name: 'Notes on this answer' }).last()).toContainText(
      `${truth.negative_durations} lead was won or lost before it first entered a stage`,
    );
    const cycle = await cycleOf(page, 'First entry to won');
    expect([cycle.n, cycle.median]).toEqual([counted, median]);
    // Every deal counted is in a bar, and the tail beyond the fence in one of its own.
    const bars = await csvFrom(page, 'Cycle times as CSV');
    expect(bars.reduce((sum, bar) => sum + Number(bar['Won']), 0)).toBe(counted);
    expect(Number(bars.at(-1)?.['to days'])).toBe(truth.days_to_close_calendar.max);
  });
});
