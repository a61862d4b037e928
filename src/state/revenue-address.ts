import type { RevenuePick } from '../questions/revenue.ts';
import type { PickForm } from './address.ts';
import { readGroup, writeGroup } from './group-address.ts';
import { readPeriod } from './period-address.ts';

const CHANGES: readonly RevenuePick['change'][] = [
  'start',
  'new',
  'reactivated',
  'expanded',
  'contracted',
  'churned',
  'end',
];

/** How the people of recurring revenue stand in an address: `change=churned`, `at=2026-02-01`, and the currency and group where there are some. */
export const revenuePicks: PickForm<RevenuePick> = {
  write: (pick) => ({
    change: pick?.change ?? null,
    at: pick?.period ?? null,
    currency: pick?.currency ?? null,
    group: writeGroup(pick?.group ?? null),
  }),
  read(query) {
    const change = CHANGES.find((known) => known === query['change']);
    const period = readPeriod(query['at']);
    if (change === undefined || period === null) return null;
    return { change, period, currency: query['currency'] ?? null, group: readGroup(query['group']) };
  },
};
