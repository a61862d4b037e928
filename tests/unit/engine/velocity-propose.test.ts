import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { proposeVelocity } from '../../../src/engine/velocity/propose.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
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
