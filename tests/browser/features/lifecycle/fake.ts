import type { PersonDossier } from '../../../../src/protocol/requests.ts';
import { everything } from '../../../../src/questions/filter.ts';
import {
  defaultLifecycle,
  type LifecycleAnswer,
  type LifecyclePeriod,
} from '../../../../src/questions/lifecycle.ts';

const period = (
  label: string,
  [fresh, returning, resurrected, dormant]: readonly [number, number, number, number],
  complete = true,
): LifecyclePeriod => ({
  period: label,
  active: fresh + returning + resurrected,
  new: fresh,
  returning,
  resurrected,
  dormant,
  quickRatio: dormant === 0 ? Number.NaN : (fresh + resurrected) / dormant,
  complete,
  opening: label === '2026-01-01',
});

/** Hand-made: 100 began in January; February 50 + 70 = 120 with 30 gone; March 20 + 80 + 10 = 110 with 40 gone; April isn't over. */
export const answer: LifecycleAnswer = {
  kind: 'lifecycle',
  periods: [
    period('2026-01-01', [100, 0, 0, 0]),
    period('2026-02-01', [50, 70, 0, 30]),
    period('2026-03-01', [20, 80, 10, 40]),
    period('2026-04-01', [5, 20, 3, 90], false),
  ],
  groups: [],
  data: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 3, 15) },
  notes: [{ code: 'undated', details: { count: 3 } }],
  compared: null,
};

/** The same, of which the phones are four tenths. */
export const split: LifecycleAnswer = {
  ...answer,
  groups: [
    {
      kind: 'value',
      value: 'laptop',
      periods: [
        period('2026-01-01', [60, 0, 0, 0]),
        period('2026-02-01', [30, 42, 0, 18]),
        period('2026-03-01', [12, 48, 6, 24]),
        period('2026-04-01', [3, 12, 2, 54], false),
      ],
    },
    {
      kind: 'other',
      value: null,
      periods: [
        period('2026-01-01', [40, 0, 0, 0]),
        period('2026-02-01', [20, 28, 0, 12]),
        period('2026-03-01', [8, 32, 4, 16]),
        period('2026-04-01', [2, 8, 1, 36], false),
      ],
    },
  ],
};

export const question = defaultLifecycle({ events: ['Order'], where: everything });

const january = Date.UTC(2026, 0, 5, 9);
const march = Date.UTC(2026, 2, 9, 9);

/** A person who was active in January and came back in March. */
export const dossier: PersonDossier<'lifecycle'> = {
  person: 7,
  key: 'p7',
  name: 'Ada',
  shared: false,
  properties: [],
  events: [
    // In the same second as the order that counts.
    { index: 0, time: january, name: 'Look' },
    { index: 1, time: january, name: 'Order' },
    { index: 2, time: march, name: 'Order' },
  ].map((event) => ({ ...event, dayOnly: false, properties: [], file: null, line: 0 })),
  proofs: [
    {
      person: 7,
      held: null,
      periods: [
        {
          period: '2026-01-01',
          state: 'new',
          events: [{ event: 1, own: 1, time: january, dayOnly: false }],
          before: null,
        },
        {
          period: '2026-02-01',
          state: 'dormant',
          events: [],
          before: { event: 1, own: 1, time: january, dayOnly: false },
        },
        {
          period: '2026-03-01',
          state: 'resurrected',
          events: [{ event: 2, own: 2, time: march, dayOnly: false }],
          before: { event: 1, own: 1, time: january, dayOnly: false },
        },
      ],
      rules: ['L1', 'L2', 'T1'],
    },
  ],
};
