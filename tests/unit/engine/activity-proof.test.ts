import { describe, expect, it } from 'vitest';
import { proveLifecycle } from '../../../src/engine/lifecycle/answer.ts';
import { proveStickiness } from '../../../src/engine/stickiness/answer.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import { defaultStickiness } from '../../../src/questions/stickiness.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const order = { events: ['order'], where: everything };
const deal = { by: 'property', property: 'deal' } as const;

// Made for this test: a look and an order of one second, an order known by its day, and an order of q for the same deal.
const at = '2024-01-10T09:00:00Z';
const table = tableOf([
  { person: 'p', event: 'look', at, props: { deal: 'd' } },
  { person: 'p', event: 'order', at, props: { deal: 'd' } },
  { person: 'p', event: 'order', at: '2024-01-12', props: { deal: 'e' } },
  { person: 'q', event: 'order', at: '2024-01-11T09:00:00Z', props: { deal: 'd' } },
]);

describe('proofs of life cycles and stickiness name the events of the timeline', () => {
  it('L1 by their place, with whether only the day is known', async () => {
    const [proof] = await proveLifecycle(table, defaultLifecycle(order), 0);
    expect(proof!.periods[0]!.events.map(({ own, dayOnly }) => [own, dayOnly])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('L1 K1 by the place among the person’s own, where a value is counted; those of others have none', async () => {
    const life = await proveLifecycle(table, { ...defaultLifecycle(order), unit: deal }, 0);
    expect(life.find(({ held }) => held === 'd')!.periods[0]!.events.map(({ own }) => own)).toEqual([
      1,
      null,
    ]);
    const days = await proveStickiness(table, { ...defaultStickiness(order), unit: deal }, 0);
    const [period] = days.find(({ held }) => held === 'd')!.periods;
    expect(period!.with.flatMap(({ events }) => events.map(({ own }) => own))).toEqual([1, null]);
  });
});
