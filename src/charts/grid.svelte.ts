/** A mark of a chart that has columns (periods, bins, times) and rows (series). */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** What the walk reads of its chart, and whom it tells. */
export interface GridControls {
  readonly columns: number;
  readonly rows: number;
  readonly say: (cell: Cell) => string;
  readonly pick: ((cell: Cell) => void) | undefined;
  readonly table: (() => void) | undefined;
  readonly copy: (() => void) | undefined;
  /** The mark nearest to a place in the drawing, or null. */
  readonly at: (x: number, y: number) => Cell | null;
}

/** Where a key leads in a grid of marks, or null: left and right walk columns, up and down rows. */
export function step(from: Cell, key: string, columns: number, rows: number): Cell | null {
  const to = {
    ArrowRight: { column: from.column + 1, row: from.row },
    ArrowLeft: { column: from.column - 1, row: from.row },
    ArrowDown: { column: from.column, row: from.row + 1 },
    ArrowUp: { column: from.column, row: from.row - 1 },
    Home: { column: 0, row: from.row },
    End: { column: columns - 1, row: from.row },
  }[key];
  if (to === undefined || to.column < 0 || to.row < 0 || to.column >= columns || to.row >= rows) return null;
  return to;
}

/** Keyboard and pointer of a chart with columns and rows: one tab stop, arrows walk, hovering reads. */
export class GridWalk {
  #controls: () => GridControls;
  #cell = $state.raw<Cell>({ column: 0, row: 0 });
  pointed = $state.raw<Cell | null>(null);
  said = $state('');

  constructor(controls: () => GridControls) {
    this.#controls = controls;
  }

  /** Mark under the keyboard, kept inside a chart that shrinks. */
  get active(): Cell {
    const { columns, rows } = this.#controls();
    return {
      column: Math.max(0, Math.min(this.#cell.column, columns - 1)),
      row: Math.max(0, Math.min(this.#cell.row, rows - 1)),
    };
  }

  key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { columns, rows, say, pick, table, copy } = this.#controls();
    const letter = event.key.toLowerCase();
    const moved = step(this.active, event.key, columns, rows);
    if (moved !== null) {
      this.#cell = moved;
      this.pointed = moved;
      this.said = say(moved);
    } else if ((event.key === 'Enter' || event.key === ' ') && pick && columns > 0) pick(this.active);
    else if (letter === 't' && table) table();
    else if (letter === 'c' && copy) copy();
    else if (event.key === 'Escape' && this.pointed !== null) this.pointed = null;
    // An arrow at the end of its way must not scroll the page under the reader.
    else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };

  focus = (): void => {
    const { columns, say } = this.#controls();
    if (columns > 0) this.said = say(this.active);
  };

  move = (event: PointerEvent): void => {
    this.pointed = event.pointerType === 'touch' ? null : this.#at(event);
  };

  leave = (): void => {
    this.pointed = null;
  };

  click = (event: MouseEvent): void => {
    const at = this.#at(event);
    if (at === null) return;
    this.#cell = at;
    this.#controls().pick?.(at);
  };

  #at(event: MouseEvent): Cell | null {
    const svg = event.target instanceof Element ? event.target.closest('svg') : null;
    if (!svg) return null;
    const frame = svg.getBoundingClientRect();
    return this.#controls().at(event.clientX - frame.left, event.clientY - frame.top);
  }
}
