import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import type { Question } from '../../src/questions/question.ts';
import { encodeQuestion } from '../../src/questions/url.ts';
import { chromiumArgs, ensureChromium, findChromium } from '../tools/browser.mjs';
import { ensureBuilt } from '../tools/prepare.mjs';
import { serve } from '../tools/server.mjs';
import { EVENT_NAMES, makeCsv, makeEvents, STEP_COUNT } from './data.ts';
import { judge, write } from './report.ts';
import { FIVE_STEPS, screens } from './screens.ts';
import { timingOf } from './timing.ts';

const LONGEST_TASK_MS = 50;
const OPEN_MS = 1500;
const CLICK_MS = 100;
/** Clicks each choice of a screen gets. */
const CLICKS = 5;

/** Ms from an act to what it drew. */
interface Drawn {
  readonly chart: number;
  readonly all: number;
}

declare global {
  interface Window {
    /** Length of every task over 50 ms on the page's thread since the list was last emptied. */
    longTasks: number[];
    /** Acts, and returns the ms until what that changed was painted: the last change of a chart, and of anything on the page. */
    untilDrawn: (act: () => void) => Promise<Drawn>;
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
  const addressOf = (path: string, question?: Question): string =>
    workspace + path + (question === undefined ? '' : `?q=${encodeURIComponent(encodeQuestion(question))}`);
  for (const screen of screens) {
    const { name, path, turn, question } = screen;
    await goTo(page, addressOf(path, question));
    const inTurn =
      'slot' in turn
        ? await slotOf(page, turn.slot, turn.choices)
        : turn.questions.map((question) => () => goTo(page, addressOf(path, question)));
    // From one to the next: what is chosen already would change nothing.
    await inTurn.at(-1)!();
    await longTasks(page);
    const drawn: readonly Drawn[][] = inTurn.map(() => []);
    for (let click = 0; click < CLICKS * inTurn.length; click++)
      drawn[click % inTurn.length]!.push(await inTurn[click % inTurn.length]!());
    // Throws where the page has said something else than an answer.
    await page
      .locator('main [aria-busy=false]')
      .locator('figure, table, [role=grid]')
      .filter({ visible: true })
      .first()
      .waitFor();
    const charts = drawn.map((each) => timingOf(each.map(({ chart }) => chart)));
    const all = drawn.map((each) => timingOf(each.map(({ all }) => all)));
    write({ bench: 'app', screen: name, events: rows, charts, all });
    verdicts.push(
      judge({
        figure: `click to chart, ${name} at ${rows} events, median of ${CLICKS}, the slowest choice, ms`,
        value: Math.max(...charts.map(({ median }) => median)),
        atMost: CLICK_MS,
      }),
      await judgeTasks(page, `${name} of ${rows} events`),
    );
  }
  await goTo(page, addressOf('funnel', FIVE_STEPS));
  await page.reload();
  await drawn(page, EVENT_NAMES[STEP_COUNT - 1] ?? '');
  const opened = await page.evaluate(() => performance.now());
  verdicts.push(
    judge({ figure: `page load to first chart at ${rows} events, ms`, value: opened, atMost: OPEN_MS }),
  );
  return verdicts;
}

/** Opens a slot of the question; returns what clicks each of its choices and tells how long the page took. */
async function slotOf(
  page: Page,
  slot: string,
  choices: readonly string[],
): Promise<(() => Promise<Drawn>)[]> {
  await page.getByRole('button', { name: `, ${slot}` }).click();
  const editor = page.getByRole('dialog', { name: slot });
  return choices.map((name) => async () => {
    const choice = editor
      .getByRole('radio', { name, exact: true })
      .or(editor.getByRole('option', { name, exact: true }));
    return choice.evaluate((element: HTMLElement) =>
      window.untilDrawn(() => {
        if (!(element instanceof HTMLOptionElement)) element.click();
        else {
          element.selected = true;
          element.parentElement?.dispatchEvent(new Event('change', { bubbles: true }));
        }
      }),
    );
  });
}

/** Goes to an address of the app; returns how long the page took. */
function goTo(page: Page, url: string): Promise<Drawn> {
  return page.evaluate((url) => window.untilDrawn(() => location.assign(url)), url);
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
      const painted = { chart: NaN, all: NaN };
      let quiet = 0;
      const settle = (): void => {
        quiet = window.setTimeout(() => {
          if (document.querySelector('main [aria-busy=true]') !== null) settle();
          else {
            observer.disconnect();
            resolve({ chart: painted.chart - start, all: painted.all - start });
          }
        }, QUIET_MS);
      };
      // A class alone says that a chart began or ended to move.
      const changes =
        (place: string) =>
        ({ target, attributeName }: MutationRecord): boolean =>
          attributeName !== 'class' &&
          (target instanceof Element ? target : target.parentElement)?.closest(place) != null;
      const observer = new MutationObserver((records) => {
        if (!records.some(changes('main'))) return;
        const chart = records.some(changes('main :is(figure, svg, [role=grid])'));
        clearTimeout(quiet);
        // A task of its own runs after the frame that the animation frame begins.
        requestAnimationFrame(() =>
          setTimeout(() => {
            painted.all = performance.now();
            if (chart) painted.chart = painted.all;
          }),
        );
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
