import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/styles/index.css';
import { expectAccessible } from './axe.ts';
import ListPart from './parts/ListPart.svelte';
import PickerPart from './parts/PickerPart.svelte';
import TablePart from './parts/TablePart.svelte';

afterEach(() => cleanup());

const options = ['Ads', 'E-mail', 'Organic', 'Referral'].map((label) => ({
  value: label.toLowerCase(),
  label,
}));
const picked = page.getByRole('status', { name: 'Picked' });

describe('picker', () => {
  const input = page.getByRole('combobox', { name: 'Channel' });

  it('finds by typing and picks by Enter', async () => {
    await render(PickerPart, { options });
    await input.fill('mail');
    await expect.element(page.getByRole('option')).toHaveTextContent('E-mail');
    await userEvent.keyboard('{Enter}');
    await expect.element(picked).toHaveTextContent('e-mail');
  });

  it('walks its options by key, round the ends, and tells which is active', async () => {
    await render(PickerPart, { options, multiple: true });
    await input.click();
    await userEvent.keyboard('{ArrowUp}');
    await expect
      .element(input)
      .toHaveAttribute('aria-activedescendant', page.getByRole('option', { name: 'Referral' }).element().id);
    await userEvent.keyboard('{Enter}{ArrowDown}{Enter}');
    await expect.element(picked).toHaveTextContent('referral ads');
    await userEvent.keyboard('{Enter}');
    await expect.element(picked).toHaveTextContent('referral');
    await expectAccessible();
  });

  it('takes a value that is not listed only where that is allowed', async () => {
    const { rerender } = await render(PickerPart, { options });
    await input.fill('Podcast');
    await expect.element(page.getByText('Nothing matches “Podcast”.')).toBeVisible();
    await rerender({ free: true });
    await userEvent.keyboard('{Enter}');
    await expect.element(picked).toHaveTextContent('Podcast');
  });

  it('aborts a search that was overtaken', async () => {
    const signals: AbortSignal[] = [];
    const search = vi.fn((text: string, signal: AbortSignal) => {
      signals.push(signal);
      return Promise.resolve([{ value: text, label: `found ${text}` }]);
    });
    await render(PickerPart, { options, search });
    await input.fill('a');
    await input.fill('ab');
    await expect.element(page.getByRole('option', { name: 'found ab' })).toBeVisible();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});

describe('virtual list', () => {
  const list = page.getByRole('listbox', { name: 'People' });
  const loader = () =>
    vi.fn((offset: number, limit: number, _signal: AbortSignal) =>
      Promise.resolve(Array.from({ length: limit }, (_, at) => `Person ${offset + at + 1}`)),
    );

  it('draws only what is on screen and says where each row stands', async () => {
    await render(ListPart, { count: 1000, load: loader() });
    const first = page.getByRole('option', { name: 'Person 1', exact: true });
    await expect.element(first).toHaveAttribute('aria-posinset', '1');
    await expect.element(first).toHaveAttribute('aria-setsize', '1000');
    expect(document.querySelectorAll('[role=option]').length).toBeLessThan(40);
    await expectAccessible();
  });

  it('is one tab stop, walked by arrows, pages, Home and End', async () => {
    await render(ListPart, { count: 1000, load: loader() });
    await userEvent.tab();
    await expect.element(list).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(picked).toHaveTextContent('Person 3');
    await userEvent.keyboard('{End}');
    await expect.element(page.getByRole('option', { name: 'Person 1000' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(picked).toHaveTextContent('Person 1000');
    await userEvent.keyboard('{PageUp}{Enter}');
    // The list is 480 px high and its rows 48: a page is one row less than the ten on screen.
    await expect.element(picked).toHaveTextContent('Person 991');
    await userEvent.keyboard('{Home}{Enter}');
    await expect.element(picked).toHaveTextContent('Person 1');
  });

  it('reaches every row of a list higher than the browser draws', async () => {
    const load = loader();
    await render(ListPart, { count: 5_000_000, load });
    await expect.element(page.getByRole('option', { name: 'Person 1', exact: true })).toBeVisible();
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    await expect.element(page.getByRole('option', { name: 'Person 5000000' })).toBeVisible();
    const box = list.element().getBoundingClientRect();
    const last = page.getByRole('option', { name: 'Person 5000000' }).element().getBoundingClientRect();
    expect(last.bottom).toBeLessThanOrEqual(box.bottom + 1);

    const element = list.element();
    element.scrollTop = element.scrollHeight / 2;
    await expect.element(page.getByRole('option', { name: /Person 2(4|5)\d{5}$/ }).first()).toBeVisible();
    // Far fewer pages than were passed over.
    expect(load.mock.calls.length).toBeLessThan(12);
  });

  it('shows that rows failed and loads them again', async () => {
    const load = vi
      .fn<(offset: number, limit: number) => Promise<string[]>>()
      .mockRejectedValueOnce(new Error('gone'))
      .mockResolvedValue(['Ada', 'Bo']);
    await render(ListPart, { count: 2, load });
    await expect.element(page.getByRole('alert')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByRole('option', { name: 'Bo' })).toBeVisible();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });
});

describe('a table that is wider than its room', () => {
  const table = page.getByRole('group', { name: 'Counts' });

  it('keeps what its rows are of in sight, and shows that there is more until its end', async () => {
    const { container } = await render(TablePart, { columns: 40 });
    const box = container.querySelector('.scrolls')!;
    const head = page.getByRole('rowheader').element();
    await expect.poll(() => box.classList.contains('more')).toBe(true);
    expect(table.element().tabIndex).toBe(0);
    const { left } = head.getBoundingClientRect();
    table.element().scrollLeft = 1e6;
    await expect.poll(() => box.classList.contains('more')).toBe(false);
    expect(head.getBoundingClientRect().left).toBe(left);
    // It covers what passes under it.
    expect(getComputedStyle(head).backgroundColor).not.toMatch(/^(transparent|rgba\(.*, 0\))$/);
    await expectAccessible();
  });

  it('is no stop for the keyboard where it fits', async () => {
    const { container } = await render(TablePart, { columns: 1 });
    expect(table.element().hasAttribute('tabindex')).toBe(false);
    expect(container.querySelector('.more')).toBeNull();
  });
});
