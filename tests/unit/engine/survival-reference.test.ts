import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { chiSquareTail } from '../../../src/engine/statistics/chi-square.ts';
import { pointsOf, productLimit } from '../../../src/engine/statistics/kaplan-meier.ts';
import { End, survivalCurves, type SubjectGroup } from '../../../src/engine/survival/curves.ts';
import { differences } from './differences.ts';
import { referenceCurves, type RefSubject } from './reference-survival.ts';

const RUNS = { numRuns: 2500 };

const subjects = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 9 }),
    end: fc.constantFrom('event', 'event', 'censored', 'censored', 'immune'),
    group: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 16 },
);

describe('survival curves against their definition', () => {
  it('S3 S4 X1 curves, intervals, medians, restricted means and log-rank of everyone and by group', async () => {
    await fc.assert(
      fc.asyncProperty(subjects, async (made) => {
        const groups = [0, 1, 2].map((g): SubjectGroup & { own: RefSubject[] } => ({
          value: String(g),
          kind: 'value',
          size: 1,
          members: Uint32Array.from([...made.keys()].filter((i) => made[i]!.group === g)),
          own: made.filter(({ group }) => group === g),
        }));
        const found = await survivalCurves(
          {
            time: Float64Array.from(made, ({ time }) => time),
            event: Uint8Array.from(made, ({ end }) => End[end]),
          },
          groups,
          false,
          uncontrolled,
        );
        const rules = groups.map(({ value, kind, size, own }) => ({ value, kind, size, members: own }));
        expect(differences(found, referenceCurves(made, rules, found.riskTimes))).toEqual([]);
        const longest = Math.max(0, ...made.filter(({ end }) => end !== 'immune').map(({ time }) => time));
        expect(found.riskTimes.at(-1)).toBeLessThanOrEqual(longest);
        for (const { curve } of [found.total, ...found.groups])
          expect(
            curve.every(
              ({ survival, low, high }, i) =>
                survival < (curve[i - 1]?.survival ?? 1) &&
                (survival === 0
                  ? Number.isNaN(low) && Number.isNaN(high)
                  : low <= survival && survival <= high),
            ),
          ).toBe(true);
        const { statistic, p, df } = found.test!;
        expect(Object.is(p, chiSquareTail(statistic, df))).toBe(true);
      }),
      RUNS,
    );
  });

  it('S4 whoever is watched only from some time on is at risk from then', () => {
    const watched = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 5 }), fc.boolean())
        .map(([entry, length, event]) => ({ entry, time: entry + length, event })),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(watched, (made) => {
        const sorted = (values: number[]): Float64Array => Float64Array.from(values).sort();
        const limit = productLimit({
          events: sorted(made.filter(({ event }) => event).map(({ time }) => time)),
          censored: sorted(made.filter(({ event }) => !event).map(({ time }) => time)),
          entries: sorted(made.map(({ entry }) => entry)),
        });
        let hazard = 0;
        const points = pointsOf(limit);
        const expected = points.map(({ time: at }) => {
          const atRisk = made.filter(({ entry, time }) => entry < at && time >= at).length;
          const events = made.filter(({ event, time }) => event && time === at).length;
          hazard += events / atRisk;
          return { atRisk, events, hazard };
        });
        expect(differences(points, expected)).toEqual([]);
      }),
      RUNS,
    );
  });
});
