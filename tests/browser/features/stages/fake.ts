import { DAY_MS } from '../../../../src/base/calendar.ts';
import type { PeoplePage, PersonDossier } from '../../../../src/protocol/requests.ts';
import { everything } from '../../../../src/questions/filter.ts';
import type { Durations } from '../../../../src/questions/funnel.ts';
import { defaultStages } from '../../../../src/questions/stages-form.ts';
import type { StagesAnswer, StagesQuestion } from '../../../../src/questions/stages.ts';
import type { SurvivalCurves } from '../../../../src/questions/survival.ts';

const rate = (k: number, n: number) => ({ k, n, rate: k / n, low: k / n / 2, high: (1 + k / n) / 2 });
/** Times around a median, in days. */
const around = (n: number, median: number): Durations => ({
  n,
  min: (median / 4) * DAY_MS,
  p10: (median / 3) * DAY_MS,
  p25: (median / 2) * DAY_MS,
  median: median * DAY_MS,
  p75: 1.5 * median * DAY_MS,
  p90: 2 * median * DAY_MS,
  max: 4 * median * DAY_MS,
  mean: 1.1 * median * DAY_MS,
});
const named = (name: string) => ({ events: [name], where: everything });
export const stage = (name: string) => ({ ...named(name), label: '' });

export const question: StagesQuestion = {
  ...defaultStages([stage('New'), stage('Offer')], named('Won'), named('Lost')),
  handOver: { from: 0, to: 1 },
};

const mean = { mean: 30 * DAY_MS, se: 3 * DAY_MS, until: 60 * DAY_MS };
const curves: SurvivalCurves = {
  total: {
    n: 20,
    events: 7,
    rate: rate(7, 20),
    curve: [
      { time: 10 * DAY_MS, survival: 0.8, low: 0.6, high: 0.9, atRisk: 20 },
      { time: 40 * DAY_MS, survival: 0.45, low: 0.2, high: 0.6, atRisk: 9 },
    ],
    last: 60 * DAY_MS,
    censored: [],
    atRisk: [20, 9],
    median: { time: 40 * DAY_MS, low: 20 * DAY_MS, high: null },
    mean,
  },
  groups: [],
  test: null,
  riskTimes: [0, 30 * DAY_MS],
  commonMean: mean,
};

/**
 * Hand-made: 20 leads entered New, 11 of whom went on to Offer and 1 straight to Won; one came back from Offer. 7 won, 6 were lost
 * (4 in New, 2 in Offer), and 7 are open (5 in New, 2 in Offer), 3 of them older than usual.
 */
export const answer: StagesAnswer = {
  kind: 'stages',
  leads: 20,
  won: 7,
  lost: 6,
  open: 7,
  winRate: rate(7, 13),
  stages: [
    {
      label: '',
      entered: 21,
      wentOn: 12,
      wentBack: 0,
      lost: 4,
      open: 5,
      time: around(16, 4),
      median: 5 * DAY_MS,
      usual: 6 * DAY_MS,
      age: around(5, 8),
      overdue: rate(2, 5),
      aged: [1, 2, 1, 1],
      ofWon: 5 * DAY_MS,
    },
    {
      label: '',
      entered: 11,
      wentOn: 6,
      wentBack: 1,
      lost: 2,
      open: 2,
      time: around(9, 12),
      median: null,
      usual: 20 * DAY_MS,
      age: around(2, 25),
      overdue: rate(1, 2),
      aged: [0, 1, 1, 0],
      ofWon: 15 * DAY_MS,
    },
  ],
  // Two more stand in Offer without a date.
  undated: [0, 2, 0, 0],
  moves: [
    [0, 11, 1, 4],
    [1, 0, 6, 2],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ],
  ways: { advanced: 11, skipped: 0, returned: 1, reopened: 0, won: 7, lost: 6 },
  cycle: {
    won: { ...around(7, 18), mean: 20 * DAY_MS },
    lost: around(6, 9),
    closed: around(13, 14),
    bins: { edges: [0, 15 * DAY_MS, 30 * DAY_MS, 72 * DAY_MS], counts: [2, 4, 1] },
  },
  conversion: curves,
  handOver: { time: around(11, 4), waiting: { ...curves, total: { ...curves.total, n: 20 } }, open: 5 },
  unit: 'person',
  data: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 2, 31) },
  notes: [
    { code: 'undated', details: { events: 3 } },
    { code: 'outcome-before', details: { leads: 1 } },
  ],
  compared: null,
};

/** A lead that went to an offer, back, and is in New again for longer than usual. */
export const dossier: PersonDossier<'stages'> = {
  person: 7,
  key: 'p7',
  name: 'Ada',
  shared: false,
  properties: [],
  events: ['New', 'Offer', 'New'].map((name, index) => ({
    index,
    name,
    time: Date.UTC(2026, 2, 1 + 5 * index, 9),
    dayOnly: false,
    properties: [],
    file: 'deals.csv',
    line: index + 2,
  })),
  proofs: [
    {
      person: 7,
      held: null,
      state: 'open',
      undated: null,
      cycle: 30 * DAY_MS,
      visits: [
        {
          stage: 0,
          entered: { event: 0, time: Date.UTC(2026, 2, 1, 9) },
          left: { event: 1, time: Date.UTC(2026, 2, 6, 9) },
          to: 1,
          ms: 5 * DAY_MS,
        },
        {
          stage: 1,
          entered: { event: 1, time: Date.UTC(2026, 2, 6, 9) },
          left: { event: 2, time: Date.UTC(2026, 2, 11, 9) },
          to: 0,
          ms: 5 * DAY_MS,
        },
        {
          stage: 0,
          entered: { event: 2, time: Date.UTC(2026, 2, 11, 9) },
          left: null,
          to: null,
          ms: 20 * DAY_MS,
        },
      ],
      rules: ['W1', 'W2', 'W3', 'W4', 'W5'],
    },
  ],
};

/** Ten leads, each a day less in its stage than the one before; usual there are 6 days. */
export const people: PeoplePage = {
  total: 10,
  matching: 10,
  offset: 0,
  rows: Array.from({ length: 10 }, (_, index) => ({
    person: index === 0 ? 7 : index + 10,
    key: `p${index}`,
    name: index === 0 ? 'Ada' : null,
    shared: false,
    held: null,
    time: Date.UTC(2026, 2, 5 + index),
    dayOnly: false,
    detail: null,
    measures: [26 - index, (26 - index) / 6],
  })),
  detail: null,
  measures: ['days', 'times-usual'],
};
