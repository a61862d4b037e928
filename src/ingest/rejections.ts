import type { RejectedRow, Rejections, RejectReason } from './types.ts';

/** Counts refused rows and keeps the first of them as they stood. */
export class RejectionLog {
  private readonly kept: number;
  private readonly rows: RejectedRow[] = [];
  private readonly groups = new Map<
    string,
    { file: number; column: string; reason: RejectReason; count: number }
  >();
  private total = 0;
  private readonly byFile: number[] = [];

  /** `kept`: how many rows are kept in detail. */
  constructor(kept: number) {
    this.kept = kept;
  }

  /** Notes a refused row. `otherLine`: line of the row it repeats, else 0. */
  add(
    file: number,
    line: number,
    column: string,
    value: string,
    reason: RejectReason,
    cells: readonly string[],
    otherLine = 0,
  ): void {
    this.total++;
    this.byFile[file] = (this.byFile[file] ?? 0) + 1;
    const key = `${file}\u001f${reason}\u001f${column}`;
    const group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, { file, column, reason, count: 1 });
    else group.count++;
    if (this.rows.length < this.kept)
      this.rows.push({ file, line, column, value, reason, otherLine, cells: [...cells] });
  }

  /** Number of refused rows of one source. */
  of(file: number): number {
    return this.byFile[file] ?? 0;
  }

  /** Returns everything noted, groups by falling count. */
  result(): Rejections {
    return {
      total: this.total,
      groups: [...this.groups.values()].sort((a, b) => b.count - a.count),
      rows: this.rows,
    };
  }
}
