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
 * passing one that stood above it, or into a hole that it fits. A layout made by this function stays as it is.
 */
export function pack<T extends Placed>(tiles: readonly T[], rules: GridRules): readonly T[] {
  return rest(inOrder(tiles.map((tile) => fitted(tile, rules))), null, rules);
}

/**
 * Returns the tiles packed with one of them put at a place and size: it goes there, or up from there, what is in its way
 * moves down, and holes are filled. One that goes down passes a tile once it covers half of it, one that goes up likewise.
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
  return rest([...others.filter(above), held, ...others.filter((tile) => !above(tile))], id, rules);
}

/**
 * Returns the tiles after a step of one of them: by a column where there is room, else past what stands beside, above or below it;
 * null when it can't go there.
 */
export function nudge<T extends Placed>(
  tiles: readonly T[],
  id: string,
  step: { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 },
  rules: GridRules,
): readonly T[] | null {
  const old = tiles.find((tile) => tile.id === id);
  if (old === undefined) return null;
  if (step.x !== 0) return pass(tiles, old, step.x, rules);
  const bottom = heightOf(tiles);
  // Rows that change nothing are no steps: a tile rests on what is above it.
  for (let y = old.y + step.y; y >= 0 && y <= bottom; y += step.y) {
    const next = put(tiles, id, { ...old, y }, rules);
    if (!sameCells(next, tiles)) return next;
  }
  return null;
}

/** Returns the tiles with one of them a column to a side, or changed with those that stand there. */
function pass<T extends Placed>(
  tiles: readonly T[],
  old: T,
  side: -1 | 1,
  rules: GridRules,
): readonly T[] | null {
  const moved = { ...old, x: old.x + side };
  if (moved.x < 0 || moved.x + moved.w > rules.columns) return null;
  const met = tiles.filter((tile) => tile !== old && !apart(tile, moved));
  if (met.length === 0) return put(tiles, old.id, moved, rules);
  const left = Math.min(old.x, ...met.map(({ x }) => x));
  const right = Math.max(old.x + old.w, ...met.map(({ x, w }) => x + w));
  // Those met move by what the tile leaves free on its other side.
  const by =
    side > 0 ? left - Math.min(...met.map(({ x }) => x)) : right - Math.max(...met.map(({ x, w }) => x + w));
  const changed = tiles.map((tile) => {
    if (tile === old) return { ...tile, x: side > 0 ? right - tile.w : left };
    return met.includes(tile) ? { ...tile, x: tile.x + by } : tile;
  });
  return rest(inOrder(changed), old.id, rules);
}

/**
 * Returns the tiles with one of them made larger or smaller by columns and rows; null when it can't be. Those beside it on the right
 * give or take the columns where they can, so that a row stays a row.
 */
export function resize<T extends Placed>(
  tiles: readonly T[],
  id: string,
  by: Pick<Cells, 'w' | 'h'>,
  rules: GridRules,
): readonly T[] | null {
  const old = tiles.find((tile) => tile.id === id);
  if (old === undefined) return null;
  const { w, h } = fitted(
    { ...old, w: Math.min(old.w + by.w, rules.columns - old.x), h: old.h + by.h },
    rules,
  );
  const next = put(yielding(tiles, old, w, rules), id, { ...old, w, h }, rules);
  return sameCells(next, tiles) ? null : next;
}

/** Returns the tiles with those on the right of one that becomes `w` wide narrower or wider, if all of them can be. */
function yielding<T extends Placed>(
  tiles: readonly T[],
  old: T,
  w: number,
  { least }: GridRules,
): readonly T[] {
  const edge = old.x + w;
  const beside = tiles.filter(
    ({ x, y, h }) =>
      y < old.y + old.h &&
      old.y < y + h &&
      (w > old.w ? x >= old.x + old.w && x < edge : x === old.x + old.w && w < old.w),
  );
  const changed = beside.map((tile) => ({ ...tile, x: edge, w: tile.w + tile.x - edge }));
  const others = tiles.filter((tile) => tile !== old && !beside.includes(tile));
  const fits = changed.every((tile) => tile.w >= least.w && others.every((other) => apart(tile, other)));
  return fits ? [old, ...others, ...changed] : tiles;
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
  const others = order.filter((tile) => tile !== first && tile !== second);
  const before = others.filter((tile) => order.indexOf(tile) < order.indexOf(first));
  const after = others.filter((tile) => order.indexOf(tile) > order.indexOf(second));
  const beside = first.x + first.w <= second.x && second.y < first.y + first.h;
  const front = { ...second, x: Math.min(first.x, rules.columns - second.w), y: first.y };
  const back = {
    ...first,
    x: beside ? second.x + second.w - first.w : Math.min(second.x, rules.columns - first.w),
    y: second.y,
  };
  const exchanged = rest([...before, front, back, ...after], null, rules);
  const place = (of: T): number => exchanged.findIndex((tile) => tile.id === of.id);
  if (place(second) < place(first)) return exchanged;
  // In the same columns the first one can't stay beside and before the second.
  return inOrder(settle([...before, front, { ...first, x: front.x }, ...after], rules));
}

/** Returns where a new tile of a size goes: the highest place where there is room, else under all. */
export function placeFor(tiles: readonly Placed[], size: Pick<Cells, 'w' | 'h'>, rules: GridRules): Cells {
  const w = Math.min(size.w, rules.columns);
  const under = { x: 0, y: heightOf(tiles), w, h: size.h };
  return { ...under, ...holeFor(under, tiles, rules) };
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

/**
 * Lets tiles come to rest one after another, then each but the held one rise into the highest hole above it that it fits. Returns them
 * in reading order.
 */
function rest<T extends Placed>(tiles: readonly T[], held: string | null, rules: GridRules): readonly T[] {
  const settled = inOrder(settle(tiles, rules));
  for (const tile of settled) {
    const hole = tile.id === held ? null : holeFor(tile, settled, rules);
    // Every time some tile rises and none sinks, so that this comes to an end.
    if (hole !== null)
      return rest(inOrder(settled.map((each) => (each === tile ? { ...tile, ...hole } : each))), held, rules);
  }
  return settled;
}

/** The highest, then leftmost place above a tile's own that nothing else takes any of; null: none. */
function holeFor(
  tile: Cells,
  tiles: readonly Placed[],
  { columns }: GridRules,
): Pick<Cells, 'x' | 'y'> | null {
  const others = tiles.filter((other) => other !== tile);
  const tops = [0, ...others.map(({ y, h }) => y + h)].filter((y) => y < tile.y).sort((a, b) => a - b);
  for (const y of tops)
    for (let x = 0; x + tile.w <= columns; x++) {
      const there = { ...tile, x, y };
      if (others.every((other) => apart(there, other))) return { x, y };
    }
  return null;
}

/** Whether two tiles have no cell in common. */
function apart(a: Cells, b: Cells): boolean {
  return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}
