import type { CountsAnswer, CountsQuestion } from '../questions/counts.ts';
import { certain, wilson } from './statistics/wilson.ts';

/** Returns the rates of a funnel given as counts. Where a stage is above the one before, its rate onward has no meaning: NaN. */
export function answerCounts({ stages }: CountsQuestion): CountsAnswer {
  const share = (k: number, n: number): CountsAnswer['stages'][number]['ofEntrants'] =>
    k <= n ? wilson(k, n) : { k, n, rate: NaN, low: NaN, high: NaN };
  const entrants = stages[0]?.count ?? 0;
  return {
    kind: 'counts',
    stages: stages.map(({ label, count }, i) => {
      const next = stages[i + 1];
      return {
        label,
        count,
        ofEntrants: i === 0 ? certain(count) : share(count, entrants),
        onward: next === undefined ? null : share(next.count, count),
      };
    }),
    rising: stages.flatMap(({ count }, i) => (i > 0 && count > stages[i - 1]!.count ? [i] : [])),
  };
}
