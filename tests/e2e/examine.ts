import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const LOOKS = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;

/** The narrowest page that is promised to fit, CSS px. */
const NARROWEST = 360;

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

/** Waits until charts are drawn, and what scrolls is found, for the room that there is now. */
async function laidOut(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

/**
 * Looks at the screen in every look, then at its width on the narrowest; goes on after a fault, to name them all.
 * @param whole the page under what lies over it as well
 */
export async function examine(page: Page, screen: string, whole = true): Promise<void> {
  for (const [index, { width, height, colorScheme }] of LOOKS.entries()) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await laidOut(page);
    const rules = colorScheme === 'dark' ? COLOUR_RULES : undefined;
    const found = await violations(page, whole && index === 0, rules);
    expect.soft(found, `${screen}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: NARROWEST, height: 740 });
  await laidOut(page);
  expect.soft(await tooWide(page), `${screen}, ${NARROWEST} px`).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Looks at what every part of the question opens, over a page that was looked at. */
export async function examineQuestion(page: Page, screen: string): Promise<void> {
  const slots = page.getByRole('region', { name: 'Question' }).locator('[aria-haspopup=dialog]');
  await expect(slots.first()).toBeVisible();
  for (const slot of await slots.all()) {
    await slot.click();
    await expect(page.locator('.popover')).toBeVisible();
    await examine(page, `${screen}, ${await slot.getAttribute('aria-label')}`, false);
    // Away from it: Escape would first hide a tip.
    await page.getByRole('heading', { level: 1 }).click();
    await expect(page.locator('.popover')).not.toBeVisible();
  }
}
