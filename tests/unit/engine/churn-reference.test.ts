import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import type { ChurnQuestion } from '../../../src/questions/churn.ts';
import { everything, type Condition, type PropertyRef } from '../../../src/questions/filter.ts';
import { tableOf } from '../../tools/vectors-table.ts';
import { differences } from './differences.ts';
import { madeWorlds, tableOfWorld } from './made-world.ts';
import { referenceChurn, type ChurnCase } from './reference-churn.ts';

const named = (...events: string[]): ChurnQuestion['start'] => ({ events, where: everything });
const deal: PropertyRef = { scope: 'event', name: 'deal' };
const region: PropertyRef = { scope: 'person', name: 'region' };

/** Questions of a rule with everything else at random. */
function cases(
  rule: Arbitrary<ChurnQuestion['rule']>,
  properties: readonly PropertyRef[],
): Arbitrary<ChurnCase> {
  const property = fc.constantFrom(null, ...properties);
  const date = fc.constantFrom(null, '2024-03-20', '2024-03-31');
  return fc
    .record({
      rule,
      start: fc.constantFrom(named('S'), named()),
      activity: fc.constantFrom(named(), named('A')),
      range: fc.record({
        from: date,
        to: fc.constantFrom(null, '2024-03-31', '2024-04-10'),
        by: fc.constantFrom('start', 'events'),
      }),
      group: property,
      top: fc.constantFrom(1, 2, 9),
      reason: property,
      period: fc.constantFrom('day', 'week', 'month'),
      atRisk: fc.record({ share: fc.constantFrom(0.5, 0.9), gaps: fc.constantFrom(1, 2) }),
      asked: fc.constantFrom(null, null, 'north'),
    })
    .map(({ asked, ...parts }): ChurnCase => ({
      region: asked,
      question: {
        ...defaultChurn(parts.rule),
        ...parts,
        people: asked === null ? everything : { kind: 'is', property: region, op: 'equals', value: asked },
      },
    }));
}

const plan: PropertyRef = { scope: 'person', name: 'plan' };
const unit = fc.constantFrom('day', 'week', 'month', 'year');
const byEvent = fc.constant({ by: 'event', event: named('C') } as const);
const bySilence = fc.record({
  by: fc.constant('silence' as const),
  after: fc.constantFrom(
    null,
    { n: 0, unit: 'day' } as const,
    { n: 1, unit: 'day' } as const,
    { n: 7, unit: 'day' } as const,
    { n: 30, unit: 'hour' } as const,
  ),
  share: fc.constantFrom(0.5, 0.9),
});
/** Ways in which one row per customer says who has gone. */
const goneBy = fc.constantFrom<{ churned: Condition; left: NonNullable<ChurnCase['left']> }>(
  {
    churned: { kind: 'is', property: { scope: 'person', name: 'churn' }, op: 'equals', value: 'Yes' },
    left: { property: 'churn', says: (value) => value === 'Yes' },
  },
  {
    churned: { kind: 'is', property: { scope: 'person', name: 'exited' }, op: 'equals', value: 1 },
    left: { property: 'exited', says: (value) => value === 1 },
  },
  {
    churned: { kind: 'is', property: region, op: 'set' },
    left: { property: 'region', says: (value) => value !== null },
  },
);

/** Customers as rows: tenures that many share, some not known or impossible, and up to three values of each property. */
const customers = fc
  .array(
    fc.record({
      tenure: fc.option(
        fc.oneof(
          { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) },
          { weight: 2, arbitrary: fc.integer({ min: 0, max: 2000 }).map((n) => n / 8) },
          { weight: 1, arbitrary: fc.constant(-1) },
        ),
        { freq: 12 },
      ),
      churn: fc.constantFrom('Yes', 'No', null),
      exited: fc.constantFrom(0, 0, 1, null),
      region: fc.constantFrom('north', 'south', null),
      plan: fc.constantFrom('basic', 'team', null),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    tableOf(
      [],
      rows.map((props, i) => ({ id: `p${i}`, props })),
    ),
  );

describe('churn against its rules written out', () => {
  it.each([
    ['S1 S3 S4 S5 S6 gone with an event', cases(byEvent, [deal, region])],
    ['S1 S2 S3 S4 S5 S6 F10 gone after a silence', cases(bySilence, [deal, region])],
  ] as const)('%s', async (_, asked) => {
    await fc.assert(
      fc.asyncProperty(madeWorlds(['S', 'A', 'C']), asked, async (world, one) => {
        const table = tableOfWorld(world);
        const found = await answer(table, one.question, uncontrolled);
        expect(differences(found, await referenceChurn(table, one, found.riskTimes))).toEqual([]);
      }),
      { numRuns: 2500 },
    );
  });

  it('S1 S4 one row per customer', async () => {
    await fc.assert(
      fc.asyncProperty(
        customers,
        goneBy,
        unit,
        cases(byEvent, [region, plan]),
        async (table, by, per, one) => {
          const { churned, left } = by;
          const rule = { by: 'people', tenure: 'tenure', unit: per, churned } as const;
          const asked = { ...one, left, question: { ...one.question, rule } };
          const found = await answer(table, asked.question, uncontrolled);
          expect(differences(found, await referenceChurn(table, asked, found.riskTimes))).toEqual([]);
        },
      ),
      { numRuns: 2500 },
    );
  });
});
