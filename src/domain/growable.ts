/** A list of 32-bit unsigned integers that grows; entries never written are 0. */
export class Uint32List {
  data: Uint32Array;

  constructor(capacity = 1024) {
    this.data = new Uint32Array(capacity);
  }

  /** Writes entry `index`, growing as needed. */
  set(index: number, value: number): void {
    if (index >= this.data.length) this.reserve(index + 1);
    this.data[index] = value;
  }

  /** Makes room for `length` entries at least. */
  reserve(length: number): void {
    if (length <= this.data.length) return;
    const larger = new Uint32Array(Math.max(length, this.data.length * 2));
    larger.set(this.data);
    this.data = larger;
  }
}

/** A list of doubles that grows; entries never written are NaN. */
export class Float64List {
  data: Float64Array;

  constructor(capacity = 1024) {
    this.data = new Float64Array(capacity).fill(NaN);
  }

  /** Writes entry `index`, growing as needed. */
  set(index: number, value: number): void {
    if (index >= this.data.length) this.reserve(index + 1);
    this.data[index] = value;
  }

  /** Makes room for `length` entries at least. */
  reserve(length: number): void {
    if (length <= this.data.length) return;
    const old = this.data.length;
    const larger = new Float64Array(Math.max(length, old * 2));
    larger.set(this.data);
    larger.fill(NaN, old);
    this.data = larger;
  }
}
