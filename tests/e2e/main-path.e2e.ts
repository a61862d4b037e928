import { expect, test } from '@playwright/test';
import { chooseFiles, entered, EVENTS_CSV, funnelDrawn, importWhenReady } from './app.ts';

test.describe('kept by the browser', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a CSV becomes a funnel that survives a reload without a network', async ({ page, context }) => {
    await page.goto('./');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
    await expect(page.getByRole('heading', { name: 'Recognised as an event log' })).toBeVisible();
    await importWhenReady(page);
    expect(await entered(page)).toEqual([300, 200, 100, 40]);

    await context.setOffline(true);
    await page.reload();
    await funnelDrawn(page);
    expect(await entered(page)).toEqual([300, 200, 100, 40]);
  });
});

test('an import can be taken back, and leaves nothing', async ({ page }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Actions for events.csv' }).click();
  await page.getByRole('menuitem', { name: 'Undo import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is in here yet' })).toBeVisible();
});

test('rows that do not read are listed with line and reason, and can be had as a file', async ({ page }) => {
  await page.goto('./');
  await chooseFiles(page, {
    name: 'events.csv',
    text: `${EVENTS_CSV}\np301,visit,2026-02-30T10:00:00Z,phone\n,visit,2026-03-01T10:00:00Z,phone`,
  });
  await expect(page.getByRole('heading', { name: '2 rows would be rejected' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('a day that the calendar does not have')).toBeVisible();
  await page.getByRole('button', { name: /^Import [\d,]+ rows$/ }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download rejected rows' }).click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(text.split(/\r?\n/)[0]).toBe(
    '"person","event","time","device","_line","_column","_value","_reason"',
  );
  expect(text).toContain('2026-02-30T10:00:00Z');
});

test('the same file is recognised and warned about', async ({ page }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('link', { name: 'Import files' }).click();
  await chooseFiles(page, { name: 'again.csv', text: EVENTS_CSV });
  await expect(page.getByRole('note')).toContainText('These bytes were imported on');
  await expect(page.getByText('read as last time')).toBeVisible();
});

test('counts pasted by hand become a funnel without people', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Paste a table' }).click();
  await page.getByRole('textbox', { name: 'Table' }).fill('Visits\t12000\nSign-ups\t900\nPaid\t120');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: 'Draw the funnel' }).click();
  await expect(page.getByText('12,000').first()).toBeVisible();
  await expect(page.getByText('Paid').first()).toBeVisible();
});

test('a workspace goes into a backup and comes back as another one', async ({ page }) => {
  // Without the save dialog, which only a person can answer, the backup is downloaded.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Data' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Write a backup' }).click();
  const path = await (await download).path();
  await expect(page.getByText(/^Backup saved and read back/)).toBeVisible();

  await page.getByRole('link', { name: 'Start' }).click();
  await page.locator('input[type=file][accept=".suppilo"]').setInputFiles(path);
  await funnelDrawn(page);
  expect(await entered(page)).toEqual([300, 200, 100, 40]);
  await page.getByRole('link', { name: 'Start' }).click();
  await expect(page.getByRole('region', { name: 'Your workspaces' }).getByRole('listitem')).toHaveCount(2);
});

test('two tabs on one workspace stay in step', async ({ page, context }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await funnelDrawn(other);

  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('link', { name: 'Import files' }).click();
  await chooseFiles(page, {
    name: 'more.csv',
    text: 'person,event,time,device\nx1,visit,2026-03-05T10:00:00Z,phone\nx2,visit,2026-03-06T10:00:00Z,phone',
  });
  await importWhenReady(page);
  await expect.poll(() => entered(other)).toEqual([302, 200, 100, 40]);
});

test('deleting a workspace asks for its name and offers a backup first', async ({ page }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Delete this workspace' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Write a backup first' })).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Delete the workspace' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill('Events');
  await confirm.click();
  await expect(page.getByRole('heading', { name: 'See where your funnel leaks.' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Your workspaces' })).toHaveCount(0);
});

test('an import checked before another tab imported still counts right', async ({ page, context }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  const other = await context.newPage();
  await other.goto(page.url().replace('funnel', 'import'));
  await page.getByRole('link', { name: 'Data' }).click();
  await page.getByRole('link', { name: 'Import files' }).click();
  const visits = (names: readonly string[]): string =>
    ['person,event,time,device', ...names.map((name) => `${name},visit,2026-03-05T10:00:00Z,phone`)].join(
      '\n',
    );
  await chooseFiles(page, { name: 'mine.csv', text: visits(['x1', 'x2']) });
  await expect(page.getByRole('button', { name: 'Import 2 rows' })).toBeEnabled();

  await chooseFiles(other, { name: 'theirs.csv', text: visits(['y1', 'x2', 'y3']) });
  await importWhenReady(other);
  await importWhenReady(page);
  // 300 people, then x1, x2, y1 and y3.
  expect((await entered(page))[0]).toBe(304);
  await expect.poll(async () => (await entered(other))[0]).toBe(304);
});

test('cancelling an import into a new workspace leaves no workspace behind', async ({ page }) => {
  await page.goto('./');
  const rows = Array.from({ length: 60_000 }, (_, i) => `p${i},visit,2026-03-05T10:00:00Z,phone`);
  await chooseFiles(page, { name: 'many.csv', text: ['person,event,time,device', ...rows].join('\n') });
  const go = page.getByRole('button', { name: 'Import 60,000 rows' });
  await expect(go).toBeEnabled({ timeout: 60_000 });
  // Storing takes a blink: the button is pressed the moment it is there.
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const cancel = document
        .querySelector<HTMLElement>('[role=progressbar]')
        ?.parentElement?.querySelector('button');
      if (!cancel) return;
      observer.disconnect();
      cancel.click();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await go.click();
  await expect(go).toBeEnabled();
  await page.getByRole('link', { name: 'Start' }).click();
  await expect(page.getByRole('region', { name: 'Your workspaces' })).toHaveCount(0);
});

test('a workspace deleted in another tab is said to be gone', async ({ page, context }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  const other = await context.newPage();
  await other.goto(page.url().replace('funnel', 'data'));
  await other.getByRole('button', { name: 'Delete this workspace' }).click();
  await other.getByRole('dialog').getByRole('textbox').fill('Events');
  await other.getByRole('button', { name: 'Delete the workspace' }).click();
  await expect(page.getByText('There is no workspace “Events” on this device')).toBeVisible();
  await page.getByRole('link', { name: 'All workspaces' }).click();
  await expect(page.getByRole('heading', { name: 'See where your funnel leaks.' })).toBeVisible();
});

test('a new workspace is called after the file that matters, until it is given a name', async ({ page }) => {
  await page.goto('./');
  const people = [
    'person,plan',
    ...Array.from({ length: 300 }, (_, i) => `p${i},${i % 2 ? 'free' : 'paid'}`),
  ];
  await page
    .locator('input[type=file][multiple]')
    .first()
    .setInputFiles([
      { name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(people.join('\n')) },
      { name: 'shop-events.csv', mimeType: 'text/csv', buffer: Buffer.from(EVENTS_CSV) },
    ]);
  const name = page.getByRole('textbox', { name: 'Name of the new workspace' });
  await expect(name).toHaveValue('Shop events');
  await name.fill('Kallio');
  await name.press('Tab');
  await page.getByRole('button', { name: 'What these files are' }).click();
  await page.getByRole('menuitemradio', { name: /an event log/ }).click();
  await expect(name).toHaveValue('Kallio');
});
