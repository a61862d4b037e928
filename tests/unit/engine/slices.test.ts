import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled, type Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { answer } from '../../../src/engine/answer.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import type { Question } from '../../../src/questions/question.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { defaultRevenue } from '../../../src/questions/revenue-form.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import { defaultStickiness } from '../../../src/questions/stickiness.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import { differences } from './differences.ts';
import { madeWorlds, tableOfWorld } from './made-world.ts';

const named = (...events: string[]) => ({ events, where: everything });
const region = { scope: 'person', name: 'region' } as const;
const deal = { scope: 'event', name: 'deal' } as const;
const breakdown = { property: deal, top: 1 };
const compare = { with: 'other', people: everything, range: { from: null, to: '2024-03-31' } } as const;

const questions: readonly (readonly [string, Question])[] = [
  [
    'stages, compared',
    {
      ...defaultStages([{ ...named('A'), label: '' }], named('B'), named('C')),
      group: region,
      handOver: null,
      compare,
    },
  ],
  [
    'velocity by deal',
    {
      ...defaultVelocity(named('A'), named('B'), named('C'), { scope: 'event', name: 'amount' }),
      compare: { from: '2024-03-13', to: '2024-03-31' },
      breakdown,
    },
  ],
  [
    'churn by silence, by region with reasons',
    { ...defaultChurn({ by: 'silence', after: null, share: 0.5 }), group: region, reason: deal },
  ],
  ['churn by event', { ...defaultChurn({ by: 'event', event: named('C') }), group: deal }],
  [
    'cohorts by behaviour, by deal',
    {
      ...defaultRetention(named('A')),
      cohorts: { by: 'behaviour', match: named('B'), days: 3, times: 1 },
      breakdown,
    },
  ],
  [
    'cohorts by property',
    { ...defaultRetention(named('A')), cohorts: { by: 'property', property: deal, top: 1 } },
  ],
  [
    'cohorts of segments',
    {
      ...defaultRetention(named('A')),
      cohorts: { by: 'segments', segments: [{ name: 'all', filter: everything }] },
    },
  ],
  ['life cycle by deal', { ...defaultLifecycle(named('A')), breakdown }],
  ['stickiness by region', { ...defaultStickiness(named('A')), breakdown: { property: region, top: 1 } }],
  ['revenue by deal', { ...defaultRevenue(named('A'), 'amount', named('C')), breakdown }],
];

describe('long work', () => {
  it.each(questions)(
    'works between any two slices, and never goes back in progress: %s',
    async (_, question) => {
      await fc.assert(
        fc.asyncProperty(madeWorlds(['A', 'B', 'C'], 20), async (world) => {
          const table = tableOfWorld(world);
          const steps: number[] = [];
          const slices: Control = {
            due: () => true,
            pause: (done) => {
              steps.push(done);
              return Promise.resolve();
            },
          };
          const whole = await answer(table, question, uncontrolled);
          expect(differences(await answer(table, question, slices), whole)).toEqual([]);
          expect(steps).toEqual(steps.toSorted((a, b) => a - b));
          // Where nothing has a date there may be nothing to do.
          expect(steps.length > 0 || table.span === null).toBe(true);
          expect(steps.every((done) => done >= 0 && done <= 1)).toBe(true);
        }),
        { numRuns: 100 },
      );
    },
  );
  it.each(questions)('stops when cancelled: %s', async (_, question) => {
    const cancelled: Control = {
      due: () => true,
      pause: () => Promise.reject(new AppFailure('cancelled')),
    };
    const event = { person: 'p', name: 'A', at: 0, day: false, deal: 'x', amount: 1, currency: null };
    const table = tableOfWorld({ events: [event], zone: 'UTC', weekStart: 1 });
    await expect(answer(table, question, cancelled)).rejects.toThrow(AppFailure);
  });
});
