import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { matchAll } from '../../../src/engine/funnel/match.ts';
import { Closed, NONE, type Outcomes } from '../../../src/engine/funnel/outcomes.ts';
import { planFunnel, type FunnelPlan } from '../../../src/engine/funnel/plan.ts';
import { settle } from '../../../src/engine/funnel/states.ts';
import { trendOf } from '../../../src/engine/funnel/trend.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { FunnelQuestion } from '../../../src/questions/funnel.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const BASE = Date.UTC(2024, 0, 10);
const HOUR = 3_600_000;
const DATES = [null, '2024-01-10', '2024-01-11', '2024-01-12'] as const;

const event = fc.constantFrom('A', 'B', 'C', 'D', 'X', 'Gone');
// Few instants, so that many events tie.
const at = fc.integer({ min: 0, max: 9 }).map((n) => BASE + n * 6 * HOUR);
const made = fc.array(fc.record({ person: fc.constantFrom('p', 'q', 'r'), event, at }), { maxLength: 24 });
const questions: fc.Arbitrary<FunnelQuestion> = fc
  .record({
    order: fc.constantFrom('ordered', 'strict', 'any-order', 'reached'),
    steps: fc.constantFrom(['A'], ['A', 'B'], ['A', 'B', 'C'], ['B', 'A', 'D', 'C']),
    hours: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 3 }),
    from: fc.constantFrom(...DATES),
    to: fc.constantFrom(...DATES),
    lost: fc.boolean(),
  })
  .map(({ order, steps, hours, from, to, lost }) => ({
    ...defaultFunnel(
      steps.map((name) => stepOf(name)),
      hours === null ? null : { n: hours, unit: 'hour' },
    ),
    order,
    range: { by: 'entry', from, to },
    lost: lost && order === 'reached' ? { events: ['Gone'], where: everything } : null,
  }));

function listed(outcomes: Outcomes): unknown[] {
  const { unit, depth, start, firstTouch, closed, closedBy, rows, steps } = outcomes;
  return Array.from({ length: outcomes.count }, (_, i) => ({
    unit: unit[i],
    depth: depth[i],
    start: start[i],
    firstTouch: firstTouch[i],
    closed: closed[i],
    closedBy: closed[i] === Closed.no ? NONE : closedBy[i],
    rows: [...rows.subarray(i * steps, i * steps + depth[i]! + 1)],
  }));
}

async function figures(plan: FunnelPlan): Promise<unknown> {
  const settled = settle(plan, await matchAll(plan, uncontrolled));
  const trend = await trendOf(plan, settled, 'day', uncontrolled);
  return {
    outcomes: listed(settled.outcomes),
    trend: trend === null ? null : { ...trend, periods: null, settled: listed(trend.settled.outcomes) },
  };
}

describe('the plain sweeps and the general matchers', { timeout: 60_000 }, () => {
  it('F1 F2 F3 F4 F12 agree to the row in every order, with dates of entry and in every period', async () => {
    await fc.assert(
      fc.asyncProperty(made, questions, async (events, question) => {
        const plan = await planFunnel(tableOf(events), question, uncontrolled);
        expect(plan.plain).not.toBeNull();
        expect(await figures(plan)).toEqual(await figures({ ...plan, plain: null }));
      }),
      { numRuns: 4000 },
    );
  });

  it('agree on people of hundreds of events', async () => {
    const many = fc.array(fc.record({ person: fc.constant('p'), event, at }), {
      minLength: 70,
      maxLength: 300,
    });
    await fc.assert(
      fc.asyncProperty(many, questions, async (events, question) => {
        const plan = await planFunnel(tableOf(events), question, uncontrolled);
        expect(await figures(plan)).toEqual(await figures({ ...plan, plain: null }));
      }),
      { numRuns: 200 },
    );
  });
});
