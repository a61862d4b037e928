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

const DAY = 24;

/** Two people look twice in ten minutes, and do so again and again. `every`, `hours`: hours between, and in all. */
const coming = (every: number, hours: number) =>
  tableOf(
    ['p', 'q'].flatMap((person) =>
      Array.from({ length: Math.floor(hours / every) + 1 }, (_, i) => i * every).flatMap((hour) =>
        [0, 10].map((minute) => ({ person, event: 'view', at: Date.UTC(2024, 0, 1, hour, minute) })),
      ),
    ),
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
    ['hours', 1, 36, 'hour', 'hour', null],
    ['days', DAY, 30 * DAY, 'day', 'day', 'week'],
    ['days, too many to be read', DAY, 100 * DAY, 'week', 'day', 'week'],
    ['days, too many weeks as well', DAY, 400 * DAY, 'month', 'day', 'month'],
    ['days, too many months as well', DAY, 2000 * DAY, 'quarter', 'day', 'month'],
    ['weeks', 7 * DAY, 30 * DAY, 'week', 'day', null],
    ['weeks, too many to be read', 7 * DAY, 400 * DAY, 'month', 'day', 'month'],
    ['weeks, too few to be read', 7 * DAY, 22 * DAY, 'day', 'day', null],
    ['months', 30 * DAY, 200 * DAY, 'month', 'week', null],
    ['months, too many to be read', 30 * DAY, 2000 * DAY, 'quarter', 'week', 'quarter'],
    ['months, too few to be read', 30 * DAY, 90 * DAY, 'week', 'week', null],
    ['quarters', 92 * DAY, 500 * DAY, 'quarter', 'month', null],
    ['quarters of many years', 92 * DAY, 2000 * DAY, 'quarter', 'month', 'year'],
    ['years', 365 * DAY, 1500 * DAY, 'year', 'quarter', null],
  ])('follows the rhythm in which people come back: %s', async (_, every, hours, unit, each, within) => {
    const table = coming(every, hours);
    expect((await proposeRetention(table, uncontrolled))?.period).toEqual({ unit, n: 1 });
    expect((await proposeLifecycle(table, uncontrolled))?.period).toEqual({ unit, n: 1 });
    expect(await proposeStickiness(table, uncontrolled)).toMatchObject({
      each: { unit: each, n: 1 },
      within,
    });
  });

  it('follows the time until people go on, where nothing is done again', async () => {
    const on = (days: number) =>
      tableOf(
        [0, 60, 120].flatMap((day) => [
          { person: `p${day}`, event: 'a', at: Date.UTC(2024, 0, 1 + day) },
          { person: `p${day}`, event: 'b', at: Date.UTC(2024, 0, 1 + day + days) },
        ]),
      );
    expect((await proposeRetention(on(10), uncontrolled))?.period.unit).toBe('week');
    expect((await proposeRetention(on(40), uncontrolled))?.period.unit).toBe('month');
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
