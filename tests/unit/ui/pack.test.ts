import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  heightOf,
  nudge,
  pack,
  placeFor,
  put,
  reorder,
  resize,
  sameCells,
  type Placed,
} from '../../../src/ui/grid/pack.ts';

const rules = { columns: 12, least: { w: 2, h: 2 } };

const cells = fc.record({
  x: fc.integer({ min: -2, max: 14 }),
  y: fc.integer({ min: -2, max: 30 }),
  w: fc.integer({ min: 0, max: 14 }),
  h: fc.integer({ min: 0, max: 9 }),
});
const layouts = fc
  .array(cells, { maxLength: 9 })
  .map((all): Placed[] => all.map((each, index) => ({ id: `t${index}`, ...each })));
const chosen = fc.nat(8).map((index) => `t${index}`);

const beside = (a: Placed, b: Placed): boolean => a.x + a.w <= b.x || b.x + b.w <= a.x;
const apart = (a: Placed, b: Placed): boolean => beside(a, b) || a.y + a.h <= b.y || b.y + b.h <= a.y;

/** Fails unless no tile is over another, outside the columns, too small, or floating. */
function expectSound(tiles: readonly Placed[], ids: readonly string[]): void {
  expect(tiles.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted());
  for (const tile of tiles) {
    expect(tile.x).toBeGreaterThanOrEqual(0);
    expect(tile.x + tile.w).toBeLessThanOrEqual(rules.columns);
    expect(tile.w).toBeGreaterThanOrEqual(rules.least.w);
    expect(tile.h).toBeGreaterThanOrEqual(rules.least.h);
    const others = tiles.filter((other) => other !== tile);
    expect(others.every((other) => apart(tile, other))).toBe(true);
    const rests = others.some((other) => !beside(tile, other) && other.y + other.h === tile.y);
    expect(tile.y === 0 || rests).toBe(true);
  }
}
/** Whether there is room for a tile somewhere above it. */
function fitsAbove(tile: Placed, tiles: readonly Placed[]): boolean {
  const others = tiles.filter((other) => other !== tile);
  for (let y = 0; y < tile.y; y++)
    for (let x = 0; x + tile.w <= rules.columns; x++)
      if (others.every((other) => apart({ ...tile, x, y }, other))) return true;
  return false;
}
const ids = (tiles: readonly Placed[]): string[] => tiles.map(({ id }) => id);

describe('packing', () => {
  it('leaves no tile over another, outside the columns or floating, and its own work as it is', () => {
    fc.assert(
      fc.property(layouts, (tiles) => {
        const packed = pack(tiles, rules);
        expectSound(packed, ids(tiles));
        expect(pack(packed, rules)).toEqual(packed);
      }),
    );
  });

  it('leaves no hole above a tile that it fits', () => {
    fc.assert(
      fc.property(layouts, chosen, cells, (tiles, id, at) => {
        const packed = pack(tiles, rules);
        expect(packed.filter((tile) => fitsAbove(tile, packed))).toEqual([]);
        // Whoever moves a tile may want it where it is.
        const after = put(packed, id, at, rules);
        expect(after.filter((tile) => tile.id !== id && fitsAbove(tile, after))).toEqual([]);
      }),
    );
  });

  it('puts a tile at its columns and size wherever it is dropped, and leaves the others their size', () => {
    fc.assert(
      fc.property(layouts, chosen, cells, (tiles, id, at) => {
        const before = pack(tiles, rules);
        const after = put(before, id, at, rules);
        expectSound(after, ids(tiles));
        const old = before.find((tile) => tile.id === id);
        if (old === undefined) return;
        expect(put(before, id, old, rules)).toEqual(before);
        const others = (all: readonly Placed[]) =>
          all
            .filter((tile) => tile.id !== id)
            .map(({ id, w, h }) => ({ id, w, h }))
            .toSorted((a, b) => a.id.localeCompare(b.id));
        expect(others(after)).toEqual(others(before));
      }),
    );
  });

  it('takes every step that a key asks for, or says that there is none', () => {
    const step = fc.constantFrom(
      ...([
        { x: -1, y: 0 },
        { x: 1, y: 0 },
        { x: 0, y: -1 },
        { x: 0, y: 1 },
      ] as const),
    );
    fc.assert(
      fc.property(layouts, chosen, step, (tiles, id, by) => {
        const before = pack(tiles, rules);
        const after = nudge(before, id, by, rules);
        if (after === null) return;
        expectSound(after, ids(tiles));
        expect(sameCells(after, before)).toBe(false);
        const [was, is] = [before, after].map((all) => all.find((tile) => tile.id === id)!);
        // With a neighbour there it changes places.
        expect(Math.sign(is!.x - was!.x)).toBe(by.x);
        // In its own columns something else is on top now.
        if (by.y < 0) expect(is!.y).toBeLessThan(was!.y);
      }),
    );
  });

  it('goes past the tile below with one step down, and back with one step up', () => {
    const tiles = pack(
      [
        { id: 'a', x: 0, y: 0, w: 6, h: 5 },
        { id: 'b', x: 0, y: 5, w: 6, h: 3 },
        { id: 'c', x: 6, y: 0, w: 6, h: 5 },
      ],
      rules,
    );
    const down = nudge(tiles, 'a', { x: 0, y: 1 }, rules)!;
    expect(ids(down)).toEqual(['b', 'c', 'a']);
    expect(down.find(({ id }) => id === 'a')).toMatchObject({ x: 0, y: 3, w: 6, h: 5 });
    expect(nudge(down, 'a', { x: 0, y: 1 }, rules)).toBeNull();
    expect(sameCells(nudge(down, 'a', { x: 0, y: -1 }, rules)!, tiles)).toBe(true);
    expect(nudge(tiles, 'a', { x: -1, y: 0 }, rules)).toBeNull();
  });

  it('changes places with the neighbour on a side, and leaves rows without a hole', () => {
    const cell = (id: string, x: number, y: number) => ({ id, x, y, w: 6, h: 5 });
    const tiles = [cell('a', 0, 0), cell('b', 6, 0), cell('c', 0, 5), cell('d', 6, 5)];
    const right = nudge(tiles, 'a', { x: 1, y: 0 }, rules)!;
    expect(right).toEqual([cell('b', 0, 0), cell('a', 6, 0), cell('c', 0, 5), cell('d', 6, 5)]);
    expect(nudge(right, 'a', { x: 1, y: 0 }, rules)).toBeNull();
    expect(nudge(right, 'a', { x: -1, y: 0 }, rules)).toEqual(tiles);
    // One column, as on a phone: the same change.
    expect(reorder(tiles, 'a', 1, rules)).toEqual(right);
    expect(reorder(tiles, 'b', 1, rules)).toEqual([
      cell('a', 0, 0),
      cell('c', 6, 0),
      cell('b', 0, 5),
      cell('d', 6, 5),
    ]);
    // Put into the other column, it leaves room that the last one takes.
    const moved = put([...tiles, cell('e', 0, 10), cell('f', 6, 10)], 'a', cell('a', 6, 5), rules);
    expect(moved).toEqual([
      cell('c', 0, 0),
      cell('b', 6, 0),
      cell('e', 0, 5),
      cell('d', 6, 5),
      cell('f', 0, 10),
      cell('a', 6, 10),
    ]);
  });

  it('takes columns from the neighbour of a growing tile, or pushes it down, and stops at the edge and at the least size', () => {
    const tiles = pack(
      [
        { id: 'a', x: 0, y: 0, w: 6, h: 4 },
        { id: 'b', x: 6, y: 0, w: 6, h: 4 },
      ],
      rules,
    );
    const wider = resize(tiles, 'a', { w: 1, h: 0 }, rules)!;
    expect(wider).toEqual([
      { id: 'a', x: 0, y: 0, w: 7, h: 4 },
      { id: 'b', x: 7, y: 0, w: 5, h: 4 },
    ]);
    expect(resize(wider, 'a', { w: -1, h: 0 }, rules)).toEqual(tiles);
    // The neighbour can't become narrower than the least size: it goes below.
    expect(resize(tiles, 'a', { w: 5, h: 0 }, rules)).toEqual([
      { id: 'a', x: 0, y: 0, w: 11, h: 4 },
      { id: 'b', x: 6, y: 4, w: 6, h: 4 },
    ]);
    expect(resize(tiles, 'b', { w: 1, h: 0 }, rules)).toBeNull();
    const small = pack([{ id: 'a', x: 0, y: 0, w: 2, h: 2 }], rules);
    expect(resize(small, 'a', { w: -1, h: 0 }, rules)).toBeNull();
    expect(resize(small, 'a', { w: 0, h: -1 }, rules)).toBeNull();
  });

  it('changes places with the neighbour in reading order', () => {
    fc.assert(
      fc.property(layouts, chosen, fc.constantFrom(-1 as const, 1 as const), (tiles, id, by) => {
        const before = pack(tiles, rules);
        const at = ids(before).indexOf(id);
        const after = reorder(before, id, by, rules);
        if (at < 0 || before[at + by] === undefined) {
          expect(after).toBeNull();
          return;
        }
        expectSound(after!, ids(tiles));
        const neighbour = before[at + by]!.id;
        const now = ids(after!);
        expect(Math.sign(now.indexOf(id) - now.indexOf(neighbour))).toBe(by);
      }),
    );
  });

  it('gives a new tile room beside the last ones, or under all', () => {
    fc.assert(
      fc.property(layouts, (tiles) => {
        const packed = pack(tiles, rules);
        const place = { id: 'new', ...placeFor(packed, { w: 4, h: 5 }, rules) };
        const more = pack([...packed, place], rules);
        expect(more.find(({ id }) => id === 'new')).toEqual(place);
        expect(
          sameCells(
            more.filter(({ id }) => id !== 'new'),
            packed,
          ),
        ).toBe(true);
        expect(heightOf(more)).toBeGreaterThanOrEqual(heightOf(packed));
      }),
    );
  });
});
