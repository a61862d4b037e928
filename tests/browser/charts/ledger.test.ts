import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import Ledger from '../../../src/charts/ledger/Ledger.svelte';
import { shop } from '../../unit/charts/sample.ts';
import { format } from './page.ts';

afterEach(() => cleanup());

describe('ledger', () => {
  it('F9 shows parts that sum to entered, each number opening its people', async () => {
    const onpick = vi.fn();
    await render(Ledger, { steps: shop, format, columns: { gutter: 112, pitch: 145.6, width: 840 }, onpick });
    const rows = page.getByRole('row').all();
    // Head, four parts, the sum.
    expect(rows).toHaveLength(6);
    await page.getByRole('button', { name: 'Visit, Dropped: 2,185. Open' }).click();
    expect(onpick).toHaveBeenLastCalledWith({ step: 0, segment: 'dropped' });
    await page.getByRole('button', { name: 'Purchase, converted: 1,191. Open' }).click();
    expect(onpick).toHaveBeenLastCalledWith({ step: 4, segment: 'entered' });
    const cells = Array.from(document.querySelectorAll('.ledger tbody tr'), (row) =>
      Number(row.querySelector('td button')?.textContent.replace(',', '')),
    );
    expect(cells.slice(0, 4).reduce((sum, each) => sum + each, 0)).toBe(cells[4]);
  });

  it("shares the drawing's columns", async () => {
    await render(Ledger, {
      steps: shop,
      format,
      columns: { gutter: 112, pitch: 145.6, width: 840 },
      onpick: vi.fn(),
    });
    const table = document.querySelector('.ledger')!.getBoundingClientRect();
    const cells = Array.from(
      document.querySelectorAll('.ledger tbody tr:first-child td'),
      (cell) => Math.round((cell.getBoundingClientRect().left - table.left) * 10) / 10,
    );
    expect(cells.map((left, index) => Math.abs(left - (112 + index * 145.6)) < 1)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('turns into one row a step on a narrow screen', async () => {
    await render(Ledger, {
      steps: shop,
      format,
      columns: null,
      selected: { step: 1, segment: 'open' },
      onpick: vi.fn(),
    });
    await expect
      .element(page.getByRole('button', { name: 'Product viewed, Still open: 698. Open', pressed: true }))
      .toBeInTheDocument();
    await expect.element(page.getByRole('columnheader', { name: 'Excluded' })).toBeInTheDocument();
  });
});
