import { uncontrolled } from '../../src/base/control.ts';
import { formatDate, parseDate, zoneCalendar, type PeriodUnit } from '../../src/base/calendar.ts';
import { answer } from '../../src/engine/answer.ts';
import { parseInstant } from '../../src/engine/filter.ts';
import type { EventTable } from '../../src/engine/table.ts';
import type { ActivityUnit } from '../../src/questions/activity.ts';
import { everything, type Filter, type Operator } from '../../src/questions/filter.ts';
import type { EventMatch } from '../../src/questions/funnel.ts';
import { defaultLifecycle } from '../../src/questions/lifecycle.ts';
import { defaultStickiness, type StickinessQuestion } from '../../src/questions/stickiness.ts';
import { compare, type CaseResult } from './vectors-compare.ts';
import { tableOf, type EventRow, type PersonRow } from './vectors-table.ts';

interface CaseCondition {
  readonly prop: string;
  readonly op: string;
  readonly value?: string | number;
  readonly scope?: 'person';
}

/** An event as the case files name it; null: any. */
export interface CaseMatch {
  readonly event: string | null;
  readonly where?: readonly CaseCondition[];
}

/** What cases of retention, life cycle and stickiness have in common. */
export interface ActivityCase {
  readonly options: {
    readonly interval: PeriodUnit;
    readonly intervalCount?: number;
    readonly weekStartsOn?: 'monday' | 'sunday';
    readonly timezone?: string;
    readonly personFilter?: readonly CaseCondition[];
    readonly where?: readonly CaseCondition[];
    readonly aggregateBy?: { readonly eventProp: string };
  };
  readonly persons?: readonly PersonRow[];
  readonly events: readonly EventRow[];
  readonly tolerance?: number | { readonly abs?: number };
}

interface LifecycleCase extends ActivityCase {
  readonly options: ActivityCase['options'] & {
    readonly firstPeriod?: string;
    readonly periods?: number;
    readonly event?: CaseMatch;
  };
  readonly expected: unknown;
}

interface StickinessCase extends ActivityCase {
  readonly options: ActivityCase['options'] & {
    readonly from: string;
    readonly periods: number;
    readonly event: CaseMatch;
    readonly cumulative?: boolean;
    readonly perPeriodCriterion?: { readonly op: 'gte' | 'lte' | 'exact'; readonly value: number };
  };
  readonly expected: { readonly personsByActivePeriods: readonly (number | null)[] };
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  eq: 'equals',
  neq: 'not-equals',
  contains: 'contains',
  notContains: 'not-contains',
  isSet: 'set',
  isNotSet: 'unset',
};

/** Returns the conditions of a case as one filter. */
export function filterOf(
  conditions: readonly CaseCondition[] = [],
  scope: 'event' | 'person' = 'event',
): Filter {
  return {
    kind: 'all',
    of: conditions.map(({ prop, op, value, scope: own = scope }) => {
      const operator = OPERATORS[op];
      if (operator === undefined) throw new Error(`unknown operator ${op}`);
      return {
        kind: 'is',
        property: { scope: own, name: prop },
        op: operator,
        ...(value !== undefined && { value }),
      };
    }),
  };
}

/** Returns the event match of a case. */
export function matchOf({ event, where }: CaseMatch): EventMatch {
  return { events: event === null ? [] : [event], where: filterOf(where) };
}

/** Returns the table of a case's events. */
export function tableOfCase(test: ActivityCase, events = test.events): EventTable {
  const { timezone, weekStartsOn } = test.options;
  return tableOf(events, test.persons, {
    zone: timezone ?? 'UTC',
    weekStart: weekStartsOn === 'sunday' ? 7 : 1,
  });
}

/** Returns what a case's options say that every question of activity has. */
export function scopeOf({ options }: ActivityCase): { unit: ActivityUnit; people: Filter; events: Filter } {
  const { personFilter, where, aggregateBy } = options;
  return {
    unit: aggregateBy === undefined ? { by: 'person' } : { by: 'property', property: aggregateBy.eventProp },
    people: filterOf(personFilter, 'person'),
    events: where === undefined ? everything : filterOf(where),
  };
}

/** Returns the labels of `count` periods from the one that holds `first` (a date, or an instant for hours), and the last date. */
export function periodsFrom(
  test: ActivityCase,
  first: string,
  count: number,
): { labels: string[]; from: string; to: string } {
  const { interval, intervalCount = 1, timezone, weekStartsOn } = test.options;
  const calendar = zoneCalendar(timezone ?? 'UTC');
  const day = parseDate(first);
  const start = day === null ? parseInstant(first) : calendar.startOfDay(day);
  const long = { hour: 1, day: 24, week: 168, month: 744, quarter: 2232, year: 8784 }[interval] * 3_600_000;
  const periods = calendar.periods(
    interval,
    weekStartsOn === 'sunday' ? 7 : 1,
    start,
    start + count * intervalCount * long,
  );
  const end = periods.starts[count * intervalCount]! - 1;
  return {
    labels: periods.labels.slice(0, count * intervalCount).filter((_, k) => k % intervalCount === 0),
    from: formatDate(calendar.dayOf(start)),
    to: formatDate(calendar.dayOf(end)),
  };
}

/** Runs one case of kind `lifecycle`: four series over the periods named; what isn't in the answer is zero. */
export async function runLifecycleCase(raw: unknown): Promise<CaseResult> {
  const test = raw as LifecycleCase;
  const { firstPeriod, periods = 0, event = { event: null }, interval } = test.options;
  const { labels, from, to } = periodsFrom(test, firstPeriod!, periods);
  const result = await answer(
    tableOfCase(test),
    {
      ...defaultLifecycle(matchOf(event)),
      ...scopeOf(test),
      period: { unit: interval, n: 1 },
      range: { from, to },
    },
    uncontrolled,
  );
  const series = (figure: 'new' | 'returning' | 'resurrected' | 'dormant'): number[] =>
    labels.map((label) => result.periods.find(({ period }) => period === label)?.[figure] ?? 0);
  const actual = {
    new: series('new'),
    returning: series('returning'),
    resurrecting: series('resurrected'),
    dormant: series('dormant'),
  };
  return compare(test.expected, actual, test.tolerance);
}

/** Runs one case of kind `activeRetentionSeries`: who is active in a period and again in the very next one. */
export async function runActiveSeriesCase(raw: unknown): Promise<CaseResult> {
  const test = raw as LifecycleCase;
  const question = {
    ...defaultLifecycle({ events: [], where: everything }),
    ...scopeOf(test),
    period: { unit: test.options.interval, n: 1 },
  };
  const { periods } = await answer(tableOfCase(test), question, uncontrolled);
  const series = periods.flatMap(({ period, active }, k) => {
    const retained = periods[k + 1]?.returning ?? 0;
    return active === 0 ? [] : [{ period, active, retained, ratePercent: (100 * retained) / active }];
  });
  return compare(test.expected, { series }, test.tolerance);
}

/** Runs one case of kind `stickiness`: units by the number of periods in which they were active. */
export async function runStickinessCase(raw: unknown): Promise<CaseResult> {
  const test = raw as StickinessCase;
  const {
    from: first,
    periods,
    event,
    interval,
    intervalCount = 1,
    cumulative = false,
    perPeriodCriterion: criterion,
  } = test.options;
  const { from, to, labels } = periodsFrom(test, first, periods);
  // Hours that end within a day: no question of ours has such a range, so what is after them is left out here.
  const last = labels.at(-1)!;
  const events =
    interval === 'hour'
      ? test.events.filter(({ at }) => typeof at === 'string' && at.slice(0, 13) <= last)
      : test.events;
  const op = ({ gte: 'at-least', lte: 'at-most', exact: 'exactly' } as const)[criterion?.op ?? 'gte'];
  const question: StickinessQuestion = {
    ...defaultStickiness(matchOf(event)),
    ...scopeOf(test),
    each: { unit: interval, n: intervalCount },
    within: null,
    times: { op, n: criterion?.value ?? 1 },
    range: { from, to },
  };
  const result = (await answer(tableOfCase(test, events), question, uncontrolled)).periods[0];
  const counted = Array.from(
    { length: periods },
    (_, k) => (cumulative ? result?.atLeast[k]?.k : result?.exactly[k]) ?? 0,
  );
  return compare(test.expected, { personsByActivePeriods: counted }, test.tolerance);
}
