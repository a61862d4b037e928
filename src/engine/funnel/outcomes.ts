/** Stands for "no row". */
export const NONE = 0xffffffff;

/** What closed an attempt before its time. */
export const Closed = { no: 0, exclusion: 1, lost: 2, foreign: 3 } as const;

/**
 * Counted attempts as columns, one entry each: which unit, how deep, by which rows. Everything an answer says is derived from
 * these. `rows[i * steps + k]` is the row that filled step k (any order: the kth in time), NONE where a step up to the depth was skipped.
 * Beyond the depth they mean nothing.
 */
export class Outcomes {
  readonly steps: number;
  count = 0;
  unit: Uint32Array;
  /** Deepest step reached, 0-based. */
  depth: Uint16Array;
  /** One of `Closed`. */
  closed: Uint8Array;
  /** Row that closed it; means nothing where nothing did. */
  closedBy: Uint32Array;
  /** Row from which windows and times run, and its time. */
  start: Uint32Array;
  startTime: Float64Array;
  /** The unit's first entry of all. */
  firstTouch: Uint32Array;
  rows: Uint32Array;

  constructor(steps: number, capacity: number) {
    this.steps = steps;
    this.unit = new Uint32Array(capacity);
    this.depth = new Uint16Array(capacity);
    this.closed = new Uint8Array(capacity);
    this.closedBy = new Uint32Array(capacity);
    this.start = new Uint32Array(capacity);
    this.startTime = new Float64Array(capacity);
    this.firstTouch = new Uint32Array(capacity);
    this.rows = new Uint32Array(capacity * steps);
  }

  /** Returns the index of a fresh entry, whose rows the caller writes. */
  add(unit: number, depth: number, start: number, startTime: number, firstTouch: number): number {
    this.reserve(this.count + 1);
    const i = this.count++;
    this.unit[i] = unit;
    this.depth[i] = depth;
    this.start[i] = start;
    this.startTime[i] = startTime;
    this.firstTouch[i] = firstTouch;
    this.closed[i] = Closed.no;
    return i;
  }

  /** Copies entry `i` of `from`, which has the same steps. */
  copy(from: Outcomes, i: number): void {
    const { steps } = this;
    const at = this.add(
      from.unit[i]!,
      from.depth[i]!,
      from.start[i]!,
      from.startTime[i]!,
      from.firstTouch[i]!,
    );
    this.closed[at] = from.closed[i]!;
    this.closedBy[at] = from.closedBy[i]!;
    for (let k = 0; k <= from.depth[i]!; k++) this.rows[at * steps + k] = from.rows[i * steps + k]!;
  }

  /** Makes room for `needed` entries in all; arrays taken before are stale afterwards. New entries are open (`Closed.no`). */
  reserve(needed: number): void {
    if (needed <= this.unit.length) return;
    const capacity = Math.max(64, needed, this.unit.length * 2);
    this.unit = extended(this.unit, new Uint32Array(capacity));
    this.depth = extended(this.depth, new Uint16Array(capacity));
    this.closed = extended(this.closed, new Uint8Array(capacity));
    this.closedBy = extended(this.closedBy, new Uint32Array(capacity));
    this.start = extended(this.start, new Uint32Array(capacity));
    this.startTime = extended(this.startTime, new Float64Array(capacity));
    this.firstTouch = extended(this.firstTouch, new Uint32Array(capacity));
    this.rows = extended(this.rows, new Uint32Array(capacity * this.steps));
  }
}

function extended<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
