import { render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Survival from '../../../src/charts/survival/Survival.svelte';
import type { SurvivalSeries } from '../../../src/charts/survival/layout.ts';
import { expectAccessible } from '../ui/axe.ts';
import { format, roomOf } from './page.ts';

const rooms: HTMLElement[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.remove();
});
function place(width = 900): { baseElement: HTMLElement } {
  const room = roomOf(width);
  rooms.push(room);
  return { baseElement: room };
}

/** Made-up figures of two contracts. */
const monthly: SurvivalSeries = {
  id: 'monthly',
  label: 'Monthly',
  curve: [
    { time: 3, survival: 0.8, low: 0.75, high: 0.84, atRisk: 300 },
    { time: 12, survival: 0.5, low: 0.44, high: 0.56, atRisk: 180 },
  ],
  last: 36,
  censored: [],
  atRisk: [300, 180, 40, 12],
  median: { time: 12, low: 11, high: 14 },
};
const yearly: SurvivalSeries = {
  ...monthly,
  id: 'yearly',
  label: 'Yearly',
  curve: [{ time: 24, survival: 0.9, low: 0.8, high: 0.95, atRisk: 60 }],
  last: 24,
  atRisk: [100, 90, 60, 0],
  median: { time: null, low: null, high: null },
};
const base = {
  series: [monthly, yearly],
  riskTimes: [0, 12, 24, 36],
  label: 'How long customers stay',
  share: 'still customers',
  axis: 'months',
  time: (value: number) => `${value} months`,
  tick: String,
  format,
};
const chart = () => page.getByRole('application', { name: 'How long customers stay' });

describe('survival chart', () => {
  it('is read by the keyboard: times sideways, curves up and down', async () => {
    const onpick = vi.fn();
    await render(Survival, { ...base, onpick }, place());
    chart().element().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect
      .element(
        page.getByText('Monthly, after 3 months: 80.0% (75.0–\u206084.0%), 300 at risk', { exact: true }),
      )
      .toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByText('Yearly, after 3 months: 100.0%, 90 at risk')).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(onpick).toHaveBeenCalledExactlyOnceWith('yearly', 3);
  });

  it('says in its summary how it ends, and where no median is reached', async () => {
    await render(Survival, base, place());
    await expect
      .element(chart())
      .toHaveAccessibleDescription(
        /Monthly, after 36 months: 50\.0% .*median 12 months; Yearly, after 24 months: .*median not reached\./,
      );
  });

  it('shows the numbers at risk in rows under the axis, named on a narrow screen too', async () => {
    await render(Survival, base, place(360));
    await expect.element(chart()).toBeVisible();
    const texts = [...chart().element().querySelectorAll('text')].map((text) => text.textContent.trim());
    expect(texts).toEqual(
      expect.arrayContaining(['Still followed (at risk)', 'Monthly', '300', '180', 'Yearly', '100', '90']),
    );
  });

  it('says who is at risk where it is not those still followed', async () => {
    await render(Survival, { ...base, counted: 'Not won (at risk)' }, place(360));
    await expect.element(page.getByText('Not won (at risk)', { exact: true })).toBeVisible();
    expect(chart().element().textContent).not.toContain('Still followed');
  });

  it('draws conversions upwards', async () => {
    await render(Survival, { ...base, shows: 'gone', share: 'converted' }, place());
    await expect
      .element(chart())
      .toHaveAccessibleDescription(/Yearly, after 24 months: 10\.0% \(5\.0–\u{2060}20\.0%\)/u);
  });

  it('passes axe in light and dark', async () => {
    await render(Survival, { ...base, onpick: vi.fn(), selected: 'monthly' }, place());
    await expect.element(chart()).toBeVisible();
    await expectAccessible();
  });
});
