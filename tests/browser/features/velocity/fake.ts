import type { PeoplePage, PersonDossier } from '../../../../src/protocol/requests.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultVelocity } from '../../../../src/questions/velocity-form.ts';
import type {
  VelocityAnswer,
  VelocityFigures,
  VelocityQuestion,
} from '../../../../src/questions/velocity.ts';

const named = (event: string) => ({ events: [event], where: everything });

export const question: VelocityQuestion = {
  ...defaultVelocity(named('New'), named('Won'), named('Lost'), { scope: 'event', name: 'amount' }),
  range: { from: '2026-02-01', to: '2026-02-28' },
  compare: 'previous',
};

/** 40 open × 50 % × 1,000 ÷ 20 days is 1,000 a day; 32 × 50 % × 1,000 ÷ 20 is 800. */
const figures = (from: string, to: string, open: number): VelocityFigures => ({
  range: { from, to },
  open,
  rate: { k: 30, n: 60, rate: 0.5, low: 0.38, high: 0.62 },
  value: 1000,
  valued: 28,
  cycle: 20,
  sum: 30_000,
  perDay: (open * 0.5 * 1000) / 20,
});
const january = figures('2026-01-01', '2026-01-31', 32);
const march = figures('2026-03-01', '2026-03-31', 8);
const february = figures('2026-02-01', '2026-02-28', 40);

export const answer: VelocityAnswer = {
  kind: 'velocity',
  current: february,
  compared: january,
  // Only the open leads changed, so all of the change is theirs.
  change: { open: 200, rate: 0, value: 0, cycle: 0, total: 200 },
  groups: [],
  trend: [
    { ...january, period: '2026-01-01', complete: true, rolling: january, young: true },
    { ...february, period: '2026-02-01', complete: true, rolling: february, young: false },
    { ...march, period: '2026-03-01', complete: false, rolling: march, young: false },
  ],
  width: 1,
  currency: null,
  data: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 2, 10) },
  notes: [{ code: 'no-value', details: { leads: 2 } }],
};

/** A lead that was opened in January and won in February, worth 700. */
export const dossier: PersonDossier<'velocity'> = {
  person: 7,
  key: 'p7',
  name: 'Ada',
  shared: false,
  properties: [],
  events: [
    { index: 0, name: 'New', time: Date.UTC(2026, 0, 5, 9) },
    { index: 1, name: 'Won', time: Date.UTC(2026, 1, 9, 9) },
  ].map((event) => ({ ...event, dayOnly: false, properties: [], file: null, line: 0 })),
  proofs: [
    {
      person: 7,
      held: null,
      state: 'won',
      undated: null,
      cycle: 35 * 86_400_000,
      visits: [
        {
          stage: 0,
          entered: { event: 0, time: Date.UTC(2026, 0, 5, 9) },
          left: { event: 1, time: Date.UTC(2026, 1, 9, 9) },
          to: 1,
          ms: 35 * 86_400_000,
        },
        { stage: 1, entered: { event: 1, time: Date.UTC(2026, 1, 9, 9) }, left: null, to: null, ms: 0 },
      ],
      rules: ['V1'],
      counted: [{ of: 'won', compared: false, visit: 1, value: 700 }],
    },
  ],
};

/** A list of deals that all are of the same person. */
export function dealsOfAda(deals: readonly string[]): PeoplePage {
  const { person, key, name, shared } = dossier;
  const time = Date.UTC(2026, 0, 5);
  const ada = { person, key, name, shared, time, dayOnly: false, detail: null, measures: [] };
  const rows = deals.map((held) => ({ ...ada, held }));
  return { total: rows.length, matching: rows.length, offset: 0, rows, detail: null, measures: [] };
}
