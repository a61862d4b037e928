import { addLayer } from '../layers.ts';
import { nudge, put, reorder, resize, sameCells, type GridRules, type Placed } from './pack.ts';

/** Sizes of the drawn grid, px. */
interface GridScale {
  /** From the left edge of one column to that of the next. */
  readonly column: number;
  /** From the top of one row to that of the next. */
  readonly row: number;
}

/** What the controller reads of its grid, and whom it tells. */
export interface GridControls {
  readonly tiles: () => readonly Placed[];
  readonly rules: () => GridRules;
  readonly scale: () => GridScale;
  /** Tiles stand in one column, one under the other, as high as they are. */
  readonly stacked: () => boolean;
  /** `id`: the tile that was moved or resized, for the sake of which others may have been too. */
  readonly change: (tiles: readonly Placed[], id: string) => void;
  /** Says where a tile stands now; null: that it could not go there. */
  readonly say: (id: string, tiles: readonly Placed[] | null) => string;
  /** Says that everything is where it was. */
  readonly sayBack: () => string;
}

/** A tile under the pointer: how far it was drawn, px, and where all tiles would stand if it were let go. */
interface Drag {
  readonly id: string;
  readonly kind: 'move' | 'resize';
  readonly dx: number;
  readonly dy: number;
  readonly tiles: readonly Placed[];
}

/** Fewer px than this are a click with an unsteady hand. */
const SLACK = 4;
/** Nearer to the window's edge than this the page scrolls along, px. */
const EDGE = 56;

const STEPS: Readonly<Record<string, { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Pointer and keyboard of a grid whose tiles can be moved and resized. */
export class GridHold {
  drag = $state.raw<Drag | null>(null);
  /** Last sentence for the live region. */
  said = $state('');
  /** The tile whose buttons for moving are open, and what they stand beside. */
  opened = $state.raw<{ readonly id: string; readonly anchor: HTMLElement } | null>(null);
  /** The tile whose handle has the focus, with all tiles as they were then. */
  #focused = $state.raw<{ readonly id: string; readonly before: readonly Placed[] } | null>(null);

  /** Id of the sentence that says what the keys do. */
  readonly keysId: string;
  readonly #controls: GridControls;

  constructor(keysId: string, controls: GridControls) {
    this.keysId = keysId;
    this.#controls = controls;
  }

  /** Whether something is being moved, so that the order of the tiles in the page must not change yet. */
  get busy(): boolean {
    return this.drag !== null || this.opened !== null || this.#focused !== null;
  }

  get stacked(): boolean {
    return this.#controls.stacked();
  }

  /** Opens the buttons for moving a tile. */
  open(id: string, anchor: HTMLElement): void {
    this.opened = { id, anchor };
  }

  focus(id: string): void {
    if (this.#focused?.id !== id) this.#focused = { id, before: this.#controls.tiles() };
  }

  blur(): void {
    this.#focused = null;
  }

  /** Keys on a tile's handle: arrows move, with Shift they resize, Escape puts back what was moved since it had the focus. */
  key = (event: KeyboardEvent, id: string): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) {
      if (event.shiftKey) this.resize(id, step.x, step.y);
      else this.move(id, step.x, step.y);
    } else if (event.key !== 'Escape' || !this.#revert()) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Moves a tile by a column, or past what stands above or below it. */
  move(id: string, x: -1 | 0 | 1, y: -1 | 0 | 1): void {
    const { tiles, rules, stacked } = this.#controls;
    if (!stacked()) this.#take(id, nudge(tiles(), id, { x, y }, rules()));
    else this.#take(id, y === 0 ? null : reorder(tiles(), id, y, rules()));
  }

  /** Makes a tile wider and higher by columns and rows. */
  resize(id: string, w: number, h: number): void {
    const { tiles, rules, stacked } = this.#controls;
    this.#take(id, stacked() ? null : resize(tiles(), id, { w, h }, rules()));
  }

  /** Follows the pointer from where it was pressed until it is let go; a press without a move is `onclick`. */
  press(event: PointerEvent, id: string, kind: Drag['kind'], onclick?: () => void): void {
    const { currentTarget: handle } = event;
    const old = this.#controls.tiles().find((tile) => tile.id === id);
    if (event.button !== 0 || old === undefined || !(handle instanceof HTMLElement)) return;
    handle.setPointerCapture(event.pointerId);
    const from = { x: event.clientX, y: event.clientY + window.scrollY };
    let at = { x: event.clientX, y: event.clientY };
    let forget: (() => void) | null = null;
    let frame = 0;

    const follow = (): void => {
      const [dx, dy] = [at.x - from.x, at.y + window.scrollY - from.y];
      if (this.drag === null && Math.hypot(dx, dy) < SLACK) return;
      forget ??= addLayer(() => end(false));
      const { tiles, rules, scale } = this.#controls;
      const by = { x: Math.round(dx / scale().column), y: Math.round(dy / scale().row) };
      const next =
        kind === 'move'
          ? put(tiles(), id, { ...old, x: old.x + by.x, y: old.y + by.y }, rules())
          : resize(tiles(), id, { w: by.x, h: by.y }, rules());
      this.drag = { id, kind, dx, dy, tiles: next ?? tiles() };
      if (frame === 0) frame = requestAnimationFrame(scroll);
    };
    const scroll = (): void => {
      frame = 0;
      const over = Math.max(0, at.y - window.innerHeight + EDGE) - Math.max(0, EDGE - at.y);
      if (over === 0 || this.drag === null) return;
      window.scrollBy(0, over / 4);
      follow();
    };
    const move = (moved: PointerEvent): void => {
      at = { x: moved.clientX, y: moved.clientY };
      follow();
    };
    const end = (keep: boolean): void => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', drop);
      handle.removeEventListener('pointercancel', cancel);
      document.removeEventListener('dragstart', keepHeld);
      cancelAnimationFrame(frame);
      forget?.();
      const { drag } = this;
      this.drag = null;
      if (drag === null) {
        if (keep) onclick?.();
        return;
      }
      if (!keep) this.said = this.#controls.sayBack();
      else if (!sameCells(drag.tiles, this.#controls.tiles())) this.#take(id, drag.tiles);
    };
    const drop = (): void => end(true);
    const cancel = (): void => end(false);
    // The browser would begin a drag of its own on a link that the moving tile brings to where the press was.
    const keepHeld = (dragged: DragEvent): void => dragged.preventDefault();
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', drop);
    handle.addEventListener('pointercancel', cancel);
    document.addEventListener('dragstart', keepHeld);
  }

  #take(id: string, tiles: readonly Placed[] | null): void {
    if (tiles !== null) this.#controls.change(tiles, id);
    this.said = this.#controls.say(id, tiles);
  }

  /** Puts back what was moved since the handle had the focus; false when nothing was. */
  #revert(): boolean {
    const { tiles, change, sayBack } = this.#controls;
    const focused = this.#focused;
    if (focused === null || sameCells(focused.before, tiles())) return false;
    change(focused.before, focused.id);
    this.said = sayBack();
    return true;
  }
}
