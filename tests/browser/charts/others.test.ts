import { render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import CountsFunnel from '../../../src/charts/counts/CountsFunnel.svelte';
import Curve from '../../../src/charts/curve/Curve.svelte';
import Histogram from '../../../src/charts/histogram/Histogram.svelte';
import Multiples from '../../../src/charts/multiples/Multiples.svelte';
import Trend from '../../../src/charts/trend/Trend.svelte';
import type { GroupResult } from '../../../src/questions/funnel.ts';
import { durationsOf, rateOf, shop } from '../../unit/charts/sample.ts';
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

const point = (period: string, share: number, complete = true) => ({
  period,
  reached: [],
  matured: 100,
  complete,
  rate: rateOf(share * 100, 100),
});

describe('trend', () => {
  const series = [
    {
      id: 'm',
      label: 'Mobile',
      points: [point('2026-01-05', 0.7), point('2026-01-12', 0.4), point('2026-01-19', 0.1, false)],
    },
    {
      id: 'o',
      label: 'Others',
      quiet: true,
      points: [point('2026-01-05', 0.6), point('2026-01-12', 0.6), point('2026-01-19', 0.6, false)],
    },
  ];

  it('walks periods and series, and opens the people of a period', async () => {
    const onpick = vi.fn();
    await render(Trend, { series, unit: 'week', label: 'Trend', format, onpick }, place());
    const chart = page.getByRole('application', { name: 'Trend' });
    await expect
      .element(chart)
      .toHaveAccessibleDescription(/^Mobile, Jan 12, 2026: 40\.0%, 40 of 100; Others, Jan 12, 2026: 60\.0%/);
    await userEvent.keyboard('{Tab}{ArrowRight}{ArrowDown}');
    await expect.poll(said).toBe('Others, Jan 12, 2026: 60.0%, 60 of 100');
    await userEvent.keyboard('{Enter}');
    expect(onpick).toHaveBeenLastCalledWith({ series: 'o', period: '2026-01-12' });
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(said).toBe('Others, Jan 19, 2026: windows still open');
  });

  it('reads all series of the period under the pointer', async () => {
    await render(Trend, { series, unit: 'week', label: 'Trend', format, onpick: vi.fn() }, place());
    await userEvent.hover(page.getByRole('application', { name: 'Trend' }), { position: { x: 120, y: 60 } });
    await expect
      .poll(() => rooms.at(-1)?.querySelector('.chart-tip')?.textContent)
      .toMatch(/Jan 5, 2026\s*Mobile\s*70\.0%.*Others\s*60\.0%/s);
  });
});

describe('small multiples', () => {
  const group = (name: string, entered: number, lost: number): GroupResult => ({
    steps: shop,
    entered,
    converted: 10,
    open: 0,
    dropped: 0,
    excluded: 0,
    matured: entered,
    rate: rateOf(10, entered),
    time: durationsOf(1000, 10),
    timeBins: { edges: [], counts: [] },
    conversionCurve: [],
    trend: [],
    values: [name],
    kind: 'value',
    size: 1,
    lost,
  });

  it('X1 ranks by conversions lost, names the small ones and opens a group', async () => {
    const onpick = vi.fn();
    const groups = [group('Desktop', 400, -12.4), group('Mobile', 900, 61), group('TV', 38, 3)];
    await render(
      Multiples,
      {
        groups,
        total: { steps: shop },
        format,
        nameOf: ({ values }: GroupResult) => values[0] ?? '',
        onpick,
      },
      place(),
    );
    const names = page.getByRole('heading', { level: 3 });
    await expect.element(names.nth(0)).toHaveTextContent(/Mobile\s*61 lost/);
    await expect.element(names.nth(1)).toHaveTextContent(/Desktop\s*12 gained/);
    expect(names.all()).toHaveLength(2);
    await page.getByRole('button', { name: 'TV 38' }).click();
    expect(onpick).toHaveBeenLastCalledWith(groups[2]);
    await page.getByRole('button', { name: 'Mobile' }).click();
    expect(onpick).toHaveBeenLastCalledWith(groups[1]);
  });
});

describe('histogram', () => {
  const bins = { edges: [0, 60_000, 3_600_000, 86_400_000], counts: [10, 25, 5] };
  const time = { ...durationsOf(600_000, 40), p25: 60_000, p75: 3_600_000 };

  it('walks its bins and opens their people', async () => {
    const onpick = vi.fn();
    await render(Histogram, { bins, time, label: 'Time to convert', format, onpick }, place(360));
    await expect
      .element(page.getByRole('application', { name: 'Time to convert' }))
      .toHaveAccessibleDescription(/^median 10\smin, half: 1\smin to 1\sh\./);
    await userEvent.keyboard('{Tab}{ArrowRight}');
    await expect.poll(said).toMatch(/^1\smin to 1\sh: 25, 62\.5%$/);
    await userEvent.keyboard('{Enter}');
    expect(onpick).toHaveBeenLastCalledWith({ index: 1, from: 60_000, to: 3_600_000 });
  });
});

describe('conversion curve', () => {
  const day = 86_400_000;
  const points = [
    { ms: day, share: 0.2, low: 0.15, high: 0.26, atRisk: 100 },
    { ms: 4 * day, share: 0.6, low: 0.5, high: 0.7, atRisk: 40 },
  ];

  it('reads share and people at risk, and its median', async () => {
    await render(
      Curve,
      { series: [{ id: 'a', label: 'All', points }], label: 'Conversion', format },
      place(),
    );
    await expect
      .element(page.getByRole('application', { name: 'Conversion' }))
      .toHaveAccessibleDescription(/^All, after 4\sd: 60\.0%, 40 at risk, median 4\sd\./);
    await userEvent.keyboard('{Tab}{End}');
    await expect.poll(said).toMatch(/^All, after 4\sd: 60\.0%, 40 at risk$/);
  });

  it('prints that the median is not reached and never extrapolates', async () => {
    await render(
      Curve,
      { series: [{ id: 'a', label: 'All', points: points.slice(0, 1) }], label: 'Conversion', format },
      place(),
    );
    await expect
      .element(page.getByRole('application', { name: 'Conversion' }))
      .toHaveAccessibleDescription(/median not reached/);
  });
});

describe('funnel of counts', () => {
  it('draws stages and warns of a count that rises', async () => {
    const stages = [
      { label: 'Clicks', count: 100, ofEntrants: rateOf(100, 100), onward: rateOf(40, 100) },
      { label: 'Leads', count: 40, ofEntrants: rateOf(40, 100), onward: { ...rateOf(0, 0), rate: 1.25 } },
      { label: 'Calls', count: 50, ofEntrants: rateOf(50, 100), onward: null },
    ];
    await render(
      CountsFunnel,
      { answer: { kind: 'counts', stages, rising: [2] }, label: 'Counts', format },
      place(),
    );
    await expect
      .element(page.getByRole('button', { name: 'Clicks, Dropped: 60, 60.0%' }))
      .toBeInTheDocument();
    await expect.element(page.getByText(/^Calls counts more than the stage before it/)).toBeVisible();
  });
});
