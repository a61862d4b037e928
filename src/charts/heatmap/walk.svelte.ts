import type { Attachment } from 'svelte/attachments';
import { heatStep, lastOf, type HeatPlace, type Steps } from './layout.ts';

/** What the walk reads of its table, and whom it tells. */
export interface HeatControls {
  readonly rows: readonly Steps[];
  readonly pick: (place: HeatPlace) => void;
  /** Brings a place into view and focuses its button. */
  readonly reveal: (place: HeatPlace) => void;
  readonly copy: (() => void) | undefined;
}

/** Keyboard and pointer of a heatmap: one tab stop, arrows walk its buttons, hovering and focus read. */
export class HeatWalk {
  #controls: () => HeatControls;
  #place = $state.raw<HeatPlace>({ row: 0, column: 0 });
  /** What is read: under the pointer, or focused. */
  pointed = $state.raw<HeatPlace | null>(null);

  constructor(controls: () => HeatControls) {
    this.#controls = controls;
  }

  /** Where the tab key leads, kept inside a table that shrinks. */
  get active(): HeatPlace {
    const { rows } = this.#controls();
    const row = Math.max(0, Math.min(this.#place.row, rows.length - 1));
    return { row, column: Math.min(this.#place.column, lastOf(rows[row])) };
  }

  #key = (event: KeyboardEvent): void => {
    if (event.metaKey || event.altKey) return;
    const { rows, reveal, copy } = this.#controls();
    const moved = heatStep(this.active, event.key, event.ctrlKey, rows);
    const letter = event.ctrlKey ? '' : event.key.toLowerCase();
    if (moved !== null) {
      this.#place = moved;
      reveal(moved);
    } else if (letter === 'c' && copy) copy();
    else if (event.key === 'Escape' && this.pointed !== null) this.pointed = null;
    // An arrow at the end of its way must not scroll the page under the reader.
    else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };

  #over = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.pointed = placeOf(event);
  };

  #focus = (event: FocusEvent): void => {
    const place = placeOf(event);
    if (place === null) return;
    this.#place = place;
    this.pointed = place;
  };

  #leave = (): void => {
    this.pointed = null;
  };

  /** Later, since scrolling may take the focused button out of the page in the middle of drawing. */
  #blur = ({ currentTarget }: FocusEvent): void => {
    queueMicrotask(() => {
      const inside = currentTarget instanceof Node && currentTarget.contains(document.activeElement);
      if (!inside) this.pointed = null;
    });
  };

  #click = (event: MouseEvent): void => {
    const place = placeOf(event);
    if (place === null) return;
    this.#place = place;
    this.#controls().pick(place);
  };

  /** Listens on the table itself, since it may hold thousands of buttons. */
  readonly attach: Attachment<HTMLElement> = (table) => {
    const stop = new AbortController();
    const { signal } = stop;
    table.addEventListener('keydown', this.#key, { signal });
    table.addEventListener('pointerover', this.#over, { signal });
    table.addEventListener('pointerleave', this.#leave, { signal });
    table.addEventListener('focusin', this.#focus, { signal });
    table.addEventListener('focusout', this.#blur, { signal });
    table.addEventListener('click', this.#click, { signal });
    return () => stop.abort();
  };
}

function placeOf(event: Event): HeatPlace | null {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  const { row, column } = button?.dataset ?? {};
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}
