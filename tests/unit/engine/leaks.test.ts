import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { leaksOf } from '../../../src/engine/funnel/leaks.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import type { StepResult } from '../../../src/questions/funnel.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const step = (entered: number, dropped: number, open = 0, optional = false): StepResult => ({
  label: '',
  optional,
  entered,
  wentOn: entered - dropped - open,
  open,
  dropped,
  excluded: 0,
  ofEntrants: { k: entered, n: entered, rate: 1, low: 1, high: 1 },
  onward: null,
  toNext: null,
});

describe('leaks', () => {
  it('F14 costs what those who stopped would have become had they gone on like the others', () => {
    // Of 100, 60 stop at once; of the 40 others 10 are lost and 20 convert, 10 are still open at the second step.
    const leaks = leaksOf({ steps: [step(100, 60), step(40, 10, 10), step(20, 0)], converted: 20 });
    expect(leaks.map(({ step, next, dropped, conversions }) => [step, next, dropped, conversions])).toEqual([
      // 20 of the 30 settled who got to the second step converted.
      [0, 1, 60, 60 * (20 / 30)],
      // Whoever reaches the last step has converted.
      [1, 2, 10, 10],
    ]);
    expect(leaks[0]?.later).toMatchObject({ k: 20, n: 30 });
  });

  it('F14 looks past steps that may be skipped', () => {
    const [leak] = leaksOf({ steps: [step(10, 4), step(2, 0, 0, true), step(6, 0)], converted: 6 });
    expect(leak).toMatchObject({ step: 0, next: 2, conversions: 4 });
  });

  it('F14 cannot say what it costs where nobody got further, and then counts people', () => {
    const leaks = leaksOf({ steps: [step(9, 3), step(6, 6), step(0, 0)], converted: 0 });
    expect(leaks.map(({ step, dropped, conversions }) => [step, dropped, conversions])).toEqual([
      [0, 3, 0],
      [1, 6, NaN],
    ]);
  });

  it('F14 counts everybody who dropped once, and never costs more than them', async () => {
    const worlds = fc.array(
      fc.record({
        person: fc.integer({ min: 0, max: 8 }).map(String),
        event: fc.constantFrom('A', 'B', 'C', 'D'),
        at: fc.integer({ min: 0, max: 60 }).map((days) => Date.UTC(2024, 0, 1) + days * 86_400_000),
      }),
      { maxLength: 40 },
    );
    const question = defaultFunnel(['A', 'B', 'C', 'D'].map((name) => stepOf(name)));
    await fc.assert(
      fc.asyncProperty(worlds, async (events) => {
        const { total } = await answer(tableOf(events), question, uncontrolled);
        const leaks = leaksOf(total);
        expect(leaks.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(total.dropped);
        for (const { dropped, conversions } of leaks)
          expect(Number.isNaN(conversions) || (conversions >= 0 && conversions <= dropped)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
