import type { PersonDossier } from '../../../../src/protocol/requests.ts';
import { everything } from '../../../../src/questions/filter.ts';
import {
  defaultStickiness,
  type StickinessAnswer,
  type StickinessPeriod,
} from '../../../../src/questions/stickiness.ts';

const period = (
  label: string,
  exactly: readonly number[],
  marks: Partial<Pick<StickinessPeriod, 'complete' | 'opening'>> = {},
): StickinessPeriod => {
  const active = exactly.reduce((sum, count) => sum + count, 0);
  return {
    period: label,
    parts: exactly.length,
    active,
    exactly,
    atLeast: exactly.map((_, index) => {
      const k = exactly.slice(index).reduce((sum, count) => sum + count, 0);
      return {
        k,
        n: active,
        rate: k / active,
        low: index === 0 ? NaN : (0.9 * k) / active,
        high: index === 0 ? NaN : Math.min(1, (1.1 * k) / active),
      };
    }),
    mean: exactly.reduce((sum, count, index) => sum + count * (index + 1), 0) / active,
    complete: true,
    opening: false,
    ...marks,
  };
};

/** Hand-made: in the second week 40 of 100 are active on one day, 30 on two, 20 on three and 10 on seven: 230 days, 2.3 a person. */
export const answer: StickinessAnswer = {
  kind: 'stickiness',
  periods: [
    period('2026-01-05', [30, 5, 0, 0, 0, 0, 0], { opening: true }),
    period('2026-01-12', [40, 30, 20, 0, 0, 0, 10]),
    period('2026-01-19', [50, 10, 0, 0, 0, 0, 0], { complete: false }),
  ],
  groups: [],
  data: { from: Date.UTC(2026, 0, 7), to: Date.UTC(2026, 0, 21) },
  notes: [{ code: 'undated', details: { count: 3 } }],
  compared: null,
};

/** The same, split in two. */
export const split: StickinessAnswer = {
  ...answer,
  groups: [
    {
      kind: 'value',
      value: 'laptop',
      periods: [
        period('2026-01-05', [20, 5, 0, 0, 0, 0, 0], { opening: true }),
        period('2026-01-12', [10, 30, 10, 0, 0, 0, 10]),
        period('2026-01-19', [30, 10, 0, 0, 0, 0, 0], { complete: false }),
      ],
    },
    {
      kind: 'value',
      value: null,
      periods: [
        period('2026-01-05', [10, 0, 0, 0, 0, 0, 0], { opening: true }),
        period('2026-01-12', [30, 0, 10, 0, 0, 0, 0]),
        period('2026-01-19', [20, 0, 0, 0, 0, 0, 0], { complete: false }),
      ],
    },
  ],
};

export const question = defaultStickiness({ events: ['Visit'], where: everything });

const monday = Date.UTC(2026, 0, 12, 9);
const friday = Date.UTC(2026, 0, 16, 9);

/** A person who was there on two days of the second week. */
export const dossier: PersonDossier<'stickiness'> = {
  person: 7,
  key: 'p7',
  name: 'Ada',
  shared: false,
  properties: [],
  events: [
    // In the same second as the visit that counts.
    { time: monday, name: 'Login' },
    { time: monday, name: 'Visit' },
    { time: friday, name: 'Visit' },
  ].map((event, index) => ({
    ...event,
    index,
    dayOnly: false,
    properties: [],
    file: null,
    line: 0,
  })),
  proofs: [
    {
      person: 7,
      held: null,
      periods: [
        {
          period: '2026-01-12',
          parts: 2,
          with: [
            { part: 0, active: true, events: [{ event: 1, own: 1, time: monday, dayOnly: false }] },
            { part: 4, active: true, events: [{ event: 2, own: 2, time: friday, dayOnly: false }] },
          ],
        },
      ],
      rules: ['K1', 'K2', 'T1'],
    },
  ],
};
