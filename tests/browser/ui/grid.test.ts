import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/styles/index.css';
import type { Placed } from '../../../src/ui/grid/pack.ts';
import { expectAccessible, settle } from './axe.ts';
import GridPart from './parts/GridPart.svelte';

beforeEach(async () => page.viewport(1200, 800));
afterEach(() => cleanup());

/** A grid, and where its tiles are: `one 0,0 6×3`. */
async function open(fixed = false) {
  let now: readonly Placed[] = [];
  await render(GridPart, { fixed, onlayout: (tiles: readonly Placed[]) => void (now = tiles) });
  await expect.element(page.getByRole('heading', { name: 'one' })).toBeVisible();
  return {
    at: (id: string): string => {
      const found = now.find((tile) => tile.id === id);
      return found === undefined ? 'as it was' : `${found.x},${found.y} ${found.w}×${found.h}`;
    },
  };
}
const handle = (id: string) => page.getByRole('button', { name: `Move ${id}`, exact: true });
const read = (): string[] => [...document.querySelectorAll('h2')].map((heading) => heading.textContent);
const said = (): string =>
  [...document.querySelectorAll('[aria-live]')].map((region) => region.textContent).join('');
const boxOf = (id: string): DOMRect =>
  document.querySelector(`#name-${id}`)!.closest('li')!.getBoundingClientRect();

/** Presses, draws and lets go, as a mouse does. */
function drag(element: Element, dx: number, dy: number, { drop = true } = {}): void {
  const { left, top } = element.getBoundingClientRect();
  const fire = (type: string, x: number, y: number): boolean =>
    element.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: left + x, clientY: top + y }),
    );
  // A made-up pointer can't be captured.
  (element as HTMLElement).setPointerCapture = () => undefined;
  fire('pointerdown', 4, 4);
  fire('pointermove', 4 + dx / 2, 4 + dy / 2);
  fire('pointermove', 4 + dx, 4 + dy);
  if (drop) fire('pointerup', 4 + dx, 4 + dy);
}

describe('a grid of tiles', () => {
  it('has nothing that axe finds, tiles without overlap, and rooms as high as their rows', async () => {
    await open();
    // Three rows of 64 px and two gaps of 16.
    await expect.element(page.getByText('224 px').first()).toBeVisible();
    const [one, two, three] = ['one', 'two', 'three'].map(boxOf);
    expect(two!.left - one!.right).toBeCloseTo(16, 0);
    expect(three!.top - one!.bottom).toBeCloseTo(16, 0);
    await expectAccessible();
  });

  it('moves a tile with the arrow keys and says where it is, its handle keeping the focus', async () => {
    const { at } = await open();
    handle('one').element().focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(at('one')).toBe('0,3 6×3');
    expect(at('three')).toBe('0,0 6×3');
    expect(said()).toBe('one: column 1, row 4, 6 wide, 3 high');
    await expect.element(handle('one')).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(said()).toBe('one can’t go further there.');
    // The page is read as it is seen once the tile is let go, and the focus stays where it went.
    expect(read()).toEqual(['one', 'two', 'three']);
    await userEvent.tab();
    await expect.poll(read).toEqual(['three', 'two', 'one']);
    await expect.element(page.getByRole('link', { name: 'one' })).toHaveFocus();
  });

  it('resizes with Shift, and puts everything back with Escape', async () => {
    const { at } = await open();
    handle('one').element().focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowDown}{ArrowDown}{/Shift}');
    expect([at('one'), at('two'), at('three')]).toEqual(['0,0 7×5', '7,0 5×3', '0,5 6×3']);
    await userEvent.keyboard('{Escape}');
    expect([at('one'), at('two'), at('three')]).toEqual(['0,0 6×3', '6,0 6×3', '0,3 6×3']);
    expect(said()).toBe('Everything is where it was.');
  });

  it('moves and resizes by buttons too, which stay open for the next press', async () => {
    const { at } = await open();
    await page.getByRole('button', { name: 'Place two' }).click();
    const buttons = page.getByRole('dialog', { name: 'Move and resize two' });
    await buttons.getByRole('button', { name: 'Left' }).click();
    await buttons.getByRole('button', { name: 'Taller' }).click();
    await buttons.getByRole('button', { name: 'Narrower' }).click();
    expect(at('two')).toBe('0,0 5×4');
    await expectAccessible();
    await userEvent.keyboard('{Escape}');
    await expect.element(buttons).not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Place two' })).toHaveFocus();
  });

  it('opens those buttons when the handle is pressed without a move', async () => {
    await open();
    await handle('three').click();
    await expect.element(page.getByRole('dialog', { name: 'Move and resize three' })).toBeVisible();
  });

  it('follows the pointer, shows where the tile will land, and puts it there', async () => {
    const { at } = await open();
    const column = (boxOf('two').left - boxOf('one').left) / 6;
    drag(handle('one').element(), column * 6, 10, { drop: false });
    await expect.element(page.getByRole('heading', { name: 'one' })).toBeVisible();
    expect(document.querySelector('.landing')).not.toBeNull();
    settle();
    expect(boxOf('one').left).toBeCloseTo(boxOf('three').left + column * 6, 0);
    expect(at('one')).toBe('as it was');
    handle('one')
      .element()
      .dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    await expect.poll(() => at('one')).toBe('6,0 6×3');
    expect(at('two')).toBe('6,3 6×3');
    expect(document.querySelector('.landing')).toBeNull();
  });

  it('keeps a tile that is flicked away at once, so that the link beside the handle comes under the press', async () => {
    const { at } = await open();
    const column = (boxOf('two').left - boxOf('one').left) / 6;
    await userEvent.dragAndDrop(handle('two'), page.getByRole('heading', { name: 'one' }), {
      sourcePosition: { x: 20, y: 10 },
      targetPosition: { x: 4 * column, y: 10 },
    });
    await expect.poll(() => at('two')).toBe('4,0 6×3');
  });

  it('lets go of a drag on Escape, and leaves everything where it was', async () => {
    const { at } = await open();
    drag(handle('one').element(), 300, 200, { drop: false });
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.querySelector('.landing')).toBeNull();
    expect([at('one'), said()]).toEqual(['as it was', 'Everything is where it was.']);
  });

  it('resizes from the corner', async () => {
    const { at } = await open();
    const column = (boxOf('two').left - boxOf('one').left) / 6;
    drag(document.querySelector('.corner')!, -2 * column, 80);
    await expect.poll(() => at('one')).toBe('0,0 4×4');
  });

  it('stands in one column on a narrow screen, where tiles change places', async () => {
    await page.viewport(390, 800);
    const { at } = await open();
    await expect.element(page.getByText('as high as it likes').first()).toBeVisible();
    expect(handle('one').query()).toBeNull();
    await page.getByRole('button', { name: 'Place one' }).click();
    expect(page.getByRole('button', { name: 'Wider' }).query()).toBeNull();
    await page.getByRole('button', { name: 'Down' }).click();
    expect(at('two')).toBe('0,0 6×3');
    expect(said()).toBe('one: place 2 of 3');
    await expectAccessible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(read).toEqual(['two', 'one', 'three']);
    // Buttons for one form don't stay open in the other.
    await page.getByRole('button', { name: 'Place one' }).click();
    await page.viewport(1200, 800);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  it('has nothing to move where it is fixed', async () => {
    await open(true);
    expect(handle('one').query()).toBeNull();
    expect(document.querySelector('.corner')).toBeNull();
  });
});
