/** Stands for "no row". */
export const NONE = 0xffffffff;

/** What closed an attempt before its time. */
export const Closed = { no: 0, exclusion: 1, lost: 2, foreign: 3 } as const;

/**
 * Counted attempts as columns, one entry each: which unit, how deep, by which rows. Everything an answer says is
 * derived from these; `rows[i * steps + k]` is the row that filled step k (any order: the kth in time), or NONE.
 */
export class Outcomes {
  readonly steps: number;
  count = 0;
  unit: Uint32Array;
  /** Deepest step reached, 0-based. */
  depth: Uint16Array;
  /** One of `Closed`. */
  closed: Uint8Array;
  /** Row that closed it, or NONE. */
  closedBy: Uint32Array;
  /** Row from which windows and times run. */
  start: Uint32Array;
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
    this.firstTouch = new Uint32Array(capacity);
    this.rows = new Uint32Array(capacity * steps);
  }

  /** Returns the index of a fresh entry; its rows are NONE. */
  add(unit: number, depth: number, start: number, firstTouch: number): number {
    if (this.count === this.unit.length) this.grow();
    const i = this.count++;
    this.unit[i] = unit;
    this.depth[i] = depth;
    this.start[i] = start;
    this.firstTouch[i] = firstTouch;
    this.closed[i] = Closed.no;
    this.closedBy[i] = NONE;
    this.rows.fill(NONE, i * this.steps, (i + 1) * this.steps);
    return i;
  }

  private grow(): void {
    const capacity = Math.max(64, this.unit.length * 2);
    this.unit = extended(this.unit, new Uint32Array(capacity));
    this.depth = extended(this.depth, new Uint16Array(capacity));
    this.closed = extended(this.closed, new Uint8Array(capacity));
    this.closedBy = extended(this.closedBy, new Uint32Array(capacity));
    this.start = extended(this.start, new Uint32Array(capacity));
    this.firstTouch = extended(this.firstTouch, new Uint32Array(capacity));
    this.rows = extended(this.rows, new Uint32Array(capacity * this.steps));
  }
}

function extended<T extends Uint8Array | Uint16Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
