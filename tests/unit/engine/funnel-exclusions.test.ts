import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { Span } from '../../../src/questions/funnel.ts';
import { both, events, figures, instants, window, type Made } from './funnel-worlds.ts';

const at = (name: string, minute: number): Made => ({ person: 'p', name, at: minute, day: false });
type Between = readonly [0, 1] | readonly [0, 2] | readonly [1, 2];
const span = (n: number): Span => ({ n, unit: 'minute' });
/** F6 where it is easily missed. */
const hardExclusions: [Made[], Span, boolean, boolean, Between[]][] = [
  // Of attempts that come as deep at one instant the exclusion ends only the later: the window of the other is over.
  [[at('A', 3), at('A', 14), at('B', 15), at('X', 16)], span(12), false, false, [[1, 2]]],
  [[at('A', 3), at('A', 15), at('B', 15), at('X', 16)], span(12), false, false, [[1, 2]]],
  [
    [at('A', 3), at('A', 9), at('A', 14), at('B', 15), at('X', 16), at('X', 22)],
    span(12),
    true,
    false,
    [[0, 2]],
  ],
  // Two of one instant, one of them already passed, in either order.
  [
    [at('A', 1), at('B', 2), at('X', 2), at('C', 3)],
    span(20),
    false,
    false,
    [
      [0, 2],
      [0, 1],
    ],
  ],
  [
    [at('A', 1), at('B', 2), at('X', 2), at('C', 3)],
    span(20),
    false,
    false,
    [
      [0, 1],
      [0, 2],
    ],
  ],
  [
    [at('A', 5), at('A', 6), at('B', 6), at('X', 6), at('X', 7)],
    span(1),
    false,
    false,
    [
      [0, 2],
      [0, 1],
    ],
  ],
];

describe('exclusions agree with the rules written out', { timeout: 60_000 }, () => {
  it('F6 exclusions, lost events, optional steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        events(instants),
        window,
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.constantFrom<Between>([0, 1], [1, 2], [0, 2]), { maxLength: 3 }),
        async (made, span, optional, lost, between) => {
          const steps = ['A', 'B', 'C'].map((name, k) => ({
            ...stepOf(name),
            optional: optional && k === 1,
          }));
          const { got, expected } = await both(made, {
            ...defaultFunnel(steps, span),
            lost: lost ? { events: ['Y'], where: everything } : null,
            exclusions: between.map(([from, to]) => ({ events: ['X'], where: everything, from, to })),
          });
          expect(figures(got)).toEqual(figures(expected));
        },
      ),
      { numRuns: 1500, examples: hardExclusions },
    );
  });

  it('F6 an optional step filled off the deepest chain hides nothing', async () => {
    const steps = ['A', 'B', 'C', 'D'].map((name, k) => ({ ...stepOf(name), optional: k === 1 }));
    const { got, expected } = await both([at('A', 1), at('C', 3), at('B', 5), at('X', 5), at('D', 6)], {
      ...defaultFunnel(steps, span(20)),
      exclusions: [{ events: ['X'], where: everything, from: 1, to: 3 }],
    });
    expect(figures(got)).toEqual(figures(expected));
    expect(figures(got)).toMatchObject([{ depth: 2, state: 'excluded' }]);
  });
});
