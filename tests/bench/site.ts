import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, ensureChromium, findChromium } from '../tools/browser.mjs';
import { serve } from '../tools/server.mjs';
import { bundleDuckDb } from './peers.ts';

/** A page of the benchmark bundle in a Chromium of its own. */
export interface Site {
  readonly page: Page;
  close(): Promise<void>;
}

/** Builds the benchmark page for production, serves it on a free port and opens it. */
export async function openSite(withDuckDb: boolean): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-site-'));
  // What was opened is closed in reverse, also when a later step fails.
  const closers: (() => void | Promise<void>)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await buildSite(folder, withDuckDb);
    const serving = await serve({ folder });
    closers.push(() => serving.close());
    const browser = await chromium.launch({
      executablePath: (await findChromium()) ?? (await ensureChromium()),
      args: chromiumArgs,
    });
    closers.push(() => browser.close());
    const page = await browser.newPage();
    const session = await browser.newBrowserCDPSession();
    await page.exposeFunction('cpuMs', async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
    });
    page.on('pageerror', (error) => console.error(error));
    await page.goto(serving.url);
    await page.waitForFunction(() => document.title === 'Benchmarks ready');
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function buildSite(folder: string, withDuckDb: boolean): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: resolve('tests/bench'),
    logLevel: 'error',
    define: { __APP_VERSION__: '"bench"', __BUILD_ID__: '"bench"' },
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  });
  if (withDuckDb) await bundleDuckDb(join(folder, 'duckdb'));
  writeFileSync(join(folder, '_headers'), '');
}
