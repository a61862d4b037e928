import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  heightOf,
  inOrder,
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

  it('keeps tiles that share a column in their order from top to bottom', () => {
    fc.assert(
      fc.property(layouts, (tiles) => {
        const order = ids(inOrder(tiles.map((tile) => ({ ...tile, y: Math.max(0, tile.y) }))));
        const packed = pack(tiles, rules);
        for (const a of packed)
          for (const b of packed) {
            if (a === b || beside(a, b) || a.y > b.y) continue;
            const [first, second] = [a, b].map(({ id }) => tiles.find((tile) => tile.id === id)!);
            if (Math.max(0, first!.y) !== Math.max(0, second!.y))
              expect(order.indexOf(a.id)).toBeLessThan(order.indexOf(b.id));
          }
      }),
    );
  });

  it('puts a tile at its columns and size wherever it is dropped, and moves only what is in the way', () => {
    fc.assert(
      fc.property(layouts, chosen, cells, (tiles, id, at) => {
        const before = pack(tiles, rules);
        const after = put(before, id, at, rules);
        expectSound(after, ids(tiles));
        const old = before.find((tile) => tile.id === id);
        if (old === undefined) return;
        expect(put(before, id, old, rules)).toEqual(before);
        // The others keep their columns, and those that share a column their order.
        const others = after.filter((tile) => tile.id !== id);
        for (const tile of others) {
          const was = before.find((each) => each.id === tile.id)!;
          expect([tile.x, tile.w, tile.h]).toEqual([was.x, was.w, was.h]);
          for (const other of others) {
            if (beside(tile, other) || other.y <= tile.y) continue;
            expect(before.find((each) => each.id === other.id)!.y).toBeGreaterThan(was.y);
          }
        }
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
        expect(is!.x - was!.x).toBe(by.x);
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

  it('pushes down what a growing tile meets, and stops at the edge and at the least size', () => {
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
