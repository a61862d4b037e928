/** Returns a number of each item. A plain loop: `Float64Array.from` takes several times as long. */
export function numbersOf<T>(items: ArrayLike<T>, of: (item: T, i: number) => number): Float64Array {
  const numbers = new Float64Array(items.length);
  for (let i = 0; i < items.length; i++) numbers[i] = of(items[i]!, i);
  return numbers;
}

/** Returns all positions below `count`, ascending. */
export function everyPosition(count: number): Uint32Array {
  const all = new Uint32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}

/** Returns the positions below `count` that are chosen, ascending. */
export function positions(count: number, chosen: (i: number) => boolean): Uint32Array {
  const found = new Uint32Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) if (chosen(i)) found[n++] = i;
  return found.slice(0, n);
}

/** Returns the positions at which a column holds `wanted`, ascending. Several times as fast as asking a function made for one question. */
export function positionsOf(column: Uint8Array, wanted: number): Uint32Array {
  const found = new Uint32Array(column.length);
  let n = 0;
  for (let i = 0; i < column.length; i++) if (column[i] === wanted) found[n++] = i;
  return found.slice(0, n);
}

/** Returns the numbers at some positions; NaN beyond the end. */
export function numbersAt(values: Float64Array, at: Uint32Array): Float64Array {
  const found = new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) found[i] = values[at[i]!]!;
  return found;
}

/** Returns the codes, rows or other positions at some positions. */
export function codesAt(codes: Uint32Array, at: Uint32Array): Uint32Array {
  const found = new Uint32Array(at.length);
  for (let i = 0; i < at.length; i++) found[i] = codes[at[i]!]!;
  return found;
}

/** Returns how many of some ascending values are greater than `limit`. */
export function countAbove(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}

/** Returns the sum of some numbers, 0 of none. A plain loop: `reduce` takes several times as long. */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
