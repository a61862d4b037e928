import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { Dictionaries } from '../../../src/domain/text-index.ts';
import type { SampleKind } from '../../../src/domain/workspace.ts';
import { proposeRevenue } from '../../../src/engine/revenue/propose.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { RevenueQuestion } from '../../../src/questions/revenue.ts';
import { generateSample } from '../../../src/samples/generate.ts';
import { tableOfBatch } from '../../tools/batch-table.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const propose = (events: readonly EventRow[]): Promise<RevenueQuestion | null> =>
  proposeRevenue(tableOf(events), uncontrolled);

/** The same event of one person on several dates. */
const rows = (event: string, dates: readonly string[], props: EventRow['props'] = {}): EventRow[] =>
  dates.map((at) => ({ person: 'a', event, at, props }));

async function ofSample(kind: SampleKind): Promise<[RevenueQuestion | null, RevenueQuestion | undefined]> {
  const dictionaries = new Dictionaries();
  const options = { people: 2000, seed: 1, end: Date.UTC(2026, 2, 12), timeZone: 'UTC' };
  const { batch, revenue } = await generateSample(kind, options, dictionaries);
  return [await proposeRevenue(tableOfBatch(batch, dictionaries), uncontrolled), revenue?.question];
}

describe('the recurring revenue that data propose', () => {
  it('is that of the trial sample, and of no other sample', async () => {
    const [found, planted] = await ofSample('trial');
    const sorted = (question: RevenueQuestion | null | undefined) =>
      question && {
        ...question,
        subscription: { ...question.subscription, events: [...question.subscription.events].sort() },
      };
    expect(sorted(found)).toEqual(sorted(planted));
    expect(await ofSample('shop')).toEqual([null, undefined]);
    expect(await ofSample('pipeline')).toEqual([null, undefined]);
  });

  it('M6 lapses after half as much again as the usual time between charges where nothing says an end', async () => {
    const paid = rows('Invoice paid', ['2026-01-01', '2026-01-31', '2026-03-02'], {
      amount: 10,
      plan: 'Pro',
    });
    expect(await propose(paid)).toMatchObject({
      subscription: { events: ['Invoice paid'], where: everything },
      amount: 'amount',
      ended: null,
      // 30 days between charges.
      lapse: { n: 45, unit: 'day' },
      currency: null,
    });
  });

  it('takes the amount that recurs before others, what it is paid for from its name, and the end by its name', async () => {
    const found = await propose([
      ...rows('account_upgraded', ['2026-01-01'], { amount: 7, annualPrice: 120, Currency: 'EUR' }),
      ...rows('subscription_ended', ['2026-02-01']),
      ...rows('trial_ended', ['2025-12-01']),
    ]);
    expect(found).toMatchObject({
      subscription: { events: ['account_upgraded'] },
      amount: 'annualPrice',
      per: 'year',
      ended: { events: ['subscription_ended'] },
      lapse: null,
      currency: 'Currency',
    });
  });

  it('is none where amounts do not recur, failed, are counts, or are missing', async () => {
    expect(await propose(rows('Purchase', ['2026-01-01'], { amount: 5 }))).toBeNull();
    expect(await propose(rows('Payment failed', ['2026-01-01'], { mrr: 5 }))).toBeNull();
    expect(await propose(rows('Subscribed', ['2026-01-01'], { plan_id: 5, seats: 3 }))).toBeNull();
    expect(await propose(rows('Subscribed', ['2026-01-01']))).toBeNull();
    // Payments are no subscription unless something says so.
    expect(await propose(rows('Payment', ['2026-01-01', '2026-02-01'], { amount: 5 }))).toBeNull();
    expect(await propose([])).toBeNull();
  });
});
