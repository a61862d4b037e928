import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { proposeChurn } from '../../../src/engine/churn/propose.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const at = (day: number): number => Date.UTC(2026, 0, day);
const rows = (...names: string[]): EventRow[] =>
  names.map((event, i) => ({ person: `p${i % 2}`, event, at: at(1 + i) }));

describe('the churn question to begin with', () => {
  it('S1 takes an event that reads like an end, what begins again, and the reason beside it', async () => {
    const table = tableOf(
      [
        ...rows('Activated', 'Subscribed', 'Renewed', 'Resubscribed'),
        { person: 'p0', event: 'Cancelled', at: at(9), props: { cancel_reason: 'price' } },
      ],
      [],
    );
    expect(await proposeChurn(table, [], uncontrolled)).toMatchObject({
      rule: { by: 'event', event: { events: ['Cancelled'] } },
      start: { events: ['Subscribed', 'Resubscribed'] },
      reason: { scope: 'event', name: 'cancel_reason' },
      period: 'day',
    });
  });

  it('S1 takes the lost stages of an import', async () => {
    const table = tableOf(rows('Qualified', 'Won', 'Closed - no'), []);
    expect((await proposeChurn(table, ['Closed - no', 'Never seen'], uncontrolled))?.rule).toMatchObject({
      by: 'event',
      event: { events: ['Closed - no'] },
    });
  });

  it('S1 proposes silence where nothing reads like an end: a cancelled order is none', async () => {
    const table = tableOf(rows('visit', 'Order cancelled', 'purchase'), []);
    expect(await proposeChurn(table, [], uncontrolled)).toMatchObject({
      rule: { by: 'silence', after: null, share: 0.9 },
      start: { events: [] },
      reason: null,
    });
  });

  it.each([
    ['tenure', 'month', 'Churn', 'Yes', ['Yes', 'No']],
    ['days_as_customer', 'day', 'has churned', 'true', ['true', 'false']],
    ['Years of service', 'year', 'Exited', 1, [1, 0]],
  ] as const)(
    'S1 reads one row per customer by %s in %ss and %s',
    async (tenure, unit, left, yes, values) => {
      const persons = values.map((value, i) => ({ id: `p${i}`, props: { [tenure]: 3 + i, [left]: value } }));
      expect((await proposeChurn(tableOf([], persons), [], uncontrolled))?.rule).toEqual({
        by: 'people',
        tenure,
        unit,
        churned: { kind: 'is', property: { scope: 'person', name: left }, op: 'equals', value: yes },
      });
    },
  );

  it('has nothing to propose of people of whom no property says that they left', async () => {
    const persons = ['a', 'b'].map((id, i) => ({ id, props: { tenure: i, churn_note: `free text ${i}` } }));
    expect(await proposeChurn(tableOf([], persons), [], uncontrolled)).toBeNull();
  });
});
