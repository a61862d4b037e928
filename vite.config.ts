import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { readFileSync, rmSync } from 'node:fs';
import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './tests/tools/browser.mjs';
import { pwa } from './tests/tools/pwa.ts';
import { buildId } from './tests/tools/sources.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** A cache folder for this run alone: runs that optimise dependencies at the same moment must not share one. */
function ownCache(): string {
  const folder = `node_modules/.vite/test-${process.pid}`;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export default defineConfig(async ({ mode }): Promise<ViteUserConfig> => {
  const testing = mode === 'test';
  const id = testing ? 'test' : buildId();
  const executablePath = testing ? await findChromium() : undefined;

  return {
    base: process.env['BASE_PATH'] ?? '/',
    ...(testing && { cacheDir: ownCache() }),
    define: {
      __APP_VERSION__: JSON.stringify(version),
      __BUILD_ID__: JSON.stringify(id),
    },
    plugins: [
      svelte({
        configFile: false,
        compilerOptions: {
          runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
        },
      }),
      pwa(id),
    ],
    worker: { format: 'es' },
    // What only a worker imports would be found late, and the page reloaded in the middle of its work.
    optimizeDeps: {
      entries: [...(testing ? [] : ['index.html']), 'src/worker/*.ts', 'tests/browser/**/*.worker.ts'],
    },
    build: { target: 'es2023', modulePreload: { polyfill: false }, reportCompressedSize: false },
    test: {
      exclude: [...configDefaults.exclude, 'tests/e2e/**'],
      // Property tests and whole worlds take a while on a busy machine; none should hang.
      testTimeout: 60_000,
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            include: ['tests/unit/**/*.test.ts'],
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['tests/browser/**/*.test.ts'],
            setupFiles: ['tests/tools/browser-setup.ts'],
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              api: { port: 20_000 + (process.pid % 20_000) },
              provider: playwright({
                launchOptions: { args: chromiumArgs, ...(executablePath && { executablePath }) },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  };
});
