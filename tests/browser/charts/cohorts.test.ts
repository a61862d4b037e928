import { render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Lifecycle from '../../../src/charts/lifecycle/Lifecycle.svelte';
import Retention from '../../../src/charts/retention/Retention.svelte';
import { cohortCurve, meanCurve } from '../../../src/charts/retention/curves.ts';
import { columnsOf, lifecycleOf, mockRows, resultOf } from '../../unit/charts/cohort-sample.ts';
import { expectAccessible } from '../ui/axe.ts';
import { format, roomOf } from './page.ts';

const rooms: HTMLElement[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.remove();
});
function place(width = 840): { baseElement: HTMLElement } {
  const room = roomOf(width);
  rooms.push(room);
  return { baseElement: room };
}
const said = () => rooms.at(-1)?.querySelector('[aria-live]')?.textContent;

describe('retention curves', () => {
  const result = resultOf(mockRows);
  const base = {
    curves: [meanCurve(result, 'pooled', 'Pooled'), cohortCurve(result.rows[7]!, 'Feb 2026')],
    columns: columnsOf(12),
    period: { unit: 'month', n: 1 },
    label: 'Retention curve',
    format,
  } as const;

  it('R4 walks columns and curves; a cohort opens its people, a mean those of all complete cohorts', async () => {
    const onpick = vi.fn();
    const ontable = vi.fn();
    await render(Retention, { ...base, onpick, ontable }, place());
    await expect
      .element(page.getByRole('application', { name: 'Retention curve' }))
      .toHaveAccessibleDescription(
        /^Pooled, month 10: 9\.3%, 20 of 214; Feb 2026, month 3: 22\.2%, 39 of 176\. Arrow keys/,
      );
    await userEvent.keyboard('{Tab}{ArrowRight}{ArrowRight}{Enter}');
    expect(onpick).toHaveBeenLastCalledWith({ row: null, column: 2 });
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(said).toBe('Feb 2026, month 2: 24.4%, 43 of 176');
    await userEvent.keyboard('{Enter}t');
    expect(onpick).toHaveBeenLastCalledWith({ row: { kind: 'period', key: '2026-02-01' }, column: 2 });
    expect(ontable).toHaveBeenCalledOnce();
    await userEvent.keyboard('{End}');
    await expect.poll(said).toBe('Feb 2026, month 10: not complete yet');
  });

  it('reads all curves of the column under the pointer, a simple mean without an interval', async () => {
    const curves = [meanCurve(result, 'simple', 'Mean'), base.curves[1]];
    await render(Retention, { ...base, curves, onpick: vi.fn() }, place());
    await userEvent.hover(page.getByRole('application'), { position: { x: 42, y: 60 } });
    await expect
      .poll(() => rooms.at(-1)?.querySelector('.chart-tip')?.textContent)
      .toMatch(/month 0\s*Mean\s*1\d\.\d%\s*11 cohorts\s*Feb 2026\s*14\.8%\s*10\.3–\u2060?20\.8%, n 176/);
  });

  it('R9 draws values per person on an axis of their own, without intervals', async () => {
    // 40 people, of whom 10 brought 12 each in month 1: 3 per person.
    const curves = [
      {
        id: 'pooled',
        label: 'Per person',
        cohort: null,
        points: [
          { rate: 0.5, low: NaN, high: NaN, k: NaN, n: 40, cohorts: 1 },
          { rate: 3, low: NaN, high: NaN, k: NaN, n: 40, cohorts: 1 },
        ],
      },
    ];
    const value = (amount: number): string => format.money(amount, 'EUR', 2);
    await render(Retention, { ...base, curves, value, onpick: vi.fn() }, place());
    await expect
      .element(page.getByRole('application', { name: 'Retention curve' }))
      .toHaveAccessibleDescription(/^Per person, month 1: €3\.00 per person, n 40\. /);
    const axis = [...(rooms.at(-1)?.querySelectorAll('text.end') ?? [])]
      .map((tick) => tick.textContent.trim())
      .filter((text) => text.startsWith('€'));
    expect(axis[0]).toBe('€0.00');
    expect(axis.at(-1)).toBe('€3.00');
  });

  it('says so when no column is complete', async () => {
    await render(Retention, { ...base, curves: [], onpick: vi.fn() }, place());
    await expect.element(page.getByText(/^No period is over yet/)).toBeVisible();
  });

  it('is free of faults that axe finds, in light and dark', async () => {
    await render(Retention, { ...base, onpick: vi.fn() }, place());
    await expectAccessible(rooms.at(-1));
  });
});

describe('life cycle', () => {
  const periods = lifecycleOf(3);
  const base = { periods, unit: 'month', label: 'Life cycle', format } as const;

  it('L1 walks periods and states, says shares of their own whole, and opens people', async () => {
    const onpick = vi.fn();
    const oncopy = vi.fn();
    await render(Lifecycle, { ...base, onpick, oncopy }, place());
    await userEvent.keyboard('{Tab}{ArrowRight}');
    // February: 300 people before, of whom 63 % (189) return and 111 do not; 157 are new.
    await expect.poll(said).toBe('Feb 2025, New: 157, 45.4% of 346 active');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onpick).not.toHaveBeenCalled();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.poll(said).toBe('Feb 2025, Dormant: 111, 37.0% of the 300 active before');
    await userEvent.keyboard('{Enter}c');
    expect(onpick).toHaveBeenLastCalledWith({ period: '2025-02-01', state: 'dormant' });
    expect(oncopy).toHaveBeenCalledOnce();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(said).toMatch(/^Mar 2025, Dormant: .*; not over yet$/);
  });

  it('L1 prints the quick ratio under each period, none where nobody fell dormant', async () => {
    await render(Lifecycle, { ...base, onpick: vi.fn() }, place());
    const texts = Array.from(rooms.at(-1)!.querySelectorAll('svg text'), (text) => text.textContent.trim());
    const first = texts.indexOf('Jan 2025†');
    // The data begin in January; 157 new ÷ 111 dormant in February.
    expect(texts.slice(first, first + 4)).toEqual(['Jan 2025†', '–', 'Feb 2025', '1.4']);
    expect(texts).toContain('Quick ratio, (new + resurrected) ÷ dormant');
  });

  it('names its states over the chart on a small screen', async () => {
    await render(Lifecycle, { ...base, onpick: vi.fn() }, place(390));
    const names = page.getByRole('listitem').all();
    expect(names.map((name) => name.element().textContent.trim())).toEqual([
      'New',
      'Resurrected',
      'Returning',
      'Dormant',
    ]);
  });

  it('is free of faults that axe finds, in light and dark', async () => {
    await render(
      Lifecycle,
      { ...base, selected: { period: '2025-02-01', state: 'new' }, onpick: vi.fn() },
      place(),
    );
    await expectAccessible(rooms.at(-1));
  });
});
