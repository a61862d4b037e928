import { wayOf, type Way } from '../../engine/stages/ways.ts';

const WAYS = ['advanced', 'won', 'skipped', 'returned', 'lost', 'reopened'] as const satisfies readonly Way[];

/** A cell: how many went from one place to another. */
export interface MoveCell {
  readonly to: number;
  readonly count: number;
  /** null: staying is no move. */
  readonly way: Way | null;
  /** Of those who left the place; NaN when nobody did. */
  readonly share: number;
}

export interface MoveRow {
  readonly from: number;
  /** Everybody who left. */
  readonly out: number;
  readonly cells: readonly MoveCell[];
}

/** Rows of the places that somebody left, or may; `moves[from][to]`, won and lost last. `lost` false: there is no such outcome. */
export function layoutMoves(moves: readonly (readonly number[])[], lost: boolean): readonly MoveRow[] {
  const won = moves.length - 2;
  const places = lost ? moves.length : moves.length - 1;
  return moves.slice(0, places).flatMap((row, from): MoveRow[] => {
    const out = row.reduce((sum, n) => sum + n, 0);
    if (from >= won && out === 0) return [];
    return [
      {
        from,
        out,
        cells: row.slice(0, places).map((count, to) => ({
          to,
          count,
          way: wayOf(from, to, won),
          share: count / out,
        })),
      },
    ];
  });
}

/** How many moved in each way that somebody went. */
export function waysOf(rows: readonly MoveRow[]): readonly { readonly way: Way; readonly count: number }[] {
  const cells = rows.flatMap((row) => row.cells);
  return WAYS.map((way) => ({
    way,
    count: cells.reduce((sum, cell) => sum + (cell.way === way ? cell.count : 0), 0),
  })).filter(({ count }) => count > 0);
}

/** The moves that somebody made, by place left, the most frequent of each first; `row` and `column` are the cell's. */
export function movesMade(rows: readonly MoveRow[]): readonly {
  readonly row: number;
  readonly column: number;
  readonly from: number;
  readonly cell: MoveCell;
}[] {
  return rows.flatMap(({ from, cells }, row) =>
    cells
      .map((cell, column) => ({ row, column, from, cell }))
      .filter(({ cell }) => cell.way !== null && cell.count > 0)
      .toSorted((a, b) => b.cell.count - a.cell.count),
  );
}

/** Where a key leads in the table, or null. */
export function moveStep(
  { row, column }: { readonly row: number; readonly column: number },
  key: string,
  rows: number,
  columns: number,
): { readonly row: number; readonly column: number } | null {
  const to = {
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  }[key];
  if (to === undefined || to.row < 0 || to.column < 0 || to.row >= rows || to.column >= columns) return null;
  return to;
}
