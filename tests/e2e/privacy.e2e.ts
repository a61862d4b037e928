/** Nothing leaves the page on the whole main path, and what is handed over as CSV runs in no spreadsheet. */
import { expect, test, type Page } from '@playwright/test';
import Papa from 'papaparse';
import { chooseFiles, entered, funnelDrawn, importWhenReady, ledger, textOf } from './app.ts';

test.use({ serviceWorkers: 'allow' });

/** Names, keys and values that a spreadsheet would run (OWASP, “CSV Injection”), and a row that is rejected. */
const FORMULAS_CSV = [
  'person,event,time,=device',
  ...Array.from({ length: 60 }, (_, i) => {
    const person = `${['=', '+', '-', '@', '\t='][i % 5] ?? ''}cmd|' /C calc'!A${i}`;
    const device = i % 2 === 0 ? '=HYPERLINK(1)' : '@SUM(1)';
    return ['=visit', '+buy']
      .slice(0, 1 + (i % 3 === 0 ? 1 : 0))
      .map((event, k) => `"${person}",${event},2026-03-0${1 + (i % 9)}T1${k}:00:00Z,${device}`);
  }).flat(),
  '"=rejected",=visit,2026-02-30T10:00:00Z,=1',
].join('\n');

/** What must not happen in a page and its workers: requests that leave our origin, and breaches of the content policy. */
async function watch(page: Page): Promise<string[]> {
  const context = page.context();
  const found: string[] = [];
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && hostname !== 'localhost')
      found.push(`request to ${request.url()}`);
  });
  page.on('worker', (worker) => {
    const breach = worker.evaluate(
      () =>
        new Promise<string>((heard) =>
          addEventListener('securitypolicyviolation', (event) => {
            const { violatedDirective, blockedURI } = event as SecurityPolicyViolationEvent;
            heard(`${violatedDirective} ${blockedURI}`);
          }),
        ),
    );
    // A worker that ends without a breach has none to tell.
    breach.then(
      (what) => found.push(`content policy in a worker: ${what}`),
      () => undefined,
    );
  });
  page.on('websocket', (socket) => found.push(`socket to ${socket.url()}`));
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => found.push(`error: ${error.error().message}`));
  await context.addInitScript(() => {
    // Without the save dialog, which only a person can answer, a backup is downloaded.
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  return found;
}

/** The cells of a CSV that a spreadsheet takes for a formula. */
function formulas(text: string): string[] {
  const cells = Papa.parse<string[]>(text).data.flat();
  return cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell));
}

test('the main path asks nothing of another origin, keeps the policy, and hands out no formula', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const found = await watch(page);
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: FORMULAS_CSV });
  await expect(page.getByRole('heading', { name: '1 row would be rejected' })).toBeVisible({
    timeout: 30_000,
  });
  await importWhenReady(page);
  expect(await entered(page)).toEqual([60, 20]);

  const texts: string[] = [];
  const keep = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    texts.push(await textOf(await download));
  };
  await keep('Table as CSV');
  await page.getByRole('button', { name: /, Breakdown$/ }).click();
  await page.getByRole('option', { name: /^=device/ }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('heading', { name: 'By =device' })).toBeVisible();
  await keep('Groups as CSV');

  await ledger(page)
    .getByRole('row', { name: /^Entered/ })
    .getByRole('button')
    .first()
    .click();
  const inspector = page.locator('dialog.inspector');
  await inspector.getByRole('listbox').getByRole('option').nth(1).click();
  await expect(inspector.getByRole('heading', { name: /^Why / })).toBeVisible();
  await inspector.getByRole('button', { name: 'CSV' }).click();
  const people = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^People as CSV.*harmless/ }).click();
  texts.push(await textOf(await people));
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Actions for events.csv' }).click();
  const rejected = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download rejected rows' }).click();
  texts.push(await textOf(await rejected));

  const backup = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Write a backup' }).click();
  const path = await (await backup).path();
  await expect(page.getByText(/^Backup saved and read back/)).toBeVisible();
  await page.getByRole('link', { name: 'Start' }).click();
  await page.locator('input[type=file][accept=".suppilo"]').setInputFiles(path);
  await funnelDrawn(page);

  expect(texts).toHaveLength(4);
  for (const text of texts) {
    // What was neutralised is still there, behind an apostrophe.
    expect(text).toMatch(/"'[=+@-]/);
    expect(formulas(text)).toEqual([]);
  }
  expect(found).toEqual([]);

  // The watch sees what it is for: to our own server under its other name, another origin, nobody gets out unheard.
  const other = page.url().replace(/^http:\/\/localhost(:\d+).*/, 'http://127.0.0.1$1/favicon.svg');
  const leave = (address: string): Promise<string> =>
    fetch(address, { mode: 'no-cors' }).then(
      () => 'out',
      () => 'refused',
    );
  expect(await page.evaluate(leave, other)).toBe('refused');
  expect(page.workers()).not.toEqual([]);
  for (const worker of page.workers()) expect(await worker.evaluate(leave, other)).toBe('refused');
  await expect.poll(() => found).toContain(`content policy in a worker: connect-src ${other}`);
  expect(found.join('\n')).toContain(`content policy: connect-src ${other}`);
});
