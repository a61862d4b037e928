/** The whole main path with the keyboard alone: every control is reached by Tab and used by its keys. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { entered, EVENTS_CSV, funnelDrawn } from './app.ts';

/** More stops than any screen has; who isn't reached by then isn't reached at all. */
const STOPS = 120;

/** Presses Tab (or Shift and Tab) until `target` has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${STOPS} times ${key} did not reach ${String(target)}`);
}

/** Goes to a control with Tab and presses Enter on it. */
async function enter(page: Page, target: Locator, key?: 'Shift+Tab'): Promise<void> {
  await tabTo(page, target, key);
  await page.keyboard.press('Enter');
}

/** Moves down an open menu until `target` has the focus, and takes it. */
async function takeFromMenu(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let item = 0; item < 20; item++) {
    if (await target.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
}

test('the main path is walked without a pointer', async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    document.addEventListener('pointerdown', () => console.error('a pointer was used'), true);
  });
  const pointers: string[] = [];
  page.on('console', (message) => {
    if (message.text() === 'a pointer was used') pointers.push(message.text());
  });
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });

  await page.goto('./');
  const chooser = page.waitForEvent('filechooser');
  await enter(page, button('Choose files'));
  await (
    await chooser
  ).setFiles({ name: 'events.csv', mimeType: 'text/csv', buffer: Buffer.from(EVENTS_CSV) });

  // What a column becomes is changed, and changed back.
  await expect(page.getByRole('heading', { name: 'Recognised as an event log' })).toBeVisible({
    timeout: 30_000,
  });
  const device = button(/^device becomes/);
  await enter(page, device);
  await takeFromMenu(page, page.getByRole('menuitemradio', { name: 'not imported' }));
  await expect(device).toBeFocused();
  await expect(device).toHaveText('not imported');
  await expect(page.getByText('3 mapped, 1 left out')).toBeVisible();
  await page.keyboard.press('Enter');
  await takeFromMenu(page, page.getByRole('menuitemradio', { name: 'About the person' }));
  await expect(page.getByText('4 mapped, 0 left out')).toBeVisible();

  const go = button(/^Import [\d,]+ rows$/);
  await expect(go).toBeEnabled({ timeout: 60_000 });
  await enter(page, go);
  await enter(page, page.getByRole('link', { name: 'Open the funnel' }));
  await funnelDrawn(page);
  expect(await entered(page)).toEqual([300, 200, 100, 40]);

  // Events are an hour apart: whoever has two hours comes to the third step and no further.
  const limit = button(/, Time limit$/);
  await enter(page, limit);
  await tabTo(page, page.getByRole('spinbutton'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2');
  await tabTo(page, page.getByRole('dialog', { name: 'Time limit' }).getByRole('combobox'));
  await page.keyboard.type('hours');
  await expect(limit).toHaveText('2 hours');
  await expect.poll(() => entered(page)).toEqual([300, 200, 100, 0]);
  // Escape puts back what was; going on keeps what is.
  await page.keyboard.press('Escape');
  await expect(limit).toHaveText('30 days');
  await expect(limit).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('spinbutton'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('7');
  const chart = page.getByRole('application', { name: 'Funnel: visit to buy' });
  await tabTo(page, chart);
  await expect(page.getByRole('dialog', { name: 'Time limit' })).toHaveCount(0);
  await expect(limit).toHaveText('7 days');

  // Third step, past those who went on and those still open: of 60 who put into a cart and did not buy, the 3 a day of
  // the last 7 days have time left.
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter'])
    await page.keyboard.press(key);
  const inspector = page.getByRole('dialog', { name: '39 people dropped at cart' });
  await expect(inspector).toBeVisible();
  await expect(chart).toBeFocused();

  const people = inspector.getByRole('listbox');
  await expect(people.getByRole('option').first()).toBeVisible();
  await tabTo(page, people);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { name: /^Why p\d+ counts as dropped$/ })).toBeVisible();
  await expect(inspector.locator('.proof').first()).toContainText('No buy');
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(chart).toBeFocused();
  // The walk goes on from the mark it left; F6 goes over to the people and back.
  await page.keyboard.press('Enter');
  await expect(people.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('F6');
  await expect(people).toBeFocused();
  await page.keyboard.press('F6');
  await expect(chart).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);

  await enter(page, button('Save question'), 'Shift+Tab');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Within a week');
  await page.keyboard.press('Enter');
  await expect(page.locator('.crumb')).toHaveText('Within a week');

  await enter(page, page.getByRole('link', { name: 'Data' }), 'Shift+Tab');
  await enter(page, button('Actions for events.csv'));
  await takeFromMenu(page, page.getByRole('menuitem', { name: 'Undo import' }));
  await enter(page, page.getByRole('dialog').getByRole('button', { name: 'Undo import' }));
  await expect(page.getByRole('heading', { name: 'Nothing is in here yet' })).toBeVisible();
  expect(pointers).toEqual([]);
});
