import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/styles/index.css';
import { expectAccessible, settle } from './axe.ts';
import ConfirmPart from './parts/ConfirmPart.svelte';
import DialogPart from './parts/DialogPart.svelte';
import InspectorPart from './parts/InspectorPart.svelte';
import SentencePart from './parts/SentencePart.svelte';
import SlotPart from './parts/SlotPart.svelte';

beforeEach(async () => page.viewport(1440, 900));
afterEach(() => cleanup());

describe('dialog', () => {
  const opener = page.getByRole('button', { name: 'Open' });
  const dialog = page.getByRole('dialog', { name: 'Rename' });

  it('takes the focus into its first field and gives it back on Escape', async () => {
    await render(DialogPart);
    await opener.click();
    await expect.element(dialog).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
  });

  it('closes by its button, by an action and by a click beside it', async () => {
    await render(DialogPart);
    for (const name of ['Close', 'Save']) {
      await opener.click();
      await dialog.getByRole('button', { name }).click();
      await expect.element(dialog).not.toBeInTheDocument();
    }
    await opener.click();
    await expect.element(dialog).toBeVisible();
    dialog.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it('leaves the page behind it inert', async () => {
    await render(DialogPart);
    await opener.click();
    (document.querySelector('main > button') as HTMLElement).focus();
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
  });

  it('is free of faults that axe finds', async () => {
    await render(DialogPart);
    await opener.click();
    await expect.element(dialog).toBeVisible();
    await expectAccessible();
  });
});

describe('typed confirmation', () => {
  it('works only once the text is typed, and stays open when the work says so', async () => {
    const onconfirm = vi.fn(() => Promise.resolve(false));
    await render(ConfirmPart, { onconfirm });
    await page.getByRole('button', { name: 'Delete…' }).click();
    const confirm = page.getByRole('button', { name: 'Delete the workspace' });
    const field = page.getByRole('textbox', { name: 'Type Kallio Cycles to confirm' });
    await expect.element(field).toHaveFocus();
    await expect.element(confirm).toBeDisabled();
    await userEvent.keyboard('Kallio{Enter}');
    expect(onconfirm).not.toHaveBeenCalled();
    await userEvent.keyboard(' Cycles');
    await expect.element(confirm).toBeEnabled();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(onconfirm).toHaveBeenCalledTimes(1));
    await expect.element(page.getByRole('dialog')).toBeVisible();

    onconfirm.mockResolvedValue(true);
    await confirm.click();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expectAccessible();
  });
});

describe('slot and popover', () => {
  const slot = page.getByRole('button', { name: /days, Window/ });
  const popover = page.getByRole('dialog', { name: 'Window' });

  it('shows the choice at once, and Escape puts back what was there', async () => {
    await render(SlotPart);
    await slot.click();
    await expect.element(slot).toHaveAttribute('aria-expanded', 'true');
    await page.getByRole('button', { name: 'One week' }).click();
    await expect.element(slot).toHaveTextContent('7 days');
    await userEvent.keyboard('{Escape}');
    await expect.element(popover).not.toBeInTheDocument();
    await expect.element(slot).toHaveTextContent('30 days');
    await expect.element(slot).toHaveFocus();
  });

  it('opens by Enter and by the space bar, once however long they are held', async () => {
    await render(SlotPart);
    for (const key of ['{Enter>3/}', '{ >3/}']) {
      slot.element().focus();
      await userEvent.keyboard(key);
      await expect.element(popover).toBeVisible();
      await userEvent.keyboard('{Escape}');
      await expect.element(slot).toHaveFocus();
      await expect.element(slot).toHaveAttribute('aria-expanded', 'false');
    }
  });

  it('goes on in the next line as words do, with the mark that follows at its end', async () => {
    const { container } = await render(SentencePart);
    const lines = [
      ...page
        .getByRole('button', { name: /, range$/ })
        .element()
        .getClientRects(),
    ];
    expect(lines.length).toBeGreaterThan(1);
    const mark = container.querySelector('.kept')!.lastChild!;
    expect(mark.textContent).toBe(',');
    const range = document.createRange();
    range.selectNode(mark);
    const at = range.getBoundingClientRect();
    const { right, top, bottom } = lines.at(-1)!;
    expect(Math.abs(at.left - right)).toBeLessThan(1);
    expect(at.top).toBeLessThan(bottom);
    expect(at.bottom).toBeGreaterThan(top);
  });

  it('keeps the choice when it is closed otherwise', async () => {
    await render(SlotPart);
    for (const leave of [
      () => page.getByRole('button', { name: 'Done' }).click(),
      () => page.getByRole('button', { name: 'Elsewhere' }).click(),
      () => slot.click(),
    ]) {
      await slot.click();
      await page.getByRole('button', { name: 'One week' }).click();
      await leave();
      await expect.element(popover).not.toBeInTheDocument();
      await expect.element(slot).toHaveTextContent('7 days');
    }
  });

  it('stands under its slot, inside the window', async () => {
    await render(SlotPart);
    await slot.click();
    const at = slot.element().getBoundingClientRect();
    const box = popover.element().getBoundingClientRect();
    expect(box.top).toBeGreaterThanOrEqual(at.bottom);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.bottom).toBeLessThanOrEqual(window.innerHeight);
  });

  it('closes the newest layer first: a list in a popover, then the popover', async () => {
    await render(SlotPart);
    await slot.click();
    await page.getByRole('button', { name: 'Channel: E-mail' }).click();
    const list = page.getByRole('listbox', { name: 'Channel' });
    await expect.element(list).toBeVisible();
    await page.getByRole('option', { name: 'Ads' }).click();
    await expect.element(page.getByRole('option', { name: 'Ads' })).toHaveAttribute('aria-selected', 'true');
    await expectAccessible();
    await userEvent.keyboard('{Escape}');
    await expect.element(list).not.toBeInTheDocument();
    await expect.element(popover).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Channel: E-mail, Ads' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(popover).not.toBeInTheDocument();
  });
});

describe('inspector', () => {
  const opener = page.getByRole('button', { name: '66 dropped' });
  const panel = page.getByRole('dialog', { name: '66 people dropped' });

  it('is a column beside the page that leaves the focus where it was', async () => {
    await render(InspectorPart);
    await opener.click();
    await expect.element(panel).toBeVisible();
    await expect.element(opener).toHaveFocus();
    const main = document.querySelector('main')?.getBoundingClientRect();
    expect(panel.element().getBoundingClientRect().left).toBeGreaterThanOrEqual(main?.right ?? Infinity);
    await expectAccessible();
    await userEvent.keyboard('{Escape}');
    await expect.element(panel).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
  });

  it('is a modal sheet on small screens that gives the focus back', async () => {
    await page.viewport(390, 844);
    await render(InspectorPart);
    await opener.click();
    await expect.element(panel.getByRole('button', { name: 'Close' })).toHaveFocus();
    expect(panel.element().matches(':modal')).toBe(true);
    settle();
    expect(panel.element().getBoundingClientRect().bottom).toBeCloseTo(844, 0);
    await expectAccessible();
    await panel.getByRole('button', { name: 'Close' }).click();
    await expect.element(panel).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
  });
});
