import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { proveRetention } from '../../../src/engine/retention/people.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const match = (event: string) => ({ events: [event], where: everything });

describe('proofs of cohorts name the events of the timeline', () => {
  it('R3 by their place, where several are of one instant', async () => {
    // Made for this test: a look, an order and a mail of one second, and an order a day later.
    const at = '2024-01-10T09:00:00Z';
    const table = tableOf([
      { person: 'p', event: 'look', at },
      { person: 'p', event: 'order', at },
      { person: 'p', event: 'mail', at },
      { person: 'p', event: 'order', at: '2024-01-11T09:00:00Z' },
    ]);
    const [proof] = await proveRetention(table, defaultRetention(match('order')), 0, uncontrolled);
    const name = ({ own }: { own: number | null }): string => table.names.text(table.name[own!]!);
    expect([proof!.start.own, name(proof!.start)]).toEqual([1, 'order']);
    expect(proof!.columns[0]!.returns.map(({ own }) => own)).toEqual([3]);
  });

  it('by the place among the person’s own events, where a value is counted; those of others have none', async () => {
    // Made for this test: the deal d begins with p, whose second event it is, and is taken up by q.
    const table = tableOf([
      { person: 'p', event: 'order', at: '2024-01-05', props: { deal: 'e' } },
      { person: 'p', event: 'order', at: '2024-01-10', props: { deal: 'd' } },
      { person: 'q', event: 'order', at: '2024-01-20', props: { deal: 'd' } },
      { person: 'p', event: 'order', at: '2024-02-10', props: { deal: 'd' } },
    ]);
    const question = {
      ...defaultRetention(match('order')),
      unit: { by: 'property', property: 'deal' },
    } as const;
    const proofs = await proveRetention(table, question, 0, uncontrolled);
    const proof = proofs.find(({ held }) => held === 'd')!;
    expect(proof.start).toMatchObject({ event: 0, own: 1 });
    expect(proof.columns.map(({ returns }) => returns.map(({ event, own }) => [event, own]))).toEqual([
      [[1, null]],
      [[2, 2]],
    ]);
  });
});
