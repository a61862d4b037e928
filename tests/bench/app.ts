import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, ensureChromium, findChromium } from '../tools/browser.mjs';
import { ensureBuilt } from '../tools/prepare.mjs';
import { serve } from '../tools/server.mjs';
import { EVENT_NAMES, makeCsv, makeEvents, STEP_COUNT } from './data.ts';
import { judge, write } from './report.ts';

const LONGEST_TASK_MS = 50;
const OPEN_MS = 1500;

declare global {
  interface Window {
    /** Length of every task over 50 ms on the page's thread since the list was last emptied. */
    longTasks: number[];
  }
}

/** Imports `rows` rows in the app as built and asks of them, watching the page's thread; writes what it saw. */
export async function measureApp(rows: number): Promise<boolean> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'bench-app-'));
  const file = join(folder, 'events.csv');
  writeFileSync(file, Buffer.from(await makeCsv(makeEvents(rows)).arrayBuffer()));
  const serving = await serve();
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: (await findChromium()) ?? (await ensureChromium()),
    args: chromiumArgs,
    viewport: { width: 1280, height: 900 },
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(180_000);
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto(serving.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return [...(await importFile(page, file, rows)), ...(await askQuestions(page, rows))].every(Boolean);
  } finally {
    await context.close();
    await serving.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importFile(page: Page, file: string, rows: number): Promise<boolean[]> {
  const verdicts: boolean[] = [];
  await longTasks(page);
  const start = performance.now();
  await page.locator('input[type=file]').first().setInputFiles(file);
  const button = page.locator('button:enabled', { hasText: /^\s*Import [1-9][\d,]* rows?\s*$/ });
  await button.waitFor();
  const checked = performance.now();
  verdicts.push(await judgeTasks(page, `reading and checking ${rows} rows`));
  await button.click();
  await page.getByRole('heading', { name: / (is|are) in$/ }).waitFor();
  write({ bench: 'app', rows, readAndChecked: checked - start, written: performance.now() - checked });
  verdicts.push(await judgeTasks(page, `writing ${rows} rows`));
  return verdicts;
}

async function askQuestions(page: Page, rows: number): Promise<boolean[]> {
  const verdicts: boolean[] = [];
  await page.getByRole('link', { name: 'Open the funnel' }).click();
  await drawn(page, '');
  const [address = ''] = page.url().split('?');
  await longTasks(page);
  const steps = EVENT_NAMES.slice(0, STEP_COUNT).map((name) => name.replaceAll(' ', '_'));
  for (const last of [STEP_COUNT - 1, STEP_COUNT]) {
    const question = `funnel(steps~(~'${steps.slice(0, last).join("~'")}))`;
    const start = performance.now();
    await page.evaluate((url) => location.assign(url), `${address}?q=${encodeURIComponent(question)}`);
    await drawn(page, EVENT_NAMES[last - 1] ?? '');
    write({ bench: 'app', question: `${last} steps`, events: rows, drawn: performance.now() - start });
  }
  verdicts.push(await judgeTasks(page, `questions over ${rows} events`));
  await page.reload();
  await drawn(page, EVENT_NAMES[STEP_COUNT - 1] ?? '');
  const opened = await page.evaluate(() => performance.now());
  verdicts.push(
    judge({ figure: `page load to first chart at ${rows} events, ms`, value: opened, atMost: OPEN_MS }),
  );
  return verdicts;
}

/** Waits until a chart of the funnel to `last` is on the page. */
async function drawn(page: Page, last: string): Promise<void> {
  await page
    .getByText(new RegExp(`^Funnel in .* reached ${last}`))
    .first()
    .waitFor({ state: 'attached' });
}

/** Judges the longest task since the last call. */
async function judgeTasks(page: Page, during: string): Promise<boolean> {
  const tasks = await longTasks(page);
  write({ bench: 'app', during, longTasks: tasks });
  return judge({
    figure: `longest task on the page while ${during}, ms`,
    value: Math.max(0, ...tasks),
    atMost: LONGEST_TASK_MS,
  });
}

async function longTasks(page: Page): Promise<number[]> {
  // The observer hears of a task in a later one.
  await page.waitForTimeout(300);
  return page.evaluate(() => window.longTasks.splice(0));
}
