import type { RevenuePick } from '../questions/revenue.ts';
import type { PickForm } from './address.ts';

const CHANGES: readonly RevenuePick['change'][] = [
  'start',
  'new',
  'reactivated',
  'expanded',
  'contracted',
  'churned',
  'end',
];

/** How the people of recurring revenue stand in an address: `change=churned`, `at=2026-02-01`, and the currency where the data give one. */
export const revenuePicks: PickForm<RevenuePick> = {
  write: (pick) => ({
    change: pick?.change ?? null,
    at: pick?.period ?? null,
    currency: pick?.currency ?? null,
  }),
  read(query) {
    const change = CHANGES.find((known) => known === query['change']);
    const period = query['at'];
    if (change === undefined || period === undefined) return null;
    return { change, period, currency: query['currency'] ?? null };
  },
};
