import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/styles/index.css';
import { Toasts as ToastState } from '../../../src/state/toasts.svelte.ts';
import Toasts from '../../../src/ui/Toasts.svelte';
import NumberInput from '../../../src/ui/NumberInput.svelte';
import { timeLeft } from '../../../src/ui/time-left.ts';
import { expectAccessible } from './axe.ts';
import FormPart from './parts/FormPart.svelte';
import MessagePart from './parts/MessagePart.svelte';

afterEach(() => cleanup());

describe('all parts together', () => {
  it('are free of faults that axe finds, in light and dark', async () => {
    await render(FormPart);
    await expectAccessible();
  });
});

describe('tabs', () => {
  it('are one tab stop, walked by arrows past what is disabled', async () => {
    await render(FormPart);
    await page.getByRole('tab', { name: 'Board' }).click();
    await userEvent.keyboard('{ArrowRight}');
    const changes = page.getByRole('tab', { name: 'Changes' });
    await expect.element(changes).toHaveFocus();
    await expect.element(changes).toHaveAttribute('aria-selected', 'true');
    await expect
      .element(page.getByRole('tabpanel', { name: 'Changes' }))
      .toHaveTextContent('This is changes');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('tab', { name: 'Board' })).toHaveFocus();
    await userEvent.tab();
    await expect.element(page.getByRole('tabpanel')).toHaveFocus();
  });
});

describe('fields', () => {
  const values = page.getByRole('status', { name: 'Values' });

  it('are found by their label and carry their values', async () => {
    await render(FormPart);
    await page.getByRole('spinbutton', { name: 'Days' }).fill('7');
    await page.getByLabelText('From').fill('2026-02-28');
    await page.getByRole('combobox', { name: 'Order' }).selectOptions('strict');
    await page.getByRole('radio', { name: 'The person' }).click();
    await page.getByRole('checkbox', { name: 'First ever only' }).click();
    await expect.element(values).toHaveTextContent('7 2026-02-28 strict person true');
  });

  it('never give a number outside their bounds, and say what is wrong', async () => {
    await render(FormPart);
    const days = page.getByRole('spinbutton', { name: 'Days' });
    await days.fill('400');
    await expect.element(days).toHaveAccessibleDescription('Enter a whole number from 1 to 365.');
    await expect.element(days).toBeInvalid();
    await expect.element(values).toHaveTextContent('2026-01-31');
    expect(values.element().textContent).not.toContain('400');
    await days.fill('365');
    await expect.element(values).toHaveTextContent('365 2026-01-31');
    await expect.element(days).toBeValid();
  });

  it('say their error to assistive technology', async () => {
    await render(FormPart);
    await expect
      .element(page.getByRole('textbox', { name: 'Name' }))
      .toHaveAccessibleDescription('Enter a name.');
  });
});

describe('menu', () => {
  const button = page.getByRole('button', { name: 'More' });

  it('opens by key on its first item, wraps, finds by letter and gives the focus back', async () => {
    const onrun = vi.fn();
    await render(FormPart, { onrun });
    (button.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('menuitem', { name: 'Rename' })).toHaveFocus();
    await expectAccessible();
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(page.getByRole('menuitem', { name: 'Delete' })).toHaveFocus();
    await userEvent.keyboard('du');
    await expect.element(page.getByRole('menuitem', { name: 'Duplicate' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(onrun).toHaveBeenCalledWith('duplicate');
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await expect.element(button).toHaveFocus();
  });

  it('does not run what is disabled', async () => {
    const onrun = vi.fn();
    await render(FormPart, { onrun });
    await button.click();
    await page.getByRole('menuitem', { name: 'Off' }).click({ force: true });
    expect(onrun).not.toHaveBeenCalled();
    await expect.element(page.getByRole('menu')).toBeVisible();
  });
});

describe('drop zone', () => {
  it('gives dropped files, and files chosen twice', async () => {
    const onfiles = vi.fn();
    await render(FormPart, { onfiles });
    const zone = page.getByRole('region', { name: 'Drop a CSV export here' }).element();
    const transfer = new DataTransfer();
    transfer.items.add(new File(['a,b'], 'a.csv'));
    zone.dispatchEvent(
      new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: transfer }),
    );
    await expect.element(page.getByRole('heading', { name: 'Drop the files here' })).toBeVisible();
    zone.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    const names = onfiles.mock.calls.map(([files]) => (files as File[]).map(({ name }) => name));
    expect(names).toEqual([['a.csv']]);

    const input = zone.querySelector('input[type=file]') as HTMLInputElement;
    for (let time = 0; time < 2; time++) await userEvent.upload(input, new File(['x'], 'b.csv'));
    await vi.waitFor(() => expect(onfiles).toHaveBeenCalledTimes(3));
  });
});

describe('tip', () => {
  it('names an icon button for those who see it, on focus by key', async () => {
    await render(FormPart);
    (page.getByRole('link', { name: 'Link' }).element() as HTMLElement).focus();
    await userEvent.tab();
    await userEvent.tab();
    await expect.element(page.getByRole('button', { name: 'Mark' })).toHaveFocus();
    await expect.element(page.getByRole('tooltip')).toHaveTextContent('Mark');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('tooltip')).not.toBeInTheDocument();
  });
});

describe('message', () => {
  it('puts snippets and numbers into its holes', async () => {
    const { container } = await render(MessagePart);
    const [typed, rows] = container.querySelectorAll('p');
    expect(typed?.textContent.trim()).toBe('Type Kallio Cycles to confirm');
    expect(typed?.querySelector('b')?.textContent).toBe('Kallio Cycles');
    expect(rows?.textContent.trim()).toBe('4,812 rows');
  });
});

describe('numbers that something keeps', () => {
  it('say what is asked for and what stays, for halves and for nothing', async () => {
    const onchange = vi.fn();
    await render(NumberInput, { label: 'Weeks', value: 7, min: 1, max: 366, onchange });
    const weeks = page.getByRole('spinbutton', { name: 'Weeks' });
    const asked = 'Enter a whole number from 1 to 366. Until then it stays 7.';
    await weeks.fill('2.5');
    await expect.element(weeks).toHaveAccessibleDescription(asked);
    await expect.element(weeks).toHaveValue(2.5);
    await weeks.fill('');
    await expect.element(weeks).toHaveAccessibleDescription(asked);
    await expect.element(weeks).toHaveValue(null);
    expect(onchange.mock.calls).toEqual([[null], [null]]);
  });

  it('may be left out where that is a choice', async () => {
    const onchange = vi.fn();
    await render(NumberInput, { label: 'Columns', value: null, min: 1, max: 400, onchange });
    const columns = page.getByRole('spinbutton', { name: 'Columns' });
    await columns.fill('0');
    await expect.element(columns).toHaveAccessibleDescription('Enter a whole number from 1 to 400.');
    await columns.fill('');
    await expect.element(columns).not.toHaveAttribute('aria-invalid');
  });
});

describe('toasts', () => {
  it('offer to undo, once', async () => {
    const toasts = new ToastState();
    const undo = vi.fn(() => true);
    await render(Toasts, { toasts });
    toasts.show('Deleted Kallio Cycles', { undo });
    await expect.element(page.getByText('Deleted Kallio Cycles')).toBeVisible();
    await expectAccessible();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(undo).toHaveBeenCalledTimes(1);
    await expect.element(page.getByText('Deleted Kallio Cycles', { exact: true })).not.toBeInTheDocument();
    await expect.element(page.getByText('Taken back: Deleted Kallio Cycles')).toBeVisible();
    expect(toasts.undo()).toBe(false);
  });

  it('are taken back by a key too, the newest first, when they are gone as well', async () => {
    const toasts = new ToastState();
    await render(Toasts, { toasts });
    const said = (): string[] => toasts.items.map(({ text }) => text);
    const done: string[] = [];
    const act = (text: string, can = true, lasting = true): number =>
      toasts.show(text, { undo: () => can && done.push(text) > 0, lasting });
    const gone = [act('One'), act('Two'), act('Three', true, false), act('Four', false)];
    for (const id of gone) toasts.dismiss(id);
    const key = (): Promise<void> => userEvent.keyboard('{Control>}z{/Control}');
    await key();
    // An older one isn't taken back in its place.
    expect(done).toEqual([]);
    expect(said()).toEqual(['Can’t be taken back any more: Four']);
    toasts.dismiss(toasts.items[0]!.id);
    await key();
    expect(done).toEqual(['Two']);
    await expect.poll(said).toEqual(['Taken back: Two']);
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    await key();
    field.remove();
    expect(done).toEqual(['Two']);
    await key();
    await key();
    expect(done).toEqual(['Two', 'One']);
    act('Five');
    toasts.settle();
    await key();
    expect(done).toEqual(['Two', 'One']);
  });

  it('are not taken back by a key that is held, nor from where something is edited', async () => {
    const toasts = new ToastState();
    await render(Toasts, { toasts });
    const undo = vi.fn(() => true);
    toasts.show('One', { undo });
    const press = (target: Element, repeat: boolean): boolean =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, repeat }));
    press(document.body, true);
    const editor = document.body.appendChild(document.createElement('div'));
    editor.setAttribute('role', 'dialog');
    press(editor.appendChild(document.createElement('button')), false);
    editor.remove();
    expect(undo).not.toHaveBeenCalled();
    press(document.body, false);
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('don’t say that something was taken back when that failed', async () => {
    const toasts = new ToastState();
    await render(Toasts, { toasts });
    toasts.show('Deleted', { undo: () => Promise.resolve(false) });
    expect(toasts.undo()).toBe(true);
    await Promise.resolve();
    expect(toasts.items).toEqual([]);
  });

  it('go by themselves, but not while the pointer or the focus is on them, and failures stay', () => {
    vi.useFakeTimers();
    try {
      const toasts = new ToastState();
      toasts.show('One');
      toasts.fail({ code: 'storage-blocked', details: {} });
      toasts.hold();
      vi.advanceTimersByTime(60_000);
      expect(toasts.items).toHaveLength(2);
      toasts.release();
      vi.advanceTimersByTime(60_000);
      expect(toasts.items.map(({ kind }) => kind)).toEqual(['error']);
      toasts.fail({ code: 'cancelled', details: {} });
      expect(toasts.items).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('time left', () => {
  it('goes on at the pace so far and is not guessed too early', () => {
    // 10 s for a fifth leaves 40 s; 100 s for half leaves 100 s, written in whole minutes.
    expect(timeLeft(10_000, 0.2)).toBe(40_000);
    expect(timeLeft(100_000, 0.5)).toBe(120_000);
    expect(timeLeft(100, 0.5)).toBeNull();
    expect(timeLeft(10_000, 0.001)).toBeNull();
    expect(timeLeft(5000, 1)).toBe(0);
  });
});
