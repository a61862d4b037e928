/** Groups up to this size are sorted by insertion, larger ones by merging. */
const INSERTION = 24;

/**
 * Returns the order that sorts events by person, then time (NaN last), then position: entry i is the source
 * row that belongs at place i. Returns null when the rows are in that order already.
 * Linear in the rows for events whose times ascend within each person; n log n within a person otherwise.
 */
export function eventOrder(person: Uint32Array, time: Float64Array, count: number): Uint32Array | null {
  if (isSorted(person, time, count)) return null;
  let people = 0;
  for (let i = 0; i < count; i++) people = Math.max(people, (person[i] ?? 0) + 1);
  const ends = new Uint32Array(people + 1);
  for (let i = 0; i < count; i++) ends[(person[i] ?? 0) + 1]! += 1;
  for (let p = 0; p < people; p++) ends[p + 1]! += ends[p]!;
  const order = new Uint32Array(count);
  // Filling moves each start to its group's end, which is the next group's start.
  for (let i = 0; i < count; i++) order[ends[person[i]!]!++] = i;
  const sorter = new TimeSorter();
  let start = 0;
  for (let p = 0; p < people; p++) {
    const end = ends[p]!;
    if (end - start > 1) sorter.sort(order, start, end, time);
    start = end;
  }
  return order;
}

function isSorted(person: Uint32Array, time: Float64Array, count: number): boolean {
  for (let i = 1; i < count; i++) {
    const before = person[i - 1]!;
    const own = person[i]!;
    if (own < before || (own === before && later(time[i - 1]!, time[i]!))) return false;
  }
  return true;
}

/** Whether a stands after b; NaN stands after every time. */
function later(a: number, b: number): boolean {
  return a > b || (Number.isNaN(a) && !Number.isNaN(b));
}

/** Sorts slices of an order by time, stable, with buffers kept between calls. */
class TimeSorter {
  private keys = new Float64Array(256);
  private keysAside = new Float64Array(256);
  private rows = new Uint32Array(256);
  private rowsAside = new Uint32Array(256);

  sort(order: Uint32Array, start: number, end: number, time: Float64Array): void {
    let ascending = true;
    for (let i = start + 1; i < end && ascending; i++)
      ascending = !later(time[order[i - 1]!]!, time[order[i]!]!);
    if (ascending) return;
    const n = end - start;
    if (n > this.keys.length) this.grow(n);
    const { keys, rows } = this;
    for (let i = 0; i < n; i++) {
      const row = order[start + i]!;
      const t = time[row]!;
      rows[i] = row;
      keys[i] = Number.isNaN(t) ? Infinity : t;
    }
    for (let from = 0; from < n; from += INSERTION)
      insertionSort(keys, rows, from, Math.min(n, from + INSERTION));
    order.set(this.merge(n).subarray(0, n), start);
  }

  private merge(n: number): Uint32Array {
    let { keys, rows, keysAside, rowsAside } = this;
    for (let width = INSERTION; width < n; width *= 2) {
      for (let low = 0; low < n; low += 2 * width) {
        const middle = Math.min(n, low + width);
        const high = Math.min(n, low + 2 * width);
        let a = low;
        let b = middle;
        for (let out = low; out < high; out++) {
          const from = b >= high || (a < middle && keys[a]! <= keys[b]!) ? a++ : b++;
          keysAside[out] = keys[from]!;
          rowsAside[out] = rows[from]!;
        }
      }
      [keys, keysAside] = [keysAside, keys];
      [rows, rowsAside] = [rowsAside, rows];
    }
    return rows;
  }

  private grow(n: number): void {
    const size = Math.max(n, this.keys.length * 2);
    this.keys = new Float64Array(size);
    this.keysAside = new Float64Array(size);
    this.rows = new Uint32Array(size);
    this.rowsAside = new Uint32Array(size);
  }
}

function insertionSort(keys: Float64Array, rows: Uint32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const key = keys[i]!;
    const row = rows[i]!;
    let j = i - 1;
    for (; j >= from && keys[j]! > key; j--) {
      keys[j + 1] = keys[j]!;
      rows[j + 1] = rows[j]!;
    }
    keys[j + 1] = key;
    rows[j + 1] = row;
  }
}
