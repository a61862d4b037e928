import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Funnel from '../../../src/charts/funnel/Funnel.svelte';
import { shop, stepsOf } from '../../unit/charts/sample.ts';
import { format, roomOf } from './page.ts';

const rooms: HTMLElement[] = [];
afterEach(() => {
  cleanup();
  for (const room of rooms.splice(0)) room.remove();
});

async function show(props: Record<string, unknown> = {}, width = 840) {
  const room = roomOf(width);
  rooms.push(room);
  const onpick = vi.fn();
  const ontable = vi.fn();
  const oncopy = vi.fn();
  await render(
    Funnel,
    { steps: shop, label: 'Funnel: Visit to Purchase', format, onpick, ontable, oncopy, ...props },
    { baseElement: room },
  );
  return {
    room,
    onpick,
    ontable,
    oncopy,
    chart: page.getByRole('application', { name: 'Funnel: Visit to Purchase' }),
  };
}

describe('funnel', () => {
  it('has a name, a summary and labelled parts', async () => {
    const { chart } = await show();
    await expect
      .element(chart)
      .toHaveAccessibleDescription(
        /^Funnel in 5 steps: 9,284 entered Visit, 1,191 reached Purchase, 12\.8%\./,
      );
    await expect
      .element(page.getByRole('button', { name: 'Checkout started, Dropped: 462, 25.7%' }))
      .toBeInTheDocument();
  });

  it('walks only the steps that there is room for', async () => {
    const { chart, room } = await show({ height: 150 }, 360);
    await expect.element(chart).toBeInTheDocument();
    const drawn = room.querySelectorAll('[data-step]');
    const last = Math.max(...Array.from(drawn, (bar) => Number(bar.getAttribute('data-step'))));
    expect(last).toBeLessThan(shop.length - 1);
    await userEvent.keyboard('{Tab}{End}{ArrowRight}');
    await expect.poll(() => room.querySelector('[aria-live]')?.textContent).toContain(shop[last]!.label);
  });

  it('is one tab stop whose arrow keys walk bars and parts and say what they reach', async () => {
    const { chart, room, onpick, ontable, oncopy } = await show();
    await expect.element(chart).toBeInTheDocument();
    await userEvent.keyboard('{Tab}');
    await expect.element(chart).toHaveFocus();
    const said = () => room.querySelector('[aria-live]')?.textContent;
    await userEvent.keyboard('{ArrowRight}{ArrowUp}{ArrowUp}{ArrowUp}');
    await expect.poll(said).toBe('Product viewed, Dropped: 2,867, 43.7%');
    await userEvent.keyboard('{Enter}');
    expect(onpick).toHaveBeenLastCalledWith({ step: 1, segment: 'dropped' });
    await userEvent.keyboard('t');
    expect(ontable).toHaveBeenCalledOnce();
    await userEvent.keyboard('c');
    expect(oncopy).toHaveBeenCalledOnce();
    await userEvent.keyboard('{Tab}');
    await expect.element(chart).not.toHaveFocus();
  });

  it('reads a part while the pointer is on it and opens it on a click', async () => {
    const { chart, room, onpick } = await show();
    await userEvent.hover(chart, { position: { x: 130, y: 90 } });
    await expect
      .poll(() => room.querySelector('.chart-tip')?.textContent)
      .toMatch(/Visit\s*Dropped\s*2,185\s*23\.5% of 9,284/);
    // It stands right of the bar, which ends at 164.
    const left = () => room.querySelector('.chart-tip')!.getBoundingClientRect().left;
    await expect.poll(() => left() - room.getBoundingClientRect().left).toBe(174);
    await userEvent.click(chart, { position: { x: 130, y: 90 } });
    expect(onpick).toHaveBeenLastCalledWith({ step: 0, segment: 'dropped' });
    await userEvent.click(chart, { position: { x: 130, y: 30 } });
    expect(onpick).toHaveBeenLastCalledWith({ step: 0, segment: 'entered' });
  });

  it('reads a hop with its base and interval', async () => {
    const { chart, room } = await show();
    await userEvent.hover(chart, { position: { x: 210, y: 200 } });
    await expect
      .poll(() => room.querySelector('.chart-tip')?.textContent)
      .toMatch(/Visit to Product viewed\s*75\.0% go on\s*n 8,751\s*95% interval 74\.1–\u{2060}75\.9%/u);
  });

  it('is laid out at the measured width, one unit a pixel', async () => {
    const { chart, room } = await show({}, 900);
    await expect.element(chart).toHaveAttribute('viewBox', '0 0 900 341');
    room.style.width = '360px';
    await expect.element(chart).toHaveAttribute('viewBox', '0 0 360 418');
    expect(room.querySelector('svg.chart')!.getBoundingClientRect().width).toBe(360);
  });

  it('scrolls sideways instead of squeezing thirty steps', async () => {
    const { chart, room } = await show({ steps: Array.from({ length: 30 }, () => shop[1]!) }, 900);
    await expect.element(chart).toBeInTheDocument();
    const scroller = room.querySelector('.room')!;
    expect(scroller.scrollWidth).toBeGreaterThan(3700);
    expect(room.scrollWidth).toBeLessThanOrEqual(908);
  });

  it('marks what is picked', async () => {
    const { chart, room } = await show({ selected: { step: 3, segment: 'dropped' } });
    await expect.element(chart).toBeInTheDocument();
    expect(Number(room.querySelector('.picked')?.getAttribute('x'))).toBeCloseTo(548.8 - 1.5, 5);
  });

  it('gives two charts on one page grounds of their own', async () => {
    const first = await show();
    const second = await show();
    await expect.poll(() => second.room.querySelector('pattern')).not.toBeNull();
    const ids = [first, second].flatMap(({ room }) =>
      Array.from(room.querySelectorAll('pattern'), ({ id }) => id),
    );
    expect(ids.length).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says that nobody entered', async () => {
    const { chart } = await show(
      {
        steps: stepsOf([
          ['Visit', 0, 0, 0, 0, 0],
          ['Buy', 0, 0, 0, 0, 0],
        ]),
      },
      360,
    );
    await expect.element(chart).toHaveAccessibleDescription(/^Nobody entered this funnel\./);
  });
});

describe('motion', () => {
  const moved = (room: HTMLElement) =>
    room
      .getAnimations({ subtree: true })
      .filter((each) => each instanceof CSSTransition)
      .map((each) => [
        each.transitionProperty,
        (each.effect as KeyframeEffect).target
          ?.closest('[data-step], [data-hop]')
          ?.outerHTML.match(/data-(?:step|hop)="(\d)"/)?.[1],
        each.effect?.getTiming().duration,
      ]);

  it('moves only what changed, for 320 ms, and stands still when only the room changes', async () => {
    const room = roomOf(840);
    rooms.push(room);
    const props = { label: 'Funnel', format, onpick: vi.fn() };
    const { rerender } = await render(Funnel, { ...props, steps: shop }, { baseElement: room });
    await expect.poll(() => room.querySelector('svg.chart')).not.toBeNull();
    expect(moved(room)).toEqual([]);
    room.getBoundingClientRect();
    await rerender({
      ...props,
      steps: shop.map((step, index) => (index === 4 ? { ...step, entered: 900 } : step)),
    });
    const found = moved(room);
    expect(found.length).toBeGreaterThan(0);
    // Only the last bar and what leads to it.
    expect(new Set(found.map(([, place]) => place))).toEqual(new Set(['3', '4']));
    expect(new Set(found.map(([, , duration]) => duration))).toEqual(new Set([320]));
    await expect.poll(() => room.querySelector('.moving')).toBeNull();
    room.style.width = '900px';
    await expect.poll(() => room.querySelector('svg.chart')?.getAttribute('viewBox')).toBe('0 0 900 341');
    expect(moved(room)).toEqual([]);
  });
});
