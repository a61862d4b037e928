/** Where a tile stands and how large it is, in cells of a grid with a number of columns and rows without end. */
export interface Cells {
  /** First column, from 0. */
  readonly x: number;
  /** First row, from 0. */
  readonly y: number;
  /** Columns and rows that it takes, at least 1. */
  readonly w: number;
  readonly h: number;
}

/** A tile by its id. */
export interface Placed extends Cells {
  readonly id: string;
}

/** The grid's number of columns, and the size below which no tile goes. */
export interface GridRules {
  readonly columns: number;
  readonly least: Pick<Cells, 'w' | 'h'>;
}

/** Tiles in reading order: by row, then by column; those that claim one place keep the order given. */
export function inOrder<T extends Placed>(tiles: readonly T[]): readonly T[] {
  return tiles.toSorted((a, b) => a.y - b.y || a.x - b.x);
}

/**
 * Returns the tiles in reading order, none over another and none outside the columns: each rises as far as it can without
 * passing one that stood above it. A layout made by this function stays as it is.
 */
export function pack<T extends Placed>(tiles: readonly T[], rules: GridRules): readonly T[] {
  return inOrder(settle(inOrder(tiles.map((tile) => fitted(tile, rules))), rules));
}

/**
 * Returns the tiles packed with one of them put at a place and size: it goes there, or up from there, and what is in its way
 * moves down. One that goes down passes a tile once it covers half of it, one that goes up likewise.
 */
export function put<T extends Placed>(
  tiles: readonly T[],
  id: string,
  cells: Cells,
  rules: GridRules,
): readonly T[] {
  const old = tiles.find((tile) => tile.id === id);
  if (old === undefined) return pack(tiles, rules);
  const held = fitted({ ...old, ...cells }, rules);
  const edge = held.y > old.y ? held.y + held.h : held.y;
  const above = (tile: T): boolean => {
    const middle = tile.y + tile.h / 2;
    return held.y > old.y ? middle < edge : middle <= edge;
  };
  const others = inOrder(tiles.filter((tile) => tile.id !== id));
  return inOrder(settle([...others.filter(above), held, ...others.filter((tile) => !above(tile))], rules));
}

/**
 * Returns the tiles after a step of one of them by a column, or past what stands above or below it; null when it can't go
 * there.
 */
export function nudge<T extends Placed>(
  tiles: readonly T[],
  id: string,
  step: { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 },
  rules: GridRules,
): readonly T[] | null {
  const old = tiles.find((tile) => tile.id === id);
  if (old === undefined) return null;
  const x = old.x + step.x;
  if (x < 0 || x + old.w > rules.columns) return null;
  const bottom = heightOf(tiles);
  // Rows that change nothing are no steps: a tile rests on what is above it.
  for (let y = old.y + step.y; y >= 0 && y <= bottom; y += step.y) {
    const next = put(tiles, id, { ...old, x, y }, rules);
    if (!sameCells(next, tiles)) return next;
    if (step.y === 0) return null;
  }
  return null;
}

/** Returns the tiles with one of them made larger or smaller by columns and rows; null when it can't be. */
export function resize<T extends Placed>(
  tiles: readonly T[],
  id: string,
  by: Pick<Cells, 'w' | 'h'>,
  rules: GridRules,
): readonly T[] | null {
  const old = tiles.find((tile) => tile.id === id);
  if (old === undefined) return null;
  const cells = { ...old, w: old.w + by.w, h: old.h + by.h };
  if (cells.x + cells.w > rules.columns) return null;
  const next = put(tiles, id, cells, rules);
  return sameCells(next, tiles) ? null : next;
}

/** Returns the tiles with one of them before (−1) or after (1) its neighbour in reading order; null at either end. */
export function reorder<T extends Placed>(
  tiles: readonly T[],
  id: string,
  by: -1 | 1,
  rules: GridRules,
): readonly T[] | null {
  const order = inOrder(tiles);
  const at = order.findIndex((tile) => tile.id === id);
  const [first, second] = by < 0 ? [order[at - 1], order[at]] : [order[at], order[at + 1]];
  if (at < 0 || first === undefined || second === undefined) return null;
  const x = Math.min(first.x, rules.columns - second.w);
  const rest = order.filter((tile) => tile !== first && tile !== second);
  const before = rest.filter((tile) => order.indexOf(tile) < order.indexOf(first));
  const after = rest.filter((tile) => order.indexOf(tile) > order.indexOf(second));
  // The first one goes where the second leaves it: in the same columns, so that it can't stay beside and before it.
  return inOrder(settle([...before, { ...second, x, y: first.y }, first, ...after], rules));
}

/** Returns where a new tile of a size goes: beside the last tiles where there is room, else under all. */
export function placeFor(
  tiles: readonly Placed[],
  size: Pick<Cells, 'w' | 'h'>,
  { columns }: GridRules,
): Cells {
  const w = Math.min(size.w, columns);
  const heights = skyline(tiles, columns);
  let best = { x: 0, y: Number.POSITIVE_INFINITY };
  for (let x = 0; x + w <= columns; x++) {
    const y = Math.max(...heights.slice(x, x + w));
    if (y < best.y) best = { x, y };
  }
  return { ...best, w, h: size.h };
}

/** Rows that the tiles take. */
export function heightOf(tiles: readonly Cells[]): number {
  return tiles.reduce((most, { y, h }) => Math.max(most, y + h), 0);
}

/** Whether two layouts have the same tiles at the same places, in whatever order. */
export function sameCells(a: readonly Placed[], b: readonly Placed[]): boolean {
  const known = new Map(b.map((tile) => [tile.id, tile]));
  return (
    a.length === b.length &&
    a.every(({ id, x, y, w, h }) => {
      const other = known.get(id);
      return other !== undefined && other.x === x && other.y === y && other.w === w && other.h === h;
    })
  );
}

/** The tile inside the columns, in whole cells. */
function fitted<T extends Placed>(tile: T, { columns, least }: GridRules): T {
  const w = Math.min(columns, Math.max(least.w, Math.round(tile.w)));
  const h = Math.max(least.h, Math.round(tile.h));
  const x = Math.max(0, Math.min(columns - w, Math.round(tile.x)));
  return { ...tile, x, y: Math.max(0, Math.round(tile.y)), w, h };
}

/** Lets tiles come to rest one after another, each under those before it. */
function settle<T extends Placed>(tiles: readonly T[], { columns }: GridRules): readonly T[] {
  const heights = new Array<number>(columns).fill(0);
  return tiles.map((tile) => {
    const y = Math.max(...heights.slice(tile.x, tile.x + tile.w));
    heights.fill(y + tile.h, tile.x, tile.x + tile.w);
    return { ...tile, y };
  });
}

/** By column, the first row under all tiles. */
function skyline(tiles: readonly Cells[], columns: number): readonly number[] {
  const heights = new Array<number>(columns).fill(0);
  for (const { x, y, w, h } of tiles)
    for (let column = x; column < Math.min(columns, x + w); column++)
      heights[column] = Math.max(heights[column] ?? 0, y + h);
  return heights;
}
