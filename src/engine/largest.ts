import type { Control } from '../base/control.ts';

/** Members between two looks at the clock, less one. */
export const STRIDE = 0xffff;

/** The value of every member as a code, and how many have each code. */
export interface Coded {
  readonly codes: Uint32Array;
  /** By code; may be longer than the largest one. */
  readonly sizes: Uint32Array;
}

/**
 * Returns the codes of `count` members and their sizes. Codes have to be dense, as those of a dictionary; 0 is missing. Pauses
 * through `control`, saying that `done` is done.
 */
export async function countCodes(
  count: number,
  code: (member: number) => number,
  control: Control,
  done: number,
): Promise<Coded> {
  const codes = new Uint32Array(count);
  let sizes = new Uint32Array(256);
  for (let i = 0; i < count; i++) {
    if ((i & STRIDE) === 0 && control.due()) await control.pause(done);
    const own = code(i);
    if (own >= sizes.length) {
      const wider = new Uint32Array(Math.max(own + 1, 2 * sizes.length));
      wider.set(sizes);
      sizes = wider;
    }
    codes[i] = own;
    sizes[own]!++;
  }
  return { codes, sizes };
}

/** The largest of some codes, largest first, and how many codes have members. */
export interface Largest {
  readonly largest: readonly number[];
  readonly count: number;
}

/**
 * Returns the `top` codes with most members, equal ones by their text. Texts are compared at the border of the largest only: there
 * may be a million values. Pauses through `control`, saying that `done` is done.
 */
export async function largestOf(
  sizes: Uint32Array,
  text: (code: number) => string | null,
  top: number,
  control: Control,
  done: number,
): Promise<Largest> {
  const label = (code: number): string => text(code) ?? '';
  const before = (a: number, b: number): boolean =>
    sizes[a] === sizes[b] ? label(a) < label(b) : sizes[a]! > sizes[b]!;
  const largest: number[] = [];
  let count = 0;
  for (let code = 0; code < sizes.length; code++) {
    if ((code & STRIDE) === 0 && control.due()) await control.pause(done);
    if (sizes[code] === 0) continue;
    count++;
    let at = largest.length;
    while (at > 0 && before(code, largest[at - 1]!)) at--;
    if (at >= top) continue;
    largest.splice(at, 0, code);
    if (largest.length > top) largest.pop();
  }
  return { largest, count };
}
