import Star from '@lucide/svelte/icons/star';
import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/styles/index.css';
import App from '../../../src/app/App.svelte';
import { Installation } from '../../../src/app/pwa.svelte.ts';
import type { Screen } from '../../../src/app/routes.ts';
import { expectAccessible } from '../ui/axe.ts';
import BrokenPage from './parts/BrokenPage.svelte';
import PlainPage from './parts/PlainPage.svelte';
import { makeServices } from './services.ts';

const plain = () => Promise.resolve({ default: PlainPage });
const screens: readonly Screen[] = [
  { path: '/', title: 'shell.start', icon: Star, load: plain, rail: true },
  { path: '/w/:workspace/funnel', title: 'funnel.title', icon: Star, load: plain, rail: true },
  { path: '/w/:workspace/data', title: 'data.title', icon: Star, load: plain, rail: true },
  {
    path: '/w/:workspace/import',
    title: 'import.title',
    icon: Star,
    load: plain,
    rail: false,
    within: '/w/:workspace/data',
  },
  {
    path: '/broken',
    title: 'data.title',
    icon: Star,
    load: () => Promise.resolve({ default: BrokenPage }),
    rail: false,
  },
  {
    path: '/gone',
    title: 'data.title',
    icon: Star,
    load: () => Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
    rail: false,
  },
];

async function open(address: string) {
  history.replaceState(null, '', address);
  const services = makeServices(screens);
  const { container } = await render(App, { services, installation: new Installation() });
  return { ...services, container };
}

const nav = page.getByRole('navigation', { name: 'Main' });
const heading = page.getByRole('heading', { level: 1 });

beforeEach(async () => page.viewport(1440, 900));
afterEach(() => {
  cleanup();
  localStorage.clear();
  delete document.documentElement.dataset['theme'];
  history.replaceState(null, '', location.pathname + location.search);
});

describe('screens', () => {
  it('are shown by their address, with what the context gives', async () => {
    await open('#/w/a/funnel?q=1');
    await expect.element(heading).toHaveTextContent('Page of a');
    await expect.element(page.getByText('It holds 0 events in EUR; asked: 1')).toBeVisible();
    await expect.poll(() => document.title).toBe('Funnel, Kallio Cycles, Suppilo');
    await expect.element(nav.getByRole('link', { name: 'Funnel' })).toHaveAttribute('aria-current', 'page');
    await expectAccessible();
  });

  it('change by the rail, which moves the focus to the new page’s heading', async () => {
    await open('#/w/a/funnel');
    await nav.getByRole('link', { name: 'Data' }).click();
    await expect.element(heading).toHaveFocus();
    expect(location.hash).toBe('#/w/a/data');
  });

  it('of a workspace are in the rail only when one is open', async () => {
    await open('#/');
    await expect.element(heading).toBeVisible();
    expect(nav.getByRole('link').all()).toHaveLength(1);
  });

  it('mark the place they belong to', async () => {
    await open('#/w/a/import');
    await expect.element(nav.getByRole('link', { name: 'Data' })).toHaveAttribute('aria-current', 'page');
  });

  it('are replaced by a way home where there is none', async () => {
    await open('#/nowhere');
    await expect.element(heading).toHaveTextContent('There is no page at this address');
    await expectAccessible();
    await page.getByRole('link', { name: 'Go to the start page' }).click();
    await expect.element(heading).toHaveTextContent('Page of nobody');
  });

  it('that throw leave the rest of the app at work', async () => {
    const { router } = await open('#/broken');
    await expect.element(heading).toHaveTextContent('This page stopped working');
    await page.getByText('Details', { exact: true }).click();
    await expect.element(page.getByText(/No such stage/)).toBeVisible();
    await expectAccessible();
    router.setQuery({ mended: 'yes' });
    await page.getByRole('button', { name: 'Try this page again' }).click();
    await expect.element(heading).toHaveTextContent('Broken');
  });

  it('whose code can’t be loaded say so', async () => {
    await open('#/gone');
    await expect.element(heading).toHaveTextContent('This page stopped working');
    await expect.element(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  });
});

describe('rail', () => {
  it('switches the workspace and stays where a workspace opens', async () => {
    await open('#/w/a/data');
    await page.getByRole('button', { name: 'Workspace: Kallio Cycles. Switch' }).click();
    await page.getByRole('menuitemradio', { name: /Porvoo Rentals/ }).click();
    await expect.element(heading).toHaveTextContent('Page of b');
    await expect.poll(() => location.hash).toBe('#/w/b/funnel');
  });

  it('says that a write failed, and why', async () => {
    await open('#/w/a/funnel');
    await expect.element(page.getByText('Saved on this device')).toBeVisible();
    await page.getByRole('button', { name: 'Write' }).click();
    await page.getByRole('button', { name: 'Not saved' }).click();
    await expect.element(page.getByText(/could not save to its storage on this device: disk/)).toBeVisible();
  });

  it('sets the theme and keeps it', async () => {
    const { theme } = await open('#/');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark theme' }).click();
    expect(theme.choice).toBe('dark');
    expect(getComputedStyle(document.documentElement).colorScheme).toBe('dark');
    expect(makeServices(screens).theme.choice).toBe('dark');
  });

  it('is a bar at the foot of small screens, with the rest under More', async () => {
    await page.viewport(390, 844);
    await open('#/w/a/funnel');
    await expect.element(heading).toBeVisible();
    expect(nav.element().getBoundingClientRect().bottom).toBe(844);
    await expect.element(page.getByText('Saved, 0 requests')).toBeVisible();
    await expectAccessible();
    await nav.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Find' }).click();
    await expect.element(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  });
});

describe('keys', () => {
  it('reach the page past the rail', async () => {
    await open('#/w/a/funnel');
    await expect.element(heading).toBeVisible();
    await userEvent.tab();
    await expect.element(page.getByRole('button', { name: 'Skip to content' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('main')).toHaveFocus();
  });

  it('open the palette, which finds pages, workspaces and commands of the page', async () => {
    await open('#/w/a/funnel');
    await expect.element(heading).toBeVisible();
    await userEvent.keyboard('{Control>}k{/Control}');
    const input = page.getByRole('combobox');
    await expect.element(input).toHaveFocus();
    await expectAccessible();
    await input.fill('gre');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Hello')).toBeVisible();
    await userEvent.keyboard('{Control>}k{/Control}');
    await input.fill('porvoo');
    await userEvent.keyboard('{Enter}');
    await expect.element(heading).toHaveTextContent('Page of b');
  });

  it('open the shortcuts sheet, unless someone types or single keys are off', async () => {
    await open('#/w/a/funnel');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await page.getByRole('textbox', { name: 'Note' }).fill('');
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveValue('?');
    await expect.element(sheet).not.toBeInTheDocument();
    await heading.click();
    await userEvent.keyboard('?');
    await expect.element(sheet).toBeVisible();
    await expectAccessible();
    for (const key of ['Take back what was done last', 'Go to the table', 'Copy the numbers'])
      await expect.element(sheet.getByText(key, { exact: true })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Use single-key shortcuts' }).click();
    await userEvent.keyboard('{Escape}');
    await expect.element(sheet).not.toBeInTheDocument();
    await userEvent.keyboard('?');
    await expect.element(sheet).not.toBeInTheDocument();
  });
});
