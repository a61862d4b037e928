import type { PersonDossier } from '../../../../src/protocol/requests.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultRevenue } from '../../../../src/questions/revenue-form.ts';
import type { RevenueAnswer, RevenuePeriod } from '../../../../src/questions/revenue.ts';

export const question = {
  ...defaultRevenue({ events: ['Subscribed'], where: everything }, 'mrr', {
    events: ['Cancelled'],
    where: everything,
  }),
  currency: 'currency',
};

/** Hand-made: 1,000 of 20 customers + 300 of 6 new − 100 of 2 who left = 1,200 of 24; then 1,200 + 40 of one new. */
const periods: readonly RevenuePeriod[] = [
  {
    period: '2026-01-01',
    start: 1000,
    new: 300,
    reactivated: 0,
    expansion: 0,
    contraction: 0,
    churned: 100,
    end: 1200,
    customers: { start: 20, new: 6, reactivated: 0, expanded: 0, contracted: 0, churned: 2, end: 24 },
    customerChurn: { k: 2, n: 20, rate: 0.1, low: 0.028, high: 0.301 },
    grossChurn: 0.1,
    netChurn: 0.1,
    complete: true,
  },
  {
    period: '2026-02-01',
    start: 1200,
    new: 40,
    reactivated: 0,
    expansion: 0,
    contraction: 0,
    churned: 0,
    end: 1240,
    customers: { start: 24, new: 1, reactivated: 0, expanded: 0, contracted: 0, churned: 0, end: 25 },
    customerChurn: { k: 0, n: 24, rate: 0, low: 0, high: 0.138 },
    grossChurn: 0,
    netChurn: 0,
    complete: false,
  },
];

export const answer: RevenueAnswer = {
  kind: 'revenue',
  currencies: [{ currency: 'EUR', periods }],
  groups: [],
  data: { from: Date.UTC(2025, 5, 1), to: Date.UTC(2026, 1, 15) },
  notes: [{ code: 'no-amount', details: { events: 3 } }],
  compared: null,
};

/** The same periods in a second currency. */
export const mixed: RevenueAnswer = {
  ...answer,
  currencies: [...answer.currencies, { currency: 'USD', periods: periods.slice(0, 1) }],
};

/** A person who paid 50 from December on, and nothing from 20 January on. */
export const dossier: PersonDossier<'revenue'> = {
  person: 7,
  key: 'p7',
  name: 'Ada',
  shared: false,
  properties: [],
  events: [
    { index: 0, time: Date.UTC(2025, 11, 5, 9), name: 'Subscribed' },
    { index: 1, time: Date.UTC(2026, 0, 20, 9), name: 'Cancelled' },
  ].map((event) => ({ ...event, dayOnly: false, properties: [], file: null, line: 0 })),
  proofs: [
    {
      person: 7,
      changes: [
        { event: 0, time: Date.UTC(2025, 11, 5, 9), currency: 'EUR', from: 0, to: 50 },
        { event: 1, time: Date.UTC(2026, 0, 20, 9), currency: 'EUR', from: 50, to: 0 },
      ],
      rules: ['M4', 'M5'],
    },
  ],
};
