/** axe looks at the Overview and every analysis but the funnel, at what every part of its question opens and at its people, light and dark, wide and small; nothing is wider than a small phone. */
import { expect, test } from '@playwright/test';
import { openSample } from './app.ts';
import { examine, examineQuestion } from './examine.ts';

test.describe.configure({ timeout: 180_000 });
test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

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
  await examineQuestion(page, 'cohorts');
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
    await examineQuestion(page, tab);
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
  await examineQuestion(page, 'churn');
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
  await examineQuestion(page, 'recurring revenue');
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
  await examineQuestion(page, 'time');
  const overdue = page.getByRole('region', { name: 'Overdue, oldest first' });
  await overdue.getByRole('row').nth(1).getByRole('button').click();
  await expect(page.getByRole('heading', { name: /^The way of / })).toBeVisible();
  await examine(page, 'time people');
});

test('velocity and its leads', async ({ page }) => {
  await openSample(page, 'B2B pipeline');
  await page.goto(page.url().replace(/funnel.*/, 'time/velocity'));
  await expect(page.getByRole('application', { name: 'Over time' })).toBeVisible();
  await examine(page, 'velocity');
  await examineQuestion(page, 'velocity');
  await page.locator('dl.answer').getByRole('button').first().click();
  await page
    .getByRole('listbox')
    .or(page.getByRole('list', { name: /open$/ }))
    .first()
    .waitFor();
  await examine(page, 'velocity, people');
});
