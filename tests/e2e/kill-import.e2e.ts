/**
 * Kills the browser at random moments of an import and looks at what is left: the whole import or nothing of it.
 *
 * `KILL_MOMENTS` (6 unless told) says how often, `KILL_SEED` where the moments fall. The page under `kill-import/` uses
 * the app's own storage, in the browser's own database on disk.
 */
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { seededRandom } from '../../src/base/random.ts';
import { chromiumArgs, findChromium } from '../tools/browser.mjs';
import { serve } from '../tools/server.mjs';
import type {} from './kill-import/page.ts';

const MOMENTS = Number(process.env['KILL_MOMENTS'] ?? 6);
const SEED = Number(process.env['KILL_SEED'] ?? 20_261_122);

interface Running {
  readonly page: Page;
  /** Ends every process of the browser at once, as a crash or a power button does. */
  kill(): Promise<void>;
}

/** Starts a browser of our own on a profile that outlives it. */
async function start(profile: string, url: string): Promise<Running> {
  const program = (await findChromium()) ?? chromium.executablePath();
  const args = [
    ...chromiumArgs,
    '--headless',
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    'about:blank',
  ];
  // A group of its own, so that the kill reaches the browser's helpers too.
  const child = spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const browser = await chromium.connectOverCDP(await debuggerAddress(child));
  const page = await browser.contexts()[0]!.newPage();
  await page.goto(url);
  await page.waitForFunction(() => document.title === 'Ready');
  return { page, kill: () => kill(child, browser) };
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = '';
    child.once('exit', (code) => failed(new Error(`the browser ended with ${code}: ${text}`)));
    child.stderr!.on('data', (data: Buffer) => {
      text += data.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (address !== undefined) found(address);
    });
  });
}

async function kill(child: ChildProcess, browser: Browser): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  process.kill(-child.pid!, 'SIGKILL');
  await ended;
  await browser.close();
}

test('an import that is killed at any moment is there as a whole or not at all', async () => {
  test.setTimeout(60_000 + MOMENTS * 20_000);
  test.skip(process.platform === 'win32', 'process groups are killed by other means there');
  const folder = await mkdtemp(join(tmpdir(), 'kill-import-'));
  const site = join(folder, 'site');
  const profile = join(folder, 'profile');
  await mkdir(profile);
  await build({
    configFile: false,
    root: resolve('tests/e2e/kill-import'),
    logLevel: 'error',
    build: { outDir: site, target: 'es2023', modulePreload: { polyfill: false } },
  });
  await writeFile(join(site, '_headers'), '');
  const serving = await serve({ folder: site });
  const random = seededRandom(SEED);
  let running = await start(profile, serving.url);
  try {
    const workspace = await running.page.evaluate(() => window.harness.setUp());
    let span = await running.page.evaluate((id) => window.harness.start(id, 'whole'), workspace);
    await running.page.evaluate((id) => window.harness.reset(id), workspace);

    const outcomes = { all: 0, nothing: 0 };
    for (let moment = 0; moment < MOMENTS; moment++) {
      const label = `run${moment}`;
      const said: string[] = [];
      const writing = running.page.waitForEvent('console', (message) => message.text() === 'writing');
      writing.catch(() => undefined); // killed before it came to that
      running.page.on('console', (message) => said.push(message.text()));
      const importing = running.page.evaluate(
        ([id, name]) => window.harness.start(id!, name!),
        [workspace, label],
      );
      // Mostly while it writes; past the usual end too, so that the switch itself is hit on any machine.
      const share = random.next() * 2.2 - 0.2;
      if (share > 0) await writing;
      const after = share > 0 ? share * span : -share * 1000;
      const ended = await Promise.race([importing.catch(() => null), pause(after)]);
      if (typeof ended === 'number') span = ended;
      const live = said.includes('live');
      await running.kill();

      running = await start(profile, serving.url);
      const found = await running.page.evaluate((id) => window.harness.look(id), workspace);
      const whole = found.runs.includes(label);
      const told = `moment ${moment}: ${after.toFixed(0)} ms ${share > 0 ? 'into writing' : 'into reading'}, ${whole ? 'all' : 'nothing'}`;
      console.log(told);
      expect(found, told).toEqual({ runs: whole ? ['base', label] : ['base'], faults: [] });
      // What was reported as done has to be there.
      if (live) expect(whole, told).toBe(true);
      outcomes[whole ? 'all' : 'nothing']++;
      if (whole) await running.page.evaluate((id) => window.harness.reset(id), workspace);
    }
    console.log(`${MOMENTS} kills: ${outcomes.all} whole imports, ${outcomes.nothing} without a trace`);
  } finally {
    await running.kill();
    await serving.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

function pause(ms: number): Promise<undefined> {
  return new Promise((done) => setTimeout(() => done(undefined), ms));
}
