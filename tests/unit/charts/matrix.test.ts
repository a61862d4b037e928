import { describe, expect, it } from 'vitest';
import { layoutMoves, moveStep } from '../../../src/charts/matrix/layout.ts';
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

  it('is walked by the arrow keys to its edges', () => {
    expect(moveStep({ row: 0, column: 1 }, 'ArrowRight', 3, 5)).toEqual({ row: 0, column: 2 });
    expect(moveStep({ row: 0, column: 1 }, 'ArrowUp', 3, 5)).toBeNull();
    expect(moveStep({ row: 2, column: 1 }, 'End', 3, 5)).toEqual({ row: 2, column: 4 });
    expect(moveStep({ row: 2, column: 1 }, 'Tab', 3, 5)).toBeNull();
  });
});
