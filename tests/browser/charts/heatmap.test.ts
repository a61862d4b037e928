import { render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/styles/heatmap.css';
import Heatmap from '../../../src/charts/heatmap/Heatmap.svelte';
import { columnsOf, mockRows, resultOf } from '../../unit/charts/cohort-sample.ts';
import { expectAccessible } from '../ui/axe.ts';
import { format, roomOf } from './page.ts';

const rooms: HTMLElement[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.remove();
});
function place(width = 1000): { baseElement: HTMLElement } {
  const room = roomOf(width);
  rooms.push(room);
  return { baseElement: room };
}
const base = {
  result: resultOf(mockRows),
  columns: columnsOf(12),
  period: { unit: 'month', n: 1 },
  figure: 'rate',
  mean: 'pooled',
  label: 'Came back',
  rowHead: 'First purchase',
  format,
} as const;
const cell = (name: string) => page.getByRole('button', { name, exact: true });
const readout = () => rooms.at(-1)?.querySelector('.readout')?.textContent.trim();
const focused = () => document.activeElement?.getAttribute('aria-label');

describe('heatmap', () => {
  it('is a table of cohorts by period whose numbers say what they are', async () => {
    await render(Heatmap, { ...base, onpick: vi.fn() }, place());
    const table = page.getByRole('grid', { name: 'Came back' });
    await expect.element(table.getByRole('columnheader', { name: 'First purchase' })).toBeVisible();
    await expect.element(table.getByRole('columnheader', { name: '11', exact: true })).toBeVisible();
    await expect.element(table.getByRole('rowheader', { name: 'Feb 2026' })).toBeVisible();
    await expect
      .element(cell('Feb 2026, month 2: 43 of 176, 24.4% (18.7–\u206031.3%)'))
      .toHaveTextContent('24');
    // Of 11 complete cohorts 302 of 2,574 in month 0, of one 20 of 214 in month 10, of none in month 11.
    await expect
      .element(page.getByRole('row', { name: /^All, pooled/ }))
      .toHaveTextContent(/^All, pooled\s*complete cohorts\s*2,768\s*11\.7\s*11.*9\.3‡\s*1\s*–$/);
  });

  it('R5 stars and explains what is not over', async () => {
    await render(Heatmap, { ...base, onpick: vi.fn() }, place());
    await expect
      .element(
        page.getByRole('button', {
          name: /^Jun 2026, month 0: 30 of 194, 15\.5% .*; not over for everyone$/,
        }),
      )
      .toHaveTextContent('15*');
    await expect.element(page.getByText(/^\* Not everyone’s period is over/)).toBeVisible();
  });

  it('is one tab stop whose arrows walk the triangle, and Enter opens the people', async () => {
    const onpick = vi.fn();
    const oncopy = vi.fn();
    await render(Heatmap, { ...base, onpick, oncopy }, place());
    expect(rooms.at(-1)?.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await userEvent.keyboard('{Tab}');
    expect(focused()).toBe('Jul 2025, month 0: 27 of 214, 12.6% (8.8–\u206017.7%)');
    await userEvent.keyboard('{End}{ArrowDown}');
    await expect.poll(focused).toMatch(/^Aug 2025, month 10: 21 of 198/);
    await expect.poll(readout).toMatch(/^Aug 2025, month 10: 21 of 198, 10.6%/);
    await userEvent.keyboard('{Enter}');
    expect(onpick).toHaveBeenLastCalledWith({ row: { kind: 'period', key: '2025-08-01' }, column: 10 });
    await userEvent.keyboard('{Home}');
    await expect.poll(focused).toBe('Aug 2025: 198 in all');
    await userEvent.keyboard('{Enter}c');
    expect(onpick).toHaveBeenLastCalledWith({ row: { kind: 'period', key: '2025-08-01' }, column: null });
    expect(oncopy).toHaveBeenCalledOnce();
    // It is the table that T leads to elsewhere.
    await expect
      .element(page.getByRole('grid', { name: 'Came back' }))
      .toHaveAccessibleDescription(/^Arrow keys walk the cells, (?!.*\bT\b)/);
  });

  it('says over the table, where the scale is, that period 0 has no colour', async () => {
    // All later figures are alike, so that there is no scale either.
    const result = resultOf([
      ['2026-01-01', 10, [9, 0, 0]],
      ['2026-02-01', 10, [8, 0, 0]],
    ]);
    await render(Heatmap, { ...base, result, columns: columnsOf(3), onpick: vi.fn() }, place());
    const note = page.getByText('Period 0 has no colour: it is beyond the scale of the later ones.');
    await expect.element(note).toBeVisible();
    const table = page.getByRole('grid', { name: 'Came back' }).element();
    expect(note.element().getBoundingClientRect().bottom).toBeLessThan(table.getBoundingClientRect().top);
  });

  it('counts no period as a cohort in which nobody started', async () => {
    const result = resultOf([mockRows[0], ['2025-08-01', 0, []], mockRows[2]]);
    await render(Heatmap, { ...base, result, onpick: vi.fn() }, place());
    await expect.poll(readout).toBe('445 in 2 cohorts');
  });

  it('R7 says of every kind of behaviour that nobody is in it', async () => {
    const { rows, ...rest } = resultOf(
      [mockRows[0], mockRows[1], mockRows[2]].map(([, n, k], at) => [
        '',
        at === 1 ? n : 0,
        at === 1 ? k : [],
      ]),
    );
    const kinds = ['did', 'did-not', 'undecided'] as const;
    const result = { ...rest, rows: rows.map((row, at) => ({ ...row, kind: kinds[at]! })) };
    await render(Heatmap, { ...base, result, onpick: vi.fn() }, place());
    await expect.element(page.getByText('Nobody is in “Did”.')).toBeVisible();
    await expect.element(page.getByText('Nobody is in “Not decided yet”.')).toBeVisible();
  });

  it('reads the cell under the pointer, else the picked one, else the whole', async () => {
    const picked = { row: { kind: 'period', key: '2026-02-01' }, column: 2 } as const;
    const { rerender } = await render(Heatmap, { ...base, onpick: vi.fn() }, place());
    await userEvent.hover(page.getByRole('grid').getByText('Mar 2026'));
    await expect.poll(readout).toBe('2,768 in 12 cohorts');
    await rerender({ ...base, onpick: vi.fn(), selected: picked });
    await expect.poll(readout).toBe('Feb 2026, month 2: 43 of 176, 24.4% (18.7–\u206031.3%)');
    await expect.element(page.getByRole('button', { pressed: true })).toHaveTextContent('24');
    await userEvent.hover(cell('Oct 2025, month 1: 64 of 246, 26.0% (20.9–\u206031.8%)'));
    await expect.poll(readout).toMatch(/^Oct 2025, month 1: 64 of 246/);
  });

  it('writes revenue and brackets', async () => {
    const { rerender } = await render(
      Heatmap,
      {
        ...base,
        result: resultOf([['2026-01-05', 40, [40, 10, 4]]], 12.5),
        columns: [
          { from: 0, to: 0 },
          { from: 1, to: 6 },
          { from: 7, to: 13 },
        ],
        period: { unit: 'day', n: 1 },
        figure: 'revenue',
        currency: 'EUR',
        onpick: vi.fn(),
      },
      place(),
    );
    await expect.element(cell('Jan 5, 2026, days 1–6: €125.00 in all, by 10 of 40')).toHaveTextContent('125');
    await expect.element(page.getByRole('columnheader', { name: '7–13' })).toBeVisible();
    await rerender({ figure: 'cumulative' });
    await expect
      .element(cell('Jan 5, 2026, days 1–6: €3.13 per person from the start on, n 40'))
      .toHaveTextContent('3.13');
  });

  it('keeps the first column in place while the rest scrolls on a small screen', async () => {
    await render(Heatmap, { ...base, onpick: vi.fn() }, place(390));
    const frame = rooms.at(-1)!.querySelector('.heatframe')!;
    const head = page.getByRole('rowheader', { name: 'Jul 2025' });
    await expect.element(head).toBeVisible();
    const left = head.element().getBoundingClientRect().left;
    expect(frame.scrollWidth).toBeGreaterThan(frame.clientWidth);
    await userEvent.keyboard('{Tab}{End}');
    await expect.poll(focused).toMatch(/^Jul 2025, month 11/);
    expect(frame.scrollLeft).toBeGreaterThan(100);
    expect(Math.abs(head.element().getBoundingClientRect().left - left)).toBeLessThanOrEqual(3);
  });

  it('draws only what is in view of 400 cohorts, and the keyboard reaches all of them', async () => {
    const rows = Array.from(
      { length: 400 },
      (_, row) => [`cohort ${row + 1}`, 100, Array.from({ length: 400 - row }, () => 50)] as const,
    );
    await render(
      Heatmap,
      { ...base, result: resultOf(rows), columns: columnsOf(400), onpick: vi.fn() },
      place(),
    );
    expect(rooms.at(-1)!.querySelectorAll('td button').length).toBeLessThan(1500);
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '402');
    await userEvent.keyboard('{Tab}{End}');
    await expect.poll(focused).toMatch(/^cohort 1, month 399: /);
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await expect
      .poll(focused)
      .toMatch(/^All, pooled, month 398: 50 of 100, .*; 1 complete cohort; less than half the people$/);
    await userEvent.keyboard('{ArrowUp}');
    await expect.poll(focused).toMatch(/^cohort 400, month 0: /);
    expect(rooms.at(-1)!.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    expect(rooms.at(-1)!.querySelectorAll('td button').length).toBeLessThan(1500);
  });

  it('says so when nobody started', async () => {
    await render(Heatmap, { ...base, result: resultOf([]), columns: [], onpick: vi.fn() }, place());
    await expect.element(page.getByText('Nobody started, so there are no cohorts.')).toBeVisible();
  });

  it('is free of faults that axe finds, in light and dark', async () => {
    await render(
      Heatmap,
      {
        ...base,
        selected: { row: { kind: 'period', key: '2026-02-01' }, column: 2 },
        onpick: vi.fn(),
      },
      place(),
    );
    await expectAccessible(rooms.at(-1));
  });
});
