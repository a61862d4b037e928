import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { velocityPeople } from '../../../src/engine/velocity/people.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import type { VelocityQuestion, VelocityRange } from '../../../src/questions/velocity.ts';
import { differences } from './differences.ts';
import { madeWorlds, tableOfWorld } from './made-world.ts';
import { referenceVelocity } from './reference-velocity.ts';

const named = (...events: string[]): VelocityQuestion['won'] => ({ events, where: everything });
const amount = { scope: 'event', name: 'amount' } as const;

/** Ranges with the one before each, by the calendar (F13): whole months for whole months, else as many days; 2024 is a leap year. */
const RANGES: readonly (readonly [VelocityRange, VelocityRange | null])[] = [
  [{ from: null, to: null }, null],
  [{ from: null, to: '2024-04-10' }, null],
  [
    { from: '2024-03-01', to: '2024-03-31' },
    { from: '2024-02-01', to: '2024-02-29' },
  ],
  [
    { from: '2024-04-01', to: '2024-04-30' },
    { from: '2024-03-01', to: '2024-03-31' },
  ],
  [
    { from: '2024-03-31', to: '2024-04-10' },
    { from: '2024-03-20', to: '2024-03-30' },
  ],
];
const other: VelocityRange = { from: '2024-03-13', to: '2024-03-31' };

const questions = fc
  .record({
    range: fc.constantFrom(...RANGES),
    compare: fc.constantFrom<VelocityQuestion['compare']>('previous', 'previous', other, null),
    lost: fc.constantFrom(named('Lost'), null),
    unit: fc.constantFrom<VelocityQuestion['unit']>(
      { by: 'person' },
      { by: 'property', property: 'deal' },
      { by: 'property', property: 'deal', acrossPeople: true },
    ),
    value: fc.constantFrom(amount, amount, { scope: 'person', name: 'amount' } as const),
    currency: fc.constantFrom(null, null, { scope: 'event', name: 'currency' } as const),
    trend: fc.constantFrom(null, 'week' as const, 'month' as const),
    breakdown: fc.constantFrom(
      null,
      { property: { scope: 'person', name: 'region' } as const, top: 1 },
      { property: { scope: 'event', name: 'deal' } as const, top: 9 },
    ),
    asked: fc.constantFrom(null, null, 'north'),
  })
  .map(({ asked, range: [range, previous], ...parts }) => {
    const region = { scope: 'person', name: 'region' } as const;
    const question: VelocityQuestion = {
      ...defaultVelocity(named('New', 'Talk'), named('Won'), parts.lost, amount),
      ...parts,
      range,
      people: asked === null ? everything : { kind: 'is', property: region, op: 'equals', value: asked },
    };
    return { asked, question, before: parts.compare === 'previous' ? previous : parts.compare };
  });

describe('velocity against its rules written out', () => {
  it('V1 V2 M1 F13 both periods, the parts of the change, the trend and groups, which add up', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeWorlds(['New', 'Talk', 'Won', 'Won', 'Lost', 'Call'], 18),
        questions,
        async (world, { question, asked, before }) => {
          const table = tableOfWorld(world);
          const found = await answer(table, question, uncontrolled);
          // Without dated events there is nothing before a range.
          const compared = question.compare === 'previous' && table.span === null ? null : before;
          expect(differences(found, await referenceVelocity(table, question, asked, compared))).toEqual([]);
          const { current, groups } = found;
          const counts = ({ open, rate: { k, n } }: typeof current): object => ({ open, k, n });
          const sums = [...groups.map((group) => group.current)].reduce(
            (sum, { open, rate: { k, n } }) => ({ open: sum.open + open, k: sum.k + k, n: sum.n + n }),
            { open: 0, k: 0, n: 0 },
          );
          if (groups.length > 0) expect(differences(sums, counts(current))).toEqual([]);
          for (const group of groups.slice(-1)) {
            const pick = { of: 'closed', compared: false, group } as const;
            const { person } = await velocityPeople(table, question, pick, uncontrolled);
            expect(person.length).toBe(group.current.rate.n);
          }
          if (found.change === null) return;
          const { open, rate, value, cycle, total } = found.change;
          expect(differences(open + rate + value + cycle, total)).toEqual([]);
        },
      ),
      { numRuns: 2500 },
    );
  });
});
