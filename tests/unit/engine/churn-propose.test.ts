import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { proposeChurn, type Pipeline } from '../../../src/engine/churn/propose.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const at = (day: number): number => Date.UTC(2026, 0, day);
const rows = (...names: string[]): EventRow[] =>
  names.map((event, i) => ({ person: `p${i % 2}`, event, at: at(1 + i) }));

const NONE: Pipeline = { stages: [], won: [] };

describe('the churn question to begin with', () => {
  it('S1 takes an event that reads like an end, what begins again, and the reason beside it', async () => {
    const table = tableOf(
      [
        ...rows('Activated', 'Subscribed', 'Renewed', 'Resubscribed'),
        { person: 'p0', event: 'Cancelled', at: at(9), props: { cancel_reason: 'price' } },
      ],
      [],
    );
    expect(await proposeChurn(table, NONE, uncontrolled)).toMatchObject({
      rule: { by: 'event', event: { events: ['Cancelled'] } },
      start: { events: ['Subscribed', 'Resubscribed'] },
      reason: { scope: 'event', name: 'cancel_reason' },
      period: 'day',
    });
  });

  it('S1 proposes nothing of a pipeline: a lost lead was no customer yet', async () => {
    const pipeline = { stages: ['Qualified', 'Won', 'Cancelled'], won: ['Won'] };
    const leads = rows('Qualified', 'Won', 'Cancelled', 'Qualified');
    expect(await proposeChurn(tableOf(leads), pipeline, uncontrolled)).toBeNull();
    for (const lost of ['Lost', 'Closed lost', 'Deal lost', 'Lead lost'])
      expect(await proposeChurn(tableOf(rows('Contacted', lost)), NONE, uncontrolled)).toBeNull();
  });

  it('S1 proposes of won leads who later end something, and of what they come back for', async () => {
    const pipeline = { stages: ['Qualified', 'Won', 'Lost'], won: ['Won'] };
    const ended = tableOf([...rows('Qualified', 'Won', 'Won'), ...rows('Customer lost')]);
    expect(await proposeChurn(ended, pipeline, uncontrolled)).toMatchObject({
      rule: { by: 'event', event: { events: ['Customer lost'] } },
      start: { events: ['Won'] },
    });
    const ordering = tableOf([...rows('Qualified', 'Lost', 'Order', 'Order', 'Order')]);
    expect(await proposeChurn(ordering, pipeline, uncontrolled)).toMatchObject({
      rule: { by: 'silence', after: null },
      start: { events: ['Order'] },
      activity: { events: ['Order'] },
    });
  });

  it('S1 proposes silence where nothing reads like an end and people come back: a cancelled order is none', async () => {
    const table = tableOf(rows('visit', 'Order cancelled', 'purchase'), []);
    expect(await proposeChurn(table, NONE, uncontrolled)).toMatchObject({
      rule: { by: 'silence', after: null, share: 0.9 },
      start: { events: [] },
      activity: { events: [] },
      reason: null,
    });
    // Each of two within the day; one of forty on another day.
    const once = ['p0', 'p1'].flatMap((person) =>
      ['visit', 'buy'].map((event, hour) => ({ person, event, at: at(1) + hour * 3_600_000 })),
    );
    expect(await proposeChurn(tableOf(once), NONE, uncontrolled)).toBeNull();
    const many = Array.from({ length: 40 }, (_, i) => ({ person: `q${i}`, event: 'visit', at: at(1) }));
    const back = { person: 'q0', event: 'visit', at: at(3) };
    expect(await proposeChurn(tableOf([...many, back]), NONE, uncontrolled)).toBeNull();
    const half = many.slice(0, 20);
    expect(await proposeChurn(tableOf([...half, back]), NONE, uncontrolled)).not.toBeNull();
  });

  it.each([
    ['tenure', 'month', 'Churn', 'Yes', ['Yes', 'No']],
    ['days_as_customer', 'day', 'has churned', 'true', ['true', 'false']],
    ['Years of service', 'year', 'Exited', 1, [1, 0]],
  ] as const)(
    'S1 reads one row per customer by %s in %ss and %s',
    async (tenure, unit, left, yes, values) => {
      const persons = values.map((value, i) => ({ id: `p${i}`, props: { [tenure]: 3 + i, [left]: value } }));
      expect((await proposeChurn(tableOf([], persons), NONE, uncontrolled))?.rule).toEqual({
        by: 'people',
        tenure,
        unit,
        churned: { kind: 'is', property: { scope: 'person', name: left }, op: 'equals', value: yes },
      });
    },
  );

  it('has nothing to propose of people of whom no property says that they left', async () => {
    const persons = ['a', 'b'].map((id, i) => ({ id, props: { tenure: i, churn_note: `free text ${i}` } }));
    expect(await proposeChurn(tableOf([], persons), NONE, uncontrolled)).toBeNull();
  });
});
