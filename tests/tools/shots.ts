/**
 * `npm run shots`: pictures of every screen with data in it, wide and small, light and dark, into `shots/`. `npm run shots -- funnel`
 * takes only those whose name holds the word. For looking at, not for comparing.
 */
import { chromium, type Browser, type Page } from 'playwright';
import { mkdirSync } from 'node:fs';
import { chromiumArgs, findChromium } from './browser.mjs';
import { ensureBuilt } from './prepare.mjs';
import { serve } from './server.mjs';

interface Shot {
  readonly name: string;
  readonly take: (page: Page) => Promise<void>;
}

const EVENTS = [
  'user;event;time;channel;device;value',
  ...Array.from({ length: 400 }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0');
    const events = ['visit', 'view', 'cart', 'buy'].slice(0, 1 + ((i * 7) % 4));
    return events.map(
      (event, k) =>
        `u${i};${event};${day}.03.2026 1${k}:0${i % 6};${['ads', 'mail', 'search'][i % 3]};${['phone', 'laptop'][i % 2]};${k === 3 ? '49,90' : ''}`,
    );
  }).flat(),
  'u9;buy;31.02.2026 10:00;mail;phone;12,00',
].join('\r\n');

async function openSample(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.waitForURL(/funnel/);
  await page.getByRole('table').first().waitFor();
}

async function chooseFile(page: Page): Promise<void> {
  await page
    .locator('input[type=file][multiple]')
    .first()
    .setInputFiles({ name: 'events-march.csv', mimeType: 'text/csv', buffer: Buffer.from(EVENTS) });
  await page.getByRole('heading', { name: /^Recognised/ }).waitFor();
  await page.getByRole('button', { name: /^Import [\d,]+ rows/ }).waitFor();
}

const shots: readonly Shot[] = [
  { name: 'start', take: () => Promise.resolve() },
  { name: 'import', take: chooseFile },
  {
    name: 'import-done',
    async take(page) {
      await chooseFile(page);
      await page.getByRole('button', { name: /^Import [\d,]+ rows/ }).click();
      await page.getByRole('link', { name: 'Open the funnel' }).waitFor();
    },
  },
  ...(['Online shop', 'Free trial'] as const).map((sample) => ({
    name: `overview-${sample === 'Online shop' ? 'shop' : 'trial'}`,
    async take(page: Page) {
      await openSample(page, sample);
      await page.goto(page.url().replace(/\/funnel.*/, ''));
      const tiles = page.getByRole('list', { name: /^Tiles of/ }).getByRole('listitem');
      await tiles.first().waitFor({ timeout: 60_000 });
      // Tiles are drawn when they come into view.
      for (const tile of await tiles.all()) {
        await tile.scrollIntoViewIfNeeded();
        await page.waitForTimeout(300);
      }
    },
  })),
  { name: 'funnel', take: (page) => openSample(page, 'Online shop') },
  {
    name: 'funnel-pipeline',
    take: (page) => openSample(page, 'B2B pipeline'),
  },
  {
    name: 'funnel-people',
    async take(page) {
      await openSample(page, 'Online shop');
      await page.getByRole('table').first().getByRole('button').nth(2).click();
      await page
        .getByRole('listbox')
        .or(page.getByRole('list', { name: /people/i }))
        .first()
        .waitFor();
    },
  },
  {
    name: 'cohorts',
    async take(page) {
      await openSample(page, 'Online shop');
      await page.goto(page.url().replace(/funnel.*/, 'cohorts'));
      await page.getByRole('grid', { name: /^Cohorts/ }).waitFor();
    },
  },
  {
    name: 'cohorts-brackets',
    async take(page) {
      await openSample(page, 'Online shop');
      await page.goto(page.url().replace(/funnel.*/, 'cohorts'));
      await page.getByRole('button', { name: /, Period$/ }).click();
      await page.getByRole('radio', { name: 'Brackets of several periods' }).check();
    },
  },
  ...(['lifecycle', 'stickiness'] as const).map((tab) => ({
    name: tab,
    async take(page: Page) {
      await openSample(page, 'Online shop');
      await page.goto(page.url().replace(/funnel.*/, `cohorts/${tab}`));
      await page.getByRole('table', { name: 'Every period' }).waitFor();
    },
  })),
  {
    name: 'churn',
    async take(page) {
      await openSample(page, 'Online shop');
      await page.goto(page.url().replace(/funnel.*/, 'churn'));
      await page.getByRole('table', { name: 'At risk now' }).waitFor();
    },
  },
  {
    name: 'churn-split',
    async take(page) {
      await openSample(page, 'Free trial');
      await page.goto(page.url().replace(/funnel.*/, 'churn'));
      await page.getByRole('button', { name: /, Split by$/ }).click();
      await page.getByRole('radio', { name: 'By a property' }).click();
      await page.getByRole('table', { name: /^Groups/ }).waitFor();
      await page.getByRole('heading', { level: 1 }).click();
    },
  },
  {
    name: 'revenue',
    async take(page) {
      await openSample(page, 'Free trial');
      await page.goto(page.url().replace(/funnel.*/, 'churn/revenue'));
      await page.getByRole('table', { name: 'Period by period' }).waitFor();
    },
  },
  {
    name: 'time',
    async take(page) {
      await openSample(page, 'B2B pipeline');
      await page.goto(page.url().replace(/funnel.*/, 'time'));
      await page.getByRole('button', { name: 'Measure a hand-over' }).click();
      await page.getByRole('application', { name: 'Hand-over between two stages' }).waitFor();
    },
  },
  {
    name: 'velocity',
    async take(page) {
      await openSample(page, 'B2B pipeline');
      await page.goto(page.url().replace(/funnel.*/, 'time/velocity'));
      await page.getByRole('application', { name: 'Over time' }).waitFor();
    },
  },
  {
    name: 'data',
    async take(page) {
      await openSample(page, 'Free trial');
      await page.goto(page.url().replace(/funnel.*/, 'data'));
      await page.getByRole('heading', { name: 'Storage' }).waitFor();
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'start-workspaces',
    async take(page) {
      await openSample(page, 'Online shop');
      await page.goto(page.url().replace(/#.*/, '#/'));
      await page.getByRole('heading', { name: 'Your workspaces' }).waitFor();
    },
  },
  {
    name: 'settings',
    async take(page) {
      await page.getByRole('button', { name: 'Start with an empty workspace' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

const SIZES = { wide: { width: 1440, height: 900 }, small: { width: 390, height: 844 } } as const;

async function takeAll(browser: Browser, url: string, only: string | undefined): Promise<number> {
  let failed = 0;
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const scheme of ['light', 'dark'] as const) {
      for (const { name, take } of shots.filter((shot) => only === undefined || shot.name.includes(only))) {
        const context = await browser.newContext({
          viewport,
          colorScheme: scheme,
          locale: 'en-GB',
          timezoneId: 'Europe/Helsinki',
        });
        const page = await context.newPage();
        const file = `shots/${name}-${size}-${scheme}.png`;
        try {
          await page.goto(url);
          await take(page);
          // A window as tall as the page: a picture of the full page makes the window tiny for a moment, and tiles leave it.
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, height) });
          await page.waitForTimeout(600);
          await page.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null);
        } catch (error) {
          failed++;
          console.error(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
        }
        await page.screenshot({ path: file });
        console.log(file);
        await context.close();
      }
    }
  }
  return failed;
}

/** Takes the pictures; the exit code says whether every screen could be reached. */
export async function main([only]: string[]): Promise<number> {
  ensureBuilt();
  mkdirSync('shots', { recursive: true });
  const { url, close } = await serve();
  const executablePath = await findChromium();
  const browser = await chromium.launch({ args: chromiumArgs, ...(executablePath && { executablePath }) });
  try {
    return (await takeAll(browser, url, only)) === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await close();
  }
}
