import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { orderAscending, orderDescending } from '../../../src/engine/statistics/order.ts';

const numbers = fc.array(
  fc.oneof(
    fc.constantFrom(0, -0, -1, 1, NaN, Infinity, -Infinity, 1_735_689_600_000),
    fc.integer({ min: -2e12, max: 2e12 }),
    fc.double({ noNaN: true }),
  ),
  { maxLength: 60 },
);

/** Positions as a plain sort puts them: equal ones in their order, missing ones last. */
function plainly(list: readonly number[], direction: 1 | -1): number[] {
  const entries = list.map((value, at) => ({ value, at }));
  const missing = entries.filter(({ value }) => Number.isNaN(value));
  const known = entries
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => (a.value === b.value ? a.at - b.at : direction * (a.value < b.value ? -1 : 1)));
  return [...known, ...missing].map(({ at }) => at);
}

describe('positions of numbers', () => {
  it('stand as a plain sort puts them, up or down: equal ones in their order, missing ones last', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (list) => {
        const values = Float64Array.from(list);
        expect([...(await orderAscending(values, uncontrolled))]).toEqual(plainly(list, 1));
        expect([...(await orderDescending(values, uncontrolled))]).toEqual(plainly(list, -1));
        expect([...values]).toEqual(list);
      }),
      { numRuns: 3000 },
    );
  });

  it('stand so beyond one stretch of work', async () => {
    const values = Float64Array.from({ length: 150_000 }, (_, i) => (i * 7919) % 1009);
    const order = await orderAscending(values, uncontrolled);
    expect(
      order.every(
        (at, i) =>
          i === 0 ||
          values[order[i - 1]!]! < values[at]! ||
          (values[order[i - 1]!] === values[at] && order[i - 1]! < at),
      ),
    ).toBe(true);
  });
});
