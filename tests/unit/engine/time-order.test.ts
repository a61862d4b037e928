import { describe, expect, it } from 'vitest';
import type { Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { timeOrder } from '../../../src/engine/time-order.ts';

describe('rows by time', () => {
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
