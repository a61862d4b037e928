import { render } from 'vitest-browser-svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { exportSvg } from '../../../src/charts/export/export.ts';
import TimeSpread from '../../../src/charts/timespread/TimeSpread.svelte';
import { spreadRows } from '../../../src/features/stages/rows.ts';
import { answer, question } from '../features/stages/fake.ts';
import { expectAccessible } from '../ui/axe.ts';
import { format, roomOf } from './page.ts';

const rooms: HTMLElement[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.remove();
});
async function draw(width: number, onpick = vi.fn()) {
  const room = roomOf(width);
  rooms.push(room);
  const rows = spreadRows(question, answer);
  await render(TimeSpread, { rows, label: 'Time in each stage', format, onpick }, { baseElement: room });
  return { room, onpick };
}
const chart = () => page.getByRole('application', { name: 'Time in each stage' });

describe('strips of times', () => {
  it.each([1100, 360])('are read and opened by the keyboard, %i px wide', async (width) => {
    const { room, onpick } = await draw(width);
    chart().element().focus();
    await userEvent.keyboard('{ArrowDown}{End}{ArrowLeft}{Enter}');
    // Two of the thirteen in Offer were lost: eleven stays, and two without a date.
    await expect.element(page.getByText('Offer, Lost: 2, 15.4%', { exact: true })).toBeInTheDocument();
    expect(onpick).toHaveBeenCalledWith({ row: 1, part: 3 });
    await expectAccessible(room);
  });

  it('do not open a part that nobody is in', async () => {
    const { onpick } = await draw(1100);
    chart().element().focus();
    // Nobody went back from New.
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
    expect(onpick).not.toHaveBeenCalled();
  });

  it('are read in a tip that lies beside its mark, whatever key stands above the drawing', async () => {
    const { room } = await draw(1100);
    chart().element().focus();
    await userEvent.keyboard('{ArrowDown}{End}');
    const edges = (selector: string) => room.querySelector(selector)?.getBoundingClientRect();
    await expect.poll(() => edges('.chart-tip')?.height).toBeGreaterThan(0);
    const [tip, mark] = [edges('.chart-tip')!, edges('.pointed')!];
    const gap = tip.top > mark.top ? tip.top - mark.bottom : mark.top - tip.bottom;
    // Half a px of the mark's own line.
    expect(Math.abs(gap - 10)).toBeLessThan(2);
  });

  it('are taken away with a key to their own grounds', async () => {
    const { room } = await draw(1100);
    const file = exportSvg(room, { title: 'Time', description: 'Time in each stage' });
    const text = file.ok ? await file.value.text() : '';
    for (const name of ['Went on', 'Still there', 'Went back', 'Lost']) expect(text).toContain(`>${name}<`);
    expect(text).not.toContain('Dropped');
  });
});
