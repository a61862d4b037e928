import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, ensureChromium, findChromium } from '../tools/browser.mjs';
import { ensureBuilt } from '../tools/prepare.mjs';
import { serve } from '../tools/server.mjs';
import { EVENT_NAMES, makeCsv, makeEvents, STEP_COUNT } from './data.ts';
import { judge, write } from './report.ts';
import { timingOf } from './timing.ts';

const LONGEST_TASK_MS = 50;
const OPEN_MS = 1500;
const CLICK_MS = 100;
/** Clicks a screen gets, between two choices of one slot. */
const CLICKS = 10;

/** A screen on which to ask again: the slot to open, by its label, and the choices in it to click in turn. */
interface Screen {
  readonly name: string;
  /** Its part of the address behind the workspace. */
  readonly path: string;
  /** What to ask first; absent: what the app proposes. */
  readonly question?: string;
  readonly slot: string;
  readonly choices: readonly [string, string];
}

const FIVE_STEPS = funnelTo(STEP_COUNT);

/** One line per screen. */
const screens: readonly Screen[] = [
  {
    name: 'funnel',
    path: 'funnel',
    question: FIVE_STEPS,
    slot: 'Time limit',
    choices: ['No time limit', 'A time limit'],
  },
  {
    name: 'strict funnel',
    path: 'funnel',
    question: FIVE_STEPS,
    slot: 'Order of the steps',
    choices: ['Strictly in order', 'In order'],
  },
  {
    name: 'cohorts',
    path: 'cohorts',
    slot: 'When a return counts',
    choices: ['In it or later', 'In the period'],
  },
];

declare global {
  interface Window {
    /** Length of every task over 50 ms on the page's thread since the list was last emptied. */
    longTasks: number[];
    /** Acts, and returns the ms until what that changed on the page was painted: all of it, so that the last change counts. */
    untilDrawn: (act: () => void) => Promise<number>;
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
    await page.addInitScript(watchPage);
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
  const workspace = page.url().replace(/funnel.*$/, '');
  for (const screen of screens) {
    const query = screen.question === undefined ? '' : `?q=${encodeURIComponent(screen.question)}`;
    await goTo(page, `${workspace}${screen.path}${query}`);
    await page.getByRole('button', { name: `, ${screen.slot}` }).click();
    await longTasks(page);
    const lengths: readonly [number[], number[]] = [[], []];
    for (let click = 0; click < CLICKS; click++) {
      const choice = page.getByRole('radio', { name: screen.choices[click % 2]!, exact: true });
      const ms = await choice.evaluate((radio: HTMLElement) => window.untilDrawn(() => radio.click()));
      lengths[click % 2]!.push(ms);
    }
    const clicks = lengths.map(timingOf);
    const byChoice = Object.fromEntries(screen.choices.map((choice, k) => [choice, clicks[k]]));
    write({ bench: 'app', screen: screen.name, events: rows, ...byChoice });
    verdicts.push(
      judge({
        figure: `click to chart of the ${screen.name} at ${rows} events, the slower choice, ms`,
        value: Math.max(...clicks.map(({ best }) => best)),
        atMost: CLICK_MS,
      }),
      await judgeTasks(page, `${screen.name} of ${rows} events`),
    );
  }
  await goTo(page, `${workspace}funnel?q=${encodeURIComponent(FIVE_STEPS)}`);
  await page.reload();
  await drawn(page, EVENT_NAMES[STEP_COUNT - 1] ?? '');
  const opened = await page.evaluate(() => performance.now());
  verdicts.push(
    judge({ figure: `page load to first chart at ${rows} events, ms`, value: opened, atMost: OPEN_MS }),
  );
  return verdicts;
}

/** A funnel to the step of a number, as an address has it. */
function funnelTo(last: number): string {
  const steps = EVENT_NAMES.slice(0, last).map((name) => name.replaceAll(' ', '_'));
  return `funnel(steps~(~'${steps.join("~'")}))`;
}

/** Goes to an address of the app and waits until nothing changes any more. */
async function goTo(page: Page, url: string): Promise<void> {
  await page.evaluate((url) => window.untilDrawn(() => location.assign(url)), url);
}

/** Runs in the page before it loads: sets up what the declarations above say. */
function watchPage(): void {
  const QUIET_MS = 700;
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
  }).observe({ type: 'longtask', buffered: true });
  window.untilDrawn = (act) =>
    new Promise((resolve) => {
      const start = performance.now();
      let painted = NaN;
      let quiet = 0;
      const settle = (): void => {
        quiet = window.setTimeout(() => {
          if (document.querySelector('main [aria-busy=true]') !== null) settle();
          else {
            observer.disconnect();
            resolve(painted - start);
          }
        }, QUIET_MS);
      };
      // A class alone says that a chart began or ended to move.
      const draws = ({ target, attributeName }: MutationRecord): boolean =>
        attributeName !== 'class' &&
        (target instanceof Element ? target : target.parentElement)?.closest('main') != null;
      const observer = new MutationObserver((records) => {
        if (!records.some(draws)) return;
        clearTimeout(quiet);
        // A task of its own runs after the frame that the animation frame begins.
        requestAnimationFrame(() => setTimeout(() => (painted = performance.now())));
        settle();
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      settle();
      act();
    });
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
