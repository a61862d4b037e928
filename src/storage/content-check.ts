import type { DictionaryRow, RunRow, SegmentRow } from './records.ts';
import { isLive } from './run-rows.ts';
import { propertyColumn } from './segments.ts';
import type { TableName } from './types.ts';

/**
 * Looks at the records of a workspace as they go by, `runs` first, and says at the end what doesn't fit together:
 * columns with too few or too many rows, pieces out of order, dictionaries with holes.
 */
export class ContentCheck {
  private readonly runs = new Map<string, RunRow>();
  private readonly rows = new Map<string, { rows: number; pieces: number }>();
  private readonly sizes = new Map<string, number>();
  private fault: string | null = null;

  /** Takes note of a record. */
  add(table: string, record: unknown): void {
    if (table === 'runs') this.runs.set((record as RunRow).id, record as RunRow);
    else if (table === 'dictionaries') this.addTexts(record as DictionaryRow);
    else if (table === 'segments') this.addPiece(record as SegmentRow);
    else if (table === 'rejects' && !this.runs.has((record as { run: string }).run))
      this.fault ??= 'rejects without run';
  }

  /** Returns what is wrong, null when everything fits. */
  result(): string | null {
    if (this.fault !== null) return this.fault;
    for (const run of this.runs.values()) {
      if (!isLive(run)) continue;
      for (const [table, column, rows] of expectedColumns(run)) {
        const key = keyOf(run.id, table, column);
        if ((this.rows.get(key)?.rows ?? 0) !== rows) return `${table}.${column} of run ${run.seq}`;
        this.rows.delete(key);
      }
      for (const { dictionary, from, count } of run.added) {
        if ((this.sizes.get(dictionary) ?? 0) < from + count) return `dictionary ${dictionary}`;
      }
    }
    const [extra] = this.rows.keys();
    return extra === undefined ? null : `unexpected column ${extra}`;
  }

  private addTexts({ dictionary, from, run, count }: DictionaryRow): void {
    const size = this.sizes.get(dictionary) ?? 0;
    if (from !== size || !this.runs.has(run)) this.fault ??= `dictionary ${dictionary} at ${from}`;
    this.sizes.set(dictionary, size + count);
  }

  private addPiece({ run, table, column, index, data }: SegmentRow): void {
    const key = keyOf(run, table, column);
    const known = this.rows.get(key) ?? { rows: 0, pieces: 0 };
    if (index !== known.pieces) this.fault ??= `piece ${index} of ${key}`;
    this.rows.set(key, { rows: known.rows + data.length, pieces: known.pieces + 1 });
  }
}

function keyOf(run: string, table: TableName, column: string): string {
  return JSON.stringify([run, table, column]);
}

function* expectedColumns(run: RunRow): Generator<[TableName, string, number]> {
  const core = ['person', 'time', ...(run.dayOnly ? ['dayOnly'] : []), 'name', 'line'];
  for (const column of core) yield ['events', column, run.eventRows];
  for (const { name } of run.eventColumns) yield ['events', propertyColumn(name), run.eventRows];
  for (const column of ['person', 'line']) yield ['people', column, run.peopleRows];
  for (const { name } of run.peopleColumns) yield ['people', propertyColumn(name), run.peopleRows];
}
