import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import { proposeVelocity } from '../../../src/engine/velocity/propose.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { VelocityQuestion } from '../../../src/questions/velocity.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const named = (event: string) => ({ events: [event], where: everything });
const stages = defaultStages(
  [
    { ...named('New'), label: '' },
    { ...named('Offer'), label: '' },
  ],
  named('Won'),
  named('Lost'),
);
type Props = NonNullable<EventRow['props']>;
const deal = (at: string, props: EventRow['props']): EventRow[] => [
  { person: at, event: 'New', at, props: { amount: 1 } },
  { person: at, event: 'Won', at, ...(props && { props }) },
];

describe('the velocity proposed', () => {
  it('opens with every stage, and takes the number that wins have', async () => {
    const table = tableOf([...deal('2024-01-05', { close_value: 9 }), ...deal('2024-02-05', {})]);
    expect(await proposeVelocity(table, stages, uncontrolled)).toMatchObject({
      open: { events: ['New', 'Offer'] },
      won: { events: ['Won'] },
      lost: { events: ['Lost'] },
      value: { scope: 'event', name: 'close_value' },
    });
  });

  it('takes a number of people where the wins have none', async () => {
    const table = tableOf(
      deal('2024-01-05', {}).map((row) => ({ ...row, props: {} })),
      [{ id: '2024-01-05', props: { deal_amount: 9 } }],
    );
    expect((await proposeVelocity(table, stages, uncontrolled))?.value).toEqual({
      scope: 'person',
      name: 'deal_amount',
    });
  });

  it('M1 keeps currencies apart where a property names them', async () => {
    const table = tableOf(deal('2024-01-05', { amount: 9, dealCurrency: 'EUR' }));
    expect((await proposeVelocity(table, stages, uncontrolled))?.currency).toEqual({
      scope: 'event',
      name: 'dealCurrency',
    });
  });

  it('M1 takes the currency from where the amount stands, so that no two are added', async () => {
    // Two people, each with an amount of their own.
    const world = (ofEvents: Props, ofPeople: readonly Props[]): EventTable =>
      tableOf(
        ['a', 'b'].flatMap((person) =>
          ['New', 'Won'].map((event) => ({ person, event, at: '2024-01-05', props: ofEvents })),
        ),
        ['a', 'b'].map((id, k) => ({ id, props: { deal_amount: 9, ...ofPeople[k] } })),
      );
    const two = [{ currency: 'EUR' }, { currency: 'USD' }];
    const proposed = async (table: EventTable): Promise<VelocityQuestion> =>
      (await proposeVelocity(table, stages, uncontrolled))!;
    // Both scopes name currencies; the amounts are the people's, in two of them.
    const both = world({ currency: 'EUR' }, two);
    const ofPeople = await proposed(both);
    expect(ofPeople).toMatchObject({
      value: { scope: 'person', name: 'deal_amount' },
      currency: { scope: 'person', name: 'currency' },
    });
    const { current, notes } = await answer(both, { ...ofPeople, trend: null }, uncontrolled);
    expect(current.value).toBeNaN();
    expect(notes.at(-1)).toEqual({ code: 'mixed-currencies', details: { currencies: ['EUR', 'USD'] } });
    // Those of the events where the amount is theirs.
    expect((await proposed(world({ currency: 'EUR', deal_value: 1 }, two))).currency?.scope).toBe('event');
    // The other scope where the amount's own names none.
    expect((await proposed(world({ currency: 'EUR' }, []))).currency?.scope).toBe('event');
  });

  it('proposes nothing where only other events have a number', async () => {
    expect(await proposeVelocity(tableOf(deal('2024-01-05', {})), stages, uncontrolled)).toBeNull();
  });

  it('asks for the last quarter that the data cover beside the one before', async () => {
    const value = { value: 5 };
    const long = tableOf([
      ...deal('2023-10-05', value),
      ...deal('2024-03-31', value),
      ...deal('2024-04-02', value),
    ]);
    const { range, compare } = (await proposeVelocity(long, stages, uncontrolled))!;
    expect([range, compare]).toEqual([{ from: '2024-01-01', to: '2024-03-31' }, 'previous']);
    const short = tableOf([...deal('2024-04-02', value), ...deal('2024-06-02', value)]);
    expect((await proposeVelocity(short, stages, uncontrolled))?.range).toEqual({
      from: '2024-05-01',
      to: '2024-05-31',
    });
    const one = tableOf(deal('2024-04-05', value));
    expect(await proposeVelocity(one, stages, uncontrolled)).toMatchObject({
      range: { from: null, to: null },
      compare: null,
    });
  });
});
