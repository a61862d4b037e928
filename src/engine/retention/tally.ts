import type { RetentionAnalysis } from './analysis.ts';
import { FOUND } from './entries.ts';
import { Returns } from './returns.ts';
import type { Control } from '../../base/control.ts';

/** Sums by row and column for everyone (part 0) and each group (part g + 1); cell c of row r is `(part * rows + r) * stride + c`. */
export interface Tally {
  readonly stride: number;
  /** Starts, per row: `part * rows + r`. */
  readonly size: Uint32Array;
  /** Units with a start in a row that is shown, per part; and of them those with a return event before it. */
  readonly people: Uint32Array;
  readonly activeBefore: Uint32Array;
  /** 1 for a part of which a start stands in several rows. */
  readonly overlap: Uint8Array;
  /** Starts for which the column has begun, and is over. */
  readonly begun: Uint32Array;
  readonly over: Uint32Array;
  /** Those of the cell that returned. */
  readonly returned: Uint32Array;
  readonly revenue: Float64Array;
  /** Sum of what each of the cell had brought by the column's end. */
  readonly cumulative: Float64Array;
}

/** Returns the sums of an analysis, in one pass over the return events. */
export async function tally(
  { plan, entries, columns, cohorts, groups }: RetentionAnalysis,
  control: Control,
): Promise<Tally> {
  const { periodic, question } = plan;
  const { rule } = question;
  const summing = plan.values !== null;
  const rows = cohorts.rows.length;
  const parts = 1 + (groups?.shown.length ?? 0);
  const stride = columns.count + 1;
  const cells = parts * rows * stride;
  const size = new Uint32Array(parts * rows);
  const people = new Uint32Array(parts);
  const activeBefore = new Uint32Array(parts);
  const overlap = new Uint8Array(parts);
  const lastUnit = new Int32Array(parts).fill(-1);
  const lastStart = new Int32Array(parts).fill(-1);
  const again = question.entry === 'every' || question.cohorts.by === 'segments';
  // By the calendar all of a cohort live through a column together: how far is the same for the whole row.
  const alike = periodic && plan.rolling === null;
  // Differences along a row until the end: a stretch of columns costs two writes.
  const begun = new Int32Array(cells);
  const over = new Int32Array(cells);
  const returned = new Int32Array(cells);
  const revenue = new Float64Array(summing ? cells : 0);
  const cumulative = new Float64Array(summing ? cells : 0);
  const returns = new Returns(plan, columns, entries);

  for (let i = 0; i < entries.count; i++) {
    if ((i & 1023) === 0 && control.due()) await control.pause(FOUND + ((1 - FOUND) * i) / entries.count);
    const row = cohorts.rowOf[i]!;
    if (row < 0) continue;
    returns.follow(i);
    const limit = periodic ? columns.count : returns.over;
    for (let part = 0; ;) {
      const line = part * rows + row;
      const base = line * stride;
      size[line]!++;
      if (!again || lastUnit[part] !== entries.unit[i]!) {
        lastUnit[part] = entries.unit[i]!;
        people[part]!++;
        // Only a first start can have anything before it.
        activeBefore[part]! += entries.before[i]!;
      }
      if (lastStart[part] === entries.at[i]!) overlap[part] = 1;
      lastStart[part] = entries.at[i]!;
      if (!alike || size[line] === 1) {
        stretch(begun, base, 0, returns.begun);
        stretch(over, base, 0, returns.over);
      }
      if (rule === 'on') {
        for (let k = 0; k < returns.touchedCount; k++) {
          const column = returns.touched[k]!;
          if (column < limit && returns.enough(column)) {
            returned[base + column]!++;
            returned[base + column + 1]!--;
          }
        }
      } else {
        const first = rule === 'on-or-before' ? returns.firstEnough() : 0;
        const end =
          rule === 'on-or-after'
            ? returns.lastEnough() + 1
            : rule === 'streak'
              ? Number(returns.enough(0))
              : limit;
        stretch(returned, base, first, Math.min(limit, end));
        if (rule === 'streak') stretch(returned, base, 1, Math.min(limit, returns.streak()));
      }
      if (summing) addSums(returns, base, limit, periodic, revenue, cumulative);
      if (part > 0 || groups === null) break;
      part = 1 + groups.groupOf[i]!;
    }
  }
  if (alike) scale([begun, over], size, stride);
  for (const lines of [begun, over, returned])
    for (let base = 0; base < cells; base += stride)
      for (let column = 1; column < stride; column++) lines[base + column]! += lines[base + column - 1]!;
  if (summing && periodic)
    for (let base = 0; base < cells; base += stride)
      for (let column = 1; column < stride; column++)
        cumulative[base + column]! += cumulative[base + column - 1]!;
  return {
    stride,
    size,
    people,
    activeBefore,
    overlap,
    begun: Uint32Array.from(begun),
    over: Uint32Array.from(over),
    returned: Uint32Array.from(returned),
    revenue,
    cumulative,
  };
}

function stretch(lines: Int32Array, base: number, from: number, to: number): void {
  if (from >= to) return;
  lines[base + from]!++;
  lines[base + to]!--;
}

/** Multiplies the lines of one member by the number of their members. */
function scale(all: readonly Int32Array[], size: Uint32Array, stride: number): void {
  for (const lines of all)
    for (let line = 0; line < size.length; line++)
      for (let at = line * stride; at < (line + 1) * stride; at++) lines[at]! *= size[line]!;
}

/** Adds what one start brought: to the column, and to the sums so far from that column on (as a difference) or, where the columns end early, one by one. */
function addSums(
  returns: Returns,
  base: number,
  limit: number,
  whole: boolean,
  revenue: Float64Array,
  cumulative: Float64Array,
): void {
  for (let k = 0; k < returns.touchedCount; k++) {
    const column = returns.touched[k]!;
    if (column >= limit) continue;
    const own = returns.sumAt(column);
    revenue[base + column]! += own;
    if (whole) cumulative[base + column]! += own;
    else for (let later = column; later < limit; later++) cumulative[base + later]! += own;
  }
}
