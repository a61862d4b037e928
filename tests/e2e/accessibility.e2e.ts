/** axe looks at every screen and everything that opens on it, light and dark, wide and small; nothing is wider than a small phone. */
import { expect, test, type Page } from '@playwright/test';
import axe from 'axe-core';
import { chooseFiles, EVENTS_CSV, importWhenReady, ledger, openSample } from './app.ts';

const LOOKS = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;

/** The narrowest page that is promised to fit, CSS px. */
const NARROWEST = 360;

/** A file with one row that is rejected (nobody named) and days that could be months. */
const AMBIGUOUS_CSV = [
  'person,event,time,device',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `p${i % 20},${i < 20 ? 'visit' : 'buy'},0${1 + (i % 9)}/0${1 + (i % 7)}/2026,${i % 2 === 0 ? 'phone' : 'laptop'}`,
  ),
  ',visit,05/06/2026,phone',
].join('\n');

/** Rules that read colours; nothing else of a page knows whether it is light or dark. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What lies over a page, which has been examined without it. */
const OVER = 'dialog:modal, .popover';

/**
 * What axe finds on the page as it stands: rule, place and what is wrong.
 * @param whole the page under what lies over it is looked at as well
 * @param rules those alone; by default every rule
 */
async function violations(page: Page, whole: boolean, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([over, runOnly]) => {
      const { axe: injected } = globalThis as unknown as { axe: typeof axe };
      const parts = over === null ? [] : [...document.querySelectorAll(over)];
      const found = await injected.run(parts.length > 0 ? parts : document, {
        resultTypes: ['violations'],
        ...(runOnly ? { runOnly } : { rules: { 'target-size': { enabled: true } } }),
      });
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) =>
            `${id} at ${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ') ?? ''}`,
        ),
      );
    },
    [whole ? null : OVER, rules] as const,
  );
}

/** What is wider than the room it has: the page, or something modal on it. */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog, .popover')]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map(
        (element) =>
          `${element.tagName} ${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
      ),
  );
}

/** Looks at the screen in every look, then at its width on the narrowest; goes on after a fault, to name them all. */
async function examine(page: Page, screen: string): Promise<void> {
  for (const [index, { width, height, colorScheme }] of LOOKS.entries()) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const rules = colorScheme === 'dark' ? COLOUR_RULES : undefined;
    const found = await violations(page, index === 0, rules);
    expect.soft(found, `${screen}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: NARROWEST, height: 740 });
  // Charts are laid out anew when their room is known.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  expect.soft(await tooWide(page), `${screen}, ${NARROWEST} px`).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
}

test.describe.configure({ timeout: 180_000 });
test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

test('the start page and what opens on it', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await examine(page, 'start, empty');

  await page.getByRole('button', { name: 'Start with an empty workspace' }).click();
  await expect(page.getByRole('dialog', { name: 'New workspace' })).toBeVisible();
  await examine(page, 'new workspace');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Paste a table' }).click();
  await expect(page.getByRole('dialog', { name: 'Paste a table' })).toBeVisible();
  await examine(page, 'paste a table');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await expect(
    page.getByRole('dialog', { name: 'Commands' }).or(page.locator('dialog.palette')),
  ).toBeVisible();
  await examine(page, 'command palette');
  await page.keyboard.press('Escape');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await examine(page, 'shortcuts');
});

test('the import, from choosing to done', async ({ page }) => {
  await page.goto('./#/import');
  await expect(page.getByRole('heading', { name: 'Drop CSV exports here' })).toBeVisible();
  await examine(page, 'import, choosing');

  await chooseFiles(page, { name: 'events.csv', text: AMBIGUOUS_CSV });
  await expect(page.getByRole('heading', { name: '1 row would be rejected' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('day or month first?')).toBeVisible();
  await examine(page, 'import, review');

  await page.getByRole('button', { name: /^device becomes/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await examine(page, 'import, what a column becomes');
  await page.keyboard.press('Escape');

  const go = page.getByRole('button', { name: /^Import [\d,]+ rows$/ });
  await expect(go).toBeDisabled();
  const question = page.getByRole('group', { name: /what stands first/ });
  await question.getByRole('button', { name: 'The day' }).click();
  await expect(go).toBeEnabled({ timeout: 60_000 });
  await go.click();
  await expect(page.getByRole('link', { name: 'Open the funnel' })).toBeVisible({ timeout: 60_000 });
  await examine(page, 'import, done');
});

test('the funnel page and what opens on it', async ({ page }) => {
  await openSample(page);
  await examine(page, 'funnel');

  for (const slot of ['Steps', 'Time limit', 'Options', 'Last date']) {
    await page.getByRole('button', { name: new RegExp(`, ${slot}$`) }).click();
    await expect(page.getByRole('dialog', { name: slot })).toBeVisible();
    await examine(page, `funnel, ${slot} open`);
    await page.keyboard.press('Escape');
  }

  await page.getByRole('button', { name: /, Breakdown$/ }).click();
  await page.getByRole('option', { name: /^device/ }).click();
  await expect(page.getByRole('heading', { name: 'By device' })).toBeVisible();
  await examine(page, 'funnel, breakdown open');
  await page.getByRole('heading', { level: 1 }).click();
  await examine(page, 'funnel by device');

  await page.getByRole('button', { name: 'How this was counted' }).click();
  await expect(page.getByRole('dialog', { name: 'How this was counted' })).toBeVisible();
  await examine(page, 'how this was counted');
});

test('people and a dossier', async ({ page }) => {
  await openSample(page);
  await ledger(page)
    .getByRole('row', { name: /^Dropped/ })
    .getByRole('button')
    .first()
    .click();
  const people = page.locator('dialog.inspector').getByRole('listbox').getByRole('option');
  await expect(people.first()).toBeVisible();
  await examine(page, 'people');
  await people.nth(1).click();
  await expect(page.getByRole('heading', { name: /^Why .+ counts as dropped/ })).toBeVisible();
  await examine(page, 'dossier');
});

test('the overview with its tiles, what narrows them and what opens on it', async ({ page }) => {
  await openSample(page);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  const chart = page.getByRole('application', { name: /^Lifecycle/ });
  await chart.scrollIntoViewIfNeeded({ timeout: 60_000 });
  await examine(page, 'overview');
  await page.getByRole('button', { name: 'Add tile' }).click();
  await examine(page, 'add a tile');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /, Dates$/ }).click();
  await page.getByRole('radio', { name: 'These dates for everything' }).check();
  await examine(page, 'dates for every tile');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More for Lifecycle' }).click();
  await examine(page, 'menu of a tile');
  await page.getByRole('menuitem', { name: 'Move and resize' }).click();
  await examine(page, 'buttons that move a tile');
  await page.keyboard.press('Escape');
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Narrowed' })).toBeVisible();
  await examine(page, 'overview, narrowed');
});

test('the cohorts page and the people of a cell', async ({ page }) => {
  await openSample(page);
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  const grid = page.getByRole('grid', { name: /^Cohorts/ });
  await expect(grid).toBeVisible();
  await examine(page, 'cohorts');
  await grid.getByRole('row').nth(3).getByRole('button').nth(2).click();
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByRole('heading', { name: /^Why .* is in/ })).toBeVisible();
  await examine(page, 'cohort people');
});

test('what opens on the cohorts page', async ({ page }) => {
  await openSample(page);
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  await expect(page.getByRole('grid', { name: /^Cohorts/ })).toBeVisible();

  await page.getByRole('button', { name: /, Period$/ }).click();
  await page.getByRole('radio', { name: 'Brackets of several periods' }).check();
  await page.getByRole('textbox', { name: 'Last period of each bracket' }).fill('1, 3, 2');
  await examine(page, 'cohorts, brackets that descend');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /, Who is counted$/ }).click();
  await page.getByRole('button', { name: 'Add a condition' }).first().click();
  await page.locator('.picker').getByRole('option').first().click();
  await page.getByRole('combobox', { name: 'Comparison' }).selectOption('is known');
  await page.getByRole('button', { name: 'Save as a segment of people' }).click();
  // Away from the button that lies there now, whose tip would show.
  await page.mouse.move(0, 0);
  await examine(page, 'cohorts, naming a segment');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Use a saved segment').click();
  await examine(page, 'cohorts, saved segments');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /, Cohorts$/ }).click();
  await page.getByRole('radio', { name: 'By saved segments of people' }).check();
  await page.getByRole('option', { name: 'Everyone' }).click();
  await examine(page, 'cohorts, segments open');
  await page.getByRole('heading', { level: 1 }).click();
  await page.getByRole('button', { name: 'Choose cohorts' }).click();
  await examine(page, 'cohorts by segment, choosing curves');
});

test('life cycle and stickiness, split, with people and what opens on them', async ({ page }) => {
  await openSample(page);
  await page.getByRole('link', { name: 'Cohorts', exact: true }).click();
  for (const tab of ['Lifecycle', 'Stickiness']) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await expect(page.getByRole('table', { name: 'Every period' })).toBeVisible();
    await page.getByRole('button', { name: /, Split$/ }).click();
    await page.getByRole('radio', { name: 'By a property' }).click();
    await expect(page.getByRole('table', { name: /^By / })).toBeVisible();
    await examine(page, `${tab}, split open`);
    await page.getByRole('heading', { level: 1 }).click();
    await examine(page, `${tab}, split`);
    const figures = page.getByRole('table', { name: /^Every period|^How many/ }).first();
    await figures.getByRole('button').nth(3).click();
    await page.locator('dialog.inspector').getByRole('listbox').getByRole('option').first().click();
    await expect(page.getByRole('heading', { name: /^Why / })).toBeVisible();
    await examine(page, `${tab}, people`);
    await page.keyboard.press('Escape');
  }
});

test('the churn page, its rule, its curves split, and who is at risk', async ({ page }) => {
  await openSample(page);
  await page.getByRole('link', { name: 'Churn', exact: true }).click();
  await expect(page.getByRole('table', { name: 'At risk now' })).toBeVisible();
  await examine(page, 'churn');
  for (const slot of ['What counts as gone', 'Start', 'Options', 'Last date']) {
    await page.getByRole('button', { name: new RegExp(`, ${slot}$`) }).click();
    await expect(page.getByRole('dialog', { name: slot })).toBeVisible();
    await examine(page, `churn, ${slot} open`);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /, Split by$/ }).click();
  await page.getByRole('radio', { name: 'By a property' }).click();
  await expect(page.getByRole('table', { name: /^Groups/ })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.getByText('Table of the curves').first().click();
  await expect(page.getByRole('table', { name: 'Table of the curves' })).toBeVisible();
  await examine(page, 'churn, split, with the table of the curves');
  await page.getByRole('button', { name: /^The list of/ }).click();
  await page.locator('dialog.inspector').getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByRole('heading', { name: /^Why .* counts as still there/ })).toBeVisible();
  await examine(page, 'churn, somebody at risk');
});

test('recurring revenue, the people of a mark, and data without subscriptions', async ({ page }) => {
  await openSample(page, 'Free trial');
  await page.getByRole('link', { name: 'Churn', exact: true }).click();
  await page.getByRole('link', { name: 'Recurring revenue', exact: true }).click();
  const table = page.getByRole('table', { name: 'Period by period' });
  await expect(table).toBeVisible({ timeout: 30_000 });
  await examine(page, 'recurring revenue');
  for (const slot of ['What ends it', 'Amount', 'Split']) {
    await page.getByRole('button', { name: new RegExp(`, ${slot}$`) }).click();
    await expect(page.getByRole('dialog', { name: slot })).toBeVisible();
    await examine(page, `recurring revenue, ${slot} open`);
    await page.keyboard.press('Escape');
  }
  await table
    .getByRole('button', { name: /Churned/ })
    .first()
    .click();
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByRole('heading', { name: /^What .+ paid, and when that changed$/ })).toBeVisible();
  await examine(page, 'recurring revenue, people');

  await openSample(page);
  await page.getByRole('link', { name: 'Churn', exact: true }).click();
  await page.getByRole('link', { name: 'Recurring revenue', exact: true }).click();
  await expect(page.getByText('Nothing here reads like a subscription')).toBeVisible();
  await examine(page, 'recurring revenue, barren');
});

test('the time page, its stages, and a lead’s way', async ({ page }) => {
  await openSample(page, 'B2B pipeline');
  await page.getByRole('link', { name: 'Time', exact: true }).click();
  await page.getByRole('button', { name: 'Measure a hand-over' }).click();
  await expect(page.getByRole('application', { name: 'Hand-over between two stages' })).toBeVisible();
  await page.getByText('Exact percentiles').click();
  await examine(page, 'time');
  await page.getByRole('button', { name: /, Stages$/ }).click();
  await expect(page.getByRole('dialog', { name: 'Stages' })).toBeVisible();
  await examine(page, 'time, stages open');
  await page.keyboard.press('Escape');
  const overdue = page.getByRole('region', { name: 'Overdue, oldest first' });
  await overdue.getByRole('row').nth(1).getByRole('button').click();
  await expect(page.getByRole('heading', { name: /^The way of / })).toBeVisible();
  await examine(page, 'time people');
});

test('a funnel of counts', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Paste a table' }).click();
  await page.getByRole('textbox', { name: 'Table' }).fill('Visits\t12000\nSign-ups\t900\nPaid\t120');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('button', { name: 'Draw the funnel' })).toBeVisible();
  await examine(page, 'import, counts');
  await page.getByRole('button', { name: 'Draw the funnel' }).click();
  await expect(page.getByText('A funnel of typed counts')).toBeVisible();
  await examine(page, 'funnel of counts');
});

test('the data page, its dialogs, and a start page with workspaces', async ({ page }) => {
  await page.goto('./');
  await chooseFiles(page, { name: 'events.csv', text: EVENTS_CSV });
  await importWhenReady(page);
  await page.getByRole('link', { name: 'Data' }).click();
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
  await examine(page, 'data');

  await page.getByRole('button', { name: 'Change the settings' }).click();
  await expect(page.getByRole('dialog', { name: /^Settings of/ })).toBeVisible();
  await examine(page, 'settings');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Delete this workspace' }).click();
  await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible();
  await examine(page, 'delete a workspace');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Actions for events.csv' }).click();
  await page.getByRole('menuitem', { name: 'Undo import' }).click();
  await expect(page.getByRole('dialog', { name: /^Undo the import/ })).toBeVisible();
  await examine(page, 'undo an import');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Start' }).click();
  await expect(page.getByRole('region', { name: 'Your workspaces' })).toBeVisible();
  await examine(page, 'start, with workspaces');
});

test('velocity, its leads and its table', async ({ page }) => {
  await openSample(page, 'B2B pipeline');
  await page.goto(page.url().replace(/funnel.*/, 'time/velocity'));
  await expect(page.getByRole('application', { name: 'Over time' })).toBeVisible();
  await examine(page, 'velocity');

  for (const name of ['Options', 'Value', 'Compared with']) {
    await page.getByRole('button', { name: new RegExp(`, ${name}$`) }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await examine(page, `velocity, ${name} open`);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'The same as a table' }).click();
  await examine(page, 'velocity, table');

  await page.locator('dl.answer').getByRole('button').first().click();
  await page
    .getByRole('listbox')
    .or(page.getByRole('list', { name: /open$/ }))
    .first()
    .waitFor();
  await examine(page, 'velocity, people');
});
