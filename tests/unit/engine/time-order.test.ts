import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { timeOrder } from '../../../src/engine/time-order.ts';

const times = fc.array(
  fc.oneof(
    fc.constantFrom(0, -1, 1, NaN, 1_735_689_600_000),
    fc.integer({ min: -2e12, max: 2e12 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
  { maxLength: 60 },
);

describe('rows by time', () => {
  it('stand as a plain sort puts them: of one instant in their order, undated last', async () => {
    await fc.assert(
      fc.asyncProperty(times, async (list) => {
        const rows = list
          .map((time, row) => ({ time: Number.isNaN(time) ? Infinity : time, row }))
          // 0 and −0 are one instant and different bits.
          .filter(({ time }) => !Object.is(time, -0))
          .sort((a, b) => (a.time === b.time ? a.row - b.row : a.time - b.time))
          .map(({ row }) => row);
        const order = await timeOrder({ time: Float64Array.from(list) });
        expect([...order].filter((row) => !Object.is(list[row], -0))).toEqual(rows);
      }),
      { numRuns: 2000 },
    );
  });

  it('are sorted once', async () => {
    const table = { time: Float64Array.of(2, 1) };
    expect(await timeOrder(table)).toBe(await timeOrder(table));
  });

  it('can be stopped, and are sorted when asked again', async () => {
    const cancelled: Control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
    const table = { time: Float64Array.of(2, 1) };
    await expect(timeOrder(table, cancelled)).rejects.toMatchObject({ appError: { code: 'cancelled' } });
    expect([...(await timeOrder(table))]).toEqual([1, 0]);
  });
});
