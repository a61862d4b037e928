import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { proposeLifecycle, proposeStickiness } from '../../../src/engine/activity/propose.ts';
import { proposeRetention } from '../../../src/engine/retention/propose.ts';
import { tableOf } from '../../tools/vectors-table.ts';

/** Everybody views often on one day; orders come again days later. */
const log = (days: number) =>
  tableOf(
    ['p', 'q'].flatMap((person) => [
      ...Array.from({ length: 20 }, (_, i) => ({ person, event: 'view', at: Date.UTC(2024, 0, 1, 9, i) })),
      { person, event: 'order', at: Date.UTC(2024, 0, 1, 12) },
      { person, event: 'order', at: Date.UTC(2024, 0, 1 + days, 12) },
    ]),
  );

describe('a first question of activity', () => {
  it('is of what people come back for, not of what they do most at once', async () => {
    expect((await proposeLifecycle(log(30), uncontrolled))?.event.events).toEqual(['order']);
    expect((await proposeStickiness(log(30), uncontrolled))?.event.events).toEqual(['order']);
  });

  it('is of anything where nothing is done again on another day, and cohorts are of who has gone on', async () => {
    const once = tableOf([
      { person: 'p', event: 'a', at: Date.UTC(2024, 0, 1) },
      { person: 'p', event: 'b', at: Date.UTC(2024, 0, 2) },
      { person: 'p', event: 'c', at: Date.UTC(2024, 0, 2, 1) },
      { person: 'q', event: 'a', at: Date.UTC(2024, 0, 3) },
      { person: 'q', event: 'b', at: Date.UTC(2024, 0, 5) },
    ]);
    expect((await proposeLifecycle(once, uncontrolled))?.event.events).toEqual([]);
    expect((await proposeStickiness(once, uncontrolled))?.event.events).toEqual([]);
    expect(await proposeRetention(once, uncontrolled)).toMatchObject({
      start: { events: ['a'] },
      return: { events: ['b'] },
      rule: 'on-or-before',
    });
    expect(await proposeRetention(log(30), uncontrolled)).toMatchObject({
      start: { events: ['order'] },
      return: { events: ['order'] },
      rule: 'on',
    });
  });

  it('goes by those who go on, however many begin with something else', async () => {
    const few = tableOf([
      ...['p', 'q', 'r'].map((person) => ({ person, event: 'a', at: Date.UTC(2024, 0, 1) })),
      { person: 's', event: 'b', at: Date.UTC(2024, 0, 1) },
      { person: 's', event: 'c', at: Date.UTC(2024, 0, 6) },
      { person: 't', event: 'b', at: Date.UTC(2024, 0, 1) },
      { person: 't', event: 'c', at: Date.UTC(2024, 0, 10) },
      { person: 't', event: 'c', at: Date.UTC(2024, 0, 10, 1) },
      { person: 't', event: 'd', at: null },
    ]);
    expect((await proposeLifecycle(few, uncontrolled))?.event.events).toEqual([]);
    expect((await proposeStickiness(few, uncontrolled))?.event.events).toEqual([]);
    expect(await proposeRetention(few, uncontrolled)).toMatchObject({
      start: { events: ['b'] },
      return: { events: ['c'] },
    });
  });

  it.each([
    [10, 'day', null],
    [60, 'week', 'week'],
    [400, 'month', 'month'],
    [2000, 'quarter', 'month'],
  ])('asks of %i days by %s, and of days within %s', async (days, unit, within) => {
    expect((await proposeLifecycle(log(days), uncontrolled))?.period).toEqual({ unit, n: 1 });
    expect((await proposeStickiness(log(days), uncontrolled))?.within).toBe(within);
  });

  it('is none where everybody is there once only', async () => {
    const alone = tableOf([
      { person: 'p', event: 'a', at: Date.UTC(2024, 0, 1) },
      { person: 'q', event: 'b', at: Date.UTC(2024, 0, 3) },
    ]);
    expect(await proposeLifecycle(alone, uncontrolled)).toBeNull();
    expect(await proposeStickiness(alone, uncontrolled)).toBeNull();
    expect(await proposeRetention(alone, uncontrolled)).toBeNull();
  });

  it('is none without dated events', async () => {
    const undated = tableOf([{ person: 'p', event: 'a', at: null }]);
    expect(await proposeLifecycle(undated, uncontrolled)).toBeNull();
    expect(await proposeStickiness(undated, uncontrolled)).toBeNull();
    expect(await proposeRetention(undated, uncontrolled)).toBeNull();
  });
});
