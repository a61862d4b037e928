import { expect, test, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../tools/server.mjs';

test.use({ serviceWorkers: 'allow' });

/** Collects what must not happen on a page: requests that leave our origin, breaches of the content policy, errors. */
function watch(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const local = ['data:', 'blob:'].includes(protocol) || hostname === 'localhost';
    if (!local) found.push(`request to ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  return found;
}

/** Resolves once the page is controlled by an active service worker, so that it works offline. */
async function offlineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (serviceWorker.controller === null) {
      await new Promise((resolve) =>
        serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
    }
  });
}

/** The app has drawn something into its element. */
async function drawn(page: Page): Promise<void> {
  await expect(page.locator('#app')).not.toBeEmpty();
  await expect(page.locator('main')).toBeVisible();
}

test('the first visit asks nothing of another origin and keeps the content policy', async ({ page }) => {
  const found = watch(page);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  await page.goto('./');
  await drawn(page);
  await offlineReady(page);
  expect(found).toEqual([]);
});

test('the content policy is watched: a style attribute is reported', async ({ page }) => {
  const found = watch(page);
  await page.goto('./');
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await expect.poll(() => found.join('\n')).toContain('Content Security Policy');
});

test('after the first visit the app opens without a network', async ({ page, context }) => {
  const found = watch(page);
  await page.goto('./');
  await offlineReady(page);
  await context.setOffline(true);
  await page.reload();
  await drawn(page);
  expect(found).toEqual([]);
});

test('the manifest is valid and its icons are what it says', async ({ page, context }) => {
  await page.goto('./');
  const session = await context.newCDPSession(page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A test's own context counts as a private window; nothing else may stand against installing.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);

  const manifest = (await (await page.request.get(url)).json()) as {
    id: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; purpose: string }[];
  };
  expect(manifest.display).toBe('standalone');
  const sizes = await page.evaluate(
    async (addresses) =>
      Promise.all(
        addresses.map(async (address) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          return `${image.naturalWidth}x${image.naturalHeight}`;
        }),
      ),
    manifest.icons.map(({ src }) => new URL(src, url).href),
  );
  expect(sizes).toEqual(manifest.icons.map((icon) => icon.sizes));
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
});

test.describe('an update', () => {
  /** Writes a next version of the build into `folder`: the same files, another page, so another service worker. */
  async function nextVersion(folder: string): Promise<void> {
    await cp('dist', folder, { recursive: true });
    const old = await readFile(join(folder, 'index.html'));
    const page = old.toString().replace('<html ', '<html data-version="2" ');
    await writeFile(join(folder, 'index.html'), page);
    const revision = (content: string | Buffer): string =>
      createHash('sha256').update(content).digest('hex').slice(0, 16);
    const worker = await readFile(join(folder, 'sw.js'), 'utf8');
    expect(worker).toContain(revision(old));
    await writeFile(join(folder, 'sw.js'), worker.replace(revision(old), revision(page)));
  }

  test('is offered in every tab, and taking it in one moves all to the new version', async ({ context }) => {
    const folder = await mkdtemp(join(tmpdir(), 'suppilo-update-'));
    const server = await serve();
    try {
      await nextVersion(folder);
      const [first, second] = [await context.newPage(), await context.newPage()];
      await first.goto(server.url);
      await offlineReady(first);
      await second.goto(server.url);
      await offlineReady(second);

      server.replace(folder);
      await first.reload();
      await expect(first.locator('html')).not.toHaveAttribute('data-version');
      for (const page of [first, second]) {
        await expect(page.getByText('A new version of Suppilo is ready.')).toBeVisible();
        await expect(page.locator('html')).not.toHaveAttribute('data-version');
      }

      await first.getByRole('button', { name: 'Update' }).click();
      for (const page of [first, second]) {
        await expect(page.locator('html')).toHaveAttribute('data-version', '2');
        await drawn(page);
        await expect(page.getByText('A new version of Suppilo is ready.')).toBeHidden();
      }
    } finally {
      await server.close();
      await rm(folder, { recursive: true });
    }
  });

  test('is not taken while another tab objects', async ({ context }) => {
    const folder = await mkdtemp(join(tmpdir(), 'suppilo-update-'));
    const server = await serve();
    try {
      await nextVersion(folder);
      const [asking, other] = [await context.newPage(), await context.newPage()];
      await asking.goto(server.url);
      await offlineReady(asking);
      await other.goto(`${server.url}manifest.webmanifest`);
      await other.evaluate(() => {
        const channel = new BroadcastChannel('suppilo:update');
        channel.onmessage = ({ data }: MessageEvent<{ id: string }>) =>
          channel.postMessage({ kind: 'object', id: data.id, reason: 'an import is running in another tab' });
      });

      server.replace(folder);
      await asking.reload();
      await asking.getByRole('button', { name: 'Update' }).click();
      await expect(asking.getByText('Not updated: an import is running in another tab')).toBeVisible();
      await expect(asking.getByRole('button', { name: 'Try again' })).toBeVisible();
      await expect(asking.locator('html')).not.toHaveAttribute('data-version');
    } finally {
      await server.close();
      await rm(folder, { recursive: true });
    }
  });
});
