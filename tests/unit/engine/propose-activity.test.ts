import { describe, expect, it } from 'vitest';
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
  it('is of what people come back for, not of what they do most at once', () => {
    expect(proposeLifecycle(log(30))?.event.events).toEqual(['order']);
    expect(proposeStickiness(log(30))?.event.events).toEqual(['order']);
  });

  it('is of anything where nothing is done again on another day, and cohorts are of who has gone on', () => {
    const once = tableOf([
      { person: 'p', event: 'a', at: Date.UTC(2024, 0, 1) },
      { person: 'p', event: 'b', at: Date.UTC(2024, 0, 2) },
      { person: 'p', event: 'c', at: Date.UTC(2024, 0, 2, 1) },
      { person: 'q', event: 'a', at: Date.UTC(2024, 0, 3) },
      { person: 'q', event: 'b', at: Date.UTC(2024, 0, 5) },
    ]);
    expect(proposeLifecycle(once)?.event.events).toEqual([]);
    expect(proposeStickiness(once)?.event.events).toEqual([]);
    expect(proposeRetention(once)).toMatchObject({
      start: { events: ['a'] },
      return: { events: ['b'] },
      rule: 'on-or-before',
    });
    expect(proposeRetention(log(30))).toMatchObject({
      start: { events: ['order'] },
      return: { events: ['order'] },
      rule: 'on',
    });
  });

  it.each([
    [10, 'day', null],
    [60, 'week', 'week'],
    [400, 'month', 'month'],
    [2000, 'quarter', 'month'],
  ])('asks of %i days by %s, and of days within %s', (days, unit, within) => {
    expect(proposeLifecycle(log(days))?.period).toEqual({ unit, n: 1 });
    expect(proposeStickiness(log(days))?.within).toBe(within);
  });

  it('is none where everybody is there once only', () => {
    const alone = tableOf([
      { person: 'p', event: 'a', at: Date.UTC(2024, 0, 1) },
      { person: 'q', event: 'b', at: Date.UTC(2024, 0, 3) },
    ]);
    expect([proposeLifecycle(alone), proposeStickiness(alone), proposeRetention(alone)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('is none without dated events', () => {
    const undated = tableOf([{ person: 'p', event: 'a', at: null }]);
    expect([proposeLifecycle(undated), proposeStickiness(undated)]).toEqual([null, null]);
  });
});
