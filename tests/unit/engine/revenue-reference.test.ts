import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { revenuePeople } from '../../../src/engine/revenue/people.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultRevenue } from '../../../src/questions/revenue-form.ts';
import type { RevenuePick, RevenueQuestion, RevenueTable } from '../../../src/questions/revenue.ts';
import { differences } from './differences.ts';
import { madeWorlds, tableOfWorld } from './made-world.ts';
import { referenceRevenue, type RefTable } from './reference-revenue.ts';

const named = (event: string): RevenueQuestion['subscription'] => ({ events: [event], where: everything });

const questions = fc
  .record({
    per: fc.constantFrom('month', 'quarter', 'year'),
    currency: fc.constantFrom(null, 'currency'),
    ended: fc.constantFrom(null, named('End')),
    lapse: fc.constantFrom(
      null,
      { n: 0, unit: 'day' } as const,
      { n: 7, unit: 'day' } as const,
      { n: 20, unit: 'day' } as const,
    ),
    range: fc.record({
      from: fc.constantFrom(null, null, '2024-03-20', '2024-03-31'),
      to: fc.constantFrom(null, null, '2024-03-31', '2024-04-10'),
    }),
    period: fc.constantFrom('day', 'week', 'week', 'week', 'month', 'month'),
    breakdown: fc.constantFrom(
      null,
      { property: { scope: 'person', name: 'region' } as const, top: 1 },
      { property: { scope: 'event', name: 'deal' } as const, top: 9 },
    ),
    asked: fc.constantFrom(null, null, 'north'),
  })
  .map(({ asked, ...parts }) => {
    const region = { scope: 'person', name: 'region' } as const;
    const question: RevenueQuestion = {
      ...defaultRevenue(named('Pay'), 'amount', null),
      ...parts,
      people: asked === null ? everything : { kind: 'is', property: region, op: 'equals', value: asked },
    };
    return { asked, question };
  });

const changes = fc.constantFrom<RevenuePick['change']>(
  'start',
  'new',
  'reactivated',
  'expanded',
  'contracted',
  'churned',
  'end',
);

/** Compares tables with those of the rules, which are in no order: those with most customers come first. */
function tableDifferences(actual: readonly RevenueTable[], rules: readonly RefTable[]): string[] {
  const listed = actual.map(({ currency }) => rules.find((one) => one.currency === currency)!);
  const customers = listed.map((one) => one.customers);
  return [
    ...differences(actual.length, rules.length),
    ...differences(
      customers,
      customers.toSorted((a, b) => b - a),
    ),
    ...differences(
      actual.map(({ periods }) => periods),
      listed.map(({ periods }) => periods.map(({ figures }) => figures)),
    ),
  ];
}

describe('revenue against its rules written out', () => {
  it('M1 M4 M5 M6 every move in every currency and group, who is behind it, and end = start + moves always', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeWorlds(['Pay', 'Pay', 'End', 'Call'], 18),
        questions,
        changes,
        async (world, { question, asked }, change) => {
          const table = tableOfWorld(world);
          const { currencies, groups } = await answer(table, question, uncontrolled);
          const rules = await referenceRevenue(table, question, asked);
          expect([
            ...tableDifferences(currencies, rules.tables),
            ...differences(
              groups,
              rules.groups.map(({ group }) => group),
            ),
            ...groups.flatMap((group, g) => tableDifferences(group.currencies, rules.groups[g]!.tables)),
          ]).toEqual([]);
          for (const { currency, periods } of currencies) {
            const sums = periods.map(
              ({ start, new: fresh, reactivated, expansion, contraction, churned }) => ({
                end: start + fresh + reactivated + expansion - contraction - churned,
              }),
            );
            const starts = periods.slice(1).map((_, t) => ({ start: periods[t]!.end }));
            const rates = periods.map(({ customers: { churned: k, start: n } }) => ({
              customerChurn: { k, n },
            }));
            expect([
              ...differences(periods, sums),
              ...differences(periods.slice(1), starts),
              ...differences(periods, rates),
            ]).toEqual([]);
            const { period } = periods.at(-1) ?? { period: '' };
            const sides = [{ group: null, tables: rules.tables }, ...rules.groups.slice(-1)];
            for (const { group, tables } of sides) {
              const pick = { currency, period, change, group };
              const { person } = await revenuePeople(table, question, pick, uncontrolled);
              const wanted = tables.find((of) => of.currency === currency)?.periods.at(-1)?.people[change];
              expect([...person]).toEqual(wanted ?? []);
            }
          }
        },
      ),
      { numRuns: 2500 },
    );
  });
});
