import { describe, expect, it } from 'vitest';
import { layoutMoves, movesMade, moveStep, waysOf } from '../../../src/charts/matrix/layout.ts';
import { wayOf } from '../../../src/engine/stages/ways.ts';

/** Three stages, won (3) and lost (4); made up. */
const moves = [
  [0, 8, 1, 0, 1],
  [2, 0, 5, 0, 3],
  [0, 0, 0, 4, 2],
  [0, 1, 0, 0, 0],
  [0, 0, 0, 0, 0],
];

describe('the matrix of moves', () => {
  it('W2 tells the ways apart', () => {
    expect(wayOf(0, 1, 3)).toBe('advanced');
    expect(wayOf(0, 2, 3)).toBe('skipped');
    expect(wayOf(2, 0, 3)).toBe('returned');
    expect(wayOf(2, 3, 3)).toBe('won');
    expect(wayOf(0, 4, 3)).toBe('lost');
    expect(wayOf(3, 1, 3)).toBe('reopened');
    expect(wayOf(3, 4, 3)).toBe('lost');
    expect(wayOf(4, 3, 3)).toBe('won');
    expect(wayOf(1, 1, 3)).toBeNull();
  });

  it('has a row for every stage, and for outcomes that somebody left', () => {
    const rows = layoutMoves(moves, true);
    expect(rows.map(({ from }) => from)).toEqual([0, 1, 2, 3]);
    expect(rows.map(({ out }) => out)).toEqual([10, 10, 6, 1]);
    expect(rows[0]!.cells.map(({ share }) => share)).toEqual([0, 0.8, 0.1, 0, 0.1]);
    expect(layoutMoves(moves, false)[0]!.cells).toHaveLength(4);
  });

  it('lists the moves made, of every place the most frequent first, and the ways that were gone', () => {
    const rows = layoutMoves(moves, true);
    expect(movesMade(rows).map(({ from, cell }) => [from, cell.to, cell.count])).toEqual([
      [0, 1, 8],
      [0, 2, 1],
      [0, 4, 1],
      [1, 2, 5],
      [1, 4, 3],
      [1, 0, 2],
      [2, 3, 4],
      [2, 4, 2],
      [3, 1, 1],
    ]);
    expect(movesMade(rows)[5]).toMatchObject({ row: 1, column: 0 });
    expect(waysOf(rows)).toEqual([
      { way: 'advanced', count: 13 },
      { way: 'won', count: 4 },
      { way: 'skipped', count: 1 },
      { way: 'returned', count: 2 },
      { way: 'lost', count: 6 },
      { way: 'reopened', count: 1 },
    ]);
    expect(
      waysOf(
        layoutMoves(
          [
            [0, 3, 0],
            [0, 0, 0],
            [0, 0, 0],
          ],
          false,
        ),
      ),
    ).toEqual([{ way: 'won', count: 3 }]);
  });

  it('is walked by the arrow keys to its edges', () => {
    expect(moveStep({ row: 0, column: 1 }, 'ArrowRight', 3, 5)).toEqual({ row: 0, column: 2 });
    expect(moveStep({ row: 0, column: 1 }, 'ArrowUp', 3, 5)).toBeNull();
    expect(moveStep({ row: 2, column: 1 }, 'End', 3, 5)).toEqual({ row: 2, column: 4 });
    expect(moveStep({ row: 2, column: 1 }, 'Tab', 3, 5)).toBeNull();
  });
});
