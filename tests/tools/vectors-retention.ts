import { uncontrolled } from '../../src/base/control.ts';
import { answer } from '../../src/engine/answer.ts';
import {
  defaultRetention,
  type RetentionQuestion,
  type RetentionResult,
} from '../../src/questions/retention.ts';
import {
  matchOf,
  periodsFrom,
  scopeOf,
  tableOfCase,
  type ActivityCase,
  type CaseMatch,
} from './vectors-activity.ts';
import { compare, type CaseResult } from './vectors-compare.ts';

interface RetentionCase extends ActivityCase {
  readonly options: ActivityCase['options'] & {
    readonly mode: 'recurring' | 'first-time' | 'first-ever';
    readonly firstPeriod: string;
    readonly periods: number;
    readonly columns?: number;
    readonly start: CaseMatch;
    readonly return: CaseMatch;
    readonly cumulative?: boolean;
    readonly minOccurrences?: number;
    readonly breakdown?: { readonly by: 'event' | 'person'; readonly key: string };
  };
  readonly expected: {
    readonly matrix?: readonly (readonly (number | null)[])[];
    readonly breakdown?: Readonly<Record<string, readonly (readonly (number | null)[])[]>>;
  };
}

/** Runs one case of kind `retention`: column 0 is the size of the cohort, missing rows and cells are zero. */
export async function runRetentionCase(raw: unknown): Promise<CaseResult> {
  const test = raw as RetentionCase;
  const { options, expected } = test;
  const { mode, interval, firstPeriod, periods, breakdown } = options;
  const { labels, from, to } = periodsFrom(test, firstPeriod, periods);
  const question: RetentionQuestion = {
    ...defaultRetention(matchOf(options.start), matchOf(options.return)),
    ...scopeOf(test),
    entry: ({ recurring: 'every', 'first-time': 'first', 'first-ever': 'first-occurrence' } as const)[mode],
    rule: options.cumulative === true ? 'on-or-after' : 'on',
    period: { unit: interval, n: options.intervalCount ?? 1 },
    minimum: options.minOccurrences ?? 1,
    range: { from, to, by: 'events' },
    breakdown:
      breakdown === undefined ? null : { property: { scope: breakdown.by, name: breakdown.key }, top: 1000 },
  };
  const { total, groups } = await answer(tableOfCase(test), question, uncontrolled);
  const matrix = ({ rows }: RetentionResult): number[][] =>
    labels.map((label, r) => {
      const row = rows.find(({ key }) => key === label);
      return Array.from(
        { length: options.columns ?? periods - r },
        (_, column) => (column === 0 ? row?.size : row?.cells[column]?.rate.k) ?? 0,
      );
    });
  const actual =
    expected.breakdown === undefined
      ? { matrix: matrix(total) }
      : { breakdown: Object.fromEntries(groups.map((group) => [group.value ?? '', matrix(group)])) };
  return compare(expected, actual, test.tolerance);
}
