import type { PersonDossier } from '../../../../src/protocol/requests.ts';
import {
  defaultRetention,
  type RetentionAnswer,
  type RetentionCell,
  type RetentionRow,
} from '../../../../src/questions/retention.ts';
import { everything } from '../../../../src/questions/filter.ts';

const cell = (k: number, n: number, complete = true): RetentionCell => ({
  rate: { k, n, rate: k / n, low: k / n / 2, high: (1 + k / n) / 2 },
  complete,
  revenue: Number.NaN,
  cumulative: Number.NaN,
});

const row = (key: string, size: number, cells: (RetentionCell | null)[]): RetentionRow => ({
  kind: 'period',
  key,
  size,
  opening: false,
  cells,
});

/** Hand-made: 40 people began in January and 60 in February; in month 1, 10 of 40 and 30 of 60 came back, which is 40 of 100. */
export const answer: RetentionAnswer = {
  kind: 'retention',
  columns: [
    { from: 0, to: 0 },
    { from: 1, to: 1 },
    { from: 2, to: 2 },
  ],
  total: {
    rows: [
      row('2026-01-01', 40, [cell(4, 40), cell(10, 40), cell(6, 40)]),
      row('2026-02-01', 60, [cell(3, 60), cell(30, 60), cell(9, 60, false)]),
    ],
    means: [
      {
        pooled: { k: 7, n: 100, rate: 0.07, low: 0.034, high: 0.137 },
        simple: 0.075,
        cohorts: 2,
        thin: false,
      },
      {
        pooled: { k: 40, n: 100, rate: 0.4, low: 0.309, high: 0.498 },
        simple: 0.375,
        cohorts: 2,
        thin: false,
      },
      { pooled: { k: 6, n: 40, rate: 0.15, low: 0.07, high: 0.29 }, simple: 0.15, cohorts: 1, thin: true },
    ].map((mean) => ({ ...mean, revenue: Number.NaN, cumulative: Number.NaN })),
    entries: 100,
    people: 100,
    activeBefore: 0,
    overlap: false,
  },
  groups: [],
  compared: null,
  data: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 3, 15) },
  notes: [{ code: 'undated', details: { count: 3 } }],
};

export const question = defaultRetention({ events: ['Order'], where: everything });

/** A person of January who came back once, in month 1. */
export const dossier: PersonDossier<'retention'> = {
  person: 7,
  key: 'p7',
  name: 'Ada',
  shared: false,
  properties: [],
  events: [
    { index: 0, time: Date.UTC(2026, 0, 5, 9) },
    { index: 1, time: Date.UTC(2026, 1, 9, 9) },
  ].map((event) => ({ ...event, name: 'Order', dayOnly: false, properties: [], file: null, line: 0 })),
  proofs: [
    {
      person: 7,
      held: null,
      row: { kind: 'period', key: '2026-01-01' },
      start: { event: 0, own: 0, time: Date.UTC(2026, 0, 5, 9), dayOnly: false },
      activeBefore: false,
      columns: [
        { reached: true, over: true, counted: false, returns: [] },
        {
          reached: true,
          over: true,
          counted: true,
          returns: [{ event: 1, own: 1, time: Date.UTC(2026, 1, 9, 9), dayOnly: false }],
        },
        { reached: true, over: true, counted: false, returns: [] },
      ],
      rules: ['R2', 'R3'],
    },
  ],
};
