import { defineConfig, devices } from '@playwright/test';
import { createServer } from 'node:net';
import { chromiumArgs, findChromium } from '../tools/browser.mjs';

/** A port nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

// Every worker process reads this file again: the first one's choice reaches the others through the environment.
const port = (process.env['E2E_PORT'] ??= String(await freePort()));
const executablePath = await findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results',
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}/`,
    launchOptions: { args: chromiumArgs, ...(executablePath && { executablePath }) },
    // A trace of every test takes an eighth of the run: a failing one is run again alone, with `--trace on`.
    screenshot: 'only-on-failure',
    // Each test is a browser that was never here, and would fetch and keep the whole app for nothing. Tests of what works
    // without a network allow it.
    serviceWorkers: 'block',
  },
  webServer: {
    command: 'node tests/tools/start.mjs',
    cwd: '../..',
    env: { PORT: port },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
});
